import { parseInstant, type Instant } from '#platform/time/instant.ts';
import type { ClockView } from '../clock-view.schema.ts';

/** A clock carried on from the server's `asOf` to now. Seconds; `share` is the part of the limit used, 0 to 1. */
export interface LiveClock {
  readonly view: ClockView;
  readonly now: Instant;
  readonly ticks: boolean;
  readonly elapsed: number;
  readonly remaining: number | null;
  readonly late: number;
  readonly share: number;
  /** Where the warnings stand on the ribbon, 0 to 1; those whose place is not known are left out. */
  readonly notches: readonly number[];
}

export function at(text: string | null): Instant | undefined {
  return text === null ? undefined : parseInstant(text);
}

/** When the calendar of a clock that counts, or rests, turns next: closes or opens. Undefined where it does not. */
function turnOf({ mark, calendar }: ClockView): Instant | undefined {
  const goesOn = mark === 'running' || mark === 'warning' || mark === 'resting';
  return goesOn ? at(calendar.openNow ? calendar.closesAt : calendar.opensAt) : undefined;
}

/** Whether its calendar has opened or closed since the server told of it. */
export function hasTurned(view: ClockView, now: Instant): boolean {
  const turn = turnOf(view);
  return turn !== undefined && now >= turn;
}

/**
 * Whether a clock moves on screen, and by how many seconds it has since the server told of it: a running one, inside its calendar's
 * hours. Its state changes when the server says so.
 */
function counting(view: ClockView, now: Instant): { readonly ticks: boolean; readonly counted: number } {
  const turned = hasTurned(view, now);
  const turn = turnOf(view) ?? now;
  if (view.mark === 'resting' || !view.calendar.openNow) return { ticks: turned, counted: turned ? (now - turn) / 1000 : 0 };
  const runs = view.mark === 'running' || view.mark === 'warning';
  const told = at(view.asOf) ?? now;
  return { ticks: runs && !turned, counted: runs ? Math.max(0, ((turned ? turn : now) - told) / 1000) : 0 };
}

export function liveClock(view: ClockView, now: Instant): LiveClock {
  const { ticks, counted } = counting(view, now);
  const passed = Math.max(0, (now - (at(view.asOf) ?? now)) / 1000);
  const elapsed = view.elapsedSeconds + counted;
  const due = at(view.dueAt);
  const remaining =
    view.remainingSeconds === null ? (ticks && due !== undefined ? (due - now) / 1000 : null) : view.remainingSeconds - counted;
  const stillLate = view.mark === 'breached' && view.stoppedAt === null && view.state === 'running';
  const late = (view.lateSeconds ?? 0) + (stillLate ? passed : 0);
  return { view, now, ticks, elapsed, remaining, late, share: shareOf(view, elapsed, late), notches: notchesOf(view) };
}

function limitOf(view: ClockView): number | null {
  if (view.limitSeconds !== null) return view.limitSeconds;
  const started = at(view.startedAt);
  const due = at(view.dueAt);
  return started === undefined || due === undefined ? null : (due - started) / 1000;
}

/** A breach shows the limit as part of the whole time taken; never so little of the rest that the gap vanishes. */
function shareOf(view: ClockView, elapsed: number, late: number): number {
  const limit = limitOf(view);
  if (limit === null || limit <= 0) return 0;
  if (view.mark === 'breached') return Math.min(0.9, Math.max(0.2, limit / (limit + late)));
  return Math.min(1, Math.max(0, elapsed / limit));
}

/** A part of the limit stands where it is; of a time before the end the place is known only where counted time is real time. */
function notchesOf(view: ClockView): readonly number[] {
  const limit = limitOf(view);
  const due = at(view.dueAt);
  const notches = view.warnShares.map((share, index) => {
    const warning = at(view.warnAt[index] ?? null);
    if (share !== null) return share;
    const placed = limit !== null && due !== undefined && warning !== undefined && view.calendar.kind === 'continuous';
    return placed ? 1 - (due - warning) / 1000 / limit : 0;
  });
  return notches.filter((share) => share > 0 && share < 1);
}

/** The last warning point already passed, in whole percent of the limit; undefined before the first. */
export function warningPassed(clock: LiveClock): number | undefined {
  const passed = clock.notches.filter((notch) => notch <= clock.share + 0.0005);
  return passed.length === 0 ? undefined : Math.round(Math.max(...passed) * 100);
}
