import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { engineerCompetent } from '#flows/dossier/guards/engineer-competent.ts';
import { isUrgent, saysItsTask, staffOf } from '#flows/dossier/task-orders.rules.ts';
import { messageWordsOf, tellColleagues } from '#flows/dossier/tell-customer.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { assignVisit, isOut } from '#flows/dossier/visits.rules.ts';
import { linkTaskOrder } from '#flows/intake/consultation-record.rules.ts';
import type { PersonOnTask } from '#platform/flow/fields.ts';
import type { Guard, StepActor } from '#platform/flow/step.ts';
import { formatInstant, parseInstant } from '#platform/time/instant.ts';
import {
  issueForSending,
  levelOf,
  needFacts,
  noteNeed,
  orderToSendUnder,
  secondLevelAwaited,
  unitKindsUnder,
} from '../dispatch.rules.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { orderUnderWay, restorationDue } from '../fault.rules.ts';

interface Sent {
  readonly people?: readonly PersonOnTask[];
  readonly taskContent?: string;
  readonly otherReason?: string;
  readonly urgentReason?: string;
}

/**
 * People go only under a task order: one that is issued or approved, or one that the fault's gravity or a reason lets be issued before its approval.
 * Who is out under one already is not sent again.
 */
const orderIssued: Guard<Dossier, Sent> = {
  asks: 'input',
  holds: ({ input, dossier }) => {
    const people = input.people ?? [];
    if (people.length > 0 && people.every(({ personId }) => isOut(dossier, personId))) {
      const names = people.map(({ personId }) => staffOf(dossier, personId)?.name ?? '').join('、');
      return { fields: ['people'], code: 'alreadySent', values: { people: names } };
    }
    const order = orderUnderWay(dossier);
    const issuable = order !== undefined && (order.issuedAt !== null || order.state === 'approved');
    return issuable || isUrgent(dossier) || input.urgentReason ? true : { fields: ['urgentReason'] };
  },
};

/** Nobody goes under an order that does not say what for; what a manager approved was read before. */
const orderContent: Guard<Dossier, Sent> = {
  asks: 'input',
  holds: ({ input, dossier }) => {
    const order = orderUnderWay(dossier);
    if (order !== undefined && (order.issuedAt !== null || order.state === 'approved')) return true;
    return input.taskContent || saysItsTask(dossier, order?.id) ? true : { fields: ['taskContent'] };
  },
};

/** At level one those go who serve the site; another choice needs its reason. */
const nearestOrReason: Guard<Dossier, Sent> = {
  asks: 'input',
  holds: ({ input, dossier }) => {
    const serving = dossier.surroundings.sites.find((site) => site.id === dossier.request.siteId)?.servingUnitId ?? null;
    const others = (input.people ?? []).filter(
      ({ personId, level }) => level === 1 && (serving === null || staffOf(dossier, personId)?.unitId !== serving),
    );
    return others.length === 0 || input.otherReason
      ? true
      : {
          fields: ['otherReason'],
          values: { people: others.map(({ personId }) => staffOf(dossier, personId)?.name ?? '').join('、') },
        };
  },
};

/** Level two is decided by the position that the plan names, and both units are under the order together. */
const levelTwoBoth: Guard<Dossier, Sent> = {
  asks: 'input',
  holds: ({ input, dossier, actor }) => {
    const people = input.people ?? [];
    if (levelOf(people) < 2) return true;
    const terms = dossier.surroundings.plan.organisation?.dispatchLevels.find(({ level }) => level === 2);
    if (terms?.decisionBy !== undefined && !holdsPosition(actor, terms.decisionBy)) return { code: 'decision' };
    const kinds = unitKindsUnder(dossier, people);
    return (terms?.by ?? ['branch', 'headquarters']).every((kind) => kinds.has(kind)) ? true : { fields: ['people'] };
  },
};

/**
 * Sends people to the site: opens the task order if there is none, issues it if nobody has, assigns the visit. It waits for neither verification
 * nor remote diagnosis, and comes again for the second level and for a new round.
 */
export const dispatch = step({
  event: 'dispatch',
  fields: {
    people: { type: 'people', required: true },
    taskContent: { type: 'longText' },
    requiredBy: { type: 'instant' },
    otherReason: { type: 'longText' },
    urgentReason: { type: 'longText' },
  },
  guards: {
    approvedForm: approvedForm('taskOrder'),
    engineerCompetent,
    orderIssued,
    orderContent,
    nearestOrReason,
    levelTwoBoth,
  },
  // Who joins an order goes after it was issued, and an approved one is issued after its approval.
  restsOn: ({ dossier }) => {
    const order = orderUnderWay(dossier);
    return [
      earlier('taskOrder', order?.urgent === true ? 'issueUrgently' : 'issue', order?.issuedAt),
      earlier('taskOrder', 'approve', order?.approvedAt),
    ].slice(0, order?.issuedAt == null ? 2 : 1);
  },
  repeated: ({ dossier }) =>
    dossier.request.road !== 'none' && dossier.request.road !== 'dispatching' && !secondLevelAwaited(dossier),
  initial: ({ dossier }) => {
    const due = orderUnderWay(dossier)?.requiredBy ?? restorationDue(dossier);
    return { requiredBy: due === undefined ? undefined : formatInstant(due) };
  },
  decide: (draft, { input, dossier, actor }) => {
    const people = [...new Map((input.people ?? []).map((person) => [person.personId, person])).values()];
    const level = levelOf(people);
    const sending = {
      people,
      content: input.taskContent,
      requiredBy: parseInstant(input.requiredBy ?? ''),
      urgentReason: input.urgentReason,
      actor,
    };
    const orderId = orderToSendUnder(draft, sending);
    const subjects = [
      { kind: 'serviceRequest', id: dossier.request.id },
      { kind: 'taskOrder', id: orderId },
    ];
    const road = dossier.request.road === 'onSite' ? 'onSite' : 'enRoute';
    draft.request({ road, details: { dispatchedAt: draft.at, taskOrderId: orderId } });
    fireRequest(draft, 'dispatch', {
      data: { level, taskOrderId: orderId, people: people.map(({ personId }) => personId) },
      texts: { otherReason: input.otherReason, urgentReason: input.urgentReason, taskContent: input.taskContent },
      subjects,
      writes: noteNeed(draft, orderId) ? [{ type: 'taskNeeded', subjects, fields: needFacts(draft, orderId) }] : [],
    });
    issueForSending(draft, orderId, sending);
    // Who is out already goes on; the others go together.
    const going = people.map(({ personId }) => personId).filter((personId) => !isOut(dossier, personId));
    if (going.length > 0) assignVisit(draft, orderId, { level, people: going });
    linkTaskOrder(draft, orderId);
    if (!holdsPosition(actor, 'dedicatedServiceManager'))
      tellColleagues(draft, messageWordsOf(dossier).dispatched.replace('{level}', String(level)));
  },
});

function holdsPosition(actor: StepActor, position: string): boolean {
  return actor.positions.some((held) => held.position === position);
}
