import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import { scheduleName } from '#centre/plan/plan-names.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import type { FiguresAsked } from '../register/figures.store.ts';
import type { PlanInReach } from '../register/plans-in-reach.store.ts';
import type { CommitmentAnswer } from '../register/register.schema.ts';
import { mayTell } from './duty-at-hand.ts';
import { workNamed } from './duty-terms.rules.ts';
import { openDuties, type DutyFound } from './shown-duties.store.ts';

/** The dated duties of a commitment that lie ahead and wait for their report, with whether the actor may give it. */
export async function dutiesShown(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { readonly commitment: string; readonly plans: readonly PlanInReach[]; readonly asked: FiguresAsked },
): Promise<CommitmentAnswer['duties']> {
  const { commitment, plans, asked } = about;
  const moment = asked.until === null ? asked.now : Date.parse(asked.until);
  const planOf = worksOfPlans(tx, plans);
  const shown: CommitmentAnswer['duties'] = [];
  for (const duty of await openDuties(tx, commitment, asked)) {
    const plan = await planOf(duty.planId);
    const project = plans.find(({ projectId }) => projectId === duty.projectId);
    const work = workNamed(plan, duty.work);
    const isOpen = asked.until === null && duty.opensAt <= moment && work !== undefined && project !== undefined;
    shown.push({
      id: duty.id,
      project: { zh: duty.projectName.zh, en: duty.projectName.en ?? duty.projectName.zh },
      work: dutyName(plan, duty.work),
      part: partName(duty),
      dueOn: duty.dueOn,
      opensAt: at(duty.opensAt),
      dueAt: at(duty.dueAt),
      status: moment >= duty.warnsAt ? 'atRisk' : 'notDue',
      mayReport: isOpen && (await mayTell(tx, actor, { plan, project, work })),
      needsFile: work?.terms.form !== undefined,
    });
  }
  return shown;
}

/** A dated work as the plan calls it, in both languages; the looser cadence is called as the work is. */
export function dutyName(plan: ServicePlan, name: string): BothLanguages {
  const work = workNamed(plan, name)?.name ?? name;
  return scheduleName(work, plan);
}

/** The site and the product that a duty is owed for, as they are called; null for the whole project. */
export function partName({ site, siteName, product }: DutyFound): BothLanguages | null {
  const place = siteName === null ? site : siteName.zh;
  const parts = [place, product].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const placeInEnglish = siteName?.en ?? place;
  return { zh: parts.join('，'), en: [placeInEnglish, product].filter((part) => part !== null).join(', ') };
}

/** The plans of duties, by their ids: those that promise the same by the same means have the same works, and one of them is opened. */
export function worksOfPlans(tx: Transaction<Tables>, plans: readonly PlanInReach[]): (planId: string) => Promise<ServicePlan> {
  const digests = new Map(plans.map(({ id, termsDigest }) => [id, termsDigest]));
  const first = new Map(plans.toReversed().map(({ id, termsDigest }) => [termsDigest, id]));
  return async (planId) => (await planById(tx, first.get(digests.get(planId) ?? '') ?? planId)).plan;
}

function at(milliseconds: number): string {
  return formatInstant(instant(milliseconds));
}
