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

/** Whether what the position is bound to contains the record: every binding must. Unbound reaches the whole provider (or customer). */
export function bindingReaches(held: PositionHeld, context: RightsContext): boolean {
  return siteReaches(held, context) && projectReaches(held, context) && unitReaches(held, context);
}

/**
 * A person to whom the work was given acts at a site that the own unit does not serve: headquarters go with the branch.
 * So assignment, ownership and the roster loosen the binding to a unit, never the one to a project or a site.
 */
function personalReach(held: PositionHeld, context: RightsContext): boolean {
  return siteReaches(held, context) && projectReaches(held, context);
}

function projectScope(actor: Actor, held: PositionHeld, context: RightsContext): boolean {
  if (bindingReaches(held, context)) return true;
  return actor.kind === 'staff' && includes(context.assignedPersonIds, actor.personId) && personalReach(held, context);
}

function ownScope(actor: Actor, held: PositionHeld, verb: Verb, context: RightsContext): boolean {
  if (verb !== 'create') return includes(context.ownerPersonIds, actor.personId) && personalReach(held, context);
  // What is created belongs to its creator, so the project decides; a record made in another's name is not one's own.
  const forSelf = context.ownerPersonIds === undefined || includes(context.ownerPersonIds, actor.personId);
  return forSelf && projectScope(actor, held, context);
}

function siteScope(held: PositionHeld, context: RightsContext): boolean {
  return held.siteId !== null && bindingReaches(held, context);
}

function unitScope(held: PositionHeld, context: RightsContext): boolean {
  return (held.unitId !== null || isUnbound(held)) && bindingReaches(held, context);
}

/** Whether a right of the given scope, held through the position, reaches the record. */
export function scopeReaches(actor: Actor, held: PositionHeld, right: { scope: Scope; verb: Verb }, context: RightsContext): boolean {
  switch (right.scope) {
    case 'house': return true;
    case 'all': return bindingReaches(held, context);
    case 'project': return projectScope(actor, held, context);
    case 'unit': return unitScope(held, context);
    case 'site': return siteScope(held, context);
    case 'own': return ownScope(actor, held, right.verb, context);
    case 'assigned': return includes(context.assignedPersonIds, actor.personId) && personalReach(held, context);
    case 'onCall': return includes(context.onCallPersonIds, actor.personId) && personalReach(held, context);
  }
}

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
    case 'system': return [SYSTEM];
    case 'operator': return [ADMINISTRATOR];
    case 'customer':
    case 'staff': return actor.positions.filter((held) => counts(actor, held));
  }
}
