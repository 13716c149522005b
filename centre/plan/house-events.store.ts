import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents, type EventToAppend, type StreamEnd } from '#platform/evidence-log/append.ts';

/** An event of a thing of the house: the one of what is written once and stands (a version of a plan, an approval, a notice), or one more. */
export interface HouseEvent extends Pick<EventToAppend, 'type' | 'data' | 'visibility' | 'contactId'> {
  readonly actor: Actor;
  readonly customerId: string | null;
  readonly stream: { readonly kind: string; readonly id: string };
  /** Where the stream of the thing ends; it begins with the event where nothing is said. */
  readonly end?: StreamEnd;
  readonly to?: string;
  /** Those that it speaks of; none where it is about the plan itself. */
  readonly commitments?: readonly string[];
  /** What was written: it stands beside the event, where erasing reaches it. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Appends the event to its stream; gives its id and the end of its chain, for the row. */
export function appendHouseEvent(run: CommandRun<Tables>, event: HouseEvent): { id: string; seq: number; hash: Buffer } {
  const { actor, customerId, stream, type, data, visibility, contactId, to = null } = event;
  const id = uuidv7(run.now);
  const end = appendEvents(
    run.tx,
    {
      providerId: actor.providerId,
      customerId,
      requestId: null,
      recordedAt: run.now,
      actor: { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) },
    },
    {
      ...stream,
      end: event.end ?? { seq: 0, hash: null },
      events: [
        {
          id,
          type,
          flow: null,
          from: null,
          to,
          writes: [],
          data,
          texts: event.texts ?? {},
          contactId,
          visibility,
          commitments: event.commitments ?? [],
          occurredAt: run.at,
          lateReason: run.lateReason,
        },
      ],
    },
  );
  if (end.hash === null) throw new Error(`${type}: an event without the end of its chain`);
  return { id, seq: end.seq, hash: end.hash };
}
