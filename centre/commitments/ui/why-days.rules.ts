import { instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { dayKey, instantOfWall, wallClock } from '#platform/ui/zoned.ts';
import type { ClockExplanation } from '../clock-view.schema.ts';

/** One stretch of a day's column; `from` and `to` are shares of the axis, 0 at its top. */
export interface DayBar {
  readonly kind: 'counted' | 'paused' | 'expected';
  readonly from: number;
  readonly to: number;
}

/** One day as a column. `mark` as on a Chinese calendar: a day off by holiday, a make-up working day. */
export interface WhyDay {
  readonly key: string;
  readonly at: Instant;
  readonly mark: 'off' | 'makeUp' | null;
  /** Whether the calendar opens on it at all. */
  readonly open: boolean;
  readonly bars: readonly DayBar[];
  /** Where the due instant stands in this column; null on every other day. */
  readonly due: number | null;
}

export interface WhyDays {
  /** Seconds after midnight at the top and at the foot of the columns. */
  readonly from: number;
  readonly to: number;
  readonly days: readonly WhyDay[];
  /** Days left out in the middle of a long span: it stands after `days[cutAfter]`. */
  readonly cut: { readonly after: number; readonly count: number } | null;
}

const DAY = 86_400;
const HOUR = 3_600;
const MOST = 13;
const working = new Set(['counted', 'expected']);

type Stretch = ClockExplanation['stretches'][number];
interface Piece {
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

/** Lays the stretches of an explanation on columns of days, in the zone of the clock's calendar. */
export function whyDays(explanation: ClockExplanation): WhyDays {
  const zone = explanation.clock.calendar.timezone;
  const pieces = piecesByDay(explanation.stretches, zone);
  const axis = axisOf(
    explanation,
    [...pieces.values()].flatMap((day) => day.pieces),
  );
  const due = explanation.clock.dueAt === null ? undefined : parseInstant(explanation.clock.dueAt);
  // A due instant at midnight belongs to the foot of the day that ends there.
  const dueKey = due === undefined ? undefined : keyOf(instant(due - 1), zone);
  const place = (second: number) => Math.min(1, Math.max(0, (second - axis.from) / (axis.to - axis.from)));
  const days = [...pieces].map(([key, { at, pieces: found }]): WhyDay => {
    const bars = found
      .filter(({ stretch, to, from }) => stretch.kind !== 'skipped' && to > axis.from && from < axis.to)
      .map(({ stretch, from, to }) => ({ kind: stretch.kind as DayBar['kind'], from: place(from), to: place(to) }));
    const makeUp = found.some(({ stretch }) => stretch.cause === 'makeUpWorkday');
    const off = found.some(({ stretch }) => stretch.cause === 'holiday' && !working.has(stretch.kind));
    return {
      key,
      at,
      mark: makeUp ? 'makeUp' : off ? 'off' : null,
      open: found.some(({ stretch }) => stretch.kind !== 'skipped'),
      bars,
      due: due !== undefined && key === dueKey ? place(secondOfDay(instant(due - 1), zone) + 1) : null,
    };
  });
  if (days.length <= MOST) return { ...axis, days, cut: null };
  const head = Math.ceil((MOST - 1) / 2);
  const tail = MOST - 1 - head;
  return {
    ...axis,
    days: [...days.slice(0, head), ...days.slice(-tail)],
    cut: { after: head - 1, count: days.length - head - tail },
  };
}

/** Minutes would vanish in a whole day: what begins and ends on one day is drawn between its full hours. */
function roundTheClock(stretches: readonly Stretch[], zone: string): { from: number; to: number } {
  const from = parseInstant(stretches[0]?.from ?? '');
  const to = parseInstant(stretches.at(-1)?.to ?? '');
  if (from === undefined || to === undefined || keyOf(from, zone) !== keyOf(instant(to - 1), zone)) return { from: 0, to: DAY };
  return {
    from: Math.floor(secondOfDay(from, zone) / HOUR) * HOUR,
    to: Math.ceil((secondOfDay(instant(to - 1), zone) + 1) / HOUR) * HOUR,
  };
}

/** Round the clock the whole day counts; elsewhere the columns show the hours that ever count, from the earliest to the latest. */
function axisOf({ clock, stretches }: ClockExplanation, pieces: readonly Piece[]): { from: number; to: number } {
  const counted = pieces.filter(({ stretch }) => working.has(stretch.kind));
  if (clock.calendar.kind !== 'hours' && clock.unit !== 'workingDays') return roundTheClock(stretches, clock.calendar.timezone);
  // The edges of a night are the calendar's hours, even on a day that a clock entered late or left early.
  const nights = pieces.filter(({ stretch }) => stretch.cause === 'night');
  const opens = [...counted.map(({ from }) => from), ...nights.filter(({ from }) => from === 0).map(({ to }) => to)].filter(
    (second) => second < DAY,
  );
  const closes = [...counted.map(({ to }) => to), ...nights.filter(({ to }) => to === DAY).map(({ from }) => from)].filter(
    (second) => second > 0,
  );
  if (opens.length === 0 || closes.length === 0 || stretches.length === 0) return { from: 0, to: DAY };
  return { from: Math.min(...opens), to: Math.max(...closes) };
}

function piecesByDay(stretches: readonly Stretch[], zone: string): Map<string, { at: Instant; pieces: Piece[] }> {
  const days = new Map<string, { at: Instant; pieces: Piece[] }>();
  for (const stretch of stretches) {
    const end = parseInstant(stretch.to);
    let at = parseInstant(stretch.from);
    while (at !== undefined && end !== undefined && at < end) {
      const next = startOfNextDay(at, zone);
      const until = Math.min(next, end);
      const key = keyOf(at, zone);
      const day = days.get(key) ?? { at, pieces: [] };
      days.set(key, day);
      day.pieces.push({ stretch, from: secondOfDay(at, zone), to: until === next ? DAY : secondOfDay(instant(until), zone) });
      at = instant(until);
    }
  }
  return days;
}

function keyOf(at: Instant, zone: string): string {
  return dayKey(wallClock(at, zone));
}

export function secondOfDay(at: Instant, zone: string): number {
  const wall = wallClock(at, zone);
  return wall.hour * 3600 + wall.minute * 60 + wall.second;
}

function startOfNextDay(at: Instant, zone: string): Instant {
  const wall = wallClock(at, zone);
  const noonTomorrow = wallClock(instant(instantOfWall({ ...wall, hour: 12, minute: 0 }, zone) + DAY * 1000), zone);
  return instantOfWall({ ...noonTomorrow, hour: 0, minute: 0 }, zone);
}
