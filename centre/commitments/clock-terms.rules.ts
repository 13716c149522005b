import type { BothLanguages } from './clock-view.schema.ts';
import type { ClockRule, PlanClockRules } from './plan-clocks.rules.ts';
import { stopWordsEn } from './stop-words.texts.en.ts';
import { stopWordsZh } from './stop-words.texts.zh.ts';

/** What a plan says of a clock beside its limit, as far as a view shows it. */
export interface ClockTerms {
  /** The warnings as parts of the limit, 0 to 1; null for one that is set as a time before the end. */
  readonly warnShares: readonly (number | null)[];
  /** What ends it, as a word after a time; null where the plan names several ends that are called differently. */
  readonly stopWord: BothLanguages | null;
}

const NONE: ClockTerms = { warnShares: [], stopWord: null };
const known = new WeakMap<PlanClockRules, ReadonlyMap<string, ClockTerms>>();

/** The terms of a clock by its name, worked out once for each plan. */
export function termsOfClock(rules: PlanClockRules, clock: string): ClockTerms {
  const terms = known.get(rules) ?? new Map(rules.clocks.map((rule) => [rule.name, termsOfRule(rule)]));
  known.set(rules, terms);
  return terms.get(clock) ?? NONE;
}

function termsOfRule({ frame }: ClockRule): ClockTerms {
  return {
    warnShares: (frame.warnAt ?? []).map((warning) => ('percent' in warning ? warning.percent / 100 : null)),
    stopWord: wordOf(frame.stop),
  };
}

function wordOf(stops: readonly string[]): BothLanguages | null {
  const words = stops.map((stop) => ({ zh: stopWordsZh[stop], en: stopWordsEn[stop] }));
  const [first] = words;
  if (first?.zh === undefined || first.en === undefined) return null;
  return words.every(({ zh }) => zh === first.zh) ? { zh: first.zh, en: first.en } : null;
}
