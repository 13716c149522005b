import type { TimelineEntry } from '#centre/requests/requests.schema.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { isoDay } from '#platform/ui/format.ts';

export interface StoryDay {
  readonly key: string;
  readonly at: Instant;
  readonly entries: readonly TimelineEntry[];
}

/** A clock that nears its end is the service centre's affair: the strip shows it. Only what came too late is told as well. */
function isTold(entry: TimelineEntry): boolean {
  return entry.kind !== 'clock' || entry.effects.some((effect) => effect.mark === 'breached');
}

/** The days of a story, the newest first; within one the newest first. */
export function daysOf(entries: readonly TimelineEntry[], zone: string): readonly StoryDay[] {
  const placed = entries.filter(isTold).flatMap((entry) => {
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

/** The newest that somebody of the service centre said or did in words. */
export function lastWordOfStaff(entries: readonly TimelineEntry[]): TimelineEntry | undefined {
  return entries
    .filter((entry) => entry.author.kind === 'staff' && (entry.text ?? entry.message?.text ?? '') !== '')
    .toSorted((one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt))[0];
}
