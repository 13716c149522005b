import { step } from '#flows/dossier/dossier-step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The customer's own word on how the fault was handled, in the portal: what came by telephone the dedicated service manager notes at the end. */
export const giveOpinion = step({
  event: 'giveOpinion',
  fields: {
    rating: { type: 'choice', options: 'ratings', oneOf: true },
    opinion: { type: 'longText', max: 4_000, oneOf: true },
  },
  guards: {
    opinionOnFile: {
      asks: 'input',
      holds: ({ input }) => (input.rating || input.opinion ? true : { fields: ['rating'], code: 'nothing' }),
    },
  },
  offered: ({ dossier }) => dossier.request.details.opinionAt === undefined,
  decide: (draft, { input, actor }) => {
    draft.request({ details: { opinionAt: draft.at, ...(input.rating === undefined ? {} : { rating: input.rating }) } });
    fireRequest(draft, 'giveOpinion', { data: { rating: input.rating ?? null }, contactId: actor.contactId });
    if (input.opinion === undefined) return;
    draft.say({
      channel: 'web',
      direction: 'incoming',
      text: input.opinion,
      author: 'actor',
      contactId: actor.contactId,
      fileIds: [],
      automatic: false,
      delivery: 'noted',
    });
  },
});
