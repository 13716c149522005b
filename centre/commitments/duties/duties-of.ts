import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { scheduleName, wordingOf } from '../plan-document/plan-words.rules.ts';
import { holdsAny } from '../register/attest.ts';
import type { PlanInReach } from '../register/plans-in-reach.store.ts';
import type { CommitmentAnswer } from '../register/register.schema.ts';
import type { FulfilmentStatus } from '../register/vocabulary.ts';
import { dutiesFor, type DutyFound } from './duties.store.ts';
import { reportersOf } from './duty-terms.rules.ts';
import { workNamed } from './report-duty.ts';

/** The dated duties of a commitment in some projects, with whether the actor may report each. */
export async function dutiesShown(
  tx: Transaction<Tables>,
  actor: Actor,
  about: {
    readonly commitment: string;
    readonly plans: readonly PlanInReach[];
    readonly projectIds: readonly string[] | null;
    readonly now: number;
  },
): Promise<CommitmentAnswer['duties']> {
  const { commitment, plans, projectIds, now } = about;
  const found = await dutiesFor(tx, commitment, { projectIds });
  const shown: CommitmentAnswer['duties'] = [];
  for (const duty of found) {
    const { plan } = await planById(tx, duty.planId);
    const project = plans.find(({ projectId }) => projectId === duty.projectId);
    const work = workNamed(plan, duty.work);
    const isOpen = duty.reportedAt === null && duty.opensAt <= now && work !== undefined && project !== undefined;
    shown.push({
      id: duty.id,
      project: { zh: duty.projectName.zh, en: duty.projectName.en ?? duty.projectName.zh },
      work: nameOf(plan, work?.name ?? duty.work),
      dueOn: duty.dueOn,
      opensAt: at(duty.opensAt),
      dueAt: at(duty.dueAt),
      status: statusOf(duty, now),
      mayReport: isOpen && (await holdsAny(tx, actor, { project, by: reportersOf(plan, work) })),
      needsFile: work?.terms.form !== undefined,
      report: reportOf(duty),
    });
  }
  return shown;
}

/** What is reported by its due time is kept; nothing keeps it afterwards. */
export function statusOf(duty: Pick<DutyFound, 'reportedAt' | 'warnsAt' | 'dueAt'>, now: number): FulfilmentStatus {
  if (duty.reportedAt !== null) return duty.reportedAt <= duty.dueAt ? 'kept' : 'breached';
  if (now > duty.dueAt) return 'breached';
  return now >= duty.warnsAt ? 'atRisk' : 'notDue';
}

function reportOf({
  reportedAt,
  doneOn,
  eventId,
  by,
  note,
  fileId,
  fileName,
}: DutyFound): CommitmentAnswer['duties'][number]['report'] {
  if (reportedAt === null || doneOn === null || eventId === null) return null;
  return { at: at(reportedAt), doneOn, by, note, file: fileId === null ? null : { id: fileId, name: fileName }, eventId };
}

function nameOf(plan: ServicePlan, name: string) {
  return { zh: scheduleName(wordingOf(plan, 'zh'), name), en: scheduleName(wordingOf(plan, 'en'), name) };
}

function at(milliseconds: number): string {
  return formatInstant(instant(milliseconds));
}
