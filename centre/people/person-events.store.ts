import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents } from '#platform/evidence-log/append.ts';
import type { SignInKind } from '#platform/auth/auth.ts';
import type { Actor } from './actor.schema.ts';

export type PersonEvent =
  | SignInKind
  | 'personAdmitted'
  | 'programAdmitted'
  | 'keyRevoked'
  | 'passwordLinkMade'
  | 'positionWithdrawn'
  | 'accessEnded'
  | 'sessionsEnded'
  | 'secondFactorEnded'
  | 'secondFactorRuleSet';

export interface PersonNote {
  readonly actor: Pick<Actor, 'kind' | 'providerId' | 'personId' | 'name'>;
  readonly personId: string;
  readonly customerId: string | null;
  readonly type: PersonEvent;
  readonly data: Readonly<Record<string, string | readonly string[] | null>>;
  /** Where what is noted has an id already. */
  readonly eventId?: string;
}

/** Notes what happened to somebody's access: an event of that person's own stream, chained like every other. Without customer content. */
export async function notePerson(run: CommandRun<Tables>, about: PersonNote): Promise<void> {
  const { actor, personId, customerId, type, data, eventId = uuidv7(run.now) } = about;
  // Of two who note the first event of a person, neither would find the end of a chain to wait for.
  await run.tx.selectFrom('pledge.person').select('id').where('id', '=', personId).forNoKeyUpdate().execute();
  const before = await run.tx
    .selectFrom('pledge.person_stream')
    .select(['seq', 'last_hash'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  const end = appendEvents(
    run.tx,
    {
      providerId: actor.providerId,
      customerId,
      requestId: null,
      recordedAt: run.now,
      deviceAhead: run.deviceAhead,
      actor: { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) },
    },
    {
      kind: 'person',
      id: personId,
      end: { seq: before?.seq ?? 0, hash: before?.last_hash ?? null },
      events: [
        {
          id: eventId,
          type,
          flow: null,
          from: null,
          to: null,
          writes: [],
          data,
          texts: {},
          contactId: null,
          visibility: 'internal',
          commitments: [],
          occurredAt: run.at,
          lateReason: run.lateReason,
        },
      ],
    },
  );
  if (end.hash === null) throw new Error('an event of a person without its end');
  const chain = { seq: end.seq, last_hash: end.hash };
  await run.tx
    .insertInto('pledge.person_stream')
    .values({ provider_id: actor.providerId, id: personId, customer_id: customerId, ...chain })
    .onConflict((conflict) => conflict.columns(['provider_id', 'id']).doUpdateSet(chain))
    .execute();
}
