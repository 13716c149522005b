import type { Selectable, Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal, type Words } from '#platform/command/refusal.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { holdsAny } from '../register/attest.ts';
import { plansInReach, readsPlans, type PlanInReach } from '../register/plans-in-reach.store.ts';
import { notYours } from '../register/read-register.ts';
import type { DatedWork } from './duty-dates.rules.ts';
import { reportersOf, workNamed } from './duty-terms.rules.ts';
import { reportDutyWords } from './report-duty.texts.ts';

/** A duty that somebody has something to tell of, locked. */
export interface DutyAtHand {
  readonly duty: Selectable<Tables['pledge.duty']>;
  readonly project: PlanInReach;
  readonly plan: ServicePlan;
  readonly work: DatedWork;
  /** Whoever tells it: whom the plan has report the work. */
  readonly personId: string;
  /** Where its stream ends. */
  readonly end: StreamEnd;
}

/** Finds and locks a duty for whoever may tell something of it; `others` is the answer to those who may only read it. */
export async function dutyAtHand(
  { tx }: CommandRun<Tables>,
  actor: Actor,
  { id, others }: { readonly id: string; readonly others: Words },
): Promise<DutyAtHand | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const duty = await tx
    .selectFrom('pledge.duty')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const [project] = duty === undefined ? [] : (await plansInReach(tx, actor, { project: duty.project_id })).plans;
  if (duty === undefined || project === undefined) return reportDutyWords.unknownDuty;
  const { plan } = await planById(tx, duty.plan_id);
  const work = workNamed(plan, duty.work);
  const { personId } = actor;
  if (work === undefined || personId === null || !(await mayTell(tx, actor, { plan, project, work })))
    return refusal(403, 'notAllowed', others);
  return { duty, project, plan, work, personId, end: { seq: duty.seq ?? 0, hash: duty.last_hash } };
}

/** Whether the actor may tell something of dated work of a project: that it was done, or why it was not. */
export async function mayTell(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { readonly plan: ServicePlan; readonly project: PlanInReach; readonly work: DatedWork },
): Promise<boolean> {
  const { plan, project, work } = about;
  return holdsAny(tx, actor, { project, by: reportersOf(plan, work) });
}
