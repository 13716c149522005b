import type { Position } from './positions.schema.ts';

/** What one may do. The first five are the letters C R U A X of the matrix, the others the words its cells use. */
export const VERBS = [
  'create',
  'read',
  'change',
  'approve',
  'execute',
  'propose',
  'request',
  'accept',
  'consent',
  'object',
  'verify',
  'export',
] as const;
export type Verb = (typeof VERBS)[number];

/**
 * How far a right reaches. `assigned`: the records whose work is given to the person; `onCall`: those of the
 * sites for which the roster names the person now; `house`: what belongs to the provider and to no project, so that a
 * position bound to a project reaches it as well.
 */
export type Scope = 'all' | 'project' | 'unit' | 'site' | 'own' | 'assigned' | 'onCall' | 'house';

export const THINGS = [
  'servicePlan',
  'commitments',
  'serviceRequest',
  'severity',
  'consultationRecord',
  'taskOrder',
  'serviceRecord',
  'dispatch',
  'remoteSession',
  'siteConsent',
  'departureCheck',
  'sparePart',
  'standbyLoan',
  'damageCause',
  'complaint',
  'inspection',
  'knowledgeArticle',
  'knowledgeDigest',
  'quotation',
  'contract',
  'operationQualityReport',
  'endOfLifeNotice',
  'personnelChangeNotice',
  'onCallShift',
  'competenceSheet',
  'formTemplate',
  'waiver',
  'accounts',
  'auditTrail',
  'dailyLog',
  'priceList',
  'asset',
  'priceCapException',
  'fee',
  'historyImport',
  'holidayNotice',
  'clockRecount',
] as const;
export type Thing = (typeof THINGS)[number];

/** Names of what must hold beside the scope; their meaning stands in `conditions.rights.ts`. */
export const CONDITIONS = [
  'notOwn',
  'notSubject',
  'draftOnly',
  'published',
  'delegated',
  'withConsent',
  'urgentIssue',
  'handOver',
  'levelOne',
  'levelTwo',
  'urgentSeverity',
  'roundTwoOn',
  'roundThree',
  'receipt',
  'check',
  'lowering',
  'systemEvents',
  'whomToCallNow',
  'customerAdministrator',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Holders of rights: the positions, and the system itself where a flow lets it act. */
export type Holder = Position | 'system';

export interface Grant {
  readonly holder: Holder;
  readonly thing: Thing;
  readonly verbs: readonly Verb[];
  readonly scope: Scope;
  readonly conditions: readonly Condition[];
}

/**
 * What is known of the record at hand. What is left out counts as not known, and a right that needs it is not given:
 * a cell that can be read two ways is read as the narrower one, and so is a call.
 */
export interface RightsContext {
  readonly providerId?: string;
  readonly customerId?: string | null;
  readonly projectId?: string | null;
  readonly siteId?: string | null;
  /** Units that serve the site (of a thing of the whole project: any of its sites) and the units above them. */
  readonly unitIds?: readonly string[];
  /**
   * Whose record it is: recorder, proposer, performers, author. An empty list says that nobody of ours is.
   * A command whose flow guards the separation itself (`approverNotProposer`) passes an empty list, so that the guard
   * answers and names the commitments it serves.
   */
  readonly ownerPersonIds?: readonly string[];
  /** The unit whose record it is along with those people: whoever holds a position bound to it. */
  readonly ownerUnitId?: string | null;
  /** Whom the work is given to: of the record or, before there is one, of the project. */
  readonly assignedPersonIds?: readonly string[];
  /**
   * No project was recognised yet: the request waits for whoever is on call and for every dedicated service manager,
   * whatever project, site or unit their own position is bound to.
   */
  readonly unrecognised?: boolean;
  /** Whom the roster names now for the site. */
  readonly onCallPersonIds?: readonly string[];
  readonly proposerPersonId?: string | null;
  readonly performerPersonIds?: readonly string[];
  readonly taskLeaderPersonId?: string | null;
  /** The people a complaint is about. */
  readonly subjectPersonIds?: readonly string[];
  readonly complainantPersonIds?: readonly string[];
  readonly responsibleUnitId?: string | null;
  /** Customers' people to whom the representative delegated the consent. */
  readonly delegatedPersonIds?: readonly string[];
  /** Contacts whom the customer named as its administrators. */
  readonly customerAdministratorPersonIds?: readonly string[];
  /** The event of the flow to be fired: `issueUrgently`, `handOver`, `receive`, `check`, `lowerSeverity`. */
  readonly event?: string;
  readonly level?: 1 | 2;
  /** The severity is among those at which the plan lets people go before an order is approved. */
  readonly urgentSeverity?: boolean;
  readonly round?: number;
  readonly state?: string;
  readonly consentValid?: boolean;
  /** An event of the system (settings, backup, sign-in), without customer content. */
  readonly systemEvent?: boolean;
  /** The list is reduced to whom to call at this moment. */
  readonly whomToCallNow?: boolean;
}
