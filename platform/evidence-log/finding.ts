/** What did not hold. */
export type AuditFault =
  /** A gap in a stream, or another predecessor than the event names. */
  | 'chain'
  /** The event was changed. */
  | 'hash'
  /** A text no longer fits its digest, or is gone without having been erased. */
  | 'text'
  /** The stream ends elsewhere than its subject says. */
  | 'tail'
  /** The event, however well it is chained, is not what was sealed: changed, put in or (where it is not named) taken away. */
  | 'sealed'
  /** The seal itself is not what was signed, does not follow the one before it, or is gone. */
  | 'seal'
  /** A seal that was written off the machine is not here. */
  | 'kept'
  /** A seal is signed with a key of which no event says that it came in the place of another. */
  | 'key'
  /** What was signed is no longer what stands there. */
  | 'signature'
  /** The text of a plan is not the one that was applied. */
  | 'plan'
  /** The conversation says other than the evidence. */
  | 'message'
  /** A stored answer is not what the events give. */
  | 'clock';

export interface AuditFinding {
  readonly fault: AuditFault;
  /** `seal` where a seal is named and no event: then `seq` is its number. */
  readonly streamKind: string;
  readonly streamId: string;
  readonly seq: number;
  readonly eventId: string | null;
}

/** The first by kind, stream and place; of two at one place the one that is named first here. Null where there is none. */
export function firstOf(findings: readonly (AuditFinding | null)[]): AuditFinding | null {
  return findings.reduce((least, one) => (one !== null && (least === null || isBefore(one, least)) ? one : least), null);
}

function isBefore(one: AuditFinding, other: AuditFinding): boolean {
  if (one.streamKind !== other.streamKind) return one.streamKind < other.streamKind;
  return one.streamId === other.streamId ? one.seq < other.seq : one.streamId < other.streamId;
}
