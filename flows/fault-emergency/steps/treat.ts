import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { inOneLine, isWorkSigned, logStep } from '#flows/dossier/service-records.rules.ts';
import { tellCustomer } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { linesOf, waysToRestore } from '../fault.rules.ts';

const spoken = noForbiddenPhrase('what');

/** What an engineer reports of a service that does not work yet; so begins the form, because it is the customer who is asked otherwise. */
const NOT_YET = 'notYet';

/**
 * The action of the fault's type, by phone, from afar or on site. Where it works again the engineer says how: the customer is asked,
 * and it is the customer's word that restores.
 */
export const treat = step({
  event: 'treat',
  fields: {
    what: { type: 'longText', required: true },
    steps: { type: 'longText' },
    claimReference: { type: 'text' },
    reportedHow: { type: 'choice', options: 'reportedHow' },
  },
  guards: {
    actionOfType: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        if (isWorkSigned(dossier)) return { code: 'recordSigned' };
        if (partnerToContact(dossier) !== undefined) return { code: 'partner' };
        const how = input.reportedHow ?? NOT_YET;
        return how === NOT_YET || waysToRestore(dossier).includes(how) ? given(input, 'what') : { fields: ['reportedHow'] };
      },
    },
    guidanceSteps: {
      asks: 'input',
      holds: ({ input, dossier }) => (dossier.request.details.faultType === 'operation' ? given(input, 'steps') : true),
    },
    claimOpened: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const { faultType, claimOpened } = dossier.request.details;
        return faultType === 'equipment' && claimOpened !== true ? given(input, 'claimReference') : true;
      },
    },
    // Only a report that it works again goes to the customer.
    noForbiddenPhrase: {
      asks: 'input',
      holds: (context) => (reported(context.input) === undefined ? true : spoken.holds(context)),
    },
  },
  initial: () => ({ reportedHow: NOT_YET }),
  decide: (draft, { input, dossier }) => {
    const { details, contactId } = dossier.request;
    const steps = linesOf(input.steps);
    const reportedHow = reported(input);
    draft.request({
      details: {
        stepCount: (details.stepCount ?? 0) + steps.length,
        reportedHow,
        ...(input.claimReference === undefined ? {} : { claimOpened: true }),
      },
    });
    fireRequest(draft, 'treat', {
      data: {
        faultType: details.faultType ?? null,
        round: dossier.request.round,
        stepCount: steps.length,
        reportedHow: reportedHow ?? null,
      },
      texts: { what: input.what, steps: input.steps, claimReference: input.claimReference },
      contactId,
    });
    logStep(draft, inOneLine([input.what, ...steps]));
    if (reportedHow !== undefined) tellCustomer(draft, { text: input.what ?? '', channel: 'web' });
  },
});

/** How the engineer says that it works again; undefined where it does not. */
function reported({ reportedHow }: { readonly reportedHow?: string }): string | undefined {
  return reportedHow === NOT_YET ? undefined : reportedHow;
}

/** The kind of partner that the fault's type has to be taken to first, where the project has one and nobody has contacted it. */
function partnerToContact(dossier: Dossier): string | undefined {
  const { plan, partners } = dossier.surroundings;
  const { faultType = '', partnersContacted = [] } = dossier.request.details;
  const kind = Object.hasOwn(plan.faultHandling.types, faultType) ? plan.faultHandling.types[faultType]?.partner : undefined;
  return kind !== undefined && !partnersContacted.includes(kind) && partners.some((partner) => partner.kind === kind)
    ? kind
    : undefined;
}
