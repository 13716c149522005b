import type { FlowDefinition } from '#platform/flow/flow.ts';
import type { Instant } from '#platform/time/instant.ts';
import type {
  ConsentState,
  Dossier,
  RecordState,
  RequestState,
  SubjectKind,
  SubjectRef,
  TaskOrderState,
  VisitState,
} from './dossier.schema.ts';

type Code = null | boolean | number | string | readonly Code[] | { readonly [key: string]: Code };

/** A name that clocks listen to, with the subjects it concerns beside the one that moves, and the facts it sets. */
export interface ClockWrite {
  readonly type: string;
  readonly reason?: string;
  readonly automatic?: boolean;
  readonly fields?: Readonly<Record<string, Code>>;
  /** Subjects it concerns; absent: the request and the subject that moves. */
  readonly subjects?: readonly SubjectRef[];
  /** When it happened, where that is not when its event did. */
  readonly at?: Instant;
}

/** Something that a guard asks for did not come in the plan's time: what the guard serves is broken since then. */
export interface BrokenGate {
  readonly guard: string;
  readonly at: Instant;
  /** When it came after all; null while it has not. */
  readonly doneAt: Instant | null;
  /** The plan's time as it is written. */
  readonly limit: string | null;
}

export interface EventDraft {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly type: string;
  readonly flow: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly writes: readonly ClockWrite[];
  /** Codes, ids, numbers, instants as epoch milliseconds: nothing that a person wrote. */
  readonly data: Readonly<Record<string, Code>>;
  /** What people wrote: kept beside the evidence with a salt, its digest inside. */
  readonly texts: Readonly<Record<string, string>>;
  readonly contactId: string | null;
  readonly visibility: 'shared' | 'internal';
  /** Guards that were asked and held: the commitments behind them are the event's. */
  readonly guards: readonly string[];
  /** What the product did by itself in the command of somebody else; absent: whoever gave the command. */
  readonly by?: 'system';
  readonly breaks?: BrokenGate | undefined;
  /** When it happened, where that is not when the command's did: a row of a history that is read in. */
  readonly at?: Instant | undefined;
}

/** Words to or by the customer that a step causes. */
export interface MessageDraft {
  /** Where whoever wrote it made one. */
  readonly id?: string;
  readonly channel: string;
  readonly direction: 'incoming' | 'outgoing' | 'internal';
  readonly text: string;
  readonly author: 'actor' | 'system' | 'contact';
  readonly contactId: string | null;
  readonly fileIds: readonly string[];
  readonly automatic: boolean;
  /** Noted as said by a person, or to be delivered. */
  readonly delivery: 'noted' | 'queued';
}

export interface Firing {
  readonly flow: FlowDefinition;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly event: string;
  readonly data?: EventDraft['data'];
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly contactId?: string | null;
  readonly visibility?: 'shared' | 'internal';
  /** Beside the names that the flow's row writes. */
  readonly writes?: readonly ClockWrite[];
  /** Facts set for the clocks by the row's own names. */
  readonly fields?: ClockWrite['fields'];
  readonly subjects?: readonly SubjectRef[];
  /** Why clocks pause or end by the row's own names. */
  readonly reason?: string;
  /** Where the row leaves the choice to the step. */
  readonly to?: string;
  readonly breaks?: BrokenGate | undefined;
}

/**
 * What a step is deciding: the dossier as it becomes, the events that say why, the words that go out.
 * Pure: ids come in as data. The writer compares the dossier before and after and stores the difference in one transaction.
 */
export interface Draft {
  readonly dossier: () => Dossier;
  /** A flow by its identifier, as the registry that assembled this draft knows it. */
  readonly flow: (id: string) => FlowDefinition;
  /** The flow of the request's kind as it stands now. */
  readonly requestFlow: () => FlowDefinition;
  readonly fire: (firing: Firing) => void;
  /** An event that moves no flow: a cell filled, a signature, words written. */
  readonly note: (
    event: Pick<EventDraft, 'subject' | 'type' | 'data' | 'contactId' | 'visibility'> & {
      readonly texts?: Readonly<Record<string, string | undefined>>;
      readonly writes?: readonly ClockWrite[];
      readonly guards?: readonly string[];
      readonly at?: Instant;
    },
  ) => void;
  /** True where the flow has a move for the event in the subject's present state. */
  readonly can: (flow: FlowDefinition, subject: Firing['subject'], event: string) => boolean;
  readonly request: (patch: Partial<RequestState>) => void;
  readonly taskOrder: (id: string, patch: Partial<TaskOrderState>) => void;
  readonly visit: (id: string, patch: Partial<VisitState>) => void;
  readonly record: (id: string, patch: Partial<RecordState>) => void;
  readonly openTaskOrder: (order: TaskOrderState) => void;
  readonly openVisit: (visit: VisitState) => void;
  readonly openRecord: (record: RecordState) => void;
  readonly consent: (consent: ConsentState) => void;
  readonly say: (message: MessageDraft) => void;
  readonly nextId: () => string;
  readonly at: Instant;
  readonly now: Instant;
  readonly result: () => Decision;
}

export interface Decision {
  readonly dossier: Dossier;
  readonly events: readonly EventDraft[];
  readonly messages: readonly MessageDraft[];
}

export interface DraftContext {
  readonly at: Instant;
  readonly now: Instant;
  readonly nextId: () => string;
  readonly guards: readonly string[];
  readonly flows: Readonly<Record<string, FlowDefinition>>;
}
