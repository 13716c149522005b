import type { ClockMark, ClockView } from './clock-view.schema.ts';

function took({ startedAt, stoppedAt, asOf }: ClockView): number {
  return startedAt === null ? 0 : Date.parse(stoppedAt ?? asOf) - Date.parse(startedAt);
}

/** The strip in its order: kept, the weightiest first, breaches, the next deadline, further open ones by due time, then what does not run. */
export interface StripOrder {
  readonly kept: readonly ClockView[];
  readonly breaches: readonly ClockView[];
  /** The open clock that falls due first; null where none is open. */
  readonly next: ClockView | null;
  readonly open: readonly ClockView[];
  readonly waived: readonly ClockView[];
  readonly notStarted: readonly ClockView[];
  readonly cancelled: readonly ClockView[];
}

const openMarks = new Set(['running', 'resting', 'warning', 'paused']);

/** What the order asks of a clock: as people see it, or still as facts with instants in epoch milliseconds. */
export interface Ordered {
  readonly mark: ClockMark;
  readonly dueAt: string | number | null;
}

const dueOf = ({ dueAt }: Ordered): number =>
  dueAt === null ? Number.POSITIVE_INFINITY : typeof dueAt === 'string' ? Date.parse(dueAt) : dueAt;

/** A clock that has no due time now (paused) comes after those that have one. */
function byDue(one: Ordered, other: Ordered): number {
  const [first, second] = [dueOf(one), dueOf(other)];
  return first === second ? 0 : first - second;
}

const openOnes = <Clock extends Ordered>(clocks: readonly Clock[]): Clock[] =>
  clocks.filter((clock) => openMarks.has(clock.mark)).toSorted(byDue);

/**
 * What weighed most leads: the request's own clocks before those of its papers, limits in hours before limits in days, then
 * whatever took longest to keep, in real time; a call back that was kept at once comes last.
 */
function byWeight(one: ClockView, other: ClockView): number {
  const apart = (clock: ClockView) => (clock.subject.kind === 'serviceRequest' ? 0 : 2) + (clock.unit === null ? 0 : 1);
  return apart(one) - apart(other) || took(other) - took(one) || (one.limitSeconds ?? 0) - (other.limitSeconds ?? 0);
}

export function stripOrder(clocks: readonly ClockView[]): StripOrder {
  const marked = (mark: ClockView['mark']) => clocks.filter((clock) => clock.mark === mark);
  const open = openOnes(clocks);
  return {
    kept: marked('kept').toSorted(byWeight),
    breaches: marked('breached').toSorted(byDue),
    next: open[0] ?? null,
    open: open.slice(1),
    waived: marked('waived'),
    notStarted: marked('notStarted'),
    cancelled: marked('cancelled'),
  };
}

/** How many cells a line of ended clocks has, the one of the gathered included. */
const CELLS_AT_REST = 4;

/**
 * Which of the kept stand by themselves: none beside a next deadline, which the eye goes to; where nothing runs any more, as many as
 * the line has room for. One alone is not worth gathering.
 */
export function ledBy({ kept, breaches, next, open, waived }: StripOrder): readonly ClockView[] {
  if (next !== null) return [];
  const room = Math.max(0, CELLS_AT_REST - breaches.length - open.length - waived.length);
  return kept.length <= room ? kept : kept.slice(0, Math.max(0, room - 1));
}

/** Marks that ask for a person now, while the clock runs. */
export function isPressing(mark: ClockMark): boolean {
  return mark === 'warning' || mark === 'breached';
}

export type Tally = readonly (readonly [ClockMark, number])[];

/** How many clocks there are of each mark; what has none is left out. */
export type MarkCounts = Readonly<Partial<Record<ClockMark, number>>>;

export function marksOf(clocks: readonly Ordered[]): MarkCounts {
  const counts: Partial<Record<ClockMark, number>> = {};
  for (const { mark } of clocks) counts[mark] = (counts[mark] ?? 0) + 1;
  return counts;
}

/** What one row of a list knows of its request's clocks: those that it shows, three at most, and the rest as counts. */
export interface RowOfClocks {
  readonly clocks: readonly ClockView[];
  readonly marks: MarkCounts;
  /** Whether a clock that still runs warns or is broken: the row asks for a person now. */
  readonly pressing: boolean;
}

/** The same of a request by itself, where all of them stand. */
export function wholeStrip(clocks: readonly ClockView[]): RowOfClocks {
  return {
    clocks,
    marks: marksOf(clocks),
    pressing: clocks.some(({ mark, stoppedAt }) => isPressing(mark) && stoppedAt === null),
  };
}

/** What a list row can hold: the next deadline, up to two more, and everything else as counts by mark. */
export interface RowOrder<Clock extends Ordered = ClockView> {
  readonly next: Clock | null;
  readonly further: readonly Clock[];
  /** What is counted where both further segments have room, where only the first has, and where none has. */
  readonly tallies: readonly [both: Tally, first: Tally, none: Tally];
}

const counted: readonly ClockMark[] = ['breached', 'warning', 'paused', 'running', 'resting', 'waived', 'kept'];

function tallyOf(marks: MarkCounts, shown: readonly Ordered[]): Tally {
  return counted
    .map((mark) => [mark, (marks[mark] ?? 0) - shown.filter((clock) => clock.mark === mark).length] as const)
    .filter(([, count]) => count > 0);
}

/** The clocks that a row shows, of all that a request has: a breach takes the last place rather than a third open clock: it may not be overlooked. */
export function shownInRow<Clock extends Ordered>(
  clocks: readonly Clock[],
): { readonly next: Clock | null; readonly further: readonly Clock[] } {
  const [next = null, ...others] = openOnes(clocks);
  const breach = clocks
    .filter(({ mark }) => mark === 'breached')
    .toSorted(byDue)
    .at(-1);
  const open = others.slice(0, breach ? 1 : 2);
  const waived = clocks.filter(({ mark }) => mark === 'waived');
  return { next, further: [...open, ...(breach ? [breach] : []), ...waived].slice(0, 2) };
}

/** `clocks` may be all of them, or those that a row shows; `marks` counts all. */
export function rowOrder<Clock extends Ordered>(clocks: readonly Clock[], marks: MarkCounts = marksOf(clocks)): RowOrder<Clock> {
  const { next, further } = shownInRow(clocks);
  const first = next === null ? [] : [next];
  return {
    next,
    further,
    tallies: [tallyOf(marks, [...first, ...further]), tallyOf(marks, [...first, ...further.slice(0, 1)]), tallyOf(marks, first)],
  };
}

/** What tells a clock from every other: the same clock of another subject or cycle is another one. */
export function clockKey(clock: ClockView): string {
  return `${clock.id}/${clock.subject.kind}/${clock.subject.id}/${clock.cycle}`;
}
