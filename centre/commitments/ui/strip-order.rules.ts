import type { ClockView } from '../clock-view.schema.ts';

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

/** A clock that has no due time now (paused) comes after those that have one. */
function byDue(one: ClockView, other: ClockView): number {
  if (one.dueAt === null || other.dueAt === null) return Number(one.dueAt === null) - Number(other.dueAt === null);
  return Date.parse(one.dueAt) - Date.parse(other.dueAt);
}

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
  const open = clocks.filter((clock) => openMarks.has(clock.mark)).toSorted(byDue);
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

export type Tally = readonly (readonly [ClockView['mark'], number])[];

/** What a list row can hold: the next deadline, up to two more, and everything else as counts by mark. */
export interface RowOrder {
  readonly next: ClockView | null;
  readonly further: readonly ClockView[];
  /** What is counted where both further segments have room, where only the first has, and where none has. */
  readonly tallies: readonly [both: Tally, first: Tally, none: Tally];
}

const counted: readonly ClockView['mark'][] = ['breached', 'warning', 'paused', 'running', 'resting', 'waived', 'kept'];

function tallyOf(clocks: readonly ClockView[]): Tally {
  return counted
    .map((mark) => [mark, clocks.filter((clock) => clock.mark === mark).length] as const)
    .filter(([, count]) => count > 0);
}

/** A breach takes the last place of a row rather than a third open clock: it may not be overlooked. */
export function rowOrder(clocks: readonly ClockView[]): RowOrder {
  const order = stripOrder(clocks);
  const breach = order.breaches.at(-1);
  const open = order.open.slice(0, breach ? 1 : 2);
  const further = [...open, ...(breach ? [breach] : []), ...order.waived].slice(0, 2);
  const without = (shown: readonly ClockView[]) =>
    tallyOf(clocks.filter((clock) => clock !== order.next && !shown.includes(clock)));
  return { next: order.next, further, tallies: [without(further), without(further.slice(0, 1)), without([])] };
}

/** What tells a clock from every other: the same clock of another subject or cycle is another one. */
export function clockKey(clock: ClockView): string {
  return `${clock.id}/${clock.subject.kind}/${clock.subject.id}/${clock.cycle}`;
}
