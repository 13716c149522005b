import type { Actor } from '#centre/people/actor.schema.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import type { DossierStep } from '#flows/dossier/dossier-step.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { flowDefinitions, flowModules } from '#flows/registry.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, timesOf, type Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import type { FlowRow } from '#platform/flow/flow.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { assessRow, onFile, refusalOf } from './assess-step.ts';
import { beforeReceipt } from './before-receipt.ts';
import { commitDecision } from './commit-decision.ts';
import { idTaken, refusedWhereTaken } from './id-taken.ts';
import { loadDossier } from './dossier.store.ts';
import { readOnlyHistory } from './import/read-only.rules.ts';
import { notFound, summaryOf, type CentreDeps } from './fire-step.ts';
import { refuseUnoffered } from './offered-values.ts';
import { mayRead } from './request-detail.store.ts';
import { resourceOf } from './resources.ts';
import { noteRefusal, type TriedStep } from './step-refusals.store.ts';

/** A row that begins a flow beside a request: a subject of its own that hangs on it. */
export interface Beginning {
  readonly module: FlowModule;
  readonly row: FlowRow;
  readonly step: DossierStep;
  /** Where it is posted: the request's own list of what begins. */
  readonly path: string;
}

/** The rows of all flows that somebody may begin by hand beside a request. */
export function beginnings(): Beginning[] {
  return Object.values(flowModules).flatMap((module) => {
    const kind = module?.flow.subject;
    if (module === undefined || (kind !== 'taskOrder' && kind !== 'siteVisit')) return [];
    return module.flow.rows
      .filter((row) => row.from.length === 0 && row.silent !== true)
      .flatMap((row) => {
        const step = module.steps.find((known) => known.event === row.event);
        return step === undefined ? [] : [{ module, row, step, path: `/api/service-requests/:id/${resourceOf(kind)}` }];
      });
  });
}

export interface BeginCommand {
  readonly actor: Actor;
  readonly requestId: string;
  readonly beginning: Beginning;
  readonly envelope: Envelope;
  /** The id that the client made for what begins. */
  readonly id?: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly path: string;
}

/** Begins a flow beside a request, under the request's lock like every other step. */
export async function beginStep(deps: CentreDeps, command: BeginCommand): Promise<Answer | Refusal> {
  const { actor, requestId, input } = command;
  const { module, row, step } = command.beginning;
  const attempt: { tried?: TriedStep } = {};
  const begun = runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: command.envelope,
    body: command.body,
    work: async (run) => {
      const loaded = (await mayRead(run.tx, actor, { requestId, now: run.now }))
        ? await loadDossier(run.tx, requestId, { lock: true, now: run.now })
        : null;
      if (loaded === null) return notFound();
      const { dossier } = loaded;
      const now = deps.time.now(instant(loaded.databaseNow));
      const times = timesOf(command.envelope, now);
      if (isRefusal(times)) return times;
      const { at, lateReason } = times;
      const hand = {
        module,
        step,
        dossier,
        subject: { kind: 'serviceRequest', id: requestId },
        actor,
        at,
        now,
      } as const;
      attempt.tried = { actor, dossier, subject: hand.subject, step: step.event, now };
      const refused =
        readOnlyHistory(dossier) ??
        beforeReceipt(dossier, at) ??
        refusalOf(hand, assessRow(hand, row, input)) ??
        refuseUnoffered(hand, input);
      if (refused !== null) return refused;
      if (isIn(dossier, command.id)) return idTaken;
      const draft = draftOf(dossier, {
        at,
        now,
        nextId: idsFrom(command.id, now),
        guards: [],
        flows: flowDefinitions,
      });
      step.decide(draft, { ...onFile(hand), input: input as never });
      const after = await commitDecision(run.tx, {
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
      const known = new Set([...dossier.taskOrders, ...dossier.visits].map(({ id }) => id));
      const begun = [...after.taskOrders, ...after.visits].find(({ id }) => !known.has(id));
      return {
        status: 201,
        body: { id: begun?.id ?? null, state: begun?.state ?? null, version: begun?.version ?? 1, ...summaryOf(after) },
      };
    },
  });
  const answer = await refusedWhereTaken(command.id, begun);
  if (attempt.tried !== undefined && isRefusal(answer)) await noteRefusal(deps, attempt.tried, answer);
  return answer;
}

/** Whether something of the dossier has the id already: what is of another the database says. */
function isIn({ request, taskOrders, visits, records }: Dossier, id: string | undefined): boolean {
  return [request, ...taskOrders, ...visits, ...records].some((known) => known.id === id);
}

/** Ids for a decision: what begins comes first and takes the client's own where there is one. */
function idsFrom(first: string | undefined, now: Instant): () => string {
  let given = first;
  return () => {
    const id = given ?? uuidv7(now);
    given = undefined;
    return id;
  };
}
