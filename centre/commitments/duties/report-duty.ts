import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { House } from '#centre/house.ts';
import { appendHouseEvent } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { refuseForbidden } from '../forbidden-phrase.ts';
import { takeFile } from '../register/attest.ts';
import { attestWords } from '../register/attest.texts.ts';
import { onDuty, type DutyAtHand, type DutyCommand } from './duty-at-hand.ts';
import { takeBack } from './duty-counts.store.ts';
import type { DatedWork } from './duty-dates.rules.ts';
import { reportDutyWords } from './report-duty.texts.ts';

export const reportDutyInput = z.strictObject({
  ...envelopeShape,
  note: z.string().trim().min(1).max(2_000).describe('What was done; the customer reads it.'),
  doneOn: z.iso.date().describe('The local day on which it was done.'),
  fileId: z.uuid().optional().describe('What shows it, uploaded before by whoever reports; needed where the work has a form.'),
});
export type ReportDutyInput = z.infer<typeof reportDutyInput>;

/** Reports that a dated duty was done. What is reported when it is due, or before, keeps its commitments; later it tells what became of the work. */
export async function reportDuty(
  house: Pick<House, 'db' | 'time'>,
  command: DutyCommand<ReportDutyInput>,
): Promise<Answer | Refusal> {
  const { actor, id, input } = command;
  return onDuty(house, command, {
    others: reportDutyWords.notYours,
    work: async (run, found) => {
      const { tx, now } = run;
      const { duty, project, plan, work, personId, end } = found;
      if (duty.reported_at !== null) return reportDutyWords.alreadyReported;
      if (duty.opens_at > now) return reportDutyWords.tooEarly;
      const opensOn = dateIn(project.timezone, duty.opens_at as Instant);
      if (input.doneOn < opensOn || input.doneOn > dateIn(project.timezone, now)) return reportDutyWords.wrongDay;
      if (work.terms.form !== undefined && input.fileId === undefined) return reportDutyWords.needsFile;
      const forbidden = refuseForbidden(plan, { field: 'note', text: input.note });
      if (forbidden !== null) return forbidden;
      const { customerId } = project;
      if (input.fileId !== undefined && !(await takeFile(tx, { fileId: input.fileId, personId, customerId })))
        return attestWords.unknownFile;
      const event = appendHouseEvent(run, {
        actor,
        customerId,
        stream: { kind: 'duty', id },
        end,
        type: 'dutyReported',
        contactId: null,
        visibility: 'shared',
        commitments: duty.commitments,
        data: {
          projectId: project.projectId,
          work: duty.work,
          dueOn: duty.due_on,
          dueAt: duty.due_at,
          doneOn: input.doneOn,
          fileId: input.fileId ?? null,
        },
        texts: { note: input.note },
      });
      const reported = { reported_at: formatInstant(now), done_on: input.doneOn, person_id: personId };
      const shown = { file_id: input.fileId ?? null, event_id: event.id };
      const ids = await reportedTogether(tx, { duty, work, now });
      await takeBack(tx, ids);
      await tx
        .updateTable('pledge.duty')
        .set({ ...reported, ...shown })
        .where('id', 'in', ids)
        .execute();
      await tx.updateTable('pledge.duty').set({ seq: event.seq, last_hash: event.hash }).where('id', '=', id).execute();
      const isKept = now <= duty.due_at;
      return { status: 201, body: { id, work: duty.work, dueOn: duty.due_on, kept: isKept } };
    },
  });
}

/**
 * The duty and what is reported with it, locked: what is done in the stricter cadence is done in the looser one too, so the next of it
 * that has begun goes with it, of the same site and product.
 */
async function reportedTogether(
  tx: Transaction<Tables>,
  about: {
    readonly duty: DutyAtHand['duty'];
    readonly work: DatedWork;
    readonly now: Instant;
  },
): Promise<string[]> {
  const { duty, work, now } = about;
  if (duty.work !== work.name) return [duty.id];
  const { rows } = await sql<{ id: string }>`select id from pledge.duty looser
    where looser.provider_id = pledge.current_provider() and looser.project_id = ${duty.project_id}
      and looser.work = ${`${work.name}Outer`} and looser.reported_at is null and looser.withdrawn_at is null
      and looser.opens_at <= ${formatInstant(now)}::timestamptz and looser.due_on >= ${duty.due_on}::date
      and looser.site is not distinct from ${duty.site} and looser.product is not distinct from ${duty.product}
    order by looser.due_on limit 1 for update`.execute(tx);
  return [duty.id, ...rows.map(({ id }) => id)];
}
