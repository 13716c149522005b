import { z } from 'zod';
import type { House } from '#centre/house.ts';
import { appendHouseEvent } from '#centre/plan/index.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { refusedTold, refuseTold, toldBreachShape } from '../register/told-breach.ts';
import { toldBreachTexts } from '../register/told-breach.texts.ts';
import { onDuty, type DutyCommand } from './duty-at-hand.ts';
import { takeBack } from './duty-counts.store.ts';

export const explainDutyInput = z.strictObject({ ...envelopeShape, ...toldBreachShape });
export type ExplainDutyInput = z.infer<typeof explainDutyInput>;

/**
 * Tells why a dated duty was missed and what is done about it, as of any other breach: an event of the duty's own stream, which the
 * customer reads. Told again it takes the place of what was told before, whose event stays. It was missed all the same.
 */
export async function explainDuty(
  house: Pick<House, 'db' | 'time'>,
  command: DutyCommand<ExplainDutyInput>,
): Promise<Answer | Refusal> {
  const { actor, id, input } = command;
  return onDuty(house, command, {
    others: toldBreachTexts.notTheirs,
    work: async (run, found) => {
      const { tx, now } = run;
      const { duty, project, plan, end } = found;
      if ((duty.reported_at ?? now) <= duty.due_at) return refusedTold('cause', 'noSuchBreach', toldBreachTexts.notMissed);
      const refused = await refuseTold(tx, { plan, told: input });
      if (refused !== null) return refused;
      const event = appendHouseEvent(run, {
        actor,
        customerId: project.customerId,
        stream: { kind: 'duty', id },
        end,
        type: 'breachExplained',
        contactId: null,
        visibility: 'shared',
        commitments: duty.commitments,
        data: {
          projectId: project.projectId,
          work: duty.work,
          missedOn: duty.due_on,
          responsibleId: input.responsibleId,
          dueOn: input.dueOn,
        },
        texts: { cause: input.cause, measure: input.measure },
      });
      const isFirst = duty.explained_at === null;
      if (isFirst) await takeBack(tx, [id]);
      await tx
        .updateTable('pledge.duty')
        .set({ seq: event.seq, last_hash: event.hash, ...(isFirst ? { explained_at: formatInstant(now) } : {}) })
        .where('id', '=', id)
        .execute();
      return { status: 201, body: { id, work: duty.work, missedOn: duty.due_on } };
    },
  });
}
