/** Findings put into words and places. */
import { error, pathText } from './plan-diagnostic.schema.ts';
import type {
  FormatTexts,
  Locate,
  PlanDiagnostic,
  PlanFinding,
  PlanTexts,
  SpaceTexts,
  TypeTexts,
  ValueType,
} from './plan-diagnostic.schema.ts';
import { readingTexts as readingsEn } from './conflict-diagnostic.texts.en.ts';
import { readingTexts as readingsZh } from './conflict-diagnostic.texts.zh.ts';
import { formatTexts as formatsEn, spaceTexts as spacesEn, typeTexts as typesEn } from './file-diagnostic.texts.en.ts';
import { formatTexts as formatsZh, spaceTexts as spacesZh, typeTexts as typesZh } from './file-diagnostic.texts.zh.ts';
import {
  atLine as atLineEn,
  didYouMean as didYouMeanEn,
  noneKnown as noneKnownEn,
  planTexts as textsEn,
} from './plan-diagnostic.texts.en.ts';
import {
  atLine as atLineZh,
  didYouMean as didYouMeanZh,
  noneKnown as noneKnownZh,
  planTexts as textsZh,
} from './plan-diagnostic.texts.zh.ts';
import type { ReadingTexts } from './reading.rules.ts';
import { seen } from '#platform/text/characters.rules.ts';
import { citedAround } from './plan-tree.rules.ts';

/** More than these help nobody; a last one then says how many are not shown. */
const SHOWN_AT_MOST = 500;

export interface Manuscript {
  fileName: string;
  locate: Locate;
  /** The plan as plain data, to find the commitments around a place. */
  raw: unknown;
}

/** Faults of the syntax have no path; whoever reads the file gives their place. */
export type PlacedFinding = PlanFinding & { at?: { line: number; column: number } };

/** Words, place and clauses for each finding, errors first, in the order of the lines; one that the reader of the file placed itself keeps its place. */
export function diagnose(findings: readonly PlacedFinding[], manuscript: Manuscript): PlanDiagnostic[] {
  const shown = findings
    .slice(0, SHOWN_AT_MOST)
    .map((finding) => diagnostic(finding, manuscript))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.line - b.line || a.column - b.column);
  const last = shown.at(-1);
  if (last === undefined || findings.length === shown.length) return shown;
  const details = { count: String(findings.length - shown.length) };
  return [
    ...shown,
    diagnostic({ ...error('tooManyFindings', [], { details }), at: { line: last.line, column: last.column } }, manuscript),
  ];
}

/** What hinders comes before what is only told, and a name taken out of its block before all that rested on it. */
function rankOf({ code, severity }: PlanDiagnostic): number {
  if (severity === 'warning') return 2;
  return code === 'nameNotGiven' || code === 'nameRenamed' ? 0 : 1;
}

function diagnostic(finding: PlacedFinding, { fileName, locate, raw }: Manuscript): PlanDiagnostic {
  return {
    code: finding.code,
    severity: finding.severity,
    file: fileName,
    ...(finding.at ?? locate(finding.path, finding.code === 'unknownKey' ? 'key' : undefined)),
    path: pathText(finding.path),
    ...wordsOf(finding, locate),
    clauses: [...new Set(finding.clauses.length > 0 ? finding.clauses : citedAround(raw, finding.path))],
  };
}

/** Message and remedy of a finding in both languages; with `locate` a second place is told by its line, else by its path. */
export function wordsOf(finding: PlanFinding, locate?: Locate): Pick<PlanDiagnostic, 'message' | 'remedy'> {
  const { other = [] } = finding;
  const placed = (atLine: string) =>
    locate === undefined ? pathText(other) : fill(atLine, { line: String(locate(other).line) });
  const zh = said(finding, {
    other: placed(atLineZh),
    texts: textsZh,
    didYouMean: didYouMeanZh,
    noneKnown: noneKnownZh,
    questions: readingsZh,
    types: typesZh,
    formats: formatsZh,
    spaces: spacesZh,
  });
  const en = said(finding, {
    other: placed(atLineEn),
    texts: textsEn,
    didYouMean: didYouMeanEn,
    noneKnown: noneKnownEn,
    questions: readingsEn,
    types: typesEn,
    formats: formatsEn,
    spaces: spacesEn,
  });
  return { message: { zh: zh.message, en: en.message }, remedy: { zh: zh.remedy, en: en.remedy } };
}

interface Language {
  texts: PlanTexts;
  /** The remedy wherever a known name is near the one written. */
  didYouMean: string;
  /** The remedy where one of several names is to be used, and there is none. */
  noneKnown: string;
  questions: ReadingTexts;
  types: TypeTexts;
  formats: FormatTexts;
  spaces: SpaceTexts;
  /** The second place of the finding, in words. */
  other: string;
}

function said(
  { code, details }: PlanFinding,
  { texts, didYouMean, noneKnown, questions, types, formats, spaces, other }: Language,
): { message: string; remedy: string } {
  const question = Object.entries(questions).find(([key]) => key === details['question'])?.[1] ?? '';
  const words = {
    ...inSight(details),
    question,
    other,
    ...(code === 'wrongType' ? typeWords(details, types) : {}),
    ...(code === 'invalidFormat' ? formatWords(details, formats) : {}),
    ...(code === 'strangeSpace' ? { space: spaces[details['mark']?.at(-1) === '\u3000' ? 'fullWidth' : 'noBreak'] } : {}),
  };
  return {
    message: fill(texts[code].message, words),
    remedy: fill(remedyOf(details, { own: texts[code].remedy, didYouMean, noneKnown }), words),
  };
}

function remedyOf(
  { nearest, known }: PlanFinding['details'],
  texts: Pick<Language, 'didYouMean' | 'noneKnown'> & { own: string },
): string {
  if (nearest !== undefined) return texts.didYouMean;
  return known === '' ? texts.noneKnown : texts.own;
}

/** The types of a finding in words, and how the first of those expected is written. */
function typeWords(details: PlanFinding['details'], types: TypeTexts): Record<string, string> {
  const called = (text = '') => [...new Set(text.split(' | ').map((type) => types[typeOf(type)].called))].join(types.or);
  const { expected = '', written } = details;
  const how = fill(types[typeOf(expected.split(' | ').at(0) ?? '')].how, details);
  return { expected: called(expected), written: called(written), how };
}

/** A value in its form as people call it, and how it is written. */
function formatWords({ format = '' }: PlanFinding['details'], formats: FormatTexts): Record<string, string> {
  const found = Object.entries(formats).find(([name]) => name === format)?.[1] ?? formats.other;
  return { format: found.called, how: found.how };
}

/** What was written, with what nobody sees in it. */
function inSight(details: PlanFinding['details']): Record<string, string> {
  return Object.fromEntries(Object.entries(details).map(([name, text]) => [name, Array.from(text, seen).join('')]));
}

/** The library's name of a type as one of those that an author meets. */
function typeOf(name: string): ValueType {
  if (name === 'nan') return 'number';
  return name === 'int' || name === 'number' || name === 'boolean' || name === 'array' || name === 'string' ? name : 'object';
}

function fill(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '');
}
