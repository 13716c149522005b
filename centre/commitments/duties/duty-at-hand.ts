import type { Selectable, Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, refusal, type Refusal, type Words } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
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

/** Something that the actor tells of a duty, and the address it came by. */
export interface DutyCommand<Input extends Envelope> {
  readonly actor: Actor;
  readonly id: string;
  readonly input: Input;
  readonly path: string;
}

/** Does `work` with the duty that a command tells of, found and locked in its transaction; `others` is the answer to those who may only read it. */
export function onDuty<Input extends Envelope>(
  house: Pick<House, 'db' | 'time'>,
  { actor, id, input, path }: DutyCommand<Input>,
  told: {
    readonly others: Words;
    readonly work: (run: CommandRun<Tables>, found: DutyAtHand) => Promise<Answer | Refusal>;
  },
): Promise<Answer | Refusal> {
  return runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path,
    envelope: input,
    body: input,
    work: async (run) => {
      const found = await dutyAtHand(run, actor, { id, others: told.others });
      return isRefusal(found) ? found : told.work(run, found);
    },
  });
}

async function dutyAtHand(
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
