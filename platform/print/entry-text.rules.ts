import type { FieldSpec, FieldValue, ListItem, TallEntry } from '#platform/form/definition.schema.ts';
import { chosen, isFilled } from '#platform/form/missing.rules.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { paperWords } from './paper-words.ts';

type ListSpec = Extract<FieldSpec, { type: 'list' }>;

/** A field's value in words: labels for choices, people one after the other, instants in the zone. Empty when nothing is filled in. */
export function valueText(spec: FieldSpec, value: FieldValue | undefined, timeZone: string): string {
  if (value === undefined || !isFilled(value)) return '';
  if (spec.type === 'choice') {
    const on = chosen(value);
    const labels = spec.options.filter(({ id }) => on.includes(id)).map(({ label }) => label.zh);
    return labels.join('、');
  }
  if (typeof value === 'string')
    return spec.type === 'instant' ? clockText(instant(Date.parse(value)), timeZone) : value.trimEnd();
  if (spec.type !== 'list') return '';
  const items = value.filter((item) => typeof item !== 'string');
  return items.map((item) => itemText(spec.item, item)).join(paperWords.listSeparator);
}

function itemText(columns: ListSpec['item'], item: ListItem): string {
  const [first = '', ...rest] = Object.entries(columns).map(([column, spec]) => {
    const value = item[column] ?? '';
    return spec.type === 'choice' ? (spec.options.find(({ id }) => id === value)?.label.zh ?? '') : value;
  });
  return paperWords.item(
    first,
    rest.filter((text) => text !== ''),
  );
}

/**
 * The entries of a tall cell, one below the other or on one line.
 * What the next entry of a line says again at its start is printed once (同意。同意…).
 */
export function tallText(entries: readonly TallEntry[], textOf: (field: string) => string): string {
  let text = '';
  let last = { own: '', whole: '' };
  for (const entry of entries) {
    const own = textOf(entry.field);
    if (own === '') continue;
    const whole = `${entry.before ?? ''}${own}${entry.after ?? ''}`;
    if (entry.sameLine && last.own !== '' && own.startsWith(last.own)) text = text.slice(0, text.length - last.whole.length);
    text += text === '' || entry.sameLine ? whole : `\n${whole}`;
    last = { own, whole };
  }
  return text;
}

/** A pre-printed prefix and the rest of the number behind it; a number of another series prints whole. */
export function prefixed(prefix: string | undefined, text: string): { readonly prefix: string; readonly text: string } {
  if (prefix === undefined) return { prefix: '', text };
  if (text.startsWith(prefix)) return { prefix, text: text.slice(prefix.length) };
  return text === '' ? { prefix, text } : { prefix: '', text };
}

/** The name of a field in a heading: its label without closing colon and remark. */
export function nameOf(label: string): string {
  return label.replace(/（.*$/u, '').replace(/：$/u, '');
}

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;

/** `2026-10-04 03:08` in the zone. */
export function clockText(at: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...PARTS }).formatToParts(at);
  const of = (type: keyof typeof PARTS): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
