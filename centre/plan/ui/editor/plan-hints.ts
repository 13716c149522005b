import { EditorState, hoverTooltip, type Extension } from '@uiw/react-codemirror';
import type { Diagnostic } from '../../drafts/plan-drafts.schema.ts';
import type { JsonSchema } from '../../plan-json-schema.rules.ts';
import { eventName } from '../../plan-names.rules.ts';
import { diagnosticsAt } from './diagnostics-in-text.ts';
import { namesAt } from './names-at.rules.ts';
import { placeInText } from './place-in-text.rules.ts';
import type { PlaceInText } from './place-in-text.rules.ts';
import { keysAt, saysAt, valuesAt } from './schema-place.rules.ts';

export interface Format {
  readonly schema: JsonSchema | undefined;
  readonly language: 'zh' | 'en';
  /** What stands before a diagnostic, by its severity. */
  readonly words: Readonly<Record<Diagnostic['severity'], string>>;
}

/** What the editor tells of the place at which something is to be proposed. */
interface Asked {
  readonly state: EditorState;
  readonly explicit: boolean;
  readonly matchBefore: (word: RegExp) => { readonly from: number; readonly to: number } | null;
}

/** What a name may be made of, whole or begun. */
const WORD = /[\p{L}\d._-]*/u;
const BEGUN = /[\p{L}\d._-]*$/u;
const WHOLE = /^[\p{L}\d._-]*$/u;

/** Proposes for a place the names that the plan gives, and the keys and values that its format knows, each with what it says. */
export function planProposals(format: Format): Extension {
  const propose = (asked: Asked) => {
    const word = asked.matchBefore(WORD);
    if (format.schema === undefined || word === null || (word.from === word.to && !asked.explicit)) return null;
    const text = asked.state.doc.toString();
    const place = placeInText(text, word.from);
    const ofFormat = place.isValue
      ? valuesOf(format.schema, place, format.language)
      : keysOf(format.schema, place, format.language);
    const names = namesOf(text, place, format.language).filter(({ label }) => ofFormat.every((known) => known.label !== label));
    return { from: word.from, options: [...names, ...ofFormat], validFor: WHOLE };
  };
  return EditorState.languageData.of(() => [{ autocomplete: propose }]);
}

function valuesOf(schema: JsonSchema, { path }: PlaceInText, language: 'zh' | 'en') {
  return valuesAt(schema, path).map((label) => {
    const says = eventName(label)?.[language];
    return { label, type: 'constant', ...(says === undefined ? {} : { detail: says }) };
  });
}

function keysOf(schema: JsonSchema, { path, present }: PlaceInText, language: 'zh' | 'en') {
  return keysAt(schema, path, { present, language }).map(({ label, says, isNeeded }) => ({
    label,
    type: 'property',
    apply: `${label}: `,
    boost: isNeeded ? 1 : 0,
    ...(says === undefined ? {} : { info: says }),
  }));
}

function namesOf(text: string, { path, isValue, present }: PlaceInText, language: 'zh' | 'en') {
  const { names, isList } = namesAt(text, { path, isKey: !isValue });
  return names
    .filter(({ name }) => isValue || !present.includes(name))
    .map(({ name, [language]: says }) => ({
      label: name,
      type: 'variable',
      apply: isValue ? (isList ? `[${name}]` : name) : `${name}: `,
      ...(says === undefined ? {} : { info: says }),
    }));
}

/** Says, while the pointer rests on a word, what the checks say of it, what the field is for, and what a name stands for. */
export function planHover(format: Format): Extension {
  return hoverTooltip((view, position) => {
    const { from, to, text } = view.state.doc.lineAt(position);
    const start = from + text.slice(0, position - from).search(BEGUN);
    const end = position + (WORD.exec(view.state.sliceDoc(position, to))?.[0].length ?? 0);
    const lines = [
      ...diagnosticsAt(view, position).flatMap((found) => told(found, format)),
      ...fieldSays(view.state, { start, end }, format),
      ...nameSays(view.state, { start, end }, format.language),
    ];
    if (lines.length === 0) return null;
    return { pos: start, end, above: true, create: () => ({ dom: boxOf(lines) }) };
  });
}

function told({ severity, message, remedy, clauses }: Diagnostic, { language, words }: Format): string[] {
  return [
    `${words[severity]} · ${message[language]} ${remedy[language]}`.trim(),
    ...(clauses.length === 0 ? [] : [clauses.join(' ')]),
  ];
}

function fieldSays(state: EditorState, { start, end }: { start: number; end: number }, { schema, language }: Format): string[] {
  if (schema === undefined || start === end || state.sliceDoc(end, end + 1) !== ':') return [];
  const { path, isValue } = placeInText(state.doc.toString(), start);
  const says = isValue ? undefined : saysAt(schema, [...path, state.sliceDoc(start, end)], language);
  return says === undefined ? [] : [says];
}

function nameSays(state: EditorState, { start, end }: { start: number; end: number }, language: 'zh' | 'en'): string[] {
  if (start === end) return [];
  const [text, word] = [state.doc.toString(), state.sliceDoc(start, end)];
  const { path, isValue } = placeInText(text, start);
  const given = namesAt(text, { path, isKey: !isValue }).names.find(({ name }) => name === word)?.[language];
  const says = given ?? (isValue ? eventName(word)?.[language] : undefined);
  return says === undefined ? [] : [says];
}

function boxOf(lines: readonly string[]): HTMLElement {
  const box = document.createElement('div');
  for (const line of lines) {
    const row = document.createElement('div');
    row.className = 'plan-says';
    row.textContent = line;
    box.append(row);
  }
  return box;
}
