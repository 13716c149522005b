import type { Actor, PositionHeld } from './actor.schema.ts';
import { isCustomerPosition } from './positions.schema.ts';
import type { RightsContext, Scope, Verb } from './rights.schema.ts';

function includes(list: readonly string[] | undefined, id: string | null): boolean {
  return id !== null && list !== undefined && list.includes(id);
}

function isUnbound(held: PositionHeld): boolean {
  return held.unitId === null && held.projectId === null && held.siteId === null;
}

/** Whether the record lies outside what the actor may see at all: another provider, another customer. */
export function isForeign(actor: Actor, context: RightsContext): boolean {
  if (context.providerId !== undefined && context.providerId !== actor.providerId) return true;
  if (actor.kind !== 'customer') return false;
  return actor.customerId === null || context.customerId !== actor.customerId;
}

function siteReaches(held: PositionHeld, context: RightsContext): boolean {
  return held.siteId === null || held.siteId === (context.siteId ?? null);
}

function projectReaches(held: PositionHeld, context: RightsContext): boolean {
  return held.projectId === null || held.projectId === (context.projectId ?? null);
}

function unitReaches(held: PositionHeld, context: RightsContext): boolean {
  return held.unitId === null || includes(context.unitIds, held.unitId);
}

/** Whose projects a request may belong to that belongs to none yet. */
export const RECOGNISES = 'dedicatedServiceManager';

/** Whether what the position is bound to contains the record: every binding must. Unbound reaches the whole provider (or customer). */
export function bindingReaches(held: PositionHeld, context: RightsContext): boolean {
  if (context.unrecognised === true && held.position === RECOGNISES) return true;
  return siteReaches(held, context) && projectReaches(held, context) && unitReaches(held, context);
}

/**
 * A person to whom the work was given acts at a site that the own unit does not serve: headquarters go with the branch.
 * So assignment, ownership and the roster loosen the binding to a unit, never the one to a project or a site.
 */
export function personalReach(held: PositionHeld, context: RightsContext): boolean {
  return context.unrecognised === true || (siteReaches(held, context) && projectReaches(held, context));
}

/** A position at a record: what a scope is asked about. */
export interface Standing {
  readonly actor: Actor;
  readonly held: PositionHeld;
  readonly context: RightsContext;
}

function personNamed({ actor, held, context }: Standing, ids: readonly string[] | undefined): boolean {
  return includes(ids, actor.personId) && personalReach(held, context);
}

/** Staff to whom the work was given. */
function given(standing: Standing): boolean {
  return standing.actor.kind === 'staff' && personNamed(standing, standing.context.assignedPersonIds);
}

function projectScope(standing: Standing): boolean {
  return bindingReaches(standing.held, standing.context) || given(standing);
}

function unitScope(standing: Standing): boolean {
  const { held, context } = standing;
  return ((held.unitId !== null || isUnbound(held)) && bindingReaches(held, context)) || given(standing);
}

function ownScope(standing: Standing, verb: Verb): boolean {
  const { actor, held, context } = standing;
  if (verb !== 'create') {
    const ofUnit = held.unitId !== null && held.unitId === context.ownerUnitId && personalReach(held, context);
    return ofUnit || personNamed(standing, context.ownerPersonIds);
  }
  // What is created belongs to its creator, so the project decides; a record made in another's name is not one's own.
  const forSelf = context.ownerPersonIds === undefined || includes(context.ownerPersonIds, actor.personId);
  return forSelf && projectScope(standing);
}

/** Whether a right of a scope, held through the position, reaches the record. */
export const SCOPE_REACHES: Readonly<Record<Scope, (standing: Standing, verb: Verb) => boolean>> = {
  house: () => true,
  all: ({ held, context }) => bindingReaches(held, context),
  project: projectScope,
  unit: unitScope,
  site: ({ held, context }) => held.siteId !== null && bindingReaches(held, context),
  own: ownScope,
  assigned: (standing) => personNamed(standing, standing.context.assignedPersonIds),
  onCall: (standing) => personNamed(standing, standing.context.onCallPersonIds),
};

const ADMINISTRATOR: PositionHeld = { position: 'systemAdministrator', unitId: null, projectId: null, siteId: null };
const SYSTEM: PositionHeld = { position: 'system', unitId: null, projectId: null, siteId: null };

/** Positions that exist only for a site: without one they give nothing. */
const NEEDS_SITE: readonly string[] = ['residentEngineer', 'customerSiteStaff'];

function counts(actor: Actor, held: PositionHeld): boolean {
  if (NEEDS_SITE.includes(held.position) && held.siteId === null) return false;
  return isCustomerPosition(held.position) === (actor.kind === 'customer') && held.position !== SYSTEM.position;
}

/**
 * The positions that count for the actor: a customer's person never acts in a position of the provider, nor staff in one
 * of a customer; commands on the server act as system administrator.
 */
export function positionsOf(actor: Actor): readonly PositionHeld[] {
  switch (actor.kind) {
    case 'system':
      return [SYSTEM];
    case 'operator':
      return [ADMINISTRATOR];
    case 'customer':
    case 'staff':
      return actor.positions.filter((held) => counts(actor, held));
  }
}
