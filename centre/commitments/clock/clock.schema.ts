import type { Instant } from '#platform/time/instant.ts';
import type { CompiledCalendar } from '../calendar/calendar.rules.ts';

/** Shapes of clocks, their events and their answers (clock-rules.md). */

export type DayUnit = 'workingDays' | 'calendarDays';
export type Rollover = 'none' | 'nextWorkingDay';
export type OnChange = 'retroactive' | 'fromChange' | 'carry';
export type Reopen = 'continue' | 'restart';
export type ClockState = 'notStarted' | 'running' | 'paused' | 'stopped' | 'cancelled';

/** A limit given by the record as an instant: due then, in any calendar (R22). */
export interface GivenLimit {
  readonly at: Instant;
}

export type Warning = { readonly percent: number } | { readonly before: string };

export interface ClockDefinition {
  readonly id: string;
  /** ISO 8601 duration, or the instant itself. */
  readonly limit: string | GivenLimit;
  readonly unit?: DayUnit | null;
  /** Name of a calendar. */
  readonly calendar: string;
  readonly rollover?: Rollover;
  /** Event type that starts it. */
  readonly start: string;
  readonly stop: readonly string[];
  /** Event types that end an active clock as cancelled (R22). */
  readonly cancelOn?: readonly string[];
  /** Reasons of `pause` that hold it (R8). */
  readonly pauseOn?: readonly string[];
  readonly warnAt?: readonly Warning[];
  readonly onChange?: OnChange;
  readonly reopen?: Reopen;
}

/** Event type by which a clock goes over to another version of its plan; no flow can write a name with a space. */
export const DEFINITION_MOVED = 'definition moved';

/** A clock as another version of its plan defines it. */
export interface MovedDefinition {
  readonly definition: ClockDefinition;
  readonly calendars: ReadonlyMap<string, CompiledCalendar>;
  /** The calendar in force as that version reads it, where it opens as it did: nothing is counted again. */
  readonly sameCalendar?: CompiledCalendar;
}

/** New terms; a field left out keeps its value, `unit: null` takes the unit away (R9). */
export interface TermsChange {
  readonly id?: string;
  readonly limit?: string | GivenLimit;
  readonly unit?: DayUnit | null;
  readonly calendar?: string;
  readonly rollover?: Rollover | null;
}

export interface ClockEvent {
  readonly at: Instant;
  /** `pause`, `resume`, `reopened`, `clockChanged`, `calendarChanged`, or a type that clocks name. */
  readonly type: string;
  /** When it became known; `at` where left out (R13). */
  readonly recordedAt?: Instant;
  /** Of a pause or resume. */
  readonly reason?: string;
  /** Of a `clockChanged`. */
  readonly clock?: TermsChange;
  /** Of a `calendarChanged`: the name every clock uses from then on. */
  readonly calendar?: string;
  /** Of a `definition moved`: what stops, holds and warns from then on. Its terms come in by the changes told after it. */
  readonly moved?: MovedDefinition;
}

export interface PastBreach {
  /** The limit as it was written. */
  readonly limit: string;
  readonly breachedAt: Instant;
  /** When other terms took the place of those that were broken, or their cycle ended. */
  readonly heldUntil: Instant;
}

export interface ClockAnswer {
  readonly state: ClockState;
  /** Null while paused, before the start, and where the calendar never opens long enough. */
  readonly dueAt: Instant | null;
  readonly breached: boolean;
  readonly breachedAt: Instant | null;
  readonly elapsedSeconds: number;
  /** Limit less elapsed, negative when over; null where the limit is not known (day units). */
  readonly remainingSeconds: number | null;
  /** In the order of the definition; null where not known. */
  readonly warnAt: readonly (Instant | null)[];
  readonly provisional: boolean;
  readonly pastBreaches: readonly PastBreach[];
}
