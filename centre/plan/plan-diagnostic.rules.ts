/** Findings put into words and places. */
import { error, pathText } from './plan-diagnostic.schema.ts';
import type { Locate, PlanDiagnostic, PlanFinding, PlanTexts } from './plan-diagnostic.schema.ts';
import { readingTexts as readingsEn } from './conflict-diagnostic.texts.en.ts';
import { readingTexts as readingsZh } from './conflict-diagnostic.texts.zh.ts';
import { didYouMean as didYouMeanEn, planTexts as textsEn } from './plan-diagnostic.texts.en.ts';
import { didYouMean as didYouMeanZh, planTexts as textsZh } from './plan-diagnostic.texts.zh.ts';
import type { ReadingTexts } from './reading.rules.ts';
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

/** Words, place and clauses for each finding, in the order of the lines; one that the reader of the file placed itself keeps its place. */
export function diagnose(findings: readonly PlacedFinding[], manuscript: Manuscript): PlanDiagnostic[] {
  const shown = findings
    .slice(0, SHOWN_AT_MOST)
    .map((finding) => diagnostic(finding, manuscript))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const last = shown.at(-1);
  if (last === undefined || findings.length === shown.length) return shown;
  const details = { count: String(findings.length - shown.length) };
  return [
    ...shown,
    diagnostic({ ...error('tooManyFindings', [], { details }), at: { line: last.line, column: last.column } }, manuscript),
  ];
}

function diagnostic(finding: PlacedFinding, { fileName, locate, raw }: Manuscript): PlanDiagnostic {
  return {
    code: finding.code,
    severity: finding.severity,
    file: fileName,
    ...(finding.at ?? locate(finding.path)),
    path: pathText(finding.path),
    ...wordsOf(finding),
    clauses: [...new Set(finding.clauses.length > 0 ? finding.clauses : citedAround(raw, finding.path))],
  };
}

/** Message and remedy of a finding in both languages. */
export function wordsOf(finding: PlanFinding): Pick<PlanDiagnostic, 'message' | 'remedy'> {
  const zh = said(finding, { texts: textsZh, didYouMean: didYouMeanZh, questions: readingsZh });
  const en = said(finding, { texts: textsEn, didYouMean: didYouMeanEn, questions: readingsEn });
  return { message: { zh: zh.message, en: en.message }, remedy: { zh: zh.remedy, en: en.remedy } };
}

interface Language {
  texts: PlanTexts;
  /** The remedy wherever a known name is near the one written. */
  didYouMean: string;
  questions: ReadingTexts;
}

function said({ code, details }: PlanFinding, { texts, didYouMean, questions }: Language): { message: string; remedy: string } {
  const question = Object.entries(questions).find(([key]) => key === details['question'])?.[1] ?? '';
  const words = { ...details, question };
  return {
    message: fill(texts[code].message, words),
    remedy: fill(details['nearest'] === undefined ? texts[code].remedy : didYouMean, words),
  };
}

function fill(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '');
}
