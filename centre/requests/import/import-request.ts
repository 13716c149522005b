import { createHash } from 'node:crypto';
import { NOTHING_HEARD } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import { requestKindOf } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { commitDecision } from '../commit-decision.ts';
import type { CentreDeps } from '../fire-step.ts';
import { decideImport, importedRequest, importedWords, type ImportedHistory } from './import-decision.rules.ts';
import { presentState, type ImportContext } from './import-context.store.ts';
import { importTexts } from './import.texts.ts';

const COMMAND = 'importRequest';

/** What became of one history: new here, here already with the same rows, or why not. */
export type ImportOutcome =
  | { readonly outcome: 'imported' | 'hereAlready'; readonly requestId: string; readonly isOpen: boolean }
  | { readonly outcome: 'refused'; readonly why: Refusal };

/**
 * Reads one history in as a request: one command, one transaction, every row an event with the time it happened.
 * Its id follows from project and external id, so that the same history sent again, by whomever, finds the first answer and changes nothing;
 * with other rows, or under another map, it is refused and what is here stays. The command happens now and asks for no reason why it is late.
 */
export async function importRequest(
  deps: Pick<CentreDeps, 'db' | 'time' | 'mail'>,
  command: { readonly actor: Actor; readonly context: ImportContext; readonly history: ImportedHistory },
): Promise<ImportOutcome> {
  const { actor, context, history } = command;
  if (!mayImport(actor)) return { outcome: 'refused', why: refusal(403, 'notAllowed', importTexts.notAllowed) };
  let isNew = false;
  const answer = await runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: null },
    // The answer is one for all who may import: another administrator's repeat is a repeat.
    actorKey: COMMAND,
    path: COMMAND,
    envelope: { commandId: importCommandId(context.projectId, history.externalId) },
    body: { projectId: context.projectId, ...history },
    work: (run) => {
      isNew = true;
      return takeIn(deps, command, run);
    },
  });
  if (isRefusal(answer)) return { outcome: 'refused', why: answer.code === 'commandIdReused' ? importedOtherwise : answer };
  const { id, isOpen } = answer.body as { id: string; isOpen: boolean };
  return { outcome: isNew ? 'imported' : 'hereAlready', requestId: id, isOpen };
}

export function mayImport(actor: Actor): boolean {
  return may(actor, 'execute', 'historyImport', { providerId: actor.providerId });
}

const importedOtherwise = refusal(409, 'importedOtherwise', importTexts.importedOtherwise);

async function takeIn(
  deps: Pick<CentreDeps, 'mail'>,
  command: { actor: Actor; context: ImportContext; history: ImportedHistory },
  run: CommandRun<Tables>,
): Promise<Answer | Refusal> {
  const { actor, context, history } = command;
  const { surroundings, projectId } = context;
  const present = await presentState(run.tx, { projectId, externalId: history.externalId });
  if (present.isThere) return importedOtherwise;
  if (present.planId !== surroundings.planId) return refusal(409, 'planChanged', importTexts.planChanged);
  const kind = history.rows.at(-1)?.kind ?? null;
  const flow = flowDefinitions[requestKindOf(surroundings.plan, kind).flow];
  if (flow === undefined || !flow.states.includes(history.state)) return refusal(422, 'unknownState', importTexts.unknownState);
  const before: Dossier = {
    request: importedRequest(history, {
      id: uuidv7(run.now),
      flow,
      customerId: context.customerId,
      projectId,
      projectCode: context.projectCode,
      siteId: siteOf(context, history),
      surroundings,
      now: run.now,
    }),
    words: importedWords(history, surroundings.plan),
    taskOrders: [],
    visits: [],
    consents: [],
    records: [],
    surroundings,
  };
  const draft = draftOf(before, { at: run.now, now: run.now, nextId: () => uuidv7(run.now), guards: [], flows: flowDefinitions });
  decideImport(draft, history);
  const after = await commitDecision(run.tx, {
    before,
    ends: new Map(),
    memory: NOTHING_HEARD,
    decision: draft.result(),
    actor,
    now: run.now,
    at: run.now,
    lateReason: null,
    mail: deps.mail,
    isNew: true,
    isHistory: true,
  });
  const { id, number, state, closedAt } = after.request;
  return { status: 201, body: { id, number, state, isOpen: closedAt === null } };
}

/** By its code, as the plan names it; a customer with one site means that one. */
function siteOf({ sites }: ImportContext, { fields }: ImportedHistory): string | null {
  const [only] = sites.values();
  return fields.site === undefined ? (sites.size === 1 ? (only ?? null) : null) : (sites.get(fields.site) ?? null);
}

/** A UUID that follows from what is imported (version 8 of RFC 9562: made by a digest of our own). */
function importCommandId(projectId: string, externalId: string): string {
  const bytes = createHash('sha256').update(`${COMMAND}\n${projectId}\n${externalId}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
