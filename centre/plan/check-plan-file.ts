/** `pledge plan check`: what a plan is told, in the form of a compiler's report. */
import type { HolidayContext } from './date-checks.rules.ts';
import type { PlanDiagnostic } from './plan-diagnostic.schema.ts';
import { seen } from '#platform/text/characters.rules.ts';
import { readPlan } from './read-plan.ts';

export interface PlanFileReport {
  lines: string[];
  /** 1 when something is an error. */
  status: 0 | 1;
  diagnostics: PlanDiagnostic[];
}

/** Reads and reports. `fileName` is what stands before each line number. */
export function checkPlanFile(text: string, fileName: string, holidays: HolidayContext): PlanFileReport {
  const reading = readPlan(text, fileName, holidays);
  const diagnostics = 'plan' in reading ? reading.warnings : reading.diagnostics;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const summary =
    'plan' in reading
      ? `${fileName}: ${reading.plan.plan.id} revision ${reading.plan.plan.revision}, ${reading.plan.commitments.length} commitments, ${count(diagnostics.length, 'warning')}`
      : `${fileName}: ${count(errors, 'error')}, ${count(diagnostics.length - errors, 'warning')}`;
  return {
    lines: [...reportLines(diagnostics, text), summary],
    status: errors > 0 ? 1 : 0,
    diagnostics,
  };
}

/** Each diagnostic as people read it, with an empty line after it; `text` is the file they were found in. */
export function reportLines(diagnostics: readonly PlanDiagnostic[], text: string): string[] {
  // No further than the last line that is quoted: a text that is refused may have a million.
  const last = diagnostics.reduce((line, found) => Math.max(line, found.line), 0);
  const source = text.split(/\r\n|[\r\n]/, last);
  return diagnostics.flatMap((found) => [...report(found, source), '']);
}

/** Place, code and message; the line with a caret under the place; both languages; the remedy. */
function report(found: PlanDiagnostic, source: readonly string[]): string[] {
  const { file, line, column, severity, code, message, remedy, clauses } = found;
  const gutter = `${line} | `;
  const quoted = excerpt(source[line - 1] ?? '', column - 1);
  const cited = clauses.length === 0 ? '' : `  (${clauses.slice(0, 8).join(', ')}${clauses.length > 8 ? ' …' : ''})`;
  return [
    `${file}:${line}:${column}: ${severity} ${code}: ${message.en}${cited}`,
    `${gutter}${quoted.text}`,
    `${' '.repeat(gutter.length - 2)}| ${quoted.padding}^`,
    `    ${message.zh}`,
    `    ${remedy.en} ${remedy.zh}`,
  ];
}

const BEFORE = 50;
const AFTER = 50;

/** The part of a line around a place, and what stands under it up to the place: as wide in any terminal. */
function excerpt(line: string, at: number): { text: string; padding: string } {
  const from = at > BEFORE ? at - BEFORE : 0;
  const head = Array.from(line.slice(from, at), shown);
  const tail = Array.from(line.slice(at, at + AFTER), shown);
  const [lead, rest] = [from > 0 ? '…' : '', at + AFTER < line.length ? '…' : ''];
  return {
    text: lead + head.join('') + tail.join('') + rest,
    padding:
      ' '.repeat(lead.length) + head.map((character) => (isWide(character) ? '　' : ' '.repeat(character.length))).join(''),
  };
}

/** Control characters would move the terminal, and a tab the caret. */
function shown(character: string): string {
  return character === '\t' ? ' ' : seen(character);
}

/** Characters that take two columns: Chinese, Japanese and Korean text and full-width forms. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
