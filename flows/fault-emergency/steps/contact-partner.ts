import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** A carrier, vendor or integrator was contacted: who there, and under which reference. */
export const contactPartner = step({
  event: 'contactPartner',
  fields: {
    partnerId: { type: 'partner', required: true },
    person: { type: 'text', required: true, max: 60 },
    reference: { type: 'text', required: true },
    note: { type: 'longText' },
  },
  guards: {
    partnerReference: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacks = given(input, 'partnerId', 'person', 'reference');
        if (lacks !== true) return lacks;
        return dossier.surroundings.partners.some((partner) => partner.id === input.partnerId) ? true : { fields: ['partnerId'] };
      },
    },
  },
  decide: (draft, { input, dossier }) => {
    const kind = dossier.surroundings.partners.find((partner) => partner.id === input.partnerId)?.kind ?? '';
    draft.request({ details: { partnersContacted: [...new Set([...(dossier.request.details.partnersContacted ?? []), kind])] } });
    fireRequest(draft, 'contactPartner', {
      data: { partnerId: input.partnerId ?? null, kind },
      texts: { person: input.person, reference: input.reference, note: input.note },
      writes: kind === 'vendor' ? [{ type: 'vendorInformed' }] : [],
    });
  },
});
