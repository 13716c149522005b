import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

/** Whose rows a command writes: copied into each of them. */
export interface RowsOwner {
  readonly providerId: string;
  readonly customerId: string | null;
  readonly projectId: string | null;
  readonly siteId: string | null;
  readonly requestId: string;
  readonly now: Instant;
}

/** An instant as SQL wants it. */
export function at(value: Instant | null | undefined): string | null {
  return value === null || value === undefined ? null : formatInstant(value);
}

/** The end of a stream as columns; nothing where the stream did not move. */
export function chain(end: StreamEnd | undefined): { seq?: number; last_hash?: Buffer } {
  return end === undefined || end.hash === null ? {} : { seq: end.seq, last_hash: end.hash };
}

/** The end of a stream that begins with its row. */
export function needed(end: StreamEnd | undefined): { seq: number; hash: Buffer } {
  // A row is born with an event of its own: without one its chain would have no beginning.
  if (end === undefined || end.hash === null) throw new Error('a row without its first event');
  return { seq: end.seq, hash: end.hash };
}

export function ofCustomer(owner: RowsOwner): string {
  if (owner.customerId === null) throw new Error('an order without a customer');
  return owner.customerId;
}

export function ofProject(owner: RowsOwner): string {
  if (owner.projectId === null) throw new Error('an order without a project');
  return owner.projectId;
}
