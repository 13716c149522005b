import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { compileCalendar } from '../calendar/calendar.rules.ts';
import type { CalendarDefinition } from '../calendar/calendar.schema.ts';
import { ClockFault, type ClockFaultCode } from './clock.errors.ts';
import type { ClockAnswer, ClockDefinition, ClockEvent, PastBreach } from './clock.schema.ts';
import { compileClock } from './compile.rules.ts';
import { evaluateClock } from './evaluate.rules.ts';
import { foldClock } from './fold.rules.ts';
import { calendarNamed, type Calendars } from './terms.rules.ts';
import { readTimestamp } from './timestamp.rules.ts';

/** A case file as clock-rules.md describes it; instants are texts with an offset. */
export interface CaseFile {
  readonly calendars?: Readonly<Record<string, CalendarDefinition>>;
  readonly cases?: readonly ClockCase[];
}

export interface ClockCase {
  readonly name: string;
  readonly clocks?: readonly ClockDefinition[];
  readonly events?: readonly WrittenEvent[];
  readonly asOf?: readonly string[];
}

export type WrittenEvent = Omit<ClockEvent, 'at' | 'recordedAt'> & { readonly at: string; readonly recordedAt?: string };

/** A shape with its instants written as ISO 8601 in UTC. */
export type Written<T> = T extends Instant
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : T extends object
      ? { readonly [field in keyof T]: Written<T[field]> }
      : T;

/** How long terms that were broken held says nothing that a case is judged by. */
export type WrittenAnswer = Written<Omit<ClockAnswer, 'pastBreaches'>> & {
  readonly pastBreaches: readonly Written<Omit<PastBreach, 'heldUntil'>>[];
};

export type CaseAnswer =
  | {
      readonly name: string;
      readonly snapshots: readonly { readonly asOf: string; readonly clocks: Readonly<Record<string, WrittenAnswer>> }[];
    }
  | { readonly name: string; readonly error: ClockFaultCode };

/** A case with its timestamps and calendars read. */
export interface ReadCase {
  readonly clocks: readonly ClockDefinition[];
  readonly calendars: Calendars;
  readonly events: readonly ClockEvent[];
  readonly asOf: readonly { readonly text: string; readonly at: Instant }[];
}

/** Answers one case; `expect` is not read. A case that cannot be answered gives its code (R14). */
export function answerCase(file: CaseFile, clockCase: ClockCase): CaseAnswer {
  const { name } = clockCase;
  try {
    const { clocks, calendars, events, asOf } = readCase(file, clockCase);
    const snapshots = asOf.map(({ text, at }) => ({
      asOf: text,
      clocks: Object.fromEntries(clocks.map((clock) => [clock.id, writtenAnswer(evaluateClock(clock, calendars, events, at))])),
    }));
    return { name, snapshots };
  } catch (fault) {
    if (fault instanceof ClockFault) return { name, error: fault.code };
    throw fault;
  }
}

/** Reads and checks a whole case, also what no as-of sees (R14). Throws {@link ClockFault}. */
export function readCase(file: CaseFile, clockCase: ClockCase): ReadCase {
  const events = (clockCase.events ?? []).map(readEvent);
  const asOf = (clockCase.asOf ?? []).map((text) => ({ text, at: readTimestamp(text) }));
  const clocks = clockCase.clocks ?? [];
  const calendars = readCalendars(file, [
    ...clocks.map((clock) => clock.calendar),
    ...events.flatMap((event) => [event.clock?.calendar, event.type === 'calendarChanged' ? (event.calendar ?? '') : undefined]),
  ]);
  const ordered = [...events].sort((a, b) => a.at - b.at);
  for (const clock of clocks) foldClock(compileClock(clock, calendars), ordered);
  return { clocks, calendars, events, asOf };
}

function readEvent(event: WrittenEvent): ClockEvent {
  const { at, recordedAt, ...rest } = event;
  const read = { ...rest, at: readTimestamp(at) };
  return recordedAt === undefined || recordedAt === null ? read : { ...read, recordedAt: readTimestamp(recordedAt) };
}

/** Compiles the calendars that are named, and no others: a fault elsewhere refuses nothing here (R14). */
function readCalendars(file: CaseFile, names: readonly (string | undefined)[]): Calendars {
  const calendars = new Map<string, ReturnType<typeof compileCalendar>>();
  const known = file.calendars ?? {};
  for (const name of names) {
    if (name === undefined || name === null || calendars.has(name)) continue;
    const definition = Object.hasOwn(known, name) ? known[name] : undefined;
    if (definition === undefined || definition === null) calendarNamed(calendars, name);
    else calendars.set(name, compileCalendar(name, definition));
  }
  return calendars;
}

/** An answer as it goes out: instants in UTC. */
export function writtenAnswer(answer: ClockAnswer): WrittenAnswer {
  return {
    ...answer,
    dueAt: writtenInstant(answer.dueAt),
    breachedAt: writtenInstant(answer.breachedAt),
    warnAt: answer.warnAt.map(writtenInstant),
    pastBreaches: answer.pastBreaches.map(({ limit, breachedAt }) => ({ limit, breachedAt: formatInstant(breachedAt) })),
  };
}

function writtenInstant(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
