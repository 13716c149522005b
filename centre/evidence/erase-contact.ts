import { z } from 'zod';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { pieces } from '#platform/db/pieces.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents } from '#platform/evidence-log/append.ts';
import { formatInstant } from '#platform/time/instant.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { notFound, refillRequests, type CentreDeps } from '#centre/requests/index.ts';
import { ERASED } from './erased.ts';
import { textsOfPlans } from './left-by-erasures.store.ts';
import { brokenSignatures } from './signatures.store.ts';
import { eraseTraces, knownAs, requestsThatSpeakOf } from './traces.store.ts';

export const eraseContactInput = z.strictObject({
  ...envelopeShape,
  /** The right or duty under which: shown wherever the erased text stood. */
  under: z.enum(['requestOfThePerson', 'retentionEnded']),
});
export type EraseContactInput = z.infer<typeof eraseContactInput>;

/**
 * Erases what is known of a contact: name and reach, the texts and salts of events that speak of them, their words in conversations,
 * enquirer's fields of requests and consultation records, and their name and numbers wherever else somebody wrote them.
 * Digests and chains stay: what happened remains proven, who it was does not.
 */
export async function eraseContact(
  deps: CentreDeps,
  command: { actor: Actor; contactId: string; input: EraseContactInput; path: string },
): Promise<Answer | Refusal> {
  const { actor, contactId, input } = command;
  // Asked before anybody is looked for: whoever may not erase is not told either which contacts there are.
  if (actor.kind !== 'operator' && !may(actor, 'execute', 'accounts', { customerId: null, systemEvent: true })) {
    return refusal(403, 'notAllowed', {
      zh: '删除个人信息由系统管理员办理。',
      en: 'Erasing personal data is done by the system administrator.',
    });
  }
  return runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: null },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: input,
    body: input,
    work: async (run) => {
      const contact = await run.tx
        .selectFrom('pledge.contact')
        .select(['id', 'customer_id', 'erased_at'])
        .where('id', '=', contactId)
        .forUpdate()
        .executeTakeFirst();
      if (contact === undefined) return notFound();
      if (contact.erased_at !== null) return { status: 200, body: { id: contactId, erased: true } };
      await writeErasure(run, { actor, contactId, customerId: contact.customer_id, under: input.under });
      return { status: 200, body: { id: contactId, erased: true } };
    },
  });
}

/** What the event of an erasure says. */
interface ErasureSaid {
  readonly under: string;
  readonly texts: readonly string[];
  readonly plans: readonly string[];
  readonly signatures: readonly string[];
}

async function writeErasure(
  run: CommandRun<Tables>,
  about: { actor: Actor; contactId: string; customerId: string; under: string },
): Promise<void> {
  const { tx, now } = run;
  const { contactId, customerId, under } = about;
  const erased = { erased_at: formatInstant(now), erased_under: under };
  const known = await knownAs(tx, { id: contactId, customerId });
  const spokenOfIn = await requestsThatSpeakOf(tx, known);
  await tx
    .updateTable('pledge.message')
    .set({ text: ERASED })
    .where('contact_id', '=', contactId)
    .where('direction', '=', 'incoming')
    .execute();
  await tx
    .updateTable('pledge.contact')
    .set({ name: null, phone: null, email: null, ...erased })
    .where('id', '=', contactId)
    .execute();
  await tx
    .updateTable('pledge.person')
    .set({ name: ERASED, disabled_at: formatInstant(now), ...erased })
    .where('contact_id', '=', contactId)
    .execute();
  await tx
    .updateTable('pledge.person_reach')
    .set({ login: `erased-${contactId}`, email: null, mobile: null })
    .where('person_id', 'in', tx.selectFrom('pledge.person').select('id').where('contact_id', '=', contactId))
    .execute();
  await tx
    .updateTable('pledge.service_request')
    .set({
      enquirer_name: ERASED,
      enquirer_phone: null,
      enquirer_email: null,
      title: ERASED,
      content: ERASED,
      symptom: null,
      service_number: null,
      first_answer: null,
    })
    .where('contact_id', '=', contactId)
    .execute();
  const cells = await eraseCells(run, contactId);
  const { texts, changed } = await eraseTraces(tx, known, { mark: ERASED, at: erased.erased_at, under });
  const plans = await textsOfPlans(tx, changed.get('service_plan') ?? []);
  const signatures = await brokenSignatures(tx, [...new Set([...cells, ...(changed.get('record') ?? [])])]);
  await tellErasure(run, { ...about, said: { under, texts, plans, signatures } });
  await refillRequests(tx, spokenOfIn);
}

/**
 * The event of the erasure, in the contact's own stream: under which right, which texts it took away, and what it left of plans and signed
 * cells, so that nothing else can be said to have gone along. Of many texts as many events tell, each of a thousand.
 */
async function tellErasure(
  run: CommandRun<Tables>,
  about: { actor: Actor; contactId: string; customerId: string; said: ErasureSaid },
): Promise<void> {
  const { tx, now } = run;
  const { actor, contactId, customerId, said } = about;
  const before = await tx
    .selectFrom('pledge.contact_stream')
    .select(['seq', 'last_hash'])
    .where('id', '=', contactId)
    .forUpdate()
    .executeTakeFirst();
  const end = appendEvents(
    tx,
    {
      providerId: actor.providerId,
      customerId,
      requestId: null,
      recordedAt: now,
      deviceAhead: run.deviceAhead,
      actor: { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) },
    },
    {
      kind: 'contact',
      id: contactId,
      end: { seq: before?.seq ?? 0, hash: before?.last_hash ?? null },
      events: (said.texts.length === 0 ? [[]] : pieces(said.texts)).map((texts, place) => ({
        id: uuidv7(now),
        type: 'contactErased',
        flow: null,
        from: null,
        to: null,
        writes: [],
        data: { ...(place === 0 ? said : { under: said.under }), texts },
        texts: {},
        contactId: null,
        visibility: 'internal',
        commitments: [],
        occurredAt: run.at,
        lateReason: run.lateReason,
      })),
    },
  );
  if (end.hash === null) throw new Error('an erasure without its event');
  const chain = { seq: end.seq, last_hash: end.hash };
  await tx
    .insertInto('pledge.contact_stream')
    .values({ provider_id: actor.providerId, id: contactId, customer_id: customerId, ...chain })
    .onConflict((conflict) => conflict.columns(['provider_id', 'id']).doUpdateSet(chain))
    .execute();
}

/** Cells of consultation records that name the person; the other cells are the house's own record of the work. Gives the records. */
async function eraseCells(run: CommandRun<Tables>, contactId: string): Promise<string[]> {
  const records = await run.tx
    .selectFrom('pledge.record as record')
    .innerJoin('pledge.service_request as request', (join) =>
      join.onRef('request.provider_id', '=', 'record.provider_id').onRef('request.id', '=', 'record.request_id'),
    )
    .select(['record.id', 'record.field_values'])
    .where('request.contact_id', '=', contactId)
    .where('record.form', '=', 'consultationRecord')
    .execute();
  for (const record of records) {
    const { phone: _phone, email: _email, ...rest } = record.field_values;
    await run.tx
      .updateTable('pledge.record')
      .set({ field_values: JSON.stringify({ ...rest, enquirerName: ERASED, enquiryContent: ERASED }) })
      .where('id', '=', record.id)
      .execute();
  }
  return records.map(({ id }) => id);
}
