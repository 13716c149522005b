import type { PlanClockRules } from '#centre/commitments/plan-clocks.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { RequestDetails, TaskOrderDetails, VisitDetails } from './details.schema.ts';

/**
 * A dossier (案卷): a request with all that hangs on it, as the flows see it. Steps decide on it and on nothing else.
 * Only codes, ids, numbers and instants: what people wrote stands in the conversation, the records and the texts of the events.
 */
export interface Dossier {
  readonly request: RequestState;
  readonly words: RequestWords;
  readonly taskOrders: readonly TaskOrderState[];
  readonly visits: readonly VisitState[];
  readonly consents: readonly ConsentState[];
  readonly records: readonly RecordState[];
  readonly surroundings: Surroundings;
}

/** What the enquirer said and who they are, as the report wrote it down: written once, with the request. */
export interface RequestWords {
  readonly title: string;
  readonly content: string;
  readonly symptom: string | null;
  readonly enquirerName: string | null;
  readonly enquirerPhone: string | null;
  readonly enquirerEmail: string | null;
  /** Number of the service contract or of the product that the enquirer named. */
  readonly serviceNumber: string | null;
  /** What whoever took the report answered at once. */
  readonly answer: string | null;
}

/** What stands around a request and is not changed by it. */
export interface Surroundings {
  /** The plan of the project; for a request without a project the plan that the centre answers unknown callers by. */
  readonly plan: ServicePlan;
  readonly planId: string;
  /** The plan's clocks and calendars, with what the provider's holiday table has said since. */
  readonly rules: PlanClockRules;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly contractNumber: string | null;
    readonly managerId: string | null;
  } | null;
  readonly sites: readonly SiteFact[];
  readonly contacts: readonly ContactFact[];
  readonly staff: readonly StaffFact[];
  readonly units: readonly UnitFact[];
  readonly partners: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  /** Of a request without a project: what it may turn out to belong to. */
  readonly candidates?: Candidates;
  readonly assets: readonly {
    readonly id: string;
    readonly name: string;
    readonly serialNumber: string | null;
    readonly siteId: string | null;
  }[];
}

export interface Candidates {
  readonly projects: readonly CandidateFact[];
  readonly sites: readonly CandidateFact[];
  readonly contacts: readonly CandidateFact[];
}

/** Something of a customer, by its name and the customer's. */
export interface CandidateFact {
  readonly id: string;
  readonly name: string;
  readonly customerName: string;
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
  /** The units whose shifts the person has now; without them the shift is of the whole house. */
  readonly onCallUnits?: readonly string[];
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

export interface VisitState extends Subject {
  readonly taskOrderId: string;
  readonly siteId: string | null;
  readonly level: number;
  readonly details: VisitDetails;
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
