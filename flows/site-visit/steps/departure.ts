import { step, visitOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { finishOrder } from '#flows/dossier/order-work.rules.ts';
import { othersStay } from '#flows/dossier/visits.rules.ts';
import { given, type GuardVerdict } from '#platform/flow/step.ts';
import { departureOpenedBy, isServed, reliefOf } from '../departure.rules.ts';

/** Nobody withdraws while the service is down, unless somebody else takes over on site or the customer has agreed in writing. */
function departureAllowed(context: DossierContext): GuardVerdict {
  const visit = visitOf(context);
  if (isServed(context.dossier)) return true;
  if (visit === undefined) return {};
  return visit.details.waived === true || visit.details.reliefArrived === true || reliefOf(context.dossier, visit).length > 0
    ? true
    : {};
}

/** The customer agrees in writing that the engineer leaves before the service is back: by an own act, or by the document that staff put on file. */
export const noteWaiver = step({
  event: 'noteWaiver',
  fields: {
    waiver: { type: 'longText', required: true, max: 2_000 },
    waivedBy: { type: 'text', max: 60 },
    fileIds: { type: 'files' },
  },
  guards: {
    departureWhileDown: {
      asks: 'input',
      holds: ({ input, actor }) => {
        const own = actor.kind === 'customer';
        const lacks = own ? given(input, 'waiver') : given(input, 'waiver', 'waivedBy');
        if (lacks !== true) return { ...lacks, code: 'waiver' };
        return own || (input.fileIds ?? []).length > 0 ? true : { fields: ['fileIds'], code: 'waiverPaper' };
      },
    },
  },
  decide: (draft, { input, subjectId, actor }) => {
    draft.visit(subjectId, { details: { waived: true, waivedAt: draft.at } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'noteWaiver',
      data: { fileIds: input.fileIds ?? [] },
      texts: { waiver: input.waiver, waivedBy: actor.kind === 'customer' ? actor.name : input.waivedBy },
      contactId: actor.contactId,
    });
  },
});

/** Work on site is done: how it was conducted is attested, and the customer is asked to check. */
export const requestDeparture = step({
  event: 'requestDeparture',
  fields: { attested: { type: 'choices', required: true, options: 'attestations' } },
  guards: {
    departureWhileDown: { asks: 'dossier', holds: departureAllowed },
    attestations: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacking = dossier.surroundings.plan.conduct.attestations.filter((word) => !(input.attested ?? []).includes(word));
        return lacking.length === 0 ? true : { fields: ['attested'] };
      },
    },
  },
  restsOn: (context) => {
    const visit = visitOf(context);
    return visit === undefined ? [] : [departureOpenedBy(context.dossier, visit)];
  },
  decide: (draft, context) => {
    const { input, subjectId } = context;
    const taskOrderId = visitOf(context)?.taskOrderId ?? '';
    draft.visit(subjectId, { details: { attestedAt: draft.at } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'requestDeparture',
      data: { attested: input.attested ?? [] },
    });
    // Who is relieved leaves the work to the others.
    if (othersStay(draft.dossier(), { id: subjectId, taskOrderId })) return;
    if (draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id: taskOrderId }, 'finishWork')) finishOrder(draft, taskOrderId);
  },
});
