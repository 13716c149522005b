import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { endOfSilence, nextOfSilence, remindersOf, SILENCE_OVER, silenceKept, silenceOf } from '#flows/dossier/silence.rules.ts';
import { messageWordsOf, timeFor } from '#flows/dossier/tell-customer.ts';
import type { SilenceStep } from '#flows/dossier/silence.rules.ts';
import type { TimedStep } from '#flows/dossier/flow-module.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

function nextOf(dossier: Dossier): SilenceStep | null {
  const silence = silenceOf(dossier);
  return silence === null ? null : nextOfSilence(dossier.surroundings, silence);
}

function isDue({ dossier, at }: Pick<DossierContext, 'dossier' | 'at'>, event: SilenceStep['event']): boolean {
  const next = nextOf(dossier);
  return next?.event === event && at >= next.at;
}

/** What silence brings to a request that waits for the customer's word: reminders, then its end. */
export function timedBySilence(dossier: Dossier): readonly TimedStep[] {
  const next = dossier.request.state === 'answered' ? nextOf(dossier) : null;
  if (next === null) return [];
  return [
    {
      ...next,
      subjectKind: 'serviceRequest',
      subjectId: dossier.request.id,
      // The customer is reminded when the words go out; silence was over when it was over.
      happens: next.event === 'remind' ? 'whenFired' : 'atDue',
      input: {},
    },
  ];
}

/** The customer was answered and says nothing: asked again, in words of the conversation, as often as the plan says. */
export const remind = step({
  event: 'remind',
  fields: {},
  guards: {
    twoReminders: { asks: 'dossier', holds: (context) => (isDue(context, 'remind') ? true : { code: 'notDue' }) },
  },
  decide: (draft, { dossier }) => {
    const { request, surroundings } = dossier;
    const { since, reminders } = silenceOf(dossier) ?? { since: undefined, reminders: [] };
    const dueAt = nextOf(dossier)?.at ?? null;
    const silence = { since, reminders: [...reminders, draft.at] };
    draft.request({ details: silenceKept(surroundings, silence) });
    fireRequest(draft, 'remind', {
      data: { reminder: silence.reminders.length, dueAt },
      contactId: request.contactId,
    });
    draft.say({
      channel: 'web',
      direction: 'outgoing',
      text: messageWordsOf(dossier)
        .reminder.replace('{number}', request.number)
        .replace('{answered}', timeFor(dossier, request.details.answeredAt) ?? '')
        .replace('{count}', String(silence.reminders.length))
        .replace('{of}', String(remindersOf(surroundings.plan)))
        .replace('{until}', timeFor(dossier, endOfSilence(surroundings, silence) ?? undefined) ?? ''),
      author: 'system',
      contactId: request.contactId,
      fileIds: [],
      automatic: true,
      delivery: 'queued',
    });
  },
});

/** Nobody answered the reminders: it ends without a reply, which is no word of satisfaction. */
export const noReply = step({
  event: 'noReply',
  fields: {},
  guards: {
    twoReminders: { asks: 'dossier', holds: (context) => (isDue(context, 'noReply') ? true : {}) },
  },
  decide: (draft, { dossier }) => {
    draft.request({ details: { ...SILENCE_OVER, resolvedAt: draft.at, confirmedBy: 'noReply' } });
    fireRequest(draft, 'noReply', { data: { by: 'noReply' }, fields: { kind: dossier.request.kind } });
  },
});
