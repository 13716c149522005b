import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Actor, PositionHeld } from './actor.schema.ts';
import { holds } from './holds.rights.ts';
import type { ByName } from './holds.rights.ts';
import { may } from './may.rights.ts';
import type { RightsContext, Thing, Verb } from './rights.schema.ts';

const ME = 'me';
const OTHER = 'other';

function held(position: string, binding: Partial<PositionHeld> = {}): PositionHeld {
  return { position, unitId: null, projectId: null, siteId: null, ...binding };
}

function staff(...positions: PositionHeld[]): Actor {
  return {
    kind: 'staff',
    providerId: 'provider',
    personId: ME,
    name: '李某',
    positions,
    customerId: null,
    contactId: null,
    language: 'zh',
  };
}

function customer(...positions: PositionHeld[]): Actor {
  return { ...staff(...positions), kind: 'customer', customerId: 'customer-A', contactId: 'contact' };
}

const system: Actor = { ...staff(), kind: 'system', personId: null };
const operator: Actor = { ...staff(), kind: 'operator', personId: null, name: 'root' };

const here: RightsContext = {
  providerId: 'provider',
  customerId: 'customer-A',
  projectId: 'P1',
  siteId: 'S1',
  unitIds: ['BR-1', 'CSC'],
  ownerPersonIds: [OTHER],
  assignedPersonIds: [],
  onCallPersonIds: [],
};

type MayCase = readonly [says: string, actor: Actor, verb: Verb, thing: Thing, context: RightsContext, expected: boolean];

const branch = staff(held('branchEngineer', { unitId: 'BR-1' }));
const support = staff(held('supportEngineer', { unitId: 'SG' }));
const manager = staff(held('dedicatedServiceManager', { projectId: 'P1' }));
const technician = customer(held('customerTechnician'));
const representative = customer(held('customerRepresentative'));
const siteStaff = customer(held('customerSiteStaff', { siteId: 'S1' }));

