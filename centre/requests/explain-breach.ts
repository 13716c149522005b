import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { refusedTold, refuseTold, toldBreachShape, toldBreachTexts } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, timesOf, type Answer } from '#platform/command/run-command.ts';
import { later } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { beforeReceipt } from './before-receipt.ts';
import { commitDecision } from './commit-decision.ts';
import { loadDossier } from './dossier.store.ts';
import { notFound, type CentreDeps } from './fire-step.ts';
import { readOnlyHistory } from './import/read-only.rules.ts';
import { mayRead } from './request-detail.store.ts';
import { mayNotWrite } from './write-message.ts';

export const explainBreachInput = z.strictObject({
  ...envelopeShape,
  clock: z.string().min(1).max(80).describe('The clock that was late, or the guard that was broken.'),
  subjectId: z.uuid().describe('What the clock ran on.'),
  cycle: z.int().min(0).describe('Which of its cycles; 0 for a guard.'),
  ...toldBreachShape,
});
export type ExplainBreachInput = z.infer<typeof explainBreachInput>;

/**
 * Tells what the breach of a clock or a gate came from and what is done about it: an event of the request's stream, which the customer
 * reads too. Told again it takes the place of what was told before, whose event stays.
 */
export async function explainBreach(
  deps: CentreDeps,
  command: { actor: Actor; requestId: string; input: ExplainBreachInput; path: string },
): Promise<Answer | Refusal> {
  const { actor, input, requestId } = command;
  return runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: input,
    body: input,
    work: async (run) => {
      if (!(await mayRead(run.tx, actor, { requestId, now: run.now }))) return notFound();
      const loaded = await loadDossier(run.tx, requestId, { lock: true, now: run.now });
      if (loaded === null) return notFound();
      const { dossier } = loaded;
      const now = deps.time.now(instant(loaded.databaseNow));
      const times = timesOf(input, now);
      if (isRefusal(times)) return times;
      const { at, lateReason } = times;
      const refused =
        (actor.kind === 'customer' ? refusal(403, 'notAllowed', toldBreachTexts.notYours) : mayNotWrite(actor, dossier)) ??
        readOnlyHistory(dossier) ??
        beforeReceipt(dossier, at) ??
        (await refuseUnknown(run.tx, command)) ??
        (await refuseTold(run.tx, { plan: dossier.surroundings.plan, told: input }));
      if (refused !== null) return refused;
      const draft = draftOf(dossier, { at, now, nextId: () => uuidv7(now), guards: [], flows: flowDefinitions });
      const { clock, subjectId, cycle, cause, measure, responsibleId, dueOn } = input;
      draft.note({
        subject: { kind: 'serviceRequest', id: requestId },
        type: 'breachExplained',
        data: { clock, subjectId, cycle, responsibleId, dueOn },
        texts: { cause, measure },
        contactId: null,
        visibility: 'shared',
      });
      await commitDecision(run.tx, {
        before: dossier,
        ends: loaded.ends,
        memory: loaded.memory,
        decision: draft.result(),
        actor,
        now,
        at,
        lateReason,
        deviceAhead: run.deviceAhead,
        mail: deps.mail,
      });
      keepExplanation(run.tx, command, { providerId: actor.providerId, customerId: dossier.request.customerId, now });
      return { status: 201, body: { requestId, clock, subjectId, cycle } };
    },
  });
}

async function refuseUnknown(
  tx: Transaction<Tables>,
  { requestId, input }: { requestId: string; input: ExplainBreachInput },
): Promise<Refusal | null> {
  const breach = await tx
    .selectFrom('pledge.clock_outcome')
    .select('at')
    .where('request_id', '=', requestId)
    .where('subject_id', '=', input.subjectId)
    .where('clock', '=', input.clock)
    .where('cycle', '=', input.cycle)
    .where('verdict', '=', 'breached')
    .executeTakeFirst();
  return breach === undefined ? refusedTold('clock', 'noSuchBreach', toldBreachTexts.noSuchBreach) : null;
}

/** Goes along after the event that it names, in the same message: it is the last of the request's stream. */
function keepExplanation(
  tx: Transaction<Tables>,
  { requestId, input }: { requestId: string; input: ExplainBreachInput },
  about: { providerId: string; customerId: string | null; now: Instant },
): void {
  later(
    tx,
    sql`insert into pledge.breach_explanation as known (provider_id, customer_id, request_id, subject_kind, subject_id, clock, cycle,
        first_event_id, event_id, responsible_id, due_on, explained_at)
      select ${about.providerId}, ${about.customerId}, ${requestId}, outcome.subject_kind, outcome.subject_id, outcome.clock, outcome.cycle,
        told.id, told.id, ${input.responsibleId}, ${input.dueOn}::date, ${formatInstant(about.now)}::timestamptz
      from pledge.clock_outcome outcome, lateral (
        select id from pledge.event where stream_kind = 'serviceRequest' and stream_id = ${requestId}::uuid order by seq desc limit 1) told
      where outcome.request_id = ${requestId}::uuid and outcome.subject_id = ${input.subjectId}::uuid and outcome.clock = ${input.clock}
        and outcome.cycle = ${input.cycle} and outcome.verdict = 'breached'
      on conflict (provider_id, subject_kind, subject_id, clock, cycle) do update set event_id = excluded.event_id,
        responsible_id = excluded.responsible_id, due_on = excluded.due_on, explained_at = excluded.explained_at`,
  );
}
