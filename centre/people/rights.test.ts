import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { forms, type FormId } from '#forms/index.ts';
import type { Actor, PositionHeld } from './actor.schema.ts';
import { MATRIX_ROWS } from './matrix.rights.ts';
import { may, positionsThatMay } from './may.rights.ts';
import { COLUMNS } from './notation.rights.ts';
import type { Column } from './notation.rights.ts';
import { VERBS } from './rights.schema.ts';
import type { RightsContext, Scope, Verb } from './rights.schema.ts';

const ROLES = new URL('../../../shared/spec/roles.md', import.meta.url);

/** The matrix of the specification, word for word: title and the twelve cells behind it. */
function matrixOfSpec(): string[][] {
  const lines = readFileSync(ROLES, 'utf8').split('\n');
  const from = lines.findIndex((line) => line.startsWith('| Record or action'));
  const rows = lines.slice(
    from + 2,
    lines.findIndex((line, at) => at > from && !line.startsWith('|')),
  );
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test(
  'the rows and cells are those of the specification, word for word',
  { skip: existsSync(ROLES) ? false : '../shared/spec/roles.md is not here' },
  () => {
    const ours = MATRIX_ROWS.map((row) => [row.title, ...COLUMNS.map((column) => row.cells[column].says)]);
    assert.deepEqual(ours, matrixOfSpec());
  },
);

const LETTERS: Readonly<Record<string, Verb>> = { C: 'create', R: 'read', U: 'change', A: 'approve', X: 'execute' };
const SCOPES: Readonly<Record<string, Scope>> = {
  all: 'all',
  p: 'project',
  u: 'unit',
  s: 'site',
  o: 'own',
  assigned: 'assigned',
  '(assigned)': 'assigned',
};

type Allowed = Partial<Record<Verb, Scope>>;
const CARRIES: readonly Verb[] = ['change', 'approve', 'execute'];

/** What the cells with words mean, read by hand in the narrower way; everything else is read by its letters. */
const WORDS: Readonly<Record<string, Allowed>> = {
  propose: { propose: 'project', read: 'own' },
  request: { request: 'project', read: 'own' },
  draft: { propose: 'project', read: 'own' },
  'propose, agree to lowering': { propose: 'project', consent: 'project', read: 'project' },
  'C R X p (site if limited)': { create: 'project', read: 'project', execute: 'project' },
  'C U A p (not own)': { create: 'project', read: 'project', change: 'project', approve: 'project' },
  'C U o, accept; on call: X urgent issue': { create: 'own', change: 'own', read: 'own', accept: 'assigned', execute: 'onCall' },
  'A p (not own)': { approve: 'project', read: 'project' },
  'on call: X level 1 for `critical` and `major`, DSM told': { execute: 'onCall', read: 'onCall' },
  'propose level 2; on call: X level 1 for `critical` and `major`, DSM told': {
    propose: 'unit',
    execute: 'onCall',
    read: 'onCall',
  },
  'X with consent': { execute: 'project', read: 'project' },
  'consent if delegated': { consent: 'project', read: 'project' },
  consent: { consent: 'project', read: 'project' },
  'consent s': { consent: 'site', read: 'site' },
  'consent p': { consent: 'project', read: 'project' },
  'request, hand over': { request: 'project', execute: 'project', read: 'project' },
  'A p (receipt)': { approve: 'project', read: 'project' },
  'R, object': { read: 'project', object: 'project' },
  'R X (round 2+)': { read: 'all', execute: 'all' },
  'R p (not if subject)': { read: 'project' },
  'own task': { read: 'assigned', execute: 'assigned' },
  'R (project, published)': { read: 'project' },
  '– (SSE: C U)': {},
  'R A (receipt)': { read: 'project', approve: 'project' },
  'A (check)': { approve: 'all', read: 'all' },
  '"whom to call now"': { read: 'project' },
  same: { read: 'project' },
  'own staff of the customer': { read: 'project', execute: 'project' },
  'R (system events)': { read: 'all' },
  'R, verify, export all': { read: 'all', verify: 'all', export: 'all' },
  'own events': { read: 'own' },
  'own events, export p': { read: 'project', export: 'project' },
};

const SEE_ALL: readonly Column[] = ['centreManager', 'qualityController', 'complaintHandler', 'auditor', 'systemAdministrator'];
/** Rows of what has no project: a bare letter reaches it from whatever position. */
const WITHOUT_PROJECT: readonly string[] = ['onCallShift', 'competenceSheet', 'formTemplate'];

function meaning(says: string, column: Column, thing: string): Allowed {
  const words = WORDS[says];
  if (words !== undefined) return words;
  const parts = says === '–' ? [] : says.split(' ');
  const named = SCOPES[parts.at(-1) ?? ''];
  const bare: Scope = WITHOUT_PROJECT.includes(thing) ? 'house' : SEE_ALL.includes(column) ? 'all' : 'project';
  const scope = named ?? bare;
  const verbs = (named === undefined ? parts : parts.slice(0, -1)).map((letter) => {
    const verb = LETTERS[letter];
    assert.ok(verb, `the cell "${says}" of ${column} is not read`);
    return verb;
  });
  const reads = verbs.includes('read') || verbs.some((verb) => CARRIES.includes(verb));
  return { ...Object.fromEntries(verbs.map((verb) => [verb, scope])), ...(reads ? { read: scope } : {}) };
}

const ME = 'person-me';
const CUSTOMERS: readonly string[] = ['customerTechnician', 'customerRepresentative'];

function holder(position: string, binding: Partial<PositionHeld>): Actor {
  const isCustomer = CUSTOMERS.includes(position);
  return {
    kind: isCustomer ? 'customer' : 'staff',
    providerId: 'provider-1',
    personId: ME,
    name: '王某',
    positions: [{ position, unitId: null, projectId: null, siteId: null, ...binding }],
    customerId: isCustomer ? 'customer-A' : null,
    contactId: isCustomer ? 'contact-1' : null,
    language: 'zh',
  };
}

/** Every condition that a right may ask is met, and the work is given to the person; each verb names the event its condition asks. */
function ideal(verb: Verb, says: string): RightsContext {
  const event = says.includes('urgent issue')
    ? 'issueUrgently'
    : says.includes('hand over')
      ? 'handOver'
      : says.includes('(check)')
        ? 'check'
        : verb === 'consent'
          ? 'lowerSeverity'
          : 'receive';
  return {
    providerId: 'provider-1',
    customerId: 'customer-A',
    projectId: 'project-1',
    siteId: 'site-1',
    unitIds: ['unit-1'],
    ownerPersonIds: verb === 'approve' ? ['person-other'] : [ME],
    assignedPersonIds: [ME],
    onCallPersonIds: [ME],
    subjectPersonIds: [],
    delegatedPersonIds: [ME],
    customerAdministratorPersonIds: [ME],
    event,
    level: says.includes('level 1') && verb !== 'propose' ? 1 : 2,
    urgentSeverity: true,
    round: 2,
    state: 'published',
    consentValid: true,
    systemEvent: true,
    whomToCallNow: true,
  };
}

/** The same record, but of another project, unit and site, with other people at work on it. */
function elsewhere(context: RightsContext): RightsContext {
  return {
    ...context,
    projectId: 'project-2',
    siteId: 'site-2',
    unitIds: ['unit-2'],
    ownerPersonIds: ['person-other'],
    assignedPersonIds: ['person-other'],
    onCallPersonIds: ['person-other'],
  };
}

const BINDINGS: Readonly<Record<string, Partial<PositionHeld>>> = {
  branchEngineer: { unitId: 'unit-1' },
  stockKeeper: { unitId: 'unit-1' },
  customerTechnician: { siteId: 'site-1' },
};

function bindingOf(column: Column): Partial<PositionHeld> {
  if (SEE_ALL.includes(column)) return {};
  return BINDINGS[column] ?? { projectId: 'project-1' };
}

for (const row of MATRIX_ROWS) {
  for (const thing of row.things) {
    describe(thing, () => {
      for (const column of COLUMNS) {
        const { says } = row.cells[column];
        const allowed = meaning(says, column, thing);
        const actor = holder(column, bindingOf(column));
        test(`${column} "${says}": exactly ${Object.keys(allowed).join(', ') || 'nothing'} on a record within reach`, () => {
          for (const verb of VERBS) assert.equal(may(actor, verb, thing, ideal(verb, says)), verb in allowed, verb);
        });
        test(`${column} "${says}": beyond its scope, at another customer and another provider nothing`, () => {
          for (const verb of VERBS) {
            const wide = allowed[verb] === 'house' || (allowed[verb] !== undefined && SEE_ALL.includes(column));
            assert.equal(may(actor, verb, thing, elsewhere(ideal(verb, says))), wide, `${verb} elsewhere`);
            assert.equal(
              may(actor, verb, thing, { ...ideal(verb, says), providerId: 'provider-2' }),
              false,
              `${verb} at another provider`,
            );
            if (actor.kind === 'customer')
              assert.equal(
                may(actor, verb, thing, { ...ideal(verb, says), customerId: 'customer-B' }),
                false,
                `${verb} at another customer`,
              );
          }
        });
        test(`${column} "${says}": with no position nothing`, () => {
          for (const verb of VERBS) assert.equal(may({ ...actor, positions: [] }, verb, thing, ideal(verb, says)), false, verb);
        });
      }
    });
  }
}

test('who may: the positions behind a right', () => {
  assert.deepEqual(positionsThatMay('approve', 'taskOrder'), ['centreManager', 'dedicatedServiceManager', 'approvingManager']);
  assert.deepEqual(positionsThatMay('create', 'dailyLog'), ['residentEngineer']);
  assert.deepEqual(positionsThatMay('export', 'auditTrail'), ['auditor', 'customerRepresentative']);
});

test('no form is filled for nobody: each is a thing of the matrix that somebody may read', () => {
  for (const form of Object.keys(forms) as FormId[]) assert.notDeepEqual(positionsThatMay('read', form), [], form);
});

test('nobody decides unseen: who may act on an order, a record or a consent may see the request it comes from', () => {
  const acts: readonly Verb[] = ['change', 'approve', 'execute', 'accept', 'consent', 'object'];
  for (const thing of ['taskOrder', 'serviceRecord', 'siteConsent', 'departureCheck', 'remoteSession', 'damageCause'] as const)
    for (const holder of acts.flatMap((verb) => [...positionsThatMay(verb, thing)]))
      assert.ok(positionsThatMay('read', 'serviceRequest').includes(holder), `${holder}, ${thing}`);
});