const MAY: readonly MayCase[] = [
  ['the DSM approves an order of the project that somebody else proposed', manager, 'approve', 'taskOrder', here, true],
  ['the DSM does not approve the own order', manager, 'approve', 'taskOrder', { ...here, ownerPersonIds: [ME] }, false],
  [
    'nobody approves while it is not known who proposed',
    manager,
    'approve',
    'taskOrder',
    { ...here, ownerPersonIds: undefined },
    false,
  ],
  [
    'where the flow guards the separation, the list is empty and the guard answers',
    manager,
    'approve',
    'taskOrder',
    { ...here, ownerPersonIds: [] },
    true,
  ],
  ['the DSM still reads the own order', manager, 'read', 'taskOrder', { ...here, ownerPersonIds: [ME] }, true],
  [
    'the centre manager does not approve the own order either',
    staff(held('centreManager')),
    'approve',
    'taskOrder',
    { ...here, ownerPersonIds: [ME] },
    false,
  ],
  [
    'the head of the branch approves within the unit',
    staff(held('approvingManager', { unitId: 'BR-1' })),
    'approve',
    'serviceRecord',
    here,
    true,
  ],
  ['and not in another unit', staff(held('approvingManager', { unitId: 'BR-2' })), 'approve', 'serviceRecord', here, false],
  [
    'the DSM of another project sees nothing of this one',
    staff(held('dedicatedServiceManager', { projectId: 'P2' })),
    'read',
    'serviceRequest',
    here,
    false,
  ],
  ['a branch engineer reads the requests of the sites the branch serves', branch, 'read', 'serviceRequest', here, true],
  ['and none of another branch', branch, 'read', 'serviceRequest', { ...here, unitIds: ['BR-2', 'CSC'] }, false],
  [
    'a support engineer reads a request once assigned',
    support,
    'read',
    'serviceRequest',
    { ...here, assignedPersonIds: [ME] },
    true,
  ],
  ['and not before', support, 'read', 'serviceRequest', here, false],
  ['a support engineer on call registers', support, 'execute', 'serviceRequest', { ...here, onCallPersonIds: [ME] }, true],
  [
    'on call sends level one at critical',
    support,
    'execute',
    'dispatch',
    { ...here, onCallPersonIds: [ME], level: 1, urgentSeverity: true },
    true,
  ],
  [
    'on call does not send level one at minor',
    support,
    'execute',
    'dispatch',
    { ...here, onCallPersonIds: [ME], level: 1, urgentSeverity: false },
    false,
  ],
  [
    'on call does not send level two',
    support,
    'execute',
    'dispatch',
    { ...here, onCallPersonIds: [ME], level: 2, urgentSeverity: true },
    false,
  ],
  ['off duty nobody of the engineers sends', support, 'execute', 'dispatch', { ...here, level: 1, urgentSeverity: true }, false],
  [
    'on call issues urgently',
    branch,
    'execute',
    'taskOrder',
    { ...here, onCallPersonIds: [ME], event: 'issueUrgently', urgentSeverity: true },
    true,
  ],
  [
    'on call does not issue in the ordinary way',
    branch,
    'execute',
    'taskOrder',
    { ...here, onCallPersonIds: [ME], event: 'issue', urgentSeverity: true },
    false,
  ],
  ['a branch engineer proposes level two', branch, 'propose', 'dispatch', { ...here, level: 2 }, true],
  ['a branch engineer sets no severity', branch, 'change', 'severity', { ...here, assignedPersonIds: [ME] }, false],
  ['a support engineer assigned sets it', support, 'change', 'severity', { ...here, assignedPersonIds: [ME] }, true],
  [
    'a remote session runs with consent',
    support,
    'execute',
    'remoteSession',
    { ...here, assignedPersonIds: [ME], consentValid: true },
    true,
  ],
  ['and not without', support, 'execute', 'remoteSession', { ...here, assignedPersonIds: [ME] }, false],
  [
    'a technician consents to a remote session if delegated',
    technician,
    'consent',
    'remoteSession',
    { ...here, delegatedPersonIds: [ME] },
    true,
  ],
  ['and not otherwise', technician, 'consent', 'remoteSession', here, false],
  ['the representative consents', representative, 'consent', 'remoteSession', here, true],
  ['the representative signs service records', representative, 'approve', 'serviceRecord', here, true],
  ['the technician does not', technician, 'approve', 'serviceRecord', here, false],
  [
    'a technician limited to a site has its requests',
    customer(held('customerTechnician', { siteId: 'S1' })),
    'read',
    'serviceRequest',
    here,
    true,
  ],
  ['and none of another site', customer(held('customerTechnician', { siteId: 'S2' })), 'read', 'serviceRequest', here, false],
  ['site staff consent on their site', siteStaff, 'consent', 'siteConsent', here, true],
  ['and on no other', siteStaff, 'consent', 'departureCheck', { ...here, siteId: 'S2' }, false],
  ['site staff without a site have no rights', customer(held('customerSiteStaff')), 'create', 'serviceRequest', here, false],
  ['site staff report for their site', siteStaff, 'create', 'serviceRequest', here, true],
  ['site staff see no plan', siteStaff, 'read', 'servicePlan', here, false],
  [
    "another customer's record is never seen",
    representative,
    'read',
    'serviceRequest',
    { ...here, customerId: 'customer-B' },
    false,
  ],
  ['nor one whose customer is not named', representative, 'read', 'serviceRequest', { ...here, customerId: undefined }, false],
  [
    'nor one of another provider, by whomever',
    staff(held('centreManager')),
    'read',
    'serviceRequest',
    { ...here, providerId: 'else' },
    false,
  ],
  [
    "a position of the provider gives a customer's person nothing",
    customer(held('centreManager')),
    'read',
    'serviceRequest',
    here,
    false,
  ],
  ['nor the other way round', staff(held('customerRepresentative')), 'approve', 'serviceRecord', here, false],
  [
    'a resident engineer is a branch engineer of the one site',
    staff(held('residentEngineer', { siteId: 'S1' })),
    'read',
    'serviceRequest',
    here,
    true,
  ],
  ['and of no other', staff(held('residentEngineer', { siteId: 'S2' })), 'read', 'serviceRequest', here, false],
  ['without a site the resident has nothing', staff(held('residentEngineer')), 'read', 'serviceRequest', here, false],
  [
    'a senior support engineer reviews articles',
    staff(held('seniorSupportEngineer', { projectId: 'P1' })),
    'approve',
    'knowledgeArticle',
    here,
    true,
  ],
  [
    'a support engineer does not',
    staff(held('supportEngineer', { projectId: 'P1' })),
    'approve',
    'knowledgeArticle',
    here,
    false,
  ],
  ['a plan author edits drafts', staff(held('planAuthor')), 'change', 'servicePlan', { ...here, state: 'draft' }, true],
  ['and no plan in force', staff(held('planAuthor')), 'change', 'servicePlan', { ...here, state: 'active' }, false],
  ['and approves none', staff(held('planAuthor')), 'approve', 'servicePlan', { ...here, state: 'draft' }, false],
  [
    'the author of a plan who is centre manager too does not approve it',
    staff(held('planAuthor'), held('centreManager')),
    'approve',
    'servicePlan',
    { ...here, ownerPersonIds: [ME] },
    false,
  ],
  ['provider management approves it', staff(held('providerManagement')), 'approve', 'servicePlan', here, true],
  ['the message desk takes down', staff(held('messageDeskClerk')), 'create', 'serviceRequest', here, true],
  ['and reads nothing', staff(held('messageDeskClerk')), 'read', 'serviceRequest', here, false],
  ['the administrator manages accounts', staff(held('systemAdministrator')), 'execute', 'accounts', here, true],
  ['and sees no request', staff(held('systemAdministrator')), 'read', 'serviceRequest', here, false],
  ['nor the audit trail of customers', staff(held('systemAdministrator')), 'read', 'auditTrail', here, false],
  [
    'but the events of the system',
    staff(held('systemAdministrator')),
    'read',
    'auditTrail',
    { ...here, systemEvent: true },
    true,
  ],
  ['a command on the server acts as administrator', operator, 'execute', 'accounts', here, true],
  ['and not more', operator, 'change', 'serviceRequest', here, false],
  ['the auditor verifies', staff(held('auditor')), 'verify', 'auditTrail', here, true],
  ['the auditor manages no account', staff(held('auditor')), 'execute', 'accounts', here, false],
  ['quality reads everything', staff(held('qualityController')), 'read', 'taskOrder', here, true],
  ['and changes no operational record', staff(held('qualityController')), 'change', 'taskOrder', here, false],
  ['engineers read the own events', branch, 'read', 'auditTrail', { ...here, ownerPersonIds: [ME] }, true],
  ["not a colleague's", branch, 'read', 'auditTrail', here, false],
  [
    'a consultation record is changed by its recorder',
    branch,
    'change',
    'consultationRecord',
    { ...here, ownerPersonIds: [ME] },
    true,
  ],
  ['not by a colleague', branch, 'change', 'consultationRecord', here, false],
  [
    'an engineer opens a record in a project within reach',
    branch,
    'create',
    'consultationRecord',
    { ...here, ownerPersonIds: undefined },
    true,
  ],
  ['not beyond it', branch, 'create', 'consultationRecord', { ...here, ownerPersonIds: [ME], unitIds: ['BR-2'] }, false],
  [
    'the customer administrator manages the own people',
    technician,
    'execute',
    'accounts',
    { ...here, customerAdministratorPersonIds: [ME] },
    true,
  ],
  ['other technicians only see them', technician, 'execute', 'accounts', here, false],
  ['the system registers what is complete', system, 'execute', 'serviceRequest', here, true],
  ['the system approves nothing', system, 'approve', 'taskOrder', here, false],
  ['whoever sees the plan sees how it is kept', branch, 'read', 'commitments', here, true],
  ['the stock keeper does not', staff(held('stockKeeper', { unitId: 'BR-1' })), 'read', 'commitments', here, false],
];

