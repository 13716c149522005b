import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Place } from '#platform/http/cursor.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { OF_NO_REQUEST } from '../register/evidence-row.ts';
import type { PlanInReach } from '../register/plans-in-reach.store.ts';
import type { EvidenceRow } from '../register/evidence.schema.ts';
import type { EvidenceKind } from '../register/vocabulary.ts';
import { dutyName, partName, worksOfPlans } from './duties-of.ts';
import { mayTell } from './duty-at-hand.ts';
import { workNamed } from './duty-terms.rules.ts';
import { toldDuties, wereCounted, type DutiesShown, type DutyTold } from './shown-duties.store.ts';

/** What dated duties say of a commitment, a page at a time: each that was reported or came due, the newest first. */
export async function dutyEvidence(
  tx: Transaction<Tables>,
  actor: Actor,
  about: {
    readonly commitment: string;
    readonly plans: readonly PlanInReach[];
    /** Whether the plans in force measure it by duties; where not, an earlier one may have. */
    readonly isFed: boolean;
    readonly asked: DutiesShown & { readonly only: EvidenceKind | undefined; readonly after: Place | null };
  },
): Promise<{ rows: EvidenceRow[]; next: Place | null }> {
  const { commitment, plans, isFed, asked } = about;
  const { only = null } = asked;
  const none = { rows: [], next: null };
  if (only !== null && only !== 'kept' && only !== 'breached') return none;
  if (!isFed && !(await wereCounted(tx, commitment, asked))) return none;
  const { rows, next } = await toldDuties(tx, commitment, { ...asked, only });
  const planOf = worksOfPlans(tx, plans);
  const shown: EvidenceRow[] = [];
  for (const duty of rows) {
    const plan = await planOf(duty.planId);
    const project = plans.find(({ projectId }) => projectId === duty.projectId);
    const work = workNamed(plan, duty.work);
    const isTheirs = work !== undefined && project !== undefined && (await mayTell(tx, actor, { plan, project, work }));
    const mayReport = isTheirs && asked.until === null && duty.reportedAt === null;
    const told = { mayReport, mayExplain: isTheirs, needsFile: work?.terms.form !== undefined };
    shown.push(rowOf(duty, { title: dutyName(plan, duty.work), part: partName(duty), ...told }));
  }
  return { rows: shown, next };
}

function rowOf(
  duty: DutyTold,
  about: { readonly title: BothLanguages } & Pick<
    NonNullable<EvidenceRow['duty']>,
    'part' | 'mayReport' | 'mayExplain' | 'needsFile'
  >,
): EvidenceRow {
  const { reportedAt, dueAt, doneOn, fileId } = duty;
  const { title, part, mayReport, mayExplain, needsFile } = about;
  const isKept = reportedAt !== null && reportedAt <= dueAt;
  return {
    ...OF_NO_REQUEST,
    what: isKept ? 'kept' : 'breached',
    at: at(duty.toldAt),
    title,
    subject: { kind: 'duty', id: duty.id },
    dueAt: at(dueAt),
    lateSeconds: reportedAt === null || isKept ? null : Math.ceil((reportedAt - dueAt) / 1_000),
    eventId: reportedAt === null ? null : duty.eventId,
    explanation: duty.explanation,
    duty: {
      project: { zh: duty.projectName.zh, en: duty.projectName.en ?? duty.projectName.zh },
      part,
      dueOn: duty.dueOn,
      report:
        reportedAt === null || doneOn === null
          ? null
          : {
              at: at(reportedAt),
              doneOn,
              by: duty.by,
              note: duty.note,
              file: fileId === null ? null : { id: fileId, name: duty.fileName },
            },
      mayReport,
      mayExplain: !isKept && mayExplain,
      needsFile,
    },
  };
}

function at(milliseconds: number): string {
  return formatInstant(instant(milliseconds));
}
