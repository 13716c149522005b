import type { Actor } from './actor.schema.ts';
import { CONDITION_RULES } from './conditions.rights.ts';
import { RIGHTS } from './matrix.rights.ts';
import { isForeign, positionsOf, SCOPE_REACHES } from './reach.rights.ts';
import type { Grant, Holder, RightsContext, Scope, Thing, Verb } from './rights.schema.ts';

/** Verbs that nobody can use unseen: they carry the reading of the same record. `create`, `propose`, `request` do not. */
const CARRY_READING: ReadonlySet<Verb> = new Set<Verb>([
  'change',
  'approve',
  'execute',
  'accept',
  'consent',
  'object',
  'verify',
  'export',
]);

const BY_THING: ReadonlyMap<string, readonly Grant[]> = Map.groupBy(RIGHTS, (grant) => grant.thing);

function givesVerb(grant: Grant, verb: Verb): boolean {
  if (grant.verbs.includes(verb)) return true;
  return verb === 'read' && grant.verbs.some((given) => CARRY_READING.has(given));
}

function conditionsHold(grant: Grant, verb: Verb, { actor, context }: { actor: Actor; context: RightsContext }): boolean {
  const onlyCarried = !grant.verbs.includes(verb);
  return grant.conditions.every((name) => {
    const rule = CONDITION_RULES[name];
    return (onlyCarried && !rule.bindsReading) || rule.holds(actor, context);
  });
}

/**
 * Whether the actor may do this to the record described by `context`: the matrix of rights, asked once by every command
 * and query. Pure. What the context does not say counts as not known, and a right that needs it is refused.
 *
 * @example may(actor, 'approve', 'taskOrder', { customerId, projectId, unitIds, ownerPersonIds: [proposerId] })
 */
export function may(actor: Actor, verb: Verb, thing: Thing, context: RightsContext): boolean {
  if (isForeign(actor, context)) return false;
  const held = positionsOf(actor);
  return (BY_THING.get(thing) ?? []).some(
    (grant) =>
      givesVerb(grant, verb) &&
      held.some((one) => one.position === grant.holder && SCOPE_REACHES[grant.scope]({ actor, held: one, context }, verb)) &&
      conditionsHold(grant, verb, { actor, context }),
  );
}

/** The positions that hold this right in some scope, for "ask one of these" behind a refusal and for the docs. */
export function positionsThatMay(verb: Verb, thing: Thing): readonly Holder[] {
  const holders = (BY_THING.get(thing) ?? []).filter((grant) => givesVerb(grant, verb)).map((grant) => grant.holder);
  return [...new Set(holders)];
}

/**
 * The scopes in which a position reads things of a kind: what a list asks inside its query, where `may` asks of one record.
 * Grants with a condition that binds reading are left out: a list shows only what can be shown without asking more.
 */
export function readingScopes(position: string, thing: Thing): Scope[] {
  const grants = (BY_THING.get(thing) ?? []).filter((grant) => grant.holder === position && givesVerb(grant, 'read'));
  return [
    ...new Set(
      grants.filter((grant) => grant.conditions.every((name) => !CONDITION_RULES[name].bindsReading)).map((grant) => grant.scope),
    ),
  ];
}
