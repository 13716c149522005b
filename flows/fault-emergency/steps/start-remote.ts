import type { ConsentState, Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { isValid } from '#flows/site-visit/consents.rules.ts';
import { given } from '#platform/flow/step.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { isRemote, remoteLimitFrom } from '../remote.rules.ts';

const SCOPE = 'remoteSession';

function standing(dossier: Dossier, at: Instant): ConsentState | undefined {
  return dossier.consents.findLast((consent) => consent.scope === SCOPE && isValid(consent, at));
}

/** Diagnosis from afar begins: the telephone was not enough, and the customer has agreed to it from when until when. */
export const startRemote = step({
  event: 'startRemote',
  fields: {
    reason: { type: 'longText', required: true },
    consentBy: { type: 'text', required: true, max: 60 },
    consentUntil: { type: 'instant', required: true },
  },
  guards: {
    phoneInsufficient: {
      asks: 'input',
      holds: ({ input, dossier }) => (isRemote(dossier) ? { code: 'running' } : given(input, 'reason')),
    },
    consentRemoteSession: {
      asks: 'input',
      holds: ({ input, dossier, at }) => {
        if (standing(dossier, at) !== undefined) return true;
        const lacks = given(input, 'consentBy', 'consentUntil');
        if (lacks !== true) return lacks;
        const until = parseInstant(input.consentUntil ?? '');
        return until !== undefined && until > at ? true : { fields: ['consentUntil'], code: 'past' };
      },
    },
  },
  decide: (draft, { input, dossier, at }) => {
    const { request } = dossier;
    const known = standing(dossier, at);
    const until = known?.until ?? parseInstant(input.consentUntil ?? '') ?? null;
    if (known === undefined)
      draft.consent({
        id: draft.nextId(),
        visitId: null,
        scope: SCOPE,
        what: input.reason ?? '',
        why: input.reason ?? '',
        givenBy: input.consentBy ?? null,
        means: 'word',
        refused: false,
        from: at,
        until,
        withdrawnAt: null,
      });
    draft.request({ details: { remoteStartedAt: at, wakeAt: remoteLimitFrom(dossier, at) } });
    fireRequest(draft, 'startRemote', {
      data: { consentUntil: until },
      texts: { reason: input.reason, consentBy: known === undefined ? input.consentBy : undefined },
      contactId: request.contactId,
      fields: { kind: request.kind, severity: request.severity },
    });
  },
});
