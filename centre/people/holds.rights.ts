import type { Actor } from './actor.schema.ts';
import type { Position } from './positions.schema.ts';
import { bindingReaches, isForeign, personalReach, positionsOf } from './reach.rights.ts';
import type { RightsContext } from './rights.schema.ts';

/**
 * Who may fire an event, as the "by" of a flow names them: positions, functions of the record at hand
 * (`taskLeader`, `performer`, `proposer`, `complainant`, `responsibleUnit`), functions held by several positions
 * (`approvingManager`, `customer`, `siteTechnician` (a technician named for a site, at that site), `onCall`, `onCallUrgently` at the plan's urgent severities, `anyStaff`) and the `system`.
 */
export type ByName =
  | Position
  | 'customer'
  | 'siteTechnician'
  | 'onCall'
  | 'onCallUrgently'
  | 'anyStaff'
  | 'taskLeader'
  | 'performer'
  | 'proposer'
  | 'complainant'
  | 'responsibleUnit'
  | 'system';

type Holds = (actor: Actor, context: RightsContext) => boolean;

/** Positions that hold the function of approving manager besides those appointed to it (heads of branches). */
const APPROVING: readonly string[] = ['approvingManager', 'centreManager', 'dedicatedServiceManager'];
/** A senior support engineer is a support engineer, a resident engineer a branch engineer of one site. */
const ALSO: Readonly<Record<string, string>> = { seniorSupportEngineer: 'supportEngineer', residentEngineer: 'branchEngineer' };

function isNamed(actor: Actor, ids: readonly (string | null | undefined)[] | undefined): boolean {
  return actor.personId !== null && ids !== undefined && ids.includes(actor.personId);
}

/** For staff the assignment to the record carries over the border of the own unit, as with rights. */
function holdsPosition(actor: Actor, names: readonly string[], context: RightsContext): boolean {
  const sent = actor.kind === 'staff' && isNamed(actor, context.assignedPersonIds);
  return positionsOf(actor).some((held) => {
    const matches = names.includes(held.position) || names.includes(ALSO[held.position] ?? '');
    return matches && bindingReaches(sent ? { ...held, unitId: null } : held, context);
  });
}

/** Being on call reaches over the border of the own unit, never of a project or a site. */
function isOnCall(actor: Actor, context: RightsContext): boolean {
  return (
    actor.kind === 'staff' &&
    isNamed(actor, context.onCallPersonIds) &&
    positionsOf(actor).some((held) => personalReach(held, context))
  );
}

const FUNCTIONS: Readonly<Record<string, Holds>> = {
  // Staff of a site report, consent and check there; to act on a request they hold no right (roles.md): rows that mean them name them.
  customer: (actor, context) =>
    actor.kind === 'customer' &&
    positionsOf(actor).some((held) => held.position !== 'customerSiteStaff' && bindingReaches(held, context)),
  siteTechnician: (actor, context) =>
    actor.kind === 'customer' &&
    positionsOf(actor).some(
      (held) => held.position === 'customerTechnician' && held.siteId !== null && bindingReaches(held, context),
    ),
  onCall: isOnCall,
  onCallUrgently: (actor, context) => context.urgentSeverity === true && isOnCall(actor, context),
  anyStaff: (actor) => actor.kind === 'staff' && positionsOf(actor).length > 0,
  approvingManager: (actor, context) => holdsPosition(actor, APPROVING, context),
  taskLeader: (actor, context) => isNamed(actor, [context.taskLeaderPersonId]),
  performer: (actor, context) => isNamed(actor, context.performerPersonIds),
  proposer: (actor, context) => isNamed(actor, [context.proposerPersonId]),
  complainant: (actor, context) => isNamed(actor, context.complainantPersonIds),
  responsibleUnit: (actor, context) =>
    context.responsibleUnitId != null && positionsOf(actor).some((held) => held.unitId === context.responsibleUnitId),
  system: (actor) => actor.kind === 'system',
};

/**
 * Whether the actor is one of those the "by" of an event names, for this record. Separation of duties is not asked here:
 * that an order's proposer does not approve it is a guard of the flow, and its refusal names the commitments it serves.
 */
export function holds(actor: Actor, by: ByName | readonly ByName[], context: RightsContext): boolean {
  if (isForeign(actor, context)) return false;
  const names: readonly ByName[] = typeof by === 'string' ? [by] : by;
  return names.some((name) => (FUNCTIONS[name] ?? ((who, what) => holdsPosition(who, [name], what)))(actor, context));
}
