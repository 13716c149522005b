import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { inOneLine, isWorkSigned, logStep } from '#flows/dossier/service-records.rules.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { earlier, firstOf } from '#flows/dossier/time-order.rules.ts';
import { given, type Earlier, type StepActor } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { linesOf, somebodyArrived, waysToRestore } from '../fault.rules.ts';

/** Service is restored, by a fix or by what stands in for it, and the customer has confirmed it: to an engineer, or by the own step in the portal. */
export const restore = step({
  event: 'restore',
  fields: {
    how: { type: 'choice', required: true, options: 'restoredHow' },
    steps: { type: 'longText' },
    confirmedBy: { type: 'text', required: true, max: 60 },
    confirmedMeans: { type: 'choice', required: true, options: 'confirmedMeans' },
  },
  guards: {
    restoredHow: {
      asks: 'input',
      holds: ({ input, dossier, actor }) => {
        const { reportedHow } = dossier.request.details;
        // A customer confirms what an engineer reported; how it was done is not the customer's to say.
        if (actor.kind === 'customer') return reportedHow === undefined ? { code: 'notReported' } : true;
        const how = input.how ?? reportedHow;
        return waysToRestore(dossier).includes(how ?? '') ? true : { fields: ['how'] };
      },
    },
    stepsRecorded: {
      asks: 'input',
      holds: ({ input, dossier, actor }) => {
        // They go into the performer's cells of the service record, which the performer answers for.
        if (input.steps !== undefined && actor.kind === 'customer') return { fields: ['steps'], code: 'performers' };
        if (input.steps !== undefined && isWorkSigned(dossier)) return { code: 'recordSigned' };
        return stepsOnFile(dossier) ? true : given(input, 'steps');
      },
    },
    restorationConfirmed: {
      asks: 'input',
      holds: ({ input, actor }) => (actor.kind === 'customer' ? true : given(input, 'confirmedBy', 'confirmedMeans')),
    },
  },
  // A customer confirms what was reported: before that there is nothing to confirm.
  offered: ({ actor, dossier }) => actor.kind !== 'customer' || dossier.request.details.reportedHow !== undefined,
  restsOn: (context) => [arrivalBehind(context.dossier, context)],
  initial: ({ dossier }) => ({
    how: dossier.request.details.reportedHow,
    confirmedBy: dossier.surroundings.contacts.find((contact) => contact.id === dossier.request.contactId)?.name,
    confirmedMeans: dossier.request.road === 'onSite' ? 'onSite' : 'phone',
  }),
  decide: (draft, { input, dossier, actor }) => {
    const { details, contactId } = dossier.request;
    const how = (actor.kind === 'customer' ? details.reportedHow : (input.how ?? details.reportedHow)) ?? 'fix';
    const word = wordOf(actor, input);
    const steps = linesOf(input.steps);
    draft.request({
      details: {
        restoredAt: draft.at,
        restoredHow: how,
        stepCount: (details.stepCount ?? 0) + steps.length,
        confirmedBy: word.by,
      },
    });
    fireRequest(draft, 'restore', {
      data: { how, means: word.means, stepCount: steps.length },
      texts: { steps: input.steps, confirmedBy: word.name },
      contactId: actor.contactId ?? contactId,
      // What promised an engineer on site ends as cancelled where none had to come.
      writes: somebodyArrived(dossier) ? [] : [{ type: 'restoredRemotely' }],
    });
    if (steps.length > 0) logStep(draft, inOneLine(steps));
  },
});

/** Whose word it is that it works again, and by which way it was given. */
function wordOf(
  actor: StepActor,
  input: { readonly confirmedBy?: string; readonly confirmedMeans?: string },
): { by: 'customer' | 'staff'; means: string | null; name: string | undefined } {
  if (actor.kind === 'customer') return { by: 'customer', means: 'portal', name: input.confirmedBy ?? actor.name };
  return { by: 'staff', means: input.confirmedMeans ?? null, name: input.confirmedBy };
}

/** What was confirmed on site, or done by somebody who came there, was so after the arrival; who restores from afar waits for nobody on the road. */
function arrivalBehind(
  dossier: Dossier,
  { actor, input }: { readonly actor: StepActor; readonly input: { readonly confirmedMeans?: string } },
): Earlier | undefined {
  const there = dossier.visits.filter(({ state, details }) => details.arrivedAt !== undefined && state !== 'departed');
  const own = there.filter(({ taskOrderId, details }) =>
    (details.people ?? orderOf(dossier, taskOrderId)?.assignees.map(({ personId }) => personId))?.includes(actor.personId ?? ''),
  );
  const came = own.length > 0 ? own : actor.kind !== 'customer' && input.confirmedMeans === 'onSite' ? there : [];
  return firstOf(came.map(({ details }) => earlier('siteVisit', 'arrive', details.arrivedAt)));
}

function stepsOnFile(dossier: Dossier): boolean {
  return (dossier.request.details.stepCount ?? 0) > 0 || dossier.visits.some((visit) => (visit.details.stepCount ?? 0) > 0);
}
