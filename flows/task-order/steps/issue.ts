import { engineerCompetent } from '#flows/dossier/guards/engineer-competent.ts';
import { step, taskOrderOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import {
  issueOrder,
  issueOrderUrgently,
  isUrgent,
  saysItsTask,
  staffOf,
  urgentSeverities,
} from '#flows/dossier/task-orders.rules.ts';
import { assignVisit } from '#flows/dossier/visits.rules.ts';
import type { PersonOnTask } from '#platform/flow/fields.ts';
import { given, type Guard } from '#platform/flow/step.ts';

const peopleFields = {
  people: { type: 'people', required: true },
  leaderId: { type: 'person', required: true },
} as const;
interface PeopleInput {
  readonly people?: readonly PersonOnTask[];
  readonly leaderId?: string;
}

const peopleNamed: Guard<Dossier, PeopleInput> = {
  asks: 'input',
  holds: ({ input, dossier }) => {
    const lacks = given(input, 'people', 'leaderId');
    if (lacks !== true) return lacks;
    const people = input.people ?? [];
    if (people.some(({ personId }) => staffOf(dossier, personId) === undefined)) return { fields: ['people'], code: 'unknown' };
    if (new Set(people.map(({ personId }) => personId)).size !== people.length) return { fields: ['people'], code: 'twice' };
    return people.some(({ personId }) => personId === input.leaderId) ? true : { fields: ['leaderId'], code: 'leaderApart' };
  },
};

/** Whom to send is asked where an order sends somebody; who advises from afar is the manager's own choice. */
const competentOnSite: Guard<Dossier, PeopleInput> = {
  asks: 'input',
  holds: (context) => (taskOrderOf(context)?.serviceMode === 'onSite' ? engineerCompetent.holds(context) : true),
};

const urgentReason: Guard<Dossier, { readonly reason?: string }> = {
  asks: 'input',
  holds: ({ dossier, input }) => {
    if (isUrgent(dossier) || input.reason !== undefined) return true;
    const { plan } = dossier.surroundings;
    const grave = urgentSeverities(dossier).map((id) => plan.severities[id]);
    return {
      fields: ['reason'],
      values: {
        severities: grave.map((severity) => severity?.zh ?? '').join('、'),
        severitiesEn: grave.map((severity) => severity?.en ?? '').join(', '),
      },
    };
  },
};

/** People go first and the approval follows, but not under an order that does not say what for. */
const orderContent: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: ({ dossier, subjectId }) => (saysItsTask(dossier, subjectId) ? true : { fields: ['taskContent'] }),
};

/** An order for work on site assigns the visit at once. */
function sendPeople(draft: Draft, { subjectId, input }: DossierContext<PeopleInput>): void {
  const order = draft.dossier().taskOrders.find((known) => known.id === subjectId);
  if (order?.serviceMode !== 'onSite') return;
  const people = input.people ?? [];
  assignVisit(draft, subjectId, {
    level: Math.max(1, ...people.map((person) => person.level)),
    people: people.map(({ personId }) => personId),
  });
}

/** The approved order goes to the people who carry it out, under its number. */
export const issue = step({
  event: 'issue',
  fields: peopleFields,
  guards: { peopleNamed, engineerCompetent: competentOnSite },
  decide: (draft, context) => {
    const { people = [], leaderId = '' } = context.input;
    issueOrder(draft, context.subjectId, { event: 'issue', assignees: people, leaderId });
    sendPeople(draft, context);
  },
});

/** In an emergency people go first and the approval follows. */
export const issueUrgently = step({
  event: 'issueUrgently',
  fields: { ...peopleFields, reason: { type: 'longText' } },
  guards: { urgentReason, orderContent, peopleNamed, engineerCompetent: competentOnSite },
  decide: (draft, context) => {
    const { people = [], leaderId = '', reason } = context.input;
    issueOrderUrgently(draft, context.subjectId, { assignees: people, leaderId, reason });
    sendPeople(draft, context);
  },
});
