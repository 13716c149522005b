import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { askedOf, isValid, takeBack } from '../consents.rules.ts';

/** Who of the customer is signed in. */
function nameOf({ actor, dossier }: DossierContext): string {
  return dossier.surroundings.contacts.find((known) => known.id === actor.contactId)?.name ?? actor.name;
}

/** What was asked in the portal is answered there, by the customer's own people: a consent for each scope, or a refusal. */
export const answerConsent = step({
  event: 'answerConsent',
  fields: {
    scopes: { type: 'choices', required: true, options: 'siteScopes' },
    answer: { type: 'choice', required: true, options: 'consentAnswer' },
    until: { type: 'instant' },
  },
  guards: {
    consentScope: {
      asks: 'input',
      holds: ({ input, dossier, subjectId, at }) => {
        const lacks = given(input, 'scopes', 'answer');
        if (lacks !== true) return lacks;
        if (input.answer === 'asked') return { fields: ['answer'], code: 'notAnswered' };
        const asked = askedOf(dossier, subjectId).map(({ scope }) => scope);
        if (!(input.scopes ?? []).every((scope) => asked.includes(scope))) return { fields: ['scopes'], code: 'notAsked' };
        const until = parseInstant(input.until ?? '');
        return until !== undefined && until <= at ? { fields: ['until'], code: 'endsBeforeItBegins' } : true;
      },
    },
  },
  decide: (draft, context) => {
    const { input, dossier, subjectId, actor } = context;
    const { scopes = [] } = input;
    const refused = input.answer === 'refused';
    const until = parseInstant(input.until ?? '') ?? null;
    if (refused) takeBack(draft, subjectId, scopes);
    for (const asked of askedOf(dossier, subjectId).filter(({ scope }) => scopes.includes(scope))) {
      draft.consent({ ...asked, withdrawnAt: draft.at });
      draft.consent({
        ...asked,
        id: draft.nextId(),
        givenBy: nameOf(context),
        means: 'portal',
        refused,
        from: draft.at,
        until: until ?? asked.until,
      });
    }
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'answerConsent',
      data: { scopes, refused, means: 'portal', from: draft.at, until },
      texts: { givenBy: nameOf(context) },
      contactId: actor.contactId,
    });
  },
});

/** The customer takes back what was agreed, by whatever means it was given: from now on nobody may act on it. */
export const withdrawConsent = step({
  event: 'withdrawConsent',
  fields: { scopes: { type: 'choices', required: true, options: 'siteScopes' } },
  guards: {
    consentScope: {
      asks: 'input',
      holds: ({ input, dossier, subjectId, at }) => {
        const lacks = given(input, 'scopes');
        if (lacks !== true) return lacks;
        const holds = dossier.consents.filter((known) => known.visitId === subjectId && isValid(known, at));
        return (input.scopes ?? []).every((scope) => holds.some((known) => known.scope === scope))
          ? true
          : { fields: ['scopes'], code: 'notGiven' };
      },
    },
  },
  decide: (draft, context) => {
    const { input, subjectId, actor } = context;
    const { scopes = [] } = input;
    takeBack(draft, subjectId, scopes);
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'withdrawConsent',
      data: { scopes },
      texts: { givenBy: nameOf(context) },
      contactId: actor.contactId,
    });
  },
});
