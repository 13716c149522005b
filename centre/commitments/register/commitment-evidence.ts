import type { RawBuilder, SqlBool, Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { cursorOf, cursorUnknown, placeOf } from '#platform/http/cursor.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { clockName } from '../clock-names.rules.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { evidenceOf, type EvidenceFound } from './evidence.store.ts';
import { activationsOf, attestationsOf } from './attestations.store.ts';
import type { CommitmentTerms } from './register-terms.ts';
import { plansInReach, readsPlans, type PlanInReach } from './plans-in-reach.store.ts';
import { notYours, statedIn, unknownCommitment } from './read-register.ts';
import type { EvidenceQuery, EvidenceRow } from './register.schema.ts';

/** What happened to a commitment in the projects in reach, the newest request first. */
export async function readEvidence(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: {
    readonly commitment: string;
    readonly query: EvidenceQuery;
    /** Which requests the actor may see, asked of `request`. */
    readonly visible: RawBuilder<SqlBool>;
  },
): Promise<{ items: EvidenceRow[]; nextCursor: string | null } | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { commitment, query } = asked;
  const after = query.cursor === undefined ? null : placeOf(query.cursor);
  if (after === undefined) return cursorUnknown();
  const { plans, isWhole } = await plansInReach(tx, actor, query);
  const stated = (await statedIn(tx, plans, null)).find(({ terms }) => terms.commitment.id === commitment);
  if (stated === undefined) return unknownCommitment();
  const found = await evidenceOf(tx, {
    commitment,
    projectIds: isWhole ? null : plans.map(({ projectId }) => projectId),
    customerIds: [...new Set(plans.map(({ customerId }) => customerId))],
    steps: stated.terms.feeds.some(({ by }) => by === 'guards'),
    only: query.only,
    visible: asked.visible,
    after,
  });
  const named = new Map<string, ServicePlan>();
  for (const planId of new Set(found.rows.flatMap((row) => row.planId ?? [])))
    named.set(planId, (await planById(tx, planId)).plan);
  return {
    items: [
      ...(after === null ? await beside(tx, stated.terms, { plans, isWhole, only: query.only }) : []),
      ...found.rows.map((row) => rowOf(row, row.planId === null ? undefined : named.get(row.planId))),
    ],
    nextCursor: found.next === null ? null : cursorOf(found.next),
  };
}

function rowOf(found: EvidenceFound, plan: ServicePlan | undefined): EvidenceRow {
  const { dueOn, cause, measure, responsible } = found;
  return {
    what: found.what as EvidenceRow['what'],
    at: at(found.at),
    request: { id: found.requestId, number: found.requestNumber },
    projectId: null,
    title: titleOf(found, plan),
    subject: { kind: found.subjectKind, id: found.subjectId },
    clock: found.clock,
    cycle: found.cycle,
    dueAt: found.dueAt === null ? null : at(found.dueAt),
    lateSeconds: found.lateSeconds,
    guards: found.guards ?? [],
    times: found.times,
    eventId: found.eventId,
    record: found.recordId === null ? null : { id: found.recordId, number: found.recordNumber },
    explanation: dueOn === null ? null : { cause, measure, responsible, dueOn },
    attestation: null,
  };
}

/** Of no request: people's words and activations of the plans, as far as the commitment is measured by them. */
async function beside(
  tx: Transaction<Tables>,
  { commitment, feeds }: CommitmentTerms,
  about: { readonly plans: readonly PlanInReach[]; readonly isWhole: boolean; readonly only: string | undefined },
): Promise<EvidenceRow[]> {
  const { plans, isWhole, only } = about;
  const asks = (by: string, what: string): boolean =>
    feeds.some((feed) => feed.by === by) && (only === undefined || only === what);
  const projectIds = isWhole ? null : plans.map(({ projectId }) => projectId);
  const words = asks('attestations', 'attested') ? await attestationsOf(tx, commitment.id, { projectIds }) : [];
  const activated = asks('plan', 'activated') ? await activationsOf(tx, plans) : [];
  const published = asks('card', 'published') ? await activationsOf(tx, plans) : [];
  return [
    ...words.map(({ id, eventId, recordedAt, by, fileId, fileName, holdsUntil, project }) => ({
      ...ofNoRequest,
      what: 'attested' as const,
      at: at(recordedAt),
      title: { zh: project.zh, en: project.en ?? project.zh },
      subject: { kind: 'attestation', id },
      eventId,
      attestation: { by, holdsUntil, file: { id: fileId, name: fileName } },
    })),
    ...activated.map((activation) => activationRow('activated', activation)),
    // Shown from the activation on; what is lacking is told beside, and on the card itself.
    ...published.map((activation) => ({ ...activationRow('published', activation), projectId: activation.plan.projectId })),
  ];
}

function activationRow(
  what: 'activated' | 'published',
  { plan, eventId }: { readonly plan: PlanInReach; readonly eventId: string | null },
): EvidenceRow {
  return {
    ...ofNoRequest,
    what,
    at: at(plan.appliedAt),
    title: { zh: `${plan.code}第${plan.revision}版`, en: `${plan.code}, revision ${plan.revision}` },
    subject: { kind: 'servicePlan', id: plan.id },
    eventId,
  };
}

const ofNoRequest = {
  request: null,
  projectId: null,
  clock: null,
  cycle: null,
  dueAt: null,
  lateSeconds: null,
  guards: [],
  times: null,
  record: null,
  explanation: null,
  attestation: null,
};

function at(milliseconds: number): string {
  return formatInstant(milliseconds as Instant);
}

/** A verdict is called after its clock, a step as its flow calls it. */
function titleOf({ clock, flow, step, subjectKind }: EvidenceFound, plan: ServicePlan | undefined): BothLanguages {
  if (clock !== null) return clockName(clock, plan ?? { clocks: {} });
  const name = step ?? '';
  const modules = Object.values(flowModules).flatMap((module) => module ?? []);
  const module = modules.find(({ flow: known, texts }) =>
    flow === null ? known.subject === subjectKind && Object.hasOwn(texts.zh.events, name) : known.id === flow,
  );
  return { zh: module?.texts.zh.events[name] ?? name, en: module?.texts.en.events[name] ?? name };
}
