import type { RawBuilder, SqlBool, Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';
import { formatInstant, instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { dutyEvidence } from '../duties/duty-evidence.ts';
import { dayAsked } from './day-asked.ts';
import { OF_NO_REQUEST } from './evidence-row.ts';
import { evidenceOf, type EvidenceFound } from './evidence.store.ts';
import { activationsOf, attestationsOf } from './attestations.store.ts';
import { guardWords } from './feed-words.rules.ts';
import type { CommitmentTerms } from './register-terms.ts';
import { readsPlans, type PlanInReach } from './plans-in-reach.store.ts';
import { notYours, statedIn, unknownCommitment } from './read-register.ts';
import type { EvidenceQuery, EvidenceRow } from './evidence.schema.ts';

type EvidencePage = { items: EvidenceRow[]; nextCursor: string | null };

/**
 * What happened to a commitment in the projects in reach: what no request brought, its dated duties from the newest on, then request by
 * request from the newest on.
 */
export async function readEvidence(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: {
    readonly commitment: string;
    readonly query: EvidenceQuery;
    /** Which requests the actor may see, asked of `request`. */
    readonly visible: RawBuilder<SqlBool>;
    readonly now: Instant;
  },
): Promise<EvidencePage | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { commitment, query, now } = asked;
  const from = query.cursor === undefined ? BEGINNING : stretchOf(query.cursor);
  if (from === null) return cursorUnknown();
  const day = await dayAsked(tx, actor, { query, now });
  if (isRefusal(day)) return day;
  const { plans, isWhole, until } = day;
  const stated = (await statedIn(tx, plans, null)).find(({ terms }) => terms.commitment.id === commitment);
  if (stated === undefined) return unknownCommitment();
  const { terms } = stated;
  const projectIds = isWhole ? null : plans.map(({ projectId }) => projectId);
  const { only } = query;
  const items = from === BEGINNING ? await beside(tx, terms, { plans: stated.plans, projectIds, until, only }) : [];
  if (from.duties) {
    const duties = await dutyEvidence(tx, actor, {
      commitment,
      plans: stated.plans,
      isFed: terms.feeds.some(({ by }) => by === 'duties'),
      asked: { projectIds, now, until, only, after: from.after },
    });
    items.push(...duties.rows);
    if (duties.next !== null) return { items, nextCursor: cursorOf({ ...duties.next, value: `${DUTIES}${duties.next.value}` }) };
  }
  const found = await evidenceOf(tx, {
    commitment,
    projectIds,
    customerIds: [...new Set(plans.map(({ customerId }) => customerId))],
    steps: terms.feeds.some(({ by }) => by === 'guards'),
    only,
    until,
    at: until === null ? now : instant(Date.parse(until)),
    visible: asked.visible,
    after: from.duties ? null : from.after,
  });
  const named = new Map<string, ServicePlan>();
  for (const planId of new Set(found.rows.flatMap((row) => row.planId ?? [])))
    named.set(planId, (await planById(tx, planId)).plan);
  items.push(...found.rows.map((row) => rowOf(row, row.planId === null ? undefined : named.get(row.planId))));
  return { items, nextCursor: found.next === null ? null : cursorOf(found.next) };
}

/** Where a page begins: among the duties, or behind them among the requests. */
interface Stretch {
  readonly duties: boolean;
  readonly after: Place | null;
}

const BEGINNING: Stretch = { duties: true, after: null };
/** Stands before the moment in a cursor that lies among duties. */
const DUTIES = 'duties ';

/** Null where the cursor is none of ours. */
function stretchOf(cursor: string): Stretch | null {
  const after = placeOf(cursor);
  if (after === undefined) return null;
  if (after.value?.startsWith(DUTIES) !== true) return { duties: false, after };
  const value = after.value.slice(DUTIES.length);
  return parseInstant(value) === undefined ? null : { duties: true, after: { ...after, value } };
}

function rowOf(found: EvidenceFound, plan: ServicePlan | undefined): EvidenceRow {
  const { dueOn, cause, measure, responsible, projectName } = found;
  return {
    what: found.what as EvidenceRow['what'],
    at: at(found.at),
    request: {
      id: found.requestId,
      number: found.requestNumber,
      project: { zh: projectName.zh, en: projectName.en ?? projectName.zh },
    },
    projectId: null,
    title: titleOf(found, plan),
    subject: { kind: found.subjectKind, id: found.subjectId },
    clock: found.clock,
    cycle: found.cycle,
    dueAt: found.dueAt === null ? null : at(found.dueAt),
    lateSeconds: found.lateSeconds,
    guards: found.guards ?? [],
    reasons: (found.guards ?? []).flatMap((guard) => guardWords(guard, 'reason') ?? []),
    times: found.times,
    eventId: found.eventId,
    record: found.recordId === null ? null : { id: found.recordId, number: found.recordNumber },
    explanation: dueOn === null ? null : { cause, measure, responsible, dueOn },
    attestation: null,
    duty: null,
  };
}

/** Of no request: people's words and activations of the plans, as far as the commitment is measured by them. */
async function beside(
  tx: Transaction<Tables>,
  { commitment, feeds }: CommitmentTerms,
  about: {
    readonly plans: readonly PlanInReach[];
    readonly projectIds: readonly string[] | null;
    readonly until: string | null;
    readonly only: string | undefined;
  },
): Promise<EvidenceRow[]> {
  const { plans, projectIds, until, only } = about;
  const asks = (by: string, what: string): boolean =>
    feeds.some((feed) => feed.by === by) && (only === undefined || only === what);
  const words = asks('attestations', 'attested') ? await attestationsOf(tx, commitment.id, { projectIds, until }) : [];
  const activated = asks('plan', 'activated') ? await activationsOf(tx, plans) : [];
  const published = asks('card', 'published') ? await activationsOf(tx, plans) : [];
  return [
    ...words.map(({ id, eventId, recordedAt, by, fileId, fileName, holdsUntil, project }) => ({
      ...OF_NO_REQUEST,
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
    ...OF_NO_REQUEST,
    what,
    at: at(plan.appliedAt),
    title: { zh: `${plan.code}第${plan.revision}版`, en: `${plan.code}, revision ${plan.revision}` },
    subject: { kind: 'servicePlan', id: plan.id },
    eventId,
  };
}

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
