import { step } from '#flows/dossier/dossier-step.ts';
import { settledAfter } from '#flows/dossier/time-order.rules.ts';
import { given } from '#platform/flow/step.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { askedOf, siteScopes, takeBack } from '../consents.rules.ts';

const answered = ['givenBy', 'means'] as const;

/**
 * What is to be done, what for, and what the customer says to it: one consent per scope, a refusal noted as such. What the customer is to answer
 * in the portal is only asked here: a word in the portal is the customer's own.
 */
export const askConsent = step({
  event: 'askConsent',
  fields: {
    scopes: { type: 'choices', required: true, options: 'siteScopes' },
    what: { type: 'longText', required: true, max: 2_000 },
    why: { type: 'longText', required: true, max: 2_000 },
    answer: { type: 'choice', required: true, options: 'consentAnswer' },
    givenBy: { type: 'text', max: 60 },
    means: { type: 'choice', options: 'consentMeans' },
    from: { type: 'instant' },
    until: { type: 'instant' },
  },
  guards: {
    consentScope: {
      asks: 'input',
      holds: ({ input, at }) => {
        const lacks = given(input, 'scopes', 'what', 'why', 'answer', ...(input.answer === 'asked' ? [] : answered));
        if (lacks !== true) return lacks;
        if (input.answer !== 'asked' && input.means === 'portal') return { fields: ['means'], code: 'ownWord' };
        if (!(input.scopes ?? []).every((scope) => (siteScopes as readonly string[]).includes(scope)))
          return { fields: ['scopes'], code: 'unknown' };
        // Asked and answered in one: it holds from then on at the earliest.
        const from = settledAfter(parseInstant(input.from ?? '') ?? at, at);
        if (from === null) return { fields: ['from'], code: 'before' };
        const until = parseInstant(input.until ?? '');
        return until !== undefined && until <= from ? { fields: ['until'], code: 'endsBeforeItBegins' } : true;
      },
    },
  },
  initial: ({ dossier, subjectId }) => {
    const contactId = dossier.visits.find((visit) => visit.id === subjectId)?.details.contactId;
    return {
      answer: 'given',
      means: 'onScreen',
      givenBy: dossier.surroundings.contacts.find((known) => known.id === contactId)?.name,
    };
  },
  decide: (draft, { input, dossier, subjectId }) => {
    const { scopes = [], what = '', why = '' } = input;
    const asks = input.answer === 'asked';
    const [givenBy, means] = asks ? [null, null] : [input.givenBy ?? null, input.means ?? null];
    const refused = input.answer === 'refused';
    const from = settledAfter(parseInstant(input.from ?? '') ?? draft.at, draft.at) ?? draft.at;
    const until = parseInstant(input.until ?? '') ?? null;
    if (refused) takeBack(draft, subjectId, scopes);
    // What is asked anew, or answered on the spot, waits in the portal no longer.
    for (const waiting of askedOf(dossier, subjectId))
      if (scopes.includes(waiting.scope)) draft.consent({ ...waiting, withdrawnAt: draft.at });
    for (const scope of scopes)
      draft.consent({
        id: draft.nextId(),
        visitId: subjectId,
        scope,
        what,
        why,
        givenBy,
        means,
        refused,
        from,
        until,
        withdrawnAt: null,
      });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'askConsent',
      data: { scopes, ...(asks ? { answer: 'asked' } : { refused, means }), from, until },
      texts: { what: input.what, why: input.why, givenBy: givenBy ?? undefined },
      contactId: dossier.visits.find((visit) => visit.id === subjectId)?.details.contactId ?? null,
    });
  },
});
