import type { Dossier, StaffFact } from '#flows/dossier/dossier.schema.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { given, type GuardVerdict } from '#platform/flow/step.ts';

const WORKING = ['dedicatedServiceManager', 'supportEngineer', 'seniorSupportEngineer', 'branchEngineer', 'residentEngineer'];

/** Whether somebody works on requests: nobody else can be given one. */
export function worksOnRequests(person: Pick<StaffFact, 'positions'>): boolean {
  return person.positions.some((position) => WORKING.includes(position));
}

interface Owner {
  readonly unitId: string | null;
  readonly personId: string | null;
}

function ownerOf({ request }: Dossier): Owner {
  return { unitId: request.ownerUnitId, personId: request.ownerPersonId };
}

function same(one: Owner, other: Owner): boolean {
  return one.unitId === other.unitId && one.personId === other.personId;
}

/** A person brings the unit along; a unit alone leaves open who of it. */
function named(dossier: Dossier, input: { readonly ownerUnitId?: string; readonly ownerPersonId?: string }): Owner {
  const person = dossier.surroundings.staff.find(({ id }) => id === input.ownerPersonId);
  return {
    unitId: input.ownerUnitId ?? person?.unitId ?? dossier.request.ownerUnitId,
    personId: input.ownerPersonId ?? null,
  };
}

function isGiven(
  dossier: Dossier,
  input: { readonly ownerUnitId?: string; readonly ownerPersonId?: string; readonly reason?: string },
): GuardVerdict {
  const lacks = given(input, 'reason');
  if (lacks !== true) return lacks;
  if (!input.ownerUnitId && !input.ownerPersonId) return { fields: ['ownerPersonId'], code: 'nobody' };
  const person = dossier.surroundings.staff.find(({ id }) => id === input.ownerPersonId);
  if (input.ownerPersonId && (person === undefined || !worksOnRequests(person)))
    return { fields: ['ownerPersonId'], code: 'position' };
  if (input.ownerUnitId && person && person.unitId !== input.ownerUnitId) return { fields: ['ownerUnitId'], code: 'otherUnit' };
  return same(named(dossier, input), ownerOf(dossier)) ? { fields: ['ownerPersonId'], code: 'same' } : true;
}

/** Writes whose the request is from here on. It tells the clocks nothing: reassignment never restarts one (flows.md, common rule 6). */
function handTo(
  draft: Draft,
  to: Owner,
  told: { readonly event: string; readonly before?: Owner; readonly reason?: string | undefined },
): void {
  const { request } = draft.dossier();
  draft.request({ ownerUnitId: to.unitId, ownerPersonId: to.personId, details: { ownerBefore: told.before } });
  draft.fire({
    flow: draft.requestFlow(),
    subject: { kind: 'serviceRequest', id: request.id },
    event: told.event,
    data: { ownerUnitId: to.unitId, ownerPersonId: to.personId },
    texts: { reason: told.reason },
    visibility: 'internal',
  });
}

/** The request is handed to another unit or person of the house, with the reason. */
export const assignOwner = step({
  event: 'assignOwner',
  versioned: true,
  fields: {
    ownerPersonId: { type: 'person', oneOf: true, options: 'owners' },
    ownerUnitId: { type: 'unit', oneOf: true },
    reason: { type: 'longText', required: true, max: 500 },
  },
  guards: {},
  ownGuards: { ownerGiven: { asks: 'input', holds: ({ dossier, input }) => isGiven(dossier, input) } },
  decide: (draft, { dossier, input }) =>
    handTo(draft, named(dossier, input), { event: 'assignOwner', before: ownerOf(dossier), reason: input.reason }),
});

/**
 * Takes the last hand-over back: the request is whose it was before. The version of that hand-over comes along, so that it is refused
 * where somebody has acted on the request meanwhile.
 */
export const returnOwner = step({
  event: 'returnOwner',
  versioned: true,
  replaces: true,
  fields: {},
  guards: {},
  ownGuards: {
    ownerBefore: { asks: 'dossier', holds: ({ dossier }) => (dossier.request.details.ownerBefore === undefined ? {} : true) },
  },
  offered: ({ dossier }) => dossier.request.details.ownerBefore !== undefined,
  decide: (draft, { dossier }) => {
    const before = dossier.request.details.ownerBefore;
    if (before !== undefined) handTo(draft, before, { event: 'returnOwner' });
  },
});
