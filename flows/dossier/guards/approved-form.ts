import type { Guard } from '#platform/flow/step.ts';
import type { Dossier } from '../dossier.schema.ts';

/** A form is filled on its approved version only: the plan, with what the provider lends it, names document number and version. */
export function approvedForm(form: string): Guard<Dossier, unknown> {
  return {
    asks: 'dossier',
    holds: ({ dossier }) => {
      const forms: Readonly<Record<string, unknown>> = dossier.surroundings.plan.forms ?? {};
      const found = Object.hasOwn(forms, form)
        ? (forms[form] as { documentNumber?: string; documentVersion?: string } | undefined)
        : undefined;
      return found?.documentNumber && found.documentVersion ? true : { values: { form } };
    },
  };
}
