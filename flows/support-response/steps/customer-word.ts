import { step } from '#flows/dossier/dossier-step.ts';
import { SILENCE_OVER } from '#flows/dossier/silence.rules.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The customer says that it is solved, or the dedicated service manager notes that word; a rating may come along. */
export const confirm = step({
  event: 'confirm',
  fields: {
    rating: { type: 'choice', options: 'ratings' },
    comment: { type: 'longText' },
    saidBy: { type: 'text', max: 60 },
  },
  guards: {},
  decide: (draft, { input, dossier, actor }) => {
    const own = actor.kind === 'customer';
    draft.request({
      details: {
        ...SILENCE_OVER,
        resolvedAt: draft.at,
        confirmedBy: own ? 'customer' : 'staff',
        ...(input.rating === undefined ? {} : { rating: input.rating }),
      },
    });
    fireRequest(draft, 'confirm', {
      data: { by: own ? 'customer' : 'staff', rating: input.rating ?? null },
      texts: { comment: input.comment, saidBy: own ? undefined : input.saidBy },
      contactId: actor.contactId ?? dossier.request.contactId,
      fields: { kind: dossier.request.kind },
    });
  },
});

/** The customer says that it is not: it is handled again, and the time to answer begins anew. */
export const notSolved = step({
  event: 'notSolved',
  fields: { comment: { type: 'longText' } },
  guards: {},
  decide: (draft, { input, dossier, actor }) => {
    draft.request({
      details: { ...SILENCE_OVER, reopenedTimes: (dossier.request.details.reopenedTimes ?? 0) + 1, reminders: [] },
    });
    fireRequest(draft, 'notSolved', {
      texts: { comment: input.comment },
      contactId: actor.contactId ?? dossier.request.contactId,
    });
    if (input.comment !== undefined) {
      draft.say({
        channel: 'web',
        direction: 'incoming',
        text: input.comment,
        author: 'actor',
        contactId: actor.contactId,
        fileIds: [],
        automatic: false,
        delivery: 'noted',
      });
    }
  },
});
