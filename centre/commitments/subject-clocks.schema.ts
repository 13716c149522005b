import type { Instant } from '#platform/time/instant.ts';
import type {
  ClockAnswer,
  ClockDefinition,
  ClockState,
  OnChange,
  Reopen,
  Rollover,
  DayUnit,
  Warning,
} from './clock/clock.schema.ts';

/**
 * Shapes between a plan and its clocks. {@link PlanClocks} is what the clocks need of a plan, in the plain shapes
 * of the parsed document: short forms (a bare percentage, a bare limit, a single value of a condition) and their
 * long forms are read alike, so a raw and a normalised plan give the same clocks.
 */
export interface PlanClocks {
  readonly plan: { readonly timezone: string };
  readonly calendars: Readonly<Record<string, PlanCalendar>>;
  readonly holidaySets?: Readonly<Record<string, PlanHolidaySet>>;
  readonly intake?: { readonly ifKindUnknown?: { readonly kind: string; readonly severity?: string } };
  readonly requestKinds?: Readonly<Record<string, { readonly clocks: readonly string[] }>>;
  readonly severities?: Readonly<Record<string, { readonly appliesTo?: readonly string[] }>>;
  readonly severityRules?: { readonly ifUnknown?: string };
  readonly clockDefaults?: Partial<Pick<PlanClock, 'warnAt' | 'onChange' | 'per' | 'calendar'>>;
  readonly clocks: Readonly<Record<string, PlanClock>>;
  readonly conflicts?: readonly {
    readonly subject: string;
    readonly clauses: readonly string[];
    readonly chosen: Readonly<Record<string, unknown>>;
  }[];
}

export interface PlanCalendar {
  readonly kind: 'always' | 'weekly' | 'calendarDays';
  readonly timezone?: string;
  /** Weekday to ranges `08:30-17:00`. */
  readonly hours?: Readonly<Partial<Record<string, string | readonly string[]>>>;
  readonly lunchBreak?: string | readonly string[] | null;
  /** Name of a holiday set. */
  readonly holidays?: string | null;
  readonly makeUpWorkdays?: 'open' | 'closed';
  readonly makeUpHoursOf?: string;
  /** Local date to the ranges open on it, above all else: a half day, or none. */
  readonly dates?: Readonly<Record<string, readonly string[]>>;
  /** Dates or ranges `2026-10-01/2026-10-07`. */
  readonly extraOff?: readonly string[];
  readonly extraOn?: readonly string[];
  readonly rollover?: Rollover;
  /** Calendar whose working days a rollover looks for. */
  readonly workingDaysOf?: string;
}

/** Years by number; `yearMissing` and what else is no year is passed over. */
export type PlanHolidaySet = Readonly<Record<string, unknown>>;

/** Limit and, where written, what else differs at that severity. */
export interface SeverityTerms {
  readonly limit: string;
  readonly calendar?: string;
  readonly unit?: DayUnit;
  readonly rollover?: Rollover;
}

/** Field to the value it has, or to a list of values. */
export type Condition = Readonly<Record<string, unknown>>;

export interface PlanClock {
  readonly per?: string;
  readonly start?: string;
  readonly stop: readonly string[];
  readonly cancelOn?: readonly string[];
  readonly pauseOn?: readonly string[];
  readonly limit?: string | { readonly field: string };
  readonly bySeverity?: Readonly<Record<string, string | SeverityTerms>>;
  readonly outer?: string;
  readonly anchor?: string;
  readonly before?: string;
  readonly calendar?: string;
  readonly unit?: DayUnit;
  readonly rollover?: Rollover;
  readonly warnAt?: readonly (number | Warning)[];
  readonly onChange?: OnChange;
  readonly reopen?: Reopen;
  readonly when?: Condition;
  readonly source?: readonly string[];
  /** By commitment: for which subjects alone it holds. */
  readonly sourceWhen?: Readonly<Record<string, Condition>>;
  readonly assumed?: boolean;
}

/** A fact as events set it: a word, a number, an instant (text with offset or epoch milliseconds), a date; null unsets it. */
export type Fact = unknown;
export type Facts = Readonly<Record<string, Fact>>;

/** What the record says happened to one subject. Facts are those the event sets: `kind`, `severity`, `damageCause`, anchors … */
export interface SubjectEvent {
  /** A name that clocks know, or `pause`, `resume`, `reopened`, `cancel`; any other only sets its facts. */
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** Order among events of one instant that became known at one instant. */
  readonly seq: number;
  /** Of `pause` and `resume`; of `cancel` the cause (`withdrawn` where left out). */
  readonly reason?: string | null;
  readonly fields?: Facts | null;
  /** Written by an automatic receipt: stops no clock. */
  readonly automatic?: boolean;
}

/** One cycle of one clock of a subject; with the subject's id its identity is (clock, subject, cycle). */
export interface SubjectClock {
  /** Name of the clock, `…Outer` for an outer limit. */
  readonly clock: string;
  /** From 1, over every start at zero. */
  readonly cycle: number;
  /** The plan's clock it comes from. */
  readonly planClock: string;
  readonly answer: ClockAnswer;
  /** The engine's definition with the terms in force for this cycle. */
  readonly definition: ClockDefinition;
  readonly state: ClockState;
  readonly startedAt: Instant;
  /** Stop or cancellation; null while active. */
  readonly endedAt: Instant | null;
  /** `withdrawn` by the customer, `cancelled` by the service manager, `noFault`, `otherKind`, `doesNotFit`, `notPromised` by the version it went over to, or the event that cancelled it; null unless cancelled. */
  readonly cancelCause: string | null;
  /** Limit of the cycle in counted seconds; null with too few working days left. */
  readonly limitSeconds: number | null;
  readonly warnAt: ClockAnswer['warnAt'];
  /** Reasons that hold it now. */
  readonly pausedFor: readonly string[];
  readonly nextWakeAt: Instant | null;
  /** False where the clock ended because it did not fit: it was never owed (R22). */
  readonly countsForCommitments: boolean;
  /** The anchor became known after its due instant had passed (R21). */
  readonly lateKnowledge: boolean;
  readonly assumed: boolean;
  /** Commitments it serves, by what was known of the subject when the cycle ended, or is known now. */
  readonly sources: readonly string[];
  /** For each past breach of the answer the commitments that the terms served while they held. */
  readonly pastSources: readonly (readonly string[])[];
}
