/** One attempt to have a command carried out, as its sender saw it. */
export interface Attempt {
  /** Where it was sent. */
  readonly base: string;
  readonly sentAt: number;
  readonly endedAt: number;
  /** The HTTP status; `unknown` where no answer came, or one that does not tell (5xx). */
  readonly outcome: number | 'unknown';
  /** Why it is unknown. */
  readonly why?: string;
  /** Whether the sender itself hung up. */
  readonly givenUp?: boolean;
}

export interface SettledAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A command and everything its sender knows of it. */
export interface Call {
  readonly commandId: string;
  readonly who: string;
  readonly path: string;
  /** The event of the flow that it fires. */
  readonly event: string;
  /** Whose event it is; null where the command makes the subject. */
  readonly subjectId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly attempts: Attempt[];
  /** The first answer that told what became of it; undefined as long as none did. */
  answer?: SettledAnswer;
}

/** Everything that was sent in a drill, in the order of first sending. */
export interface History {
  readonly calls: Call[];
  /** Ids of the requests that were acknowledged. */
  readonly requestIds: Set<string>;
}

export function isAcknowledged(call: Call): call is Call & { readonly answer: SettledAnswer } {
  return call.answer !== undefined && call.answer.status >= 200 && call.answer.status < 300;
}

export function wasUnknown(call: Call): boolean {
  return call.attempts.some((attempt) => attempt.outcome === 'unknown');
}
