/** A clause says in words how long its clock may take: a limit that allows more is not what was promised. */
import type { PlanClock } from './clock.schema.ts';
import { approximateSeconds, secondsOf } from './durations.rules.ts';
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

/** What one of each is, as {@link secondsOf} takes it; the longer word before the one that ends it. */
const UNITS: readonly { zh: string; en: string; parts: { months?: number; days?: number; seconds?: number } }[] = [
  { zh: '分钟', en: 'minutes?|mins?', parts: { seconds: 60 } },
  { zh: '工作小时|小时|钟头', en: '(?:(?:working|business|office) )?(?:hours?|hrs?)', parts: { seconds: 3_600 } },
  { zh: '工作日|自然日|天|日', en: '(?:(?:working|business|calendar) )?days?', parts: { days: 1 } },
  { zh: '周|星期', en: 'weeks?', parts: { days: 7 } },
  { zh: '月', en: '(?:calendar )?months?', parts: { months: 1 } },
  { zh: '年', en: 'years?', parts: { months: 12 } },
];
const ofUnits = (language: 'zh' | 'en') => UNITS.map((unit) => `(${unit[language]})`).join('|');

/**
 * A number and its unit, whatever the number is written with: one that is not understood must not be taken for another. Whatever repeats is
 * bounded, so that no text takes longer than its length.
 */
const SPAN_ZH = `([0-9.,]{1,20}|[零〇一二两三四五六七八九十百千半点]{1,20}) ?个? ?(半)?(?:${ofUnits('zh')})`;
const SPAN_EN = `((?:half an?|[a-z0-9.,-]{1,20})(?: ?\\([0-9]{1,20}\\))?)[ -](?:${ofUnits('en')})\\b`;
/** Several in a row are one time: 1小时30分钟, “1 hour and 30 minutes”. */
const SPANS: readonly { span: RegExp; row: RegExp; before: RegExp; behind: RegExp }[] = [
  {
    span: new RegExp(SPAN_ZH, 'g'),
    row: new RegExp(`(?:${SPAN_ZH})+`, 'g'),
    before: /(?:不超过|不得超过|不多于|不晚于|最迟|最晚|最长|最长以|至多)\s*$/,
    behind: /^(?:之|以)?内/,
  },
  {
    span: new RegExp(SPAN_EN, 'gi'),
    row: new RegExp(`\\b(?:${SPAN_EN})(?:(?:,? and |,? )(?:${SPAN_EN}))*`, 'gi'),
    before: /\b(?:within|(?:no|not) (?:later|longer|more) than|at most|not exceed(?:ing)?)\s+$/i,
    behind: /^(?!)/,
  },
];

/** Characters in which the word stands that a time follows. */
const BEFORE_AT_MOST = 30;

/**
 * The longest time that a text names, where it promises something within a time: 2小时内, “within 2 hours”. Null of a text that promises
 * nothing so, and of one with a time that is not understood: who is told of a mistake that is none reads no more of them.
 */
export function longestSaid(written: string): SaidTime | null {
  const text = written.normalize('NFKC');
  let [longest, isPromised]: [SaidTime | null, boolean] = [null, false];
  for (const { span, row, before, behind } of SPANS)
    for (const { 0: found, index } of text.matchAll(row)) {
      const seconds = [...found.matchAll(span)].reduce((sum, one) => sum + secondsOfSpan(one), 0);
      if (Number.isNaN(seconds)) return null;
      const [opens, closes] = [
        before.exec(text.slice(Math.max(0, index - BEFORE_AT_MOST), index))?.[0],
        behind.exec(text.slice(index + found.length))?.[0],
      ];
      isPromised ||= opens !== undefined || closes !== undefined;
      if (longest === null || seconds > longest.seconds) longest = { written: `${opens ?? ''}${found}${closes ?? ''}`, seconds };
    }
  return isPromised ? longest : null;
}

function secondsOfSpan([, number = '', ...others]: readonly (string | undefined)[]): number {
  // Chinese has one group more, for a half behind the number.
  const [half, ...units] = others.length > UNITS.length ? others : [undefined, ...others];
  const parts = UNITS[units.findIndex((unit) => unit !== undefined)]?.parts ?? {};
  const count = numberOf(number.trim().toLowerCase()) + (half === undefined ? 0 : 0.5);
  const of = (one = 0) => one * count;
  return secondsOf({ months: of(parts.months), days: of(parts.days), seconds: of(parts.seconds) });
}

// Each at its number.
// prettier-ignore
const NUMBERS_EN = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const MORE_EN: Readonly<Record<string, number>> = {
  'half a': 0.5,
  'half an': 0.5,
  a: 1,
  an: 1,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'forty-five': 45,
  sixty: 60,
};

function numberOf(written: string): number {
  const [word = ''] = written.split(/ ?\(/);
  if (/^[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?$/.test(word)) return Number(word.replaceAll(',', ''));
  if (word === '半') return 0.5;
  const english = NUMBERS_EN.indexOf(word);
  return english > 0 ? english : (own(MORE_EN, word) ?? chinese(word));
}

const DIGITS_ZH = '一二三四五六七八九';

/** Up to 999: 三, 两, 十二, 一百二十. */
function chinese(written: string): number {
  const found = /^(?:([一二两三四五六七八九])百)?零?(?:([一二两三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(written);
  if (found === null || written === '') return Number.NaN;
  const digit = (one: string | undefined) => (one === undefined ? 0 : DIGITS_ZH.indexOf(one.replace('两', '二')) + 1);
  const [, hundreds, tens, ten, ones] = found;
  return digit(hundreds) * 100 + (ten === undefined ? 0 : (digit(tens) || 1) * 10) + digit(ones);
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
    const said = [quote, zh, en].flatMap((text) => longestSaid(text ?? '') ?? []);
    if (said.length === 0) return [];
    const ofClocks = (byClause.get(id) ?? []).flatMap(({ clock, terms }) => {
      const limits = limitsFor(terms, id);
      if (limits.length === 0) return [];
      const longer = limits.flatMap((allowed) => {
        const shorter = said.find(({ seconds }) => approximateSeconds(allowed.limit) > seconds);
        return shorter === undefined ? [] : [{ ...allowed, clock, clause: id, written: shorter.written }];
      });
      return [longer];
    });
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

/**
 * Of the severities that the clause is said to hold for each; where none is named, the shortest: the others may be more than was promised.
 * None where it says nothing of how long that takes: it counts back from a date, or up to one that a record names.
 */
function limitsFor({ limit, bySeverity = {}, sourceWhen }: PlanClock, clause: string): Omit<Allowed, 'clock'>[] {
  if (typeof limit === 'string') return [{ at: ['limit'], limit }];
  const limits = Object.entries(bySeverity).map(([severity, terms]) => ({ at: ['bySeverity', severity], limit: terms.limit }));
  const served = sourceWhen === undefined ? undefined : own(sourceWhen, clause)?.['severity'];
  if (served !== undefined) return limits.filter(({ at }) => served.includes(at[1] ?? ''));
  return limits.toSorted((a, b) => approximateSeconds(a.limit) - approximateSeconds(b.limit)).slice(0, 1);
}
