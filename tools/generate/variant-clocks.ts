import { clocksMoved, type PlanClockRules } from '#centre/commitments/index.ts';
import { clockRow, outcomeRow } from '#centre/commitments/clocks.store.ts';
import { isBroughtByTime } from '#centre/commitments/outcomes.rules.ts';
import { keyOf, type SubjectHistory } from '#centre/commitments/moved-clocks.rules.ts';
import type { SubjectEvent } from '#centre/commitments/subject-clocks.schema.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { copied, fill, spelt, type Pattern } from './slots.rules.ts';
import type { Template } from './template.ts';

/** The clocks of all variants of a story that are moved by the same time: only whose they are differs. */
export interface VariantClocks {
  readonly clocks: readonly Pattern[];
  readonly outcomes: readonly Pattern[];
  /** As COPY reads it. */
  readonly nextDue: string;
}

/** How the columns of both tables stand in a line. */
export interface ClockColumns {
  readonly clock: readonly string[];
  readonly clock_outcome: readonly string[];
}

/**
 * Asks the engine, with everything the story told its clocks moved in time: calendars and holidays are those of that time. Verdicts
 * that time alone brought by `now` are recorded as they are of a history that is read in, so that no worker comes upon them as news.
 */
export function clocksOfVariants(
  template: Template,
  about: {
    readonly movedBy: number;
    readonly now: Instant;
    readonly rules: PlanClockRules;
    readonly columns: ClockColumns;
    /** Which event of the story each of its own verdicts is owed to. */
    readonly verdicts: ReadonlyMap<string, string>;
  },
): VariantClocks {
  const { now, columns } = about;
  const moved = clocksMoved(about.rules, {
    memory: { histories: historiesOf(template, about.movedBy), recorded: new Set() },
    heard: [],
    now,
    isHistory: true,
  });
  const line = (row: object, named: readonly string[]): Pattern =>
    template.reader.readIds(named.map((name) => cell((row as Record<string, unknown>)[name])).join('\t'));
  return {
    clocks: moved.clocks.map((entry) => line(clockRow(entry, template.owner, { recorded: moved.recorded, now }), columns.clock)),
    outcomes: moved.endings.map((ending) => {
      const eventId = about.verdicts.get(keyOf(ending.subject, ending.clock, ending.outcome)) ?? template.lastEventId;
      const at = isBroughtByTime(ending.outcome) ? ending.outcome.at : instant(template.endsAt + about.movedBy);
      return line(outcomeRow(ending, template.owner, { eventId, now: at }), columns.clock_outcome);
    }),
    nextDue: moved.nextDueAt === null ? '\\N' : formatInstant(moved.nextDueAt),
  };
}

function historiesOf(template: Template, movedBy: number): SubjectHistory[] {
  const times = template.slots.map((slot) => (slot.kind === 'instant' || slot.kind === 'local' ? spelt(slot, movedBy) : ''));
  const subjects = new Map<string, { kind: string; id: string; events: SubjectEvent[] }>();
  for (const { subject, event, fields } of template.told) {
    const key = `${subject.kind}/${subject.id}`;
    const history = subjects.get(key) ?? { ...subject, events: [] };
    history.events.push({
      ...event,
      at: instant(event.at + movedBy),
      recordedAt: instant(event.recordedAt + movedBy),
      fields: fields === null ? null : (JSON.parse(fill(fields, times)) as SubjectEvent['fields']),
    });
    subjects.set(key, history);
  }
  return [...subjects.values()].map((history) => ({
    ...history,
    events: history.events.sort((a, b) => a.at - b.at || a.recordedAt - b.recordedAt || a.seq - b.seq),
  }));
}

/** A value of a row as COPY reads it: lists of codes as arrays, the rest as text. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (Array.isArray(value)) return copied(`{${value.map((item) => JSON.stringify(String(item))).join(',')}}`);
  return copied(typeof value === 'string' ? value : JSON.stringify(value));
}
