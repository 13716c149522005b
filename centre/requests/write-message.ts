import { refuseForbidden } from '#centre/commitments/index.ts';
import { z } from 'zod';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import { noteWords } from '#flows/dossier/silence.rules.ts';
import { DELIVERED } from '#flows/dossier/tell-customer.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { clientId, envelopeShape } from '#platform/command/envelope.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, timesOf, type Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { textBlock } from '#platform/text/line.schema.ts';
import { instant } from '#platform/time/instant.ts';
import { rightsContext } from './rights-context.ts';
import { beforeReceipt } from './before-receipt.ts';
import { commitDecision } from './commit-decision.ts';
import { refusedWhereTaken } from './id-taken.ts';
import { loadDossier } from './dossier.store.ts';
import { namableFiles } from './files.store.ts';
import { unknownFile } from './files.texts.ts';
import { readOnlyHistory } from './import/read-only.rules.ts';
import { notFound, type CentreDeps } from './fire-step.ts';
import { mayRead } from './request-detail.store.ts';
import { stepTexts } from './step.texts.ts';

export const messageInput = z.strictObject({
  ...envelopeShape,
  id: clientId,
  /** `web` and `email` are delivered; the others are noted as said by a person. */
  channel: z.enum(['web', 'email', 'phone', 'mobile', 'fax', 'onSite']).default('web'),
  /** Customers always write incoming ones. */
  direction: z.enum(['incoming', 'outgoing', 'internal']).default('outgoing'),
  text: textBlock(10_000).min(1),
  files: z.array(z.uuid()).max(10).optional(),
});
export type MessageInput = z.infer<typeof messageInput>;

/** Writes a message into the conversation: an event of the request's stream like any other. */
export async function writeMessage(
  deps: CentreDeps,
  command: { actor: Actor; requestId: string; input: MessageInput; path: string },
): Promise<Answer | Refusal> {
  const { actor, input, requestId } = command;
  const answer = runCommand({
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
      const now = deps.time.now(instant(loaded.databaseNow));
      const times = timesOf(input, now);
      if (isRefusal(times)) return times;
      const { at, lateReason } = times;
      const refused = mayNotWrite(actor, loaded.dossier) ?? readOnlyHistory(loaded.dossier) ?? beforeReceipt(loaded.dossier, at);
      if (refused !== null) return refused;
      const direction = actor.kind === 'customer' ? 'incoming' : input.direction;
      const forbidden =
        direction === 'outgoing' ? refuseForbidden(loaded.dossier.surroundings.plan, { field: 'text', text: input.text }) : null;
      if (forbidden !== null) return forbidden;
      const ids = [...new Set(input.files ?? [])];
      const files = await namableFiles(run.tx, actor, { ids, customerId: loaded.dossier.request.customerId, now });
      if (files.size !== ids.length) return refusal(422, 'unknownFile', unknownFile);
      const draft = draftOf(loaded.dossier, {
        at,
        now,
        nextId: () => uuidv7(now),
        guards: [],
        flows: flowDefinitions,
      });
      draft.note({
        subject: { kind: 'serviceRequest', id: requestId },
        type: 'messageWritten',
        data: { channel: input.channel, direction, files: input.files ?? [] },
        texts: { text: input.text },
        contactId: actor.contactId,
        visibility: direction === 'internal' ? 'internal' : 'shared',
      });
      noteWords(draft, direction);
      const id = input.id ?? uuidv7(now);
      draft.say({
        id,
        channel: input.channel,
        direction,
        text: input.text,
        author: 'actor',
        contactId: actor.kind === 'customer' ? actor.contactId : loaded.dossier.request.contactId,
        fileIds: input.files ?? [],
        automatic: false,
        delivery: direction === 'outgoing' && DELIVERED.includes(input.channel) ? 'queued' : 'noted',
      });
      await commitDecision(run.tx, {
        before: loaded.dossier,
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
      return { status: 201, body: { id, requestId, direction, channel: input.channel } };
    },
  });
  return refusedWhereTaken(input.id, answer);
}

/** Whoever may read follows the conversation; staff who say something in it act on the request, and only who may do that may write. */
export function mayNotWrite(actor: Actor, dossier: Dossier): Refusal | null {
  if (actor.kind === 'customer' || may(actor, 'execute', 'serviceRequest', rightsContext(dossier))) return null;
  return refusal(403, 'notAllowed', stepTexts.readsOnly);
}
