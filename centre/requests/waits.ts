import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { endOfSilence, nextOfSilence, remindersOf, silenceOf } from '#flows/dossier/silence.rules.ts';
import { opinionOnRecord } from '#flows/fault-emergency/opinion.rules.ts';
import { lacksApproval } from '#flows/task-order/steps/approval-overdue.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { timedOf } from './due-steps.ts';
import type { RequestWaits } from './waits.schema.ts';

/** What a request waits for: the customer's word, and approvals that have to follow. */
export function waitsOf(dossier: Dossier, asked: { now: Instant; byCustomer: boolean }): RequestWaits {
  return {
    confirmation: confirmationOf(dossier),
    word: wordWaitedFor(dossier),
    // How the house approves its own papers is no matter of the customer's.
    approvals: asked.byCustomer ? [] : approvalsOf(dossier, asked.now),
  };
}

function confirmationOf(dossier: Dossier): RequestWaits['confirmation'] {
  const { surroundings } = dossier;
  const silence = silenceOf(dossier);
  if (silence === null || !timedOf(dossier).some(({ event }) => event === 'remind' || event === 'noReply')) return null;
  const next = nextOfSilence(surroundings, silence);
  return {
    remindersSent: silence.reminders.length,
    remindersAll: remindersOf(surroundings.plan),
    nextReminderAt: next?.event === 'remind' ? formatInstant(next.at) : null,
    endsAt: told(endOfSilence(surroundings, silence)),
  };
}

function wordWaitedFor(dossier: Dossier): RequestWaits['word'] {
  const { flow, state, details } = dossier.request;
  if (flow !== 'faultEmergency') return null;
  if (state === 'treating') return details.reportedHow === undefined ? 'restorationUnreported' : 'restoration';
  return (state === 'resolved' || state === 'reported') && !opinionOnRecord(dossier) ? 'opinion' : null;
}

function approvalsOf(dossier: Dossier, now: Instant): RequestWaits['approvals'] {
  return dossier.taskOrders.flatMap((order) =>
    lacksApproval(order) && order.approveBy !== null
      ? [
          {
            number: dossier.records.find((record) => record.id === order.id)?.recordNumber ?? null,
            approveBy: formatInstant(order.approveBy),
            overdue: now > order.approveBy,
          },
        ]
      : [],
  );
}

function told(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
