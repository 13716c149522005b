/** A clause says in words how long its clock may take: a limit that allows more is not what was promised. */
import type { PlanClock } from './clock.schema.ts';
import { approximateSeconds } from './durations.rules.ts';
import { warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';

export interface SaidTime {
  /** As it stands in the text. */
  written: string;
  /** For comparisons, as in {@link file://./durations.rules.ts}. */
  seconds: number;
}

const DAY = 86_400;
const MONTH = 30.44 * DAY;

const UNITS: readonly { zh: string; en: string; seconds: number }[] = [
  { zh: '分钟', en: 'minutes?', seconds: 60 },
  { zh: '小时', en: 'hours?', seconds: 3_600 },
  { zh: '工作日|天|日', en: '(?:(?:working|business|calendar) )?days?', seconds: DAY },
  { zh: '周|星期', en: 'weeks?', seconds: 7 * DAY },
  { zh: '月', en: '(?:calendar )?months?', seconds: MONTH },
  { zh: '年', en: 'years?', seconds: 12 * MONTH },
];

const DIGITS_ZH = '一二三四五六七八九';
// Each at its number.
// prettier-ignore
const NUMBERS_EN = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const NUMBER_ZH = '[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十]+|半';
const NUMBER_EN = `[0-9]+(?:\\.[0-9]+)?|${NUMBERS_EN.filter((word) => word !== '').join('|')}|half an|an?`;

const ofUnits = (language: 'zh' | 'en') => UNITS.map((unit) => `(${unit[language]})`).join('|');
/** 2小时内, 三个工作日之内; 不超过24小时, 最迟1小时. */
const SPAN_ZH = `(${NUMBER_ZH})\\s*个?(?:${ofUnits('zh')})`;
const PATTERNS: readonly RegExp[] = [
  new RegExp(`${SPAN_ZH}(?:之|以)?内`, 'g'),
  new RegExp(`(?:不超过|不得超过|不多于|最迟|最长|至多|最长以)\\s*${SPAN_ZH}`, 'g'),
  // Between the word and its number nothing stands; of two times behind one word the second is found by its “of”.
  new RegExp(
    `(?:\\bwithin|\\bno later than|\\bno longer than|\\bat most|\\bnot exceed(?:ing)?|,)\\s+(${NUMBER_EN})\\s+(?:${ofUnits('en')})\\b`,
    'gi',
  ),
];

/** The times within which a text promises something: 2小时内, “within 2 hours”; of several each. A frequency (每三个月) or a notice given before is none. */
export function timesSaid(text: string): SaidTime[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([written, number, ...units]) => {
      const unit = UNITS[units.findIndex((found) => found !== undefined)];
      const count = numberOf(number ?? '');
      return unit === undefined || Number.isNaN(count)
        ? []
        : [{ written: written.replace(/^,\s*/, ''), seconds: count * unit.seconds }];
    }),
  );
}

function numberOf(written: string): number {
  const word = written.toLowerCase();
  if (/^[0-9]/.test(word)) return Number(word);
  if (word === '半' || word === 'half an') return 0.5;
  if (word === 'a' || word === 'an') return 1;
  const english = NUMBERS_EN.indexOf(word);
  return english > 0 ? english : chinese(word);
}

/** Up to 99: 三, 两, 十二, 二十四. */
function chinese(written: string): number {
  const digit = (one: string, without: number) =>
    one === '' ? without : DIGITS_ZH.indexOf(one.replace('两', '二')) + 1 || Number.NaN;
  const [tens, ones] = written.split('十');
  return ones === undefined ? digit(written, Number.NaN) : digit(tens ?? '', 1) * 10 + digit(ones, 0);
}

/** What a clock allows those that a clause speaks of. */
interface Allowed {
  clock: string;
  at: string[];
  limit: string;
}

/** A clause that several clocks cite gives its number to one of them: where any of them keeps it, nothing is said. */
export function checkSaid({ clocks = {}, commitments = [] }: PlanParts): PlanFinding[] {
  const byClause = Map.groupBy(
    Object.entries(clocks).flatMap(([clock, terms]) => terms.source.map((clause) => ({ clock, terms, clause }))),
    ({ clause }) => clause,
  );
  const over = commitments.flatMap(({ id, quote, zh, en }) => {
    const said = [quote, zh, en].flatMap((text) => timesSaid(text ?? '').toSorted((a, b) => b.seconds - a.seconds)[0] ?? []);
    if (said.length === 0) return [];
    const ofClocks = (byClause.get(id) ?? []).map(({ clock, terms }) =>
      limitsFor(terms, id).flatMap((allowed) => {
        const shorter = said.find(({ seconds }) => approximateSeconds(allowed.limit) > seconds);
        return shorter === undefined ? [] : [{ ...allowed, clock, clause: id, written: shorter.written }];
      }),
    );
    return ofClocks.some((limits) => limits.length === 0) ? [] : nearest(ofClocks);
  });
  // One limit, one finding: the first clause is quoted, the others are named beside it.
  const byLimit = Map.groupBy(over, ({ clock, at }) => [clock, ...at].join('.'));
  return [...byLimit.values()].flatMap((found) =>
    found.slice(0, 1).map(({ clause, written, clock, at, limit }) =>
      warning('limitOverClause', ['clocks', clock, ...at], {
        details: { name: clause, written, clock, limit },
        clauses: found.map(({ clause: one }) => one),
      }),
    ),
  );
}

/** Of the clocks the one that allows the least: its number was meant. */
function nearest<Found extends Allowed>(over: readonly Found[][]): Found[] {
  const least = (limits: readonly Found[]) => Math.min(...limits.map(({ limit }) => approximateSeconds(limit)));
  return over.toSorted((a, b) => least(a) - least(b))[0] ?? [];
}

/** Of the severities that the clause is said to hold for each; where none is named, the shortest: the others may be more than was promised. */
function limitsFor({ limit, bySeverity = {}, sourceWhen }: PlanClock, clause: string): Omit<Allowed, 'clock'>[] {
  if (typeof limit === 'string') return [{ at: ['limit'], limit }];
  const limits = Object.entries(bySeverity).map(([severity, terms]) => ({ at: ['bySeverity', severity], limit: terms.limit }));
  const served = sourceWhen === undefined ? undefined : own(sourceWhen, clause)?.['severity'];
  if (served !== undefined) return limits.filter(({ at }) => served.includes(at[1] ?? ''));
  return limits.toSorted((a, b) => approximateSeconds(a.limit) - approximateSeconds(b.limit)).slice(0, 1);
}
