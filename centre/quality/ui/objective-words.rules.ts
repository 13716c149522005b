import type { ClockMark } from '#centre/commitments/clock-view.schema.ts';
import type { Language } from '#platform/i18n/language.ts';
import { durationInWords } from '#platform/ui/duration.ts';
import type { ObjectiveView } from '../objectives.schema.ts';
import type { ObjectiveStatus } from '../vocabulary.ts';
import { lastDayOf, periodsUpTo } from '../periods.rules.ts';
import type { QualityTexts } from './quality.texts.ts';

/** A share to a hundredth of a percent, down, so that one of many never reads as all; a time in words. */
export function valueWords(
  value: number | null,
  unit: ObjectiveView['unit'],
  about: { texts: QualityTexts; language: Language },
): string {
  if (value === null) return about.texts.none;
  if (unit === 'seconds') return durationInWords(value, about.language);
  // A share is a quotient of whole numbers: what the machine adds far behind the point is none of it.
  return `${Math.floor(value * 10_000 + 1e-7) / 100}%`;
}

/** What is divided by what, or which time is taken, in words. */
export function formulaWords(
  { name, formula, measure }: Pick<ObjectiveView, 'name' | 'formula' | 'measure'>,
  texts: QualityTexts,
): string {
  const named = (name: string): string => texts.quantities[name] ?? name;
  if (formula !== null) return texts.quotient(named(formula.numerator), named(formula.denominator));
  return measure === null ? '' : texts.timed(texts.times[name] ?? name, texts.measures[measure]);
}

/** The shape and colours are those of clocks that stand so: a period that runs and misses its target only warns. */
export function markOf(status: ObjectiveStatus, isOver: boolean): ClockMark | null {
  const marks = { met: 'kept', missed: isOver ? 'breached' : 'warning', noSample: null, notMeasured: 'notStarted' } as const;
  return marks[status];
}

export function statusWords({ status, period }: Pick<ObjectiveView, 'status' | 'period'>, texts: QualityTexts): string {
  return status === 'missed' && !period.isOver ? texts.missing : texts.statuses[status];
}

/** The quarters and years that can be chosen, the newest first. */
export function periodsToChoose(today: string): string[] {
  const ended = (kind: 'quarter' | 'year', count: number): string[] =>
    periodsUpTo(kind, today, count)
      .map(({ name }) => name)
      .filter((name) => (lastDayOf(name) ?? '') < today)
      .reverse();
  return [...ended('quarter', 9), ...ended('year', 4)];
}
