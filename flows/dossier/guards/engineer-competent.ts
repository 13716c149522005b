import type { PersonOnTask } from '#platform/flow/fields.ts';
import type { Guard } from '#platform/flow/step.ts';
import type { Dossier, StaffFact } from '../dossier.schema.ts';

/** Whether somebody may be sent at all: who holds no position any more could not even accept the order. */
export function isOnRoster(person: Pick<StaffFact, 'positions'>): boolean {
  return person.positions.length > 0;
}

/** Everybody who is sent is known and has the competence that the plan asks; nobody is judged by name. */
export const engineerCompetent: Guard<Dossier, { readonly people?: readonly PersonOnTask[] }> = {
  asks: 'input',
  holds: ({ dossier, input }) => {
    const people = input.people ?? [];
    if (people.length === 0) return { fields: ['people'], code: 'nobody' };
    const { staff } = dossier.surroundings;
    const sent = people.map(({ personId }) => staff.find((known) => known.id === personId && isOnRoster(known)));
    if (sent.includes(undefined)) return { fields: ['people'], code: 'unknown' };
    const unfit = sent.filter((person) => person !== undefined && !person.competent);
    if (unfit.length === 0) return true;
    return { fields: ['people'], values: { people: unfit.map((person) => person?.name ?? '').join('、') } };
  },
};
