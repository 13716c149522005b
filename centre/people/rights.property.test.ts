import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from './actor.schema.ts';
import { may } from './may.rights.ts';
import { CUSTOMER_POSITIONS, POSITIONS } from './positions.schema.ts';
import { THINGS, VERBS } from './rights.schema.ts';
import type { RightsContext } from './rights.schema.ts';

const id = (...names: string[]): fc.Arbitrary<string> => fc.constantFrom(...names);
const people = fc.uniqueArray(id('me', 'other'));
const binding = fc.option(id('1', '2'), { nil: null });

const actors: fc.Arbitrary<Actor> = fc
  .record({
    kind: fc.constantFrom('staff' as const, 'customer' as const),
    positions: fc.array(
      fc.record({ position: fc.constantFrom(...POSITIONS), unitId: binding, projectId: binding, siteId: binding }),
      { maxLength: 3 },
    ),
  })
  .map(({ kind, positions }) => ({
    kind,
    positions,
    providerId: 'provider',
    personId: 'me',
    name: '',
    language: 'zh',
    contactId: kind === 'customer' ? 'contact' : null,
    customerId: kind === 'customer' ? 'A' : null,
  }));

const full = {
  customerId: id('A', 'B'),
  projectId: id('1', '2'),
  siteId: id('1', '2'),
  unitIds: fc.uniqueArray(id('1', '2')),
  ownerPersonIds: people,
  assignedPersonIds: people,
  onCallPersonIds: people,
  subjectPersonIds: people,
  delegatedPersonIds: people,
  customerAdministratorPersonIds: people,
  event: id('issueUrgently', 'handOver', 'receive', 'check', 'lowerSeverity', 'issue'),
  level: fc.constantFrom(1 as const, 2 as const),
  urgentSeverity: fc.boolean(),
  round: fc.integer({ min: 1, max: 3 }),
  state: id('draft', 'published', 'active'),
  consentValid: fc.boolean(),
  systemEvent: fc.boolean(),
  whomToCallNow: fc.boolean(),
};
const contexts: fc.Arbitrary<RightsContext> = fc.record(full);
const asked = fc.record({ verb: fc.constantFrom(...VERBS), thing: fc.constantFrom(...THINGS) });

test('what a call leaves out never gives a right', () => {
  const names = fc.subarray(Object.keys(full));
  fc.assert(
    fc.property(actors, contexts, asked, names, (actor, context, { verb, thing }, left) => {
      // For a new record the owner is left out where it is the creator: then nothing is unknown.
      const out = verb === 'create' ? left.filter((name) => name !== 'ownerPersonIds') : left;
      const less: RightsContext = Object.fromEntries(Object.entries(context).filter(([name]) => !out.includes(name)));
      if (may(actor, verb, thing, less)) assert.ok(may(actor, verb, thing, context));
    }),
    { numRuns: 5_000 },
  );
});

test("no customer's person has any right on another customer's record", () => {
  fc.assert(
    fc.property(actors, contexts, asked, (actor, context, { verb, thing }) => {
      if (actor.kind === 'customer' && context.customerId !== 'A') assert.equal(may(actor, verb, thing, context), false);
    }),
    { numRuns: 5_000 },
  );
});

test('one more position never takes a right away, and a position of the other party never gives one', () => {
  const extra = fc.record({ position: fc.constantFrom(...POSITIONS), unitId: binding, projectId: binding, siteId: binding });
  fc.assert(
    fc.property(actors, extra, contexts, asked, (actor, position, context, { verb, thing }) => {
      const more = may({ ...actor, positions: [...actor.positions, position] }, verb, thing, context);
      const before = may(actor, verb, thing, context);
      if (before) assert.ok(more);
      const foreign = (CUSTOMER_POSITIONS as readonly string[]).includes(position.position) !== (actor.kind === 'customer');
      if (foreign) assert.equal(more, before);
    }),
    { numRuns: 5_000 },
  );
});

test('a position bound closer never reaches further', () => {
  fc.assert(
    fc.property(actors, contexts, asked, binding, (actor, context, { verb, thing }, unitId) => {
      const unbound = { ...actor, positions: actor.positions.map((held) => ({ ...held, unitId: null })) };
      const bound = { ...actor, positions: actor.positions.map((held) => ({ ...held, unitId })) };
      // A position is bound to one thing at most; two bindings at once are no case to compare.
      const otherwiseBound = actor.positions.some((held) => held.projectId !== null || held.siteId !== null);
      if (!otherwiseBound && may(bound, verb, thing, context)) assert.ok(may(unbound, verb, thing, context));
    }),
    { numRuns: 5_000 },
  );
});
