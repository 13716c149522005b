/** Figures of many judged clocks: counted as they come, so that no clock has to be kept. */
import { formatInstant } from '#platform/time/instant.ts';
import type { JudgedClock } from './judge.rules.ts';
import type { ReplayedCase, ReplayFigures } from './replay.schema.ts';

/** Of each clock so many cases are named. */
const WORST_AT_MOST = 5;
/** A column of more units than this is none of units; what comes beyond stands together. */
const UNITS_AT_MOST = 200;
/** The key of what stands together. */
export const OTHER_UNITS = '…';

/** A month, unit and severity of one clock, and the commitments that it was a verdict on. */
export interface Cell {
  readonly clock: string;
  readonly commitments: readonly string[];
  readonly month: string;
  readonly unit: string | null;
  readonly severity: string | null;
  readonly count: Count;
}

interface Count {
  kept: number;
  breached: number;
  open: number;
  cancelled: number;
  /** Counted seconds of those that stopped. */
  readonly elapsed: number[];
  worst: { readonly request: string; readonly overSeconds: number } | null;
}

export interface Tally {
  readonly cells: ReadonlyMap<string, Cell>;
  /** Of each clock and the commitments that it was a verdict on, the worst first. */
  readonly worst: ReadonlyMap<string, readonly JudgedClock[]>;
  readonly add: (judged: JudgedClock) => void;
}

export function newTally(): Tally {
  const cells = new Map<string, Cell>();
  const units = new Set<string>();
  const worst = new Map<string, JudgedClock[]>();
  return {
    cells,
    worst,
    add: (judged) => {
      const cell = cellOf(cells, judged, unitOf(units, judged.unit));
      countIn(cell.count, judged);
      const served = JSON.stringify([judged.clock, judged.commitments]);
      if (judged.verdict !== 'cancelled') worst.set(served, withCase(worst.get(served) ?? [], judged));
    },
  };
}

function unitOf(units: Set<string>, unit: string | null): string | null {
  if (unit === null || units.has(unit)) return unit;
  if (units.size >= UNITS_AT_MOST) return OTHER_UNITS;
  units.add(unit);
  return unit;
}

function cellOf(cells: Map<string, Cell>, { clock, commitments, month, severity }: JudgedClock, unit: string | null): Cell {
  const key = JSON.stringify([clock, commitments, month, unit, severity]);
  const known = cells.get(key) ?? { clock, commitments, month, unit, severity, count: newCount() };
  cells.set(key, known);
  return known;
}

function newCount(): Count {
  return { kept: 0, breached: 0, open: 0, cancelled: 0, elapsed: [], worst: null };
}

function countIn(count: Count, { verdict, state, elapsedSeconds, overSeconds, request }: JudgedClock): void {
  count[verdict] += 1;
  if (state === 'stopped') count.elapsed.push(elapsedSeconds);
  if (verdict !== 'cancelled' && overSeconds !== null) count.worst = worse(count.worst, { request, overSeconds });
}

/** Of two equals the one that came first stays. */
function worse(one: Count['worst'], other: Count['worst']): Count['worst'] {
  return one === null || (other !== null && other.overSeconds > one.overSeconds) ? other : one;
}

function withCase(known: readonly JudgedClock[], judged: JudgedClock): JudgedClock[] {
  const over = judged.overSeconds ?? Number.NEGATIVE_INFINITY;
  const place = known.findIndex((one) => (one.overSeconds ?? Number.NEGATIVE_INFINITY) < over);
  const cases = known.toSpliced(place === -1 ? known.length : place, 0, judged);
  return cases.slice(0, WORST_AT_MOST);
}

/** Cells put together. */
export function figuresOf(cells: readonly Cell[]): ReplayFigures {
  const sum = (verdict: 'kept' | 'breached' | 'open' | 'cancelled'): number =>
    cells.reduce((all, { count }) => all + count[verdict], 0);
  const [kept, breached, open, cancelled] = [sum('kept'), sum('breached'), sum('open'), sum('cancelled')];
  const elapsed = Float64Array.from(cells.flatMap(({ count }) => count.elapsed)).sort();
  return {
    clocks: kept + breached + open + cancelled,
    kept,
    breached,
    open,
    cancelled,
    medianSeconds: shareOf(elapsed, 0.5),
    p90Seconds: shareOf(elapsed, 0.9),
    worst: cells.reduce<Count['worst']>((known, { count }) => worse(known, count.worst), null),
  };
}

/** The smallest value that so great a share does not exceed (nearest rank); null of none. */
function shareOf(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export function asCase(judged: JudgedClock): ReplayedCase {
  const { request, clock, cycle, severity, unit, startedAt, dueAt, stoppedAt, verdict, elapsedSeconds, overSeconds } = judged;
  return {
    request,
    clock,
    cycle,
    severity,
    unit,
    startedAt: formatInstant(startedAt),
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    stoppedAt: stoppedAt === null ? null : formatInstant(stoppedAt),
    breached: verdict === 'breached',
    elapsedSeconds,
    overSeconds,
  };
}
