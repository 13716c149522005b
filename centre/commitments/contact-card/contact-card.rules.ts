/** The card of a project: what the plan states, with the people of the moment. */
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { roleName } from '../register/roles.texts.ts';
import type { CardTerms } from './card-terms.rules.ts';
import type { CardPart } from './contact-card.schema.ts';
import { contactCardTextsEn as en } from './contact-card.texts.en.ts';
import { contactCardTextsZh as zh } from './contact-card.texts.zh.ts';

export interface ReachedPerson {
  readonly name: string;
  /** Null where nobody has put the number on record. */
  readonly mobile: string | null;
}

/** Who has a role for a project now, by the role; `onCall` in the order in which they answer. */
export type ReachedPeople = ReadonlyMap<string, readonly ReachedPerson[]>;

/** Who can be reached in which roles, of all projects at once. */
export interface Reached {
  readonly of: (project: ReachedFor) => ReachedPeople;
}

export interface ReachedFor {
  readonly projectId: string;
  /** The units that serve its customer, with those above them. */
  readonly unitIds: readonly string[];
  /** In which order whoever is on call answers. */
  readonly levels: readonly string[];
}

/** For whom people are asked to be reached: the project, by its plan and the units around its customer. */
export function reachedFor(
  plan: Pick<ServicePlan, 'onCall'>,
  project: { readonly projectId: string; readonly customerId: string },
  unitsOf: ReadonlyMap<string, readonly string[]>,
): ReachedFor {
  const { projectId, customerId } = project;
  return { projectId, unitIds: unitsOf.get(customerId) ?? [], levels: plan.onCall?.levels ?? [] };
}

/** Every part with those who can be called; a role nobody of whom can be is a lack. */
export function cardParts(terms: readonly CardTerms[], people: ReachedPeople): CardPart[] {
  return terms.map(({ place, title, lines, lacks, roles }) => {
    const asked = roles.map((role) => ({ role, found: callable(people, role) }));
    const numbers = asked.flatMap(({ role, found }) =>
      found.map(({ name, mobile }) => {
        const { zh: roleZh, en: roleEn } = roleName(role);
        return { label: { zh: `${roleZh} ${name}`, en: `${name}, ${roleEn}` }, text: null, phone: mobile, mail: null };
      }),
    );
    return {
      place,
      title,
      lines: [...numbers, ...lines],
      lacks: [
        ...lacks,
        ...asked.flatMap(({ role, found }) =>
          found.length > 0 ? [] : [{ zh: zh.lacks.person(roleName(role).zh), en: en.lacks.person(roleName(role).en) }],
        ),
      ],
    };
  });
}

/** The places of a card that have all that they promise: the same judgement as `cardParts`, without its words. */
export function shownPlaces(terms: readonly CardTerms[], people: ReachedPeople): Set<string> {
  const shown = terms.filter(
    ({ lacks, roles }) => lacks.length === 0 && roles.every((role) => callable(people, role).length > 0),
  );
  return new Set(shown.map(({ place }) => place));
}

function callable(people: ReachedPeople, role: string): readonly ReachedPerson[] {
  return (people.get(role) ?? []).filter(({ mobile }) => mobile !== null);
}
