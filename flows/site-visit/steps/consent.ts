import { step } from '#flows/dossier/dossier-step.ts';
import { settledAfter } from '#flows/dossier/time-order.rules.ts';
import { given } from '#platform/flow/step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { isValid, siteScopes } from '../consents.rules.ts';

/** What is to be done, what for, and what the customer says to it: one consent per scope, a refusal noted as such. */
export const askConsent = step({
  event: 'askConsent',
  fields: {
    scopes: { type: 'choices', required: true, options: 'siteScopes' },
    what: { type: 'longText', required: true, max: 2_000 },
    why: { type: 'longText', required: true, max: 2_000 },
    answer: { type: 'choice', required: true, options: 'consentAnswer' },
    givenBy: { type: 'text', required: true, max: 60 },
    means: { type: 'choice', required: true, options: 'consentMeans' },
    from: { type: 'instant' },
    until: { type: 'instant' },
  },
  guards: {
    consentScope: {
      asks: 'input',
      holds: ({ input, at }) => {
        const lacks = given(input, 'scopes', 'what', 'why', 'answer', 'givenBy', 'means');
        if (lacks !== true) return lacks;
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
    const { scopes = [], what = '', why = '', givenBy = null, means = null } = input;
    const refused = input.answer === 'refused';
    const from = settledAfter(parseInstant(input.from ?? '') ?? draft.at, draft.at) ?? draft.at;
    const until = parseInstant(input.until ?? '') ?? null;
    if (refused) takeBack(draft, subjectId, scopes);
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
      data: { scopes, refused, means, from, until },
      texts: { what: input.what, why: input.why, givenBy: input.givenBy },
      contactId: dossier.visits.find((visit) => visit.id === subjectId)?.details.contactId ?? null,
    });
  },
});

/** Who refuses now takes back what was agreed before. */
function takeBack(draft: Draft, visitId: string, scopes: readonly string[]): void {
  const standing = draft
    .dossier()
    .consents.filter((known) => known.visitId === visitId && scopes.includes(known.scope) && isValid(known, draft.at));
  for (const known of standing) draft.consent({ ...known, withdrawnAt: draft.at });
}
