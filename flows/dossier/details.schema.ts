import type { Instant } from '#platform/time/instant.ts';

/** A state that a subject came to: by which event, and since when. Late entries of others never make it run backwards. */
export interface Passage {
  readonly state: string;
  readonly event: string;
  readonly at: Instant;
}

/** What the events of a request established; each is written by one event and read by guards, facts of clocks and screens. */
export interface RequestDetails {
  readonly passed?: readonly Passage[];
  /** Its history was read from the log of another system: what it was called there, and when it was read. */
  readonly imported?: { readonly externalId: string; readonly at: Instant };
  readonly registeredAt?: Instant;
  /** Who of the house took the report down: theirs until it is registered. */
  readonly takenById?: string;
  readonly liveTalk?: boolean;
  readonly headquartersFirst?: boolean;
  readonly proposedSeverity?: string;
  /** Before or after the sale, as whoever took the report wrote down. */
  readonly enquiryStage?: string;
  readonly firstContactAt?: Instant;
  readonly failedAttempts?: number;
  readonly verifiedAt?: Instant;
  readonly severitySetAt?: Instant;
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
  /** When the branch said that it cannot solve it. */
  readonly escalatedAt?: Instant;
  readonly engineerId?: string;
  readonly confirmedBy?: 'customer' | 'staff' | 'noReply';
  readonly rating?: string;
  /** When the customer gave an opinion of how it was handled. */
  readonly opinionAt?: Instant;
  readonly reopenedTimes?: number;
  readonly reminders?: readonly Instant[];
  /** Since when the customer is waited for after words of ours that were not the answer itself. */
  readonly silentSince?: Instant | undefined;
  /** The customer wrote while their word was waited for, and nobody has written back. */
  readonly heardAt?: Instant | undefined;
  /** When time alone may bring the next step: workers look then. */
  readonly wakeAt?: Instant | undefined;
  readonly pausedFor?: readonly string[];
  /** When each reason was last taken up or lifted. */
  readonly pauseTurnedAt?: Readonly<Record<string, Instant>>;
  readonly closedAs?: string;
  /** Whose it was before it was last handed over, until that is taken back. */
  readonly ownerBefore?: { readonly unitId: string | null; readonly personId: string | null } | undefined;
}

export interface TaskOrderDetails {
  readonly passed?: readonly Passage[];
  readonly contentSet?: boolean;
  /** When a step found that it is needed: its clocks of assignment and issue run from there. */
  readonly neededAt?: Instant;
  readonly approvedById?: string;
  /** Approved after the plan's time for a later approval had passed. */
  readonly approvedLate?: boolean;
  /** The plan's time for a later approval passed without it. */
  readonly approvalOverdueAt?: Instant;
  readonly acceptedAt?: Instant;
  readonly workStartedAt?: Instant;
  readonly workDoneAt?: Instant;
  readonly recordSubmittedAt?: Instant;
  readonly evaluatedAt?: Instant;
  readonly reviewedAt?: Instant;
  readonly withdrawn?: boolean;
}

export interface VisitDetails {
  readonly passed?: readonly Passage[];
  readonly siteRulesAccepted?: boolean;
  readonly departedAt?: Instant;
  readonly expectedAt?: Instant;
  readonly arrivedAt?: Instant;
  readonly contactId?: string;
  readonly stepCount?: number;
  /** The customer agreed in writing that the engineer leaves before the service is back. */
  readonly waived?: boolean;
  readonly waivedAt?: Instant;
  readonly reliefArrived?: boolean;
  readonly attestedAt?: Instant;
  readonly siteCleaned?: boolean;
  readonly checkedAt?: Instant;
  readonly leftAt?: Instant;
  readonly calledOffAt?: Instant;
  /** Who was sent with it; absent where it is all whom the order named. */
  readonly people?: readonly string[];
}