describe('rights', () => {
  for (const [says, actor, verb, thing, context, expected] of MAY) {
    test(says, () => assert.equal(may(actor, verb, thing, context), expected));
  }
});

type HoldsCase = readonly [says: string, actor: Actor, by: ByName | readonly ByName[], context: RightsContext, expected: boolean];

const HOLDS: readonly HoldsCase[] = [
  ['a position named', manager, ['dedicatedServiceManager', 'supportEngineer'], here, true],
  [
    'bound to another project',
    staff(held('dedicatedServiceManager', { projectId: 'P2' })),
    'dedicatedServiceManager',
    here,
    false,
  ],
  ['bound to another unit', branch, 'branchEngineer', { ...here, unitIds: ['BR-2'] }, false],
  ['of another unit, but assigned', branch, 'branchEngineer', { ...here, unitIds: ['BR-2'], assignedPersonIds: [ME] }, true],
  ['bound to the unit above', staff(held('centreManager', { unitId: 'CSC' })), 'centreManager', here, true],
  ['a senior engineer is an engineer', staff(held('seniorSupportEngineer')), 'supportEngineer', here, true],
  ['not the other way round', staff(held('supportEngineer')), 'seniorSupportEngineer', here, false],
  [
    'a resident at the site is a branch engineer',
    staff(held('residentEngineer', { siteId: 'S1' })),
    'branchEngineer',
    here,
    true,
  ],
  ['the customer’s technician', technician, 'customer', here, true],
  ['site staff consent, check and sign; they do not speak for the customer', siteStaff, 'customer', here, false],
  ['site staff on their site', siteStaff, 'customerSiteStaff', here, true],
  ['site staff at another site', siteStaff, 'customerSiteStaff', { ...here, siteId: 'S2' }, false],
  ['staff are no customer', manager, 'customer', here, false],
  ['another customer', technician, 'customer', { ...here, customerId: 'customer-B' }, false],
  ['whoever the roster names', support, 'onCall', { ...here, onCallPersonIds: [ME] }, true],
  ['not named', support, 'onCall', { ...here, onCallPersonIds: [OTHER] }, false],
  ['approving: the DSM of the project', manager, 'approvingManager', here, true],
  ['approving: the centre manager', staff(held('centreManager')), 'approvingManager', here, true],
  ['approving: the head of the branch', staff(held('approvingManager', { unitId: 'BR-1' })), 'approvingManager', here, true],
  ['approving: no engineer', branch, 'approvingManager', here, false],
  ['the leader of the task', branch, 'taskLeader', { ...here, taskLeaderPersonId: ME }, true],
  ['another leader', branch, 'taskLeader', { ...here, taskLeaderPersonId: OTHER }, false],
  ['who did the work', branch, 'performer', { ...here, performerPersonIds: [OTHER, ME] }, true],
  ['who proposed', branch, 'proposer', { ...here, proposerPersonId: ME }, true],
  ['nobody named is nobody', system, 'proposer', { ...here, proposerPersonId: null }, false],
  ['the complainant', technician, 'complainant', { ...here, complainantPersonIds: [ME] }, true],
  ['the responsible unit', branch, 'responsibleUnit', { ...here, responsibleUnitId: 'BR-1' }, true],
  ['any staff', branch, 'anyStaff', here, true],
  ['staff without a position', staff(), 'anyStaff', here, false],
  ['the system', system, ['customer', 'system'], here, true],
  ['a person is not the system', staff(held('system')), 'system', here, false],
];

describe('the "by" of an event', () => {
  for (const [says, actor, by, context, expected] of HOLDS) {
    test(says, () => assert.equal(holds(actor, by, context), expected));
  }
});
