import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Instant } from '#platform/time/instant.ts';

/**
 * A dossier (案卷): a request with all that hangs on it, as the flows see it. Steps decide on it and on nothing else.
 * Only codes, ids, numbers and instants: what people wrote stands in the conversation, the records and the texts of the events.
 */
export interface Dossier {
  readonly request: RequestState;
  readonly taskOrders: readonly TaskOrderState[];
  readonly visits: readonly VisitState[];
  readonly consents: readonly ConsentState[];
  readonly records: readonly RecordState[];
  readonly surroundings: Surroundings;
}

/** What stands around a request and is not changed by it. */
export interface Surroundings {
  /** The plan of the project; for a request without a project the plan that the centre answers unknown callers by. */
  readonly plan: ServicePlan;
  readonly planId: string;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly project: { readonly id: string; readonly name: string; readonly contractNumber: string | null; readonly managerId: string | null } | null;
  readonly sites: readonly SiteFact[];
  readonly contacts: readonly ContactFact[];
  readonly staff: readonly StaffFact[];
  readonly units: readonly UnitFact[];
  readonly partners: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly assets: readonly { readonly id: string; readonly name: string; readonly serialNumber: string | null; readonly siteId: string | null }[];
}

export interface SiteFact {
  readonly id: string;
  readonly name: string;
  readonly servingUnitId: string | null;
  /** ISO 8601, from the serving unit. */
  readonly travelTime: string | null;
  readonly address: string | null;
}

