import { step } from '#flows/dossier/dossier-step.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { partsOf, tellCustomer, timeFor } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { formatInstant, parseInstant } from '#platform/time/instant.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** No answer yet: the customer is told why, what is known, what comes next, and when the answer will come; from then on that time is owed. */
export const defer = step({
  event: 'defer',
  fields: {
    reason: { type: 'longText', required: true },
    finding: { type: 'longText', required: true },
    nextStep: { type: 'longText', required: true },
    promisedAnswerAt: { type: 'instant', required: true },
    channel: { type: 'choice', options: 'contactChannel' },
  },
  guards: {
    deferralComplete: {
      asks: 'input',
      holds: ({ input, at }) => {
        const lacks = given(input, 'reason', 'finding', 'nextStep', 'promisedAnswerAt');
        if (lacks !== true) return lacks;
        const promised = parseInstant(input.promisedAnswerAt ?? '');
        return promised !== undefined && promised > at ? true : { fields: ['promisedAnswerAt'], code: 'past' };
      },
    },
    noForbiddenPhrase: noForbiddenPhrase('reason', 'finding', 'nextStep'),
  },
  initial: ({ dossier }) => ({ channel: dossier.request.channel }),
  decide: (draft, { input, dossier, at }) => {
    const promised = parseInstant(input.promisedAnswerAt ?? '') ?? at;
    draft.request({ details: { promisedAnswerAt: promised } });
    fireRequest(draft, 'defer', {
      data: { promisedAnswerAt: promised },
      texts: { reason: input.reason, finding: input.finding, nextStep: input.nextStep },
      contactId: dossier.request.contactId,
      fields: { promisedAnswerAt: formatInstant(promised) },
    });
    const text = partsOf(dossier, {
      reason: input.reason,
      finding: input.finding,
      nextStep: input.nextStep,
      promisedAnswerAt: timeFor(dossier, promised),
    });
    tellCustomer(draft, { text, channel: input.channel });
  },
});
