import type { TimelineEntry } from '#centre/requests/requests.schema.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { isoDay } from '#platform/ui/format.ts';

export interface StoryDay {
  readonly key: string;
  readonly at: Instant;
  readonly entries: readonly TimelineEntry[];
}

function breachesOf(entry: TimelineEntry): readonly string[] {
  return entry.effects.filter((effect) => effect.mark === 'breached').map((effect) => effect.clock.zh);
}

/**
 * A clock that nears its end is the service centre's affair: the strip shows it. One that ran out is told, unless what ended
 * it tells how late it was.
 */
function toldOf(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const ended = new Set(entries.filter((entry) => entry.kind !== 'clock').flatMap(breachesOf));
  return entries.filter((entry) => entry.kind !== 'clock' || breachesOf(entry).some((clock) => !ended.has(clock)));
}

/** The days of a story, the newest first; within one the newest first. */
export function daysOf(entries: readonly TimelineEntry[], zone: string): readonly StoryDay[] {
  const placed = toldOf(entries).flatMap((entry) => {
    const at = parseInstant(entry.occurredAt);
    return at === undefined ? [] : [{ entry, at }];
  });
  const days = Map.groupBy(
    placed.toSorted((one, other) => other.at - one.at),
    ({ at }) => isoDay(at, zone),
  );
  return [...days].flatMap(([key, found]) => {
    const [first] = found;
    return first === undefined ? [] : [{ key, at: first.at, entries: found.map(({ entry }) => entry) }];
  });
}

/** The newest that somebody of the service centre said to the customer: what colleagues write to each other, a review say, is no answer. */
export function lastWordOfStaff(entries: readonly TimelineEntry[]): TimelineEntry | undefined {
  return entries
    .filter(({ author, message }) => author.kind === 'staff' && message?.direction === 'outgoing' && message.text !== '')
    .toSorted((one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt))[0];
}
