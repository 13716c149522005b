import { sql, type Transaction } from 'kysely';
import { rosterFrom } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { tableOf, yearsThatHold } from './holidays.store.ts';
import { approvalOf } from './plan-approvals.store.ts';
import type { PlanContext } from './plan-checks.rules.ts';
import { servicePlanSchema, type ProviderBlocks, type ServicePlan } from './plan.schema.ts';

/** Any number that nothing else locks. */
const PLANS_LOCK = 7_245_303;

/** Reading and checking a plan is work between two statements, which a busy machine makes long. */
const CHECKING_SECONDS_AT_MOST = 60;

/** Lets a transaction stand still while a plan is read and checked in it. */
export async function allowChecking(tx: Transaction<Tables>): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${`${CHECKING_SECONDS_AT_MOST}s`}, true)`.execute(tx);
}

/**
 * Plans become active one after the other: each is compared with what the one before left. Held until the transaction ends, which
 * may stand still longer than others may: it holds up nobody but other plans.
 */
export async function awaitTurn(tx: Transaction<Tables>): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${`${CHECKING_SECONDS_AT_MOST}s`}, true),
    pg_advisory_xact_lock(${PLANS_LOCK})`.execute(tx);
}

/** What the checks ask beside the plan: the provider's stored blocks and holiday years, the active revision, the customer's approval of this very text, the roster. */
export async function activationFacts(
  tx: Transaction<Tables>,
  plan: ServicePlan,
  { now, digest }: { now: Instant; digest: string },
): Promise<PlanContext & { provider: { blocks: ProviderBlocks }; approvalId: string | undefined }> {
  const blocks = await tx
    .selectFrom('pledge.provider_block as b')
    .leftJoin('pledge.service_plan as p', 'p.id', 'b.plan_id')
    .select(['b.block', 'b.document', 'p.code', 'p.revision'])
    .execute();
  const [stating] = blocks;
  const years = await yearsThatHold(tx);
  const active = await tx
    .selectFrom('pledge.service_plan as v')
    .innerJoin('pledge.project as p', 'p.id', 'v.project_id')
    .select('v.document')
    .where('v.status', '=', 'active')
    .where('p.code', '=', plan.project.id)
    .executeTakeFirst();
  const approval = await approvalOf(tx, digest);
  return {
    today: dateIn(plan.plan.timezone, now),
    provider: {
      blocks: asNoticed(Object.fromEntries(blocks.map(({ block, document }) => [block, document])), years),
      statedBy: stating === undefined ? undefined : `${stating.code} revision ${stating.revision}`,
      holidays: tableOf(years),
    },
    activePlan: active === undefined ? undefined : servicePlanSchema.parse(active.document),
    approvedByCustomer: approval !== undefined,
    approvalId: approval?.id,
    roster: await rosterFrom(tx, now),
  };
}

/** A year of the stored block as the newest notice states it: a plan that brings the correction along agrees. */
function asNoticed(
  blocks: ProviderBlocks,
  years: readonly { holiday_set: string; year: number; off: string[]; make_up: string[] }[],
): ProviderBlocks {
  const sets: Record<string, Record<string, unknown>> = structuredClone(blocks.holidaySets ?? {});
  for (const { holiday_set: set, year, off, make_up: makeUp } of years) {
    const stated = sets[set]?.[year];
    if (typeof stated === 'object') Object.assign(stated ?? {}, { off, makeUp });
  }
  return blocks.holidaySets === undefined ? blocks : { ...blocks, holidaySets: sets as typeof blocks.holidaySets };
}
