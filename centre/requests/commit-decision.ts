import type { Transaction } from 'kysely';
import { refreshClocks } from '#centre/commitments/index.ts';
import { commitmentsOfGate, type ServicePlan } from '#centre/plan/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier, SubjectRef } from '#flows/dossier/dossier.schema.ts';
import type { ClockWrite, Decision, EventDraft } from '#flows/dossier/draft.schema.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents, type StreamEnd } from '#platform/evidence-log/append.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { streamKey, type StreamEnds } from './dossier.store.ts';
import { writeDossier } from './dossier-write.store.ts';
import type { RequestWords } from './request-words.schema.ts';
import type { RowsOwner } from './rows-owner.ts';
import { noteFileUses } from './files.store.ts';
import { writeMessages, type MailSetting } from './messages.store.ts';
import { issueRecordNumbers } from './numbers.store.ts';

export interface DecisionToCommit {
  readonly before: Dossier;
  readonly ends: StreamEnds;
  readonly decision: Decision;
  readonly actor: Actor;
  readonly now: Instant;
  readonly at: Instant;
  readonly lateReason: string | null;
  /** See `CommandRun`. */
  readonly deviceAhead?: number | undefined;
  readonly mail: MailSetting;
  /** Given where the request itself begins. */
  readonly words?: RequestWords;
}

/**
 * Writes what was decided, all in the command's transaction: events with their chains, rows, words, and the clocks they move.
 * There is no second way to write a dossier.
 */
export async function commitDecision(tx: Transaction<Tables>, commit: DecisionToCommit): Promise<Dossier> {
  const { decision, actor, now } = commit;
  const after = await issueRecordNumbers(tx, decision.dossier, { providerId: actor.providerId, at: commit.at });
  const { request } = after;
  const owner: RowsOwner = {
    providerId: actor.providerId,
    customerId: request.customerId,
    projectId: request.projectId,
    siteId: request.siteId,
    requestId: request.id,
    now,
  };
  const stamped = decision.events.map((event) => ({ id: uuidv7(now), event }));
  const ends = await appendStreams(tx, commit, { stamped, owner, plan: after.surroundings.plan });
  await writeDossier(tx, owner, { before: commit.before, after, ends, ...(commit.words ? { words: commit.words } : {}) });
  const touched = await writeClockEvents(tx, { owner, stamped, request: after.request, at: commit.at });
  const first = stamped[0];
  if (first !== undefined && decision.messages.length > 0) {
    touched.push(
      ...(await writeMessages(tx, {
        owner,
        dossier: after,
        actor,
        at: commit.at,
        eventId: first.id,
        messages: decision.messages,
        mail: commit.mail,
      })),
    );
  }
  await noteFileUses(tx, owner, { events: stamped, messages: decision.messages });
  if (touched.length > 0 && first !== undefined)
    await refreshClocks(tx, { providerId: actor.providerId, requestId: request.id, now, eventId: first.id });
  return after;
}

type Stamped = readonly { readonly id: string; readonly event: EventDraft }[];

/** Appends each stream's events in order; a stream that begins here has no end yet. */
async function appendStreams(
  tx: Transaction<Tables>,
  commit: DecisionToCommit,
  write: { stamped: Stamped; owner: RowsOwner; plan: ServicePlan },
): Promise<Map<string, StreamEnd>> {
  const ends = new Map<string, StreamEnd>();
  const streams = new Map<string, { kind: string; id: string; events: Stamped[number][] }>();
  for (const entry of write.stamped) {
    const { kind, id } = entry.event.subject;
    const stream = streams.get(streamKey(kind, id)) ?? { kind, id, events: [] };
    stream.events.push(entry);
    streams.set(streamKey(kind, id), stream);
  }
  const { actor } = commit;
  const streamOwner = {
    providerId: actor.providerId,
    customerId: write.owner.customerId,
    requestId: write.owner.requestId,
    recordedAt: commit.now,
    deviceAhead: commit.deviceAhead,
    actor: { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) },
  };
  for (const [key, stream] of streams) {
    const end = await appendEvents(tx, streamOwner, {
      kind: stream.kind,
      id: stream.id,
      end: commit.ends.get(key) ?? { seq: 0, hash: null },
      events: stream.events.map(({ id: eventId, event }) => ({
        id: eventId,
        type: event.type,
        flow: event.flow,
        from: event.from,
        to: event.to,
        writes: event.writes.map((written) => written.type),
        data: event.data,
        texts: event.texts,
        contactId: event.contactId,
        visibility: event.visibility,
        commitments: commitmentsBehind(write.plan, event.guards),
        occurredAt: commit.at,
        lateReason: commit.lateReason,
      })),
    });
    ends.set(key, end);
  }
  return ends;
}

/** The commitments that the plan names for the guards an event passed. */
export function commitmentsBehind(plan: Pick<ServicePlan, 'gates'>, guards: readonly string[]): string[] {
  const named = guards.flatMap((guard) => {
    const behind = commitmentsOfGate(plan, guard);
    return behind === 'off' ? [] : behind;
  });
  return [...new Set(named)];
}

/** Tells the clocks: a row per written name and subject it concerns, with the facts the event sets. */
async function writeClockEvents(
  tx: Transaction<Tables>,
  write: { owner: RowsOwner; stamped: Stamped; request: Dossier['request']; at: Instant },
): Promise<SubjectRef[]> {
  const { owner, request } = write;
  const rows = write.stamped.flatMap(({ id, event }) => {
    let place = 0;
    return event.writes.flatMap((written) =>
      subjectsOf(written, event, request.id).map((subject) => ({
        provider_id: owner.providerId,
        subject_kind: subject.kind,
        subject_id: subject.id,
        event_id: id,
        place: place++,
        customer_id: owner.customerId,
        request_id: owner.requestId,
        type: written.type,
        at: formatInstant(write.at),
        recorded_at: formatInstant(owner.now),
        reason: written.reason ?? null,
        automatic: written.automatic ?? false,
        fields: JSON.stringify(
          subject.kind === 'serviceRequest'
            ? (written.fields ?? {})
            : { kind: request.kind, severity: request.severity, ...written.fields },
        ),
      })),
    );
  });
  if (rows.length > 0) await tx.insertInto('pledge.clock_event').values(rows).execute();
  return rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id }));
}

function subjectsOf(written: ClockWrite, event: EventDraft, requestId: string): readonly SubjectRef[] {
  if (written.subjects !== undefined) return written.subjects;
  const request = { kind: 'serviceRequest', id: requestId };
  return event.subject.kind === 'serviceRequest' ? [request] : [request, event.subject];
}
