import type { HouseName } from '#centre/testing/house-people.ts';

/** Whose a thing is, as seen by the people of the house: see `worlds.ts`. */
export const RELATIONS = ['own', 'otherUnit', 'otherCustomer', 'otherProvider', 'gone'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What the matrix of roles.md has a row for, as far as addresses name it by its id. */
export type Thing = 'serviceRequest' | 'consultationRecord' | 'taskOrder' | 'serviceRecord';

type Reads = Readonly<Record<Thing, readonly Relation[]>>;

const everywhere = ['own', 'otherUnit', 'otherCustomer'] as const;
const project = ['own', 'otherUnit'] as const;
const all: Reads = {
  serviceRequest: everywhere,
  consultationRecord: everywhere,
  taskOrder: everywhere,
  serviceRecord: everywhere,
};
const none: Reads = { serviceRequest: [], consultationRecord: [], taskOrder: [], serviceRecord: [] };
const ofProject: Reads = { serviceRequest: project, consultationRecord: project, taskOrder: project, serviceRecord: project };
const other = ['otherCustomer'] as const;
const ofOtherCustomer: Reads = { serviceRequest: other, consultationRecord: other, taskOrder: other, serviceRecord: other };
/** A branch engineer whom nobody sent: requests of the own branch and their consultation records. */
const ofBranch: Reads = { ...none, serviceRequest: ['own'], consultationRecord: ['own'] };

/**
 * What each of the house's people reads, written from roles.md by hand and not from the code that decides it. `own`: of the sample
 * project at a site of the branch BR-CD, where `branchEngineer` was sent; `otherUnit`: of the same project at a site of BR-MY,
 * where `northEngineer` was sent; `otherCustomer`: of another customer's project at a site of BR-MY, likewise.
 */
export const READS: Readonly<Record<HouseName, Reads>> = {
  centreManager: all,
  assistant: all,
  qualityController: all,
  auditor: all,
  manager: ofProject,
  // Approves everywhere, since bound to nothing: reads the order, the record and the request beside it.
  approver: { ...all, consultationRecord: [] },
  // Both forms of the work are read by those whose own they are; on call for every site, it may issue an order urgently.
  supportEngineer: { ...all, serviceRecord: [] },
  secondSupportEngineer: none,
  // Manages the other customer's project besides.
  seniorSupportEngineer: ofOtherCustomer,
  branchEngineer: { serviceRequest: ['own'], consultationRecord: ['own'], taskOrder: ['own'], serviceRecord: ['own'] },
  secondBranchEngineer: ofBranch,
  beginner: ofBranch,
  northEngineer: {
    serviceRequest: ['otherUnit', 'otherCustomer'],
    consultationRecord: ['otherUnit', 'otherCustomer'],
    taskOrder: ['otherUnit', 'otherCustomer'],
    serviceRecord: ['otherUnit', 'otherCustomer'],
  },
  complaintHandler: { ...none, serviceRequest: everywhere, consultationRecord: everywhere },
  stockKeeper: { ...none, taskOrder: everywhere },
  clerk: none,
  planAuthor: none,
  administrator: none,
  technician: ofProject,
  representative: ofProject,
  siteStaff: { ...none, serviceRequest: ['own'] },
  stranger: ofOtherCustomer,
};

/** Who of those that read a request may say something in it: staff who act on it, customers in their own. */
export const WRITES_MESSAGES: readonly HouseName[] = [
  'centreManager',
  'manager',
  'seniorSupportEngineer',
  'supportEngineer',
  'branchEngineer',
  'secondBranchEngineer',
  'beginner',
  'northEngineer',
  'technician',
  'representative',
  'siteStaff',
  'stranger',
];

const allBut = (one: HouseName): HouseName[] => (Object.keys(READS) as HouseName[]).filter((who) => who !== one);

/** Who authors no plans: all but the dedicated service managers and the plan author. */
const NO_AUTHORS: HouseName[] = (Object.keys(READS) as HouseName[]).filter(
  (who) => !['manager', 'seniorSupportEngineer', 'planAuthor'].includes(who),
);

/** Positions that read notices of holidays and recounts: both are the provider's own. */
const COUNT: readonly HouseName[] = [
  'centreManager',
  'assistant',
  'qualityController',
  'auditor',
  'manager',
  'seniorSupportEngineer',
  'planAuthor',
  'administrator',
];
export const allWhoDoNotCount = (): HouseName[] => (Object.keys(READS) as HouseName[]).filter((who) => !COUNT.includes(who));

/** Who reads no plan in force, and so no register of its commitments. */
const READ_NO_PLAN: readonly HouseName[] = ['approver', 'stockKeeper', 'clerk', 'administrator', 'siteStaff'];

/** Who reads no operation quality report: neither its figures nor the rows behind them. */
const NO_REPORTS: readonly HouseName[] = [
  'approver',
  'complaintHandler',
  'stockKeeper',
  'clerk',
  'planAuthor',
  'administrator',
  'siteStaff',
];

/** Who neither reads nor takes requests of all customers. */
const NO_CALLS: readonly HouseName[] = [
  'stockKeeper',
  'planAuthor',
  'administrator',
  'technician',
  'representative',
  'siteStaff',
  'stranger',
];

/** Addresses without an id in the path that some positions are refused, and whom; every other answers whoever is signed in, of the own. */
export const REFUSED_LISTS: Readonly<Record<string, readonly HouseName[]>> = {
  '/api/people': allBut('administrator'),
  '/api/saved-views/left': allBut('administrator'),
  '/api/people/access-events': allBut('administrator'),
  '/api/api-keys': allBut('administrator'),
  '/api/evidence-pack': allBut('auditor'),
  '/api/contact-card': READ_NO_PLAN,
  '/api/fulfilment-places': READ_NO_PLAN,
  '/api/fulfilments': READ_NO_PLAN,
  '/api/fulfilments/:commitment': READ_NO_PLAN,
  '/api/fulfilments/:commitment/evidence': READ_NO_PLAN,
  '/api/quality-objectives': NO_REPORTS,
  '/api/quality-objectives/:name/rows': NO_REPORTS,
  '/api/me/calendar': ['technician', 'representative', 'siteStaff', 'stranger'],
  '/api/saved-views': ['technician', 'representative', 'siteStaff', 'stranger'],
  '/api/history-imports': allBut('administrator'),
  '/api/holiday-notices': allWhoDoNotCount(),
  '/api/clock-recounts': allWhoDoNotCount(),
  '/api/history-imports/choices': allBut('administrator'),
  '/api/log-replays': NO_AUTHORS,
  '/api/log-replays/choices': NO_AUTHORS,
  '/api/intake/callers': NO_CALLS,
  '/api/intake/sites': NO_CALLS,
};

/** Addresses whose path holds a secret, and what it opens: whoever has it needs no sign-in, whoever has not finds nothing, however signed in. */
export const OPENED_BY_SECRET: Readonly<Record<string, string>> = {
  '/api/calendar-feeds/:token': 'the calendar of whoever made the address (own-calendar.db.test.ts)',
};

/** Who answers calls: staff who read or take requests. They see whose call it is, of every customer of their provider: names, sites, assets, no requests. */
export const ANSWERS_CALLS: readonly HouseName[] = [
  'centreManager',
  'assistant',
  'qualityController',
  'auditor',
  'manager',
  'approver',
  'supportEngineer',
  'secondSupportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'secondBranchEngineer',
  'beginner',
  'northEngineer',
  'complaintHandler',
  'clerk',
];
/** Addresses that tell them. */
export const TELLS_WHO_CALLS: readonly string[] = ['/api/intake/callers', '/api/intake/context'];

/** Doors beside the contract, and why each needs no row of the matrix. */
export const DOORS_BESIDE: Readonly<Record<string, string>> = {
  'GET /healthz': 'says that the process lives, and nothing else',
  'GET /readyz': 'says that the database answers, and nothing else',
  'GET /metrics': 'figures for programs on this machine or with a token of their own: no session opens it',
  'GET /api/openapi.json': 'describes addresses that are public knowledge',
  'GET /api/stream': 'topics alone, for whoever is signed in; what they stand for is asked of the contract',
  'POST /api/history-imports': 'the system administrator, who may import histories; what was uploaded no other door gives out',
  'POST /api/log-replays': 'whoever may author plans; what was uploaded no other door gives out, and it is the own alone',
  'POST /api/files': 'whoever is signed in; what was uploaded is the own until a request uses it',
};