export interface ContactFact {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly siteId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface StaffFact {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly positions: readonly string[];
  /** By the competence sheet and the plan's minimums; what lacks is named. */
  readonly competent: boolean;
  readonly lacking: readonly string[];
  readonly onCall: boolean;
}

export interface UnitFact {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
}

/** What every subject that flows move has in common. */
export interface Subject {
  readonly id: string;
  readonly state: string;
  readonly flowVersion: number;
  readonly version: number;
}

export const roads = ['none', 'dispatching', 'enRoute', 'onSite'] as const;
export type Road = (typeof roads)[number];

export interface RequestState extends Subject {
  readonly number: string;
  readonly flow: string;
  readonly kind: string | null;
  readonly severity: string | null;
  readonly channel: string;
  readonly road: Road;
  readonly round: number;
  readonly customerId: string | null;
  readonly projectId: string | null;
  readonly siteId: string | null;
  readonly contactId: string | null;
  readonly assetId: string | null;
  readonly ownerUnitId: string | null;
  readonly ownerPersonId: string | null;
  readonly receivedAt: Instant;
  readonly closedAt: Instant | null;
  readonly details: RequestDetails;
}

/** What the events of a request established; each is written by one event and read by guards, facts of clocks and screens. */
export interface RequestDetails {
  readonly registeredAt?: Instant;
  readonly liveTalk?: boolean;
  readonly headquartersFirst?: boolean;
  readonly proposedSeverity?: string;
  readonly firstContactAt?: Instant;
  readonly failedAttempts?: number;
  readonly verifiedAt?: Instant;
  readonly emergencyKind?: string;
  readonly respondedAt?: Instant;
  readonly remoteStartedAt?: Instant;
  readonly remoteEndedAt?: Instant;
  readonly notRemote?: boolean;
  readonly visitDeclined?: boolean;
  readonly dispatchedAt?: Instant;
  readonly arrivedAt?: Instant;
  readonly faultType?: string;
  readonly damageCause?: string;
  readonly claimOpened?: boolean;
  /** Kinds of partners that were contacted for this fault. */
  readonly partnersContacted?: readonly string[];
  /** How an engineer says that it works again, until the customer confirms it or says otherwise. */
  readonly reportedHow?: string | undefined;
  readonly stepCount?: number;
  readonly restoredAt?: Instant;
  readonly restoredHow?: string;
  readonly causeKnown?: boolean;
  readonly resolvedAt?: Instant;
  readonly reportSentAt?: Instant;
  readonly knowledgeLinkedAt?: Instant;
  readonly furtherHandling?: boolean;
  readonly taskOrderId?: string;
  readonly promisedAnswerAt?: Instant;
  readonly answeredAt?: Instant;
  readonly escalatedAt?: Instant;
  readonly branchUnitId?: string;
  readonly engineerId?: string;
  readonly confirmedBy?: 'customer' | 'staff' | 'noReply';
  readonly rating?: string;
  readonly reopenedTimes?: number;
  readonly reminders?: readonly Instant[];
  readonly pausedFor?: readonly string[];
  readonly closedAs?: string;
}

export interface TaskOrderState extends Subject {
  readonly urgent: boolean;
  readonly proposerId: string | null;
  readonly leaderId: string | null;
  readonly serviceMode: string;
  readonly requiredBy: Instant | null;
  readonly issuedAt: Instant | null;
  readonly approveBy: Instant | null;
  readonly approvedAt: Instant | null;
  readonly assignees: readonly Assignee[];
  readonly details: TaskOrderDetails;
}

export interface Assignee {
  readonly personId: string;
  readonly unitId: string | null;
  readonly level: number;
}

export interface TaskOrderDetails {
  readonly contentSet?: boolean;
  /** When a step found that it is needed: its clocks of assignment and issue run from there. */
  readonly neededAt?: Instant;
  readonly approvedById?: string;
  /** Approved after the plan's time for a later approval had passed. */
  readonly approvedLate?: boolean;
  readonly acceptedAt?: Instant;
  readonly workStartedAt?: Instant;
  readonly workDoneAt?: Instant;
  readonly recordSubmittedAt?: Instant;
  readonly evaluatedAt?: Instant;
  readonly reviewedAt?: Instant;
  readonly withdrawn?: boolean;
}

export interface VisitState extends Subject {
  readonly taskOrderId: string;
  readonly siteId: string | null;
  readonly level: number;
  readonly details: VisitDetails;
}

export interface VisitDetails {
  readonly siteRulesAccepted?: boolean;
  readonly departedAt?: Instant;
  readonly expectedAt?: Instant;
  readonly arrivedAt?: Instant;
  readonly contactId?: string;
  readonly stepCount?: number;
  /** The customer agreed in writing that the engineer leaves before the service is back. */
  readonly waived?: boolean;
  readonly reliefArrived?: boolean;
  readonly attestedAt?: Instant;
  readonly siteCleaned?: boolean;
  readonly checkedAt?: Instant;
  readonly leftAt?: Instant;
}

export interface ConsentState {
  readonly id: string;
  readonly visitId: string | null;
  readonly scope: string;
  readonly what: string;
  readonly why: string;
  readonly givenBy: string | null;
  readonly means: string | null;
  readonly refused: boolean;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly withdrawnAt: Instant | null;
}

/** A form as a record; `values` are the cells as people wrote them. */
export interface RecordState {
  readonly id: string;
  readonly form: string;
  readonly state: 'draft' | 'open' | 'frozen' | 'voided';
  readonly taskOrderId: string | null;
  readonly documentNumber: string;
  readonly documentVersion: string;
  /** Null until issued; `'next'` asks the writer for the next number of its series. */
  readonly recordNumber: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** Stored beside the printed cells, as the form's definition says. */
  readonly stored: Readonly<Record<string, unknown>>;
  readonly signatures: readonly SignatureState[];
  readonly voidReason: string | null;
  readonly voidedAt: Instant | null;
  readonly replacesId: string | null;
  readonly createdAt: Instant;
  readonly version: number;
}

export interface SignatureState {
  readonly id: string;
  readonly field: string;
  readonly block: string;
  readonly signerName: string;
  readonly signerRole: string;
  readonly personId: string | null;
  readonly contactId: string | null;
  readonly means: 'handwritten' | 'portal' | 'scanned' | 'phone';
  readonly strokes: unknown;
  readonly covers: readonly string[];
  readonly digest: string;
  readonly at: Instant;
}

export const subjectKinds = ['serviceRequest', 'taskOrder', 'siteVisit', 'record'] as const;
export type SubjectKind = (typeof subjectKinds)[number];
export interface SubjectRef {
  readonly kind: string;
  readonly id: string;
}
