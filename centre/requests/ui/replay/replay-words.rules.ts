/** Figures of a replay as a page shows them. Pure. */
import { changeOf, isTold, lineBefore, lineKey, linesGone, NO_FIGURES } from '#centre/commitments/replay/forecast-lines.rules.ts';
import type {
  Forecast,
  ForecastLine,
  KeyedFigures,
  LineChange,
  Replay,
  ReplayFigures,
} from '#centre/commitments/replay/replay.schema.ts';

/** A line with what it is held against. */
export interface ShownLine {
  readonly key: string;
  readonly line: ForecastLine;
  readonly before: ForecastLine | null;
  readonly change: LineChange;
}

/** Lines of which the log tells beginnings and ends; a line that only the other plan has stands last, with nothing in it. */
export function shownLines(replay: Replay): ShownLine[] {
  return [
    ...replay.forecast.lines.filter(isTold).map((line) => ({
      key: lineKey(line),
      line,
      before: lineBefore(replay, line) ?? null,
      change: changeOf(replay, line),
    })),
    ...linesGone(replay).map((before) => ({
      key: lineKey(before),
      line: { ...before, ...EMPTY_LINE },
      before,
      change: 'removed' as const,
    })),
  ];
}

const EMPTY_LINE = { total: NO_FIGURES, byMonth: [], byUnit: [], bySeverity: [], cells: [], worst: [] };

/** What the log cannot tell, by the reason, each clock by its name. */
export interface Untold {
  readonly why: 'endless' | 'neverBegan' | 'noStart' | 'otherSubject';
  readonly names: readonly { readonly zh: string; readonly en: string }[];
}

export function untoldOf({ lines, untold }: Forecast): Untold[] {
  const lined = lines.flatMap((line) => line.clocks.map((clock) => ({ ...clock, began: line.total.clocks > 0 })));
  // A clock that counts for some commitments only where they hold has several lines; it began if one of them did.
  const clocks = [...Map.groupBy(lined, ({ clock }) => clock).values()].flatMap(
    (some) => some.find(({ began }) => began) ?? some[0] ?? [],
  );
  const of = (which: (clock: { readonly endless: boolean; readonly began: boolean }) => boolean) =>
    clocks.filter(which).map(({ name }) => name);
  const why = (reason: 'noStart' | 'otherSubject') => untold.filter((one) => one.why === reason).map(({ name }) => name);
  return [
    { why: 'endless' as const, names: of(({ endless, began }) => endless && began) },
    { why: 'neverBegan' as const, names: of(({ began }) => !began) },
    { why: 'noStart' as const, names: why('noStart') },
    { why: 'otherSubject' as const, names: why('otherSubject') },
  ].filter(({ names }) => names.length > 0);
}

/** Of those that were judged, the part that breached; what was called off counts for nothing. */
export function breachShare({ kept, breached, open }: ReplayFigures): number {
  const judged = kept + breached + open;
  return judged === 0 ? 0 : breached / judged;
}

/** The highest share of any month, of a line and what it is held against. */
export function highestShare(line: ForecastLine, before: ForecastLine | null): number {
  return Math.max(0, ...[...line.byMonth, ...(before?.byMonth ?? [])].map(breachShare));
}

/** The keys of both, in the order of the first, with the figures of each. */
export function besideEachOther(
  figures: readonly KeyedFigures[],
  before: readonly KeyedFigures[] | null,
): { readonly key: string | null; readonly now: ReplayFigures; readonly before: ReplayFigures | null }[] {
  const known = new Set(figures.map(({ key }) => key));
  const lost = (before ?? []).filter(({ key }) => !known.has(key)).map(({ key }) => ({ key, ...NO_FIGURES }));
  return [...figures, ...lost].map(({ key, ...now }) => ({
    key,
    now,
    before: before === null ? null : (before.find((one) => one.key === key) ?? NO_FIGURES),
  }));
}

const LONG = 36;
const MONTHS = 12;

/** Months from the first to the last without a gap, so that silence shows; of a log of more years than three those that were told. */
export function monthsOf(told: readonly string[]): string[] {
  const [first, last] = [told.toSorted()[0], told.toSorted().at(-1)];
  if (first === undefined || last === undefined) return [];
  const count = (month: string): number => Number(month.slice(0, 4)) * MONTHS + Number(month.slice(5)) - 1;
  const [from, to] = [count(first), count(last)];
  if (to - from >= LONG) return told.toSorted();
  return Array.from({ length: to - from + 1 }, (_, place) => {
    const month = from + place;
    return `${String(Math.floor(month / MONTHS)).padStart(4, '0')}-${String((month % MONTHS) + 1).padStart(2, '0')}`;
  });
}
