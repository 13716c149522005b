import type { Language } from '#platform/i18n/language.ts';
import { limitInWords } from '#platform/ui/duration.ts';
import type { ClockChangeView, ClockRecountView } from '../../recounts/recounts.schema.ts';
import type { RecountTexts } from './recounts.texts.zh.ts';

/** Why clocks were counted again, in a few words: `放假通知：2026年`. */
export function causeWords(recount: Pick<ClockRecountView, 'cause' | 'notices' | 'plan'>, texts: RecountTexts): string {
  if (recount.plan !== null) return texts.causePlan(recount.plan.code, recount.plan.revision);
  const years = recount.notices.map(({ set, year }) => `${texts.setName(set)} ${texts.year(year)}`);
  const words = [...new Set(years)].join(texts.comma);
  const isTakenBack = recount.notices.length > 0 && recount.notices.every(({ takenBack }) => takenBack);
  return isTakenBack ? texts.causeTakenBack(words) : texts.causeNotice(words);
}

/** Why one clock has another due time: the dates that open otherwise, or the terms that the version brought. */
export function whyWords(change: ClockChangeView, texts: RecountTexts, language: Language): string {
  if (change.cancelCause === 'notPromised') return texts.notPromised;
  const { limitBefore, limitAfter, days } = change;
  const said = (limit: string | null): string => (limit === null ? texts.never : limitInWords(limit, null, language));
  const terms = limitBefore === limitAfter ? [] : [texts.otherTerms(said(limitBefore), said(limitAfter))];
  const dates = days.map(({ date, opens }) => (opens ? texts.dayOn(date) : texts.dayOff(date)));
  const words = [...terms, ...dates];
  return words.length === 0 ? texts.ofVersion : words.join(texts.comma);
}
