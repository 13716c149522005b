import type { ConsentState, Dossier } from '#flows/dossier/dossier.schema.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import type { Guard } from '#platform/flow/step.ts';
import type { Instant } from '#platform/time/instant.ts';

/** What on a customer's site nobody does without asking; remote sessions and changes of people ask for consents of their own. */
export const siteScopes = ['logIn', 'openEquipment', 'adjust', 'usePhone', 'useInternet'] as const;
export type SiteScope = (typeof siteScopes)[number];

/** A consent holds from its beginning to its end, unless it was refused or withdrawn. */
export function isValid(consent: ConsentState, at: Instant): boolean {
  if (consent.refused || consent.givenBy === null || consent.from > at) return false;
  if (consent.withdrawnAt !== null && consent.withdrawnAt <= at) return false;
  return consent.until === null || at <= consent.until;
}

/** What was asked and waits for the customer's answer in the portal. */
export function askedOf(dossier: Dossier, visitId: string): ConsentState[] {
  return dossier.consents.filter((consent) => consent.visitId === visitId && isAsked(consent));
}

export function isAsked(consent: ConsentState): boolean {
  return consent.givenBy === null && !consent.refused && consent.withdrawnAt === null;
}

/** Ends what was agreed before. */
export function takeBack(draft: Draft, visitId: string, scopes: readonly string[]): void {
  const standing = draft
    .dossier()
    .consents.filter((known) => known.visitId === visitId && scopes.includes(known.scope) && isValid(known, draft.at));
  for (const known of standing) draft.consent({ ...known, withdrawnAt: draft.at });
}

export function consentFor(
  dossier: Dossier,
  use: { readonly visitId: string; readonly scope: string; readonly at: Instant },
): ConsentState | undefined {
  return dossier.consents.findLast(
    (consent) => consent.visitId === use.visitId && consent.scope === use.scope && isValid(consent, use.at),
  );
}

export interface ActInput {
  readonly scope?: string;
  readonly oldValue?: string;
  readonly newValue?: string;
}

/** Asked only of a step that uses the scope: the customer has agreed, and the agreement holds at the time. */
export function consentGuard(scope: SiteScope): Guard<Dossier, ActInput> {
  return {
    asks: 'input',
    holds: ({ dossier, subjectId, input, at }) => {
      if (input.scope !== scope) return true;
      if (consentFor(dossier, { visitId: subjectId, scope, at }) === undefined) return { fields: ['scope'] };
      if (scope !== 'adjust') return true;
      const fields = (['oldValue', 'newValue'] as const).filter((field) => input[field] === undefined);
      return fields.length === 0 ? true : { fields, code: 'values' };
    },
  };
}
