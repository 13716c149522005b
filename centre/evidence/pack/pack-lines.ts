import type { CommitmentTerms } from '#centre/commitments/index.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import type { SealedPlace } from '#platform/evidence-log/sealed-places.ts';
import { hashedOf } from '#platform/evidence-log/stored-event.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { PackedDuty } from './pack-around.store.ts';
import type { PackedEvent, PackedOutcome, PackedRequest, PackedText } from './pack.store.ts';

const at = (instant: number): string => formatInstant(instant as Instant);
const orNull = (instant: number | null): string | null => (instant === null ? null : at(instant));

/** Parts of a pack that grow with it are lines of JSON. */
export function linesOf(values: readonly unknown[]): Buffer {
  return Buffer.from(values.map((value) => `${canonicalJson(value as Json)}\n`).join(''));
}

export function requestLine(request: PackedRequest): unknown {
  return {
    id: request.id,
    number: request.number,
    kind: request.kind,
    state: request.state,
    projectId: request.project_id,
    planId: request.plan_id,
    receivedAt: at(request.received_at),
    closedAt: orNull(request.closed_at),
  };
}

/** What the hash covers, the hashes, the place in its seal, and the texts whose digests stand in it. */
export function eventLine(event: PackedEvent, texts: readonly PackedText[], place: SealedPlace | undefined): unknown {
  return {
    event: hashedOf(event),
    previousHash: event.previous_hash?.toString('hex') ?? null,
    hash: event.hash.toString('hex'),
    sealed: place ?? null,
    texts: Object.fromEntries(
      texts.map(({ field, salt, text, erased_at: erasedAt, erased_under: erasedUnder }) => [
        field,
        erasedAt === null ? { salt, text } : { erasedAt: at(erasedAt), erasedUnder },
      ]),
    ),
  };
}

export function outcomeLine(outcome: PackedOutcome): unknown {
  return {
    requestId: outcome.request_id,
    clock: outcome.clock,
    subject: { kind: outcome.subject_kind, id: outcome.subject_id },
    cycle: outcome.cycle,
    verdict: outcome.verdict,
    at: at(outcome.at),
    dueAt: orNull(outcome.due_at),
    limit: outcome.limit_text,
    cause: outcome.cause,
    commitments: outcome.commitments,
    eventId: outcome.event_id,
  };
}

export function dutyLine(duty: PackedDuty): unknown {
  return {
    id: duty.id,
    projectId: duty.project_id,
    planId: duty.plan_id,
    work: duty.work,
    dueOn: duty.due_on,
    dueAt: at(duty.due_at),
    site: duty.site,
    product: duty.product,
    commitments: duty.commitments,
    eventId: duty.event_id,
  };
}

/** A version of a plan, and the last day that the pack speaks of, `YYYY-MM-DD` in the plan's zone. */
export interface PromisingPlan {
  readonly id: string;
  readonly projectId: string;
  readonly lastDay: string;
}

/** What a plan promises, and how it is measured: what nothing measures yet names what it waits for. */
export function commitmentLine(plan: PromisingPlan, { commitment, feeds }: CommitmentTerms): unknown {
  const { id, clause, zh, en, means, repeats = [] } = commitment;
  const measuredBy = feeds.filter(({ by }) => by !== null).map(({ by, names }) => ({ by, names }));
  const waitsFor = feeds.filter(({ by }) => by === null).map(({ means: unfed, names }) => ({ means: unfed, names }));
  const { id: planId, projectId, lastDay } = plan;
  return { planId, projectId, lastDay, id, clause, zh, en, means, repeats, measuredBy, waitsFor };
}

/** Where each stream of some events ends: a pack holds streams from their first event to this one. */
export function streamEnds(events: readonly PackedEvent[]): unknown[] {
  const ends = new Map<string, PackedEvent>();
  for (const event of events) ends.set(`${event.stream_kind}/${event.stream_id}`, event);
  return [...ends.values()].map((end) => ({
    kind: end.stream_kind,
    id: end.stream_id,
    requestId: end.request_id,
    events: end.seq,
    hash: end.hash.toString('hex'),
  }));
}
