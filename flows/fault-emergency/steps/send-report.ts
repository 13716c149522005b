import type { StaffFact } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { staffOf } from '#flows/dossier/task-orders.rules.ts';
import { partsOf, tellCustomer } from '#flows/dossier/tell-customer.ts';
import { fillFirstAnswer } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';

/** The report's own sections; its head and its course come from the history of the request. */
const sections = ['overview', 'diagnosis', 'cause', 'solution', 'impact', 'prevention'] as const;

/** Positions that hold the function of a department or project manager for somebody else's work (roles.md). */
const reviewing = ['approvingManager', 'dedicatedServiceManager', 'centreManager'];

/** The resolution report goes to the customer: written once for the whole fault, reviewed by somebody else, all sections filled. */
export const sendReport = step({
  event: 'sendReport',
  fields: {
    overview: { type: 'longText', required: true },
    diagnosis: { type: 'longText', required: true },
    cause: { type: 'longText', required: true },
    solution: { type: 'longText', required: true },
    impact: { type: 'longText', required: true },
    prevention: { type: 'longText', required: true },
    reviewerId: { type: 'person', required: true, options: 'reviewers' },
    explainedTo: { type: 'text', max: 60 },
    channel: { type: 'choice', options: 'contactChannel' },
  },
  guards: {
    approvedForm: approvedForm('resolutionReport'),
    resolutionSections: {
      asks: 'input',
      holds: ({ input, dossier, actor }) => {
        const lacks = given(input, ...sections, 'reviewerId');
        if (lacks !== true) return lacks;
        const reviewer = staffOf(dossier, input.reviewerId ?? '');
        return reviewer !== undefined && mayReview(reviewer, actor) ? true : { fields: ['reviewerId'], code: 'reviewer' };
      },
    },
    noForbiddenPhrase: noForbiddenPhrase(...sections),
  },
  initial: ({ dossier }) => ({ channel: dossier.request.channel }),
  decide: (draft, { input, dossier }) => {
    const texts = Object.fromEntries(sections.map((section) => [section, input[section]]));
    draft.request({ details: { reportSentAt: draft.at } });
    // A fault that was never answered in words is answered by its solution.
    fillFirstAnswer(draft, input.solution ?? '');
    fireRequest(draft, 'sendReport', {
      data: { reviewerId: input.reviewerId ?? null },
      texts: { ...texts, explainedTo: input.explainedTo },
      contactId: dossier.request.contactId,
    });
    tellCustomer(draft, { text: partsOf(dossier, texts), channel: input.channel });
  },
});

/** Whether somebody may review what the author writes: by position, and never the own words. */
export function mayReview(person: StaffFact, author: { readonly personId: string | null }): boolean {
  return person.id !== author.personId && person.positions.some((position) => reviewing.includes(position));
}
