/** A review as it arrives, line by line. */
import type { DraftReview, ReviewLine } from '../drafts/plan-drafts.schema.ts';

/** What has been told so far; `whole` once the last line is there. */
export interface ReviewSoFar {
  readonly version: number;
  readonly reading: DraftReview['reading'];
  readonly approval: DraftReview['approval'];
  readonly checks: DraftReview['checks'];
  readonly whole: DraftReview | null;
}

/** With the next line; null before the first. */
export function withLine(before: ReviewSoFar | null, line: ReviewLine): ReviewSoFar | null {
  if (line.kind === 'begun') {
    const { version, reading, approval } = line;
    return { version, reading, approval, checks: [], whole: null };
  }
  if (before === null) return null;
  if (line.kind === 'check') return { ...before, checks: [...before.checks, line.check] };
  const { version, reading, approval, checks } = before;
  const { differences, isFirst, representatives } = line;
  return { ...before, whole: { version, reading, approval, checks, differences, isFirst, representatives } };
}

export type StepState = DraftReview['checks'][number]['state'] | 'running' | 'comes' | 'waits';

/** How reading and the nine checks stand: those told, the one under way, those to come; where the text is no plan they wait for that. */
export function stepStates(review: ReviewSoFar | undefined, numbers: readonly number[]): readonly StepState[] {
  if (review === undefined) return ['running', ...numbers.map(() => 'comes' as const)];
  if (review.reading.length > 0) return ['failed', ...numbers.map(() => 'waits' as const)];
  const told = numbers.map((number) => review.checks.find((check) => check.number === number)?.state);
  const next = told.indexOf(undefined);
  return ['passed', ...told.map((state, index): StepState => state ?? (index === next ? 'running' : 'comes'))];
}
