import type { Transaction } from 'kysely';
import {
  clocksMoved,
  recordGateBreaches,
  rulesThrough,
  writeHeard,
  writeMovedClocks,
  type ClockMemory,
} from '#centre/commitments/index.ts';
import { commitmentsOfGate, type ServicePlan } from '#centre/plan/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { Decision, EventDraft } from '#flows/dossier/draft.schema.ts';
import { withPrintedNumber } from '#flows/intake/consultation-record.rules.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents, type StreamEnd, type StreamOwner } from '#platform/evidence-log/append.ts';
import type { Instant } from '#platform/time/instant.ts';
import { streamKey, type StreamEnds } from './dossier.store.ts';
import { writeDossier } from './dossier-write.store.ts';
import type { RowsOwner } from './rows-owner.ts';
import { noteFileUses } from './files.store.ts';
import { heardOfEvents, type Stamped } from './heard-events.rules.ts';
import { heardOfMessages, MESSAGE_TEXT, writeMessages, type MailSetting } from './messages.store.ts';
import { issueRecordNumbers } from './numbers.store.ts';
import { indexTexts } from './text-index/write.store.ts';

export interface DecisionToCommit {
  readonly before: Dossier;
  readonly ends: StreamEnds;
  /** What the request's clocks were told before. */
  readonly memory: ClockMemory;
  readonly decision: Decision;
  readonly actor: Actor;
  readonly now: Instant;
  readonly at: Instant;
  readonly lateReason: string | null;
  /** See `CommandRun`. */
  readonly deviceAhead?: number | undefined;
  readonly mail: MailSetting;
  /** Whether the request itself begins with it. */
  readonly isNew?: true;
  /** A history that is read in: what its clocks came to by now is known, and is recorded with its last event. */
  readonly isHistory?: boolean;
}

/**
 * Writes what was decided, all in the command's transaction: events with their chains, rows, words, and the clocks they move.
 * Nothing is waited for: it all travels with the commit. There is no second way to write a dossier.
 */
export async function commitDecision(tx: Transaction<Tables>, commit: DecisionToCommit): Promise<Dossier> {
  const { decision, actor, now } = commit;
  const after = withPrintedNumber(
    await issueRecordNumbers(tx, decision.dossier, { providerId: actor.providerId, at: commit.at }),
  );
  const { request } = after;
  const owner: RowsOwner = {
    providerId: actor.providerId,
    customerId: request.customerId,
    projectId: request.projectId,
    siteId: request.siteId,
    requestId: request.id,
    now,
  };
  const stamped = withSigned(withWords(decision), commit.before, after).map((event) => ({ id: uuidv7(now), event }));
  const first = stamped[0];
  const heard = [
    ...heardOfEvents(stamped, { request, at: commit.at, now }),
    ...(first === undefined ? [] : heardOfMessages({ owner, actor, at: commit.at, eventId: first.id }, decision.messages)),
  ];
  const { plan, planId } = after.surroundings;
  const moved =
    heard.length === 0
      ? null
      : clocksMoved(await rulesThrough(tx, { id: planId, plan }, commit.memory), {
          memory: commit.memory,
          heard,
          now,
          ...(commit.isHistory === undefined ? {} : { isHistory: commit.isHistory }),
        });
  const ends = appendStreams(tx, commit, { stamped, owner, plan });
  const isNew = commit.isNew === true;
  const messages = decision.messages.map((message) => ({ ...message, id: message.id ?? uuidv7(now) }));
  writeDossier(tx, owner, {
    before: commit.before,
    after,
    ends,
    isNew,
    nextDueAt: moved?.nextDueAt,
  });
  // After the request's own row: a report may name files.
  await noteFileUses(tx, owner, { events: stamped, messages });
  indexTexts(tx, owner, { before: commit.before, after, isNew, events: stamped, messages, at: commit.at });
  if (first === undefined) return after;
  writeMessages(tx, {
    owner,
    dossier: after,
    actor,
    at: commit.at,
    eventId: first.id,
    messages,
    mail: commit.mail,
  });
  const clockOwner = clockOwnerOf(owner, after);
  writeHeard(tx, clockOwner, heard);
  recordGateBreaches(tx, clockOwner, { breaches: breachesIn(stamped), plan, now });
  const owedTo = (commit.isHistory === true ? stamped.at(-1) : undefined) ?? first;
  if (moved !== null) writeMovedClocks(tx, clockOwner, { ...moved, eventId: owedTo.id, now, isNew });
  return after;
}

/** The gates that events of this command found broken. */
function breachesIn(stamped: Stamped) {
  return stamped.flatMap(({ id, event }) =>
    event.breaks === undefined ? [] : [{ ...event.breaks, subject: event.subject, eventId: id }],
  );
}

/** The first event of a decision keeps the words of the conversation that it brought, each under a digest of its own. */
function withWords({ events, messages }: Decision): readonly EventDraft[] {
  const [first, ...others] = events;
  if (first === undefined || messages.length === 0) return events;
  const words = messages.map(({ text }, place): [string, string] => [`${MESSAGE_TEXT}${place + 1}`, text]);
  return [{ ...first, texts: { ...first.texts, ...Object.fromEntries(words) } }, ...others];
}

/** The first event names what was signed with it, each under its digest: whoever changes signed cells has more than their own rows to change. */
function withSigned(events: readonly EventDraft[], before: Dossier, after: Dossier): readonly EventDraft[] {
  const known = new Set(before.records.flatMap(({ signatures }) => signatures.map(({ id }) => id)));
  const signed = after.records.flatMap(({ id: record, signatures }) =>
    signatures.filter(({ id }) => !known.has(id)).map(({ field, digest }) => ({ record, field, digest })),
  );
  const [first, ...others] = events;
  if (first === undefined || signed.length === 0) return events;
  return [{ ...first, data: { ...first.data, signed } }, ...others];
}

/** Appends each stream's events in order; a stream that begins here has no end yet. */
function appendStreams(
  tx: Transaction<Tables>,
  commit: DecisionToCommit,
  write: { stamped: Stamped; owner: RowsOwner; plan: ServicePlan },
): Map<string, StreamEnd> {
  const ends = new Map<string, StreamEnd>();
  const streams = new Map<string, { kind: string; id: string; events: Stamped[number][] }>();
  for (const entry of write.stamped) {
    const { kind, id } = entry.event.subject;
    const stream = streams.get(streamKey(kind, id)) ?? { kind, id, events: [] };
    stream.events.push(entry);
    streams.set(streamKey(kind, id), stream);
  }
  for (const [key, stream] of streams) {
    let end = commit.ends.get(key) ?? { seq: 0, hash: null };
    for (const run of runsByActor(stream.events)) {
      end = appendEvents(tx, streamOwner(commit, write.owner, run[0]?.event.by), {
        kind: stream.kind,
        id: stream.id,
        end,
        events: run.map(({ id: eventId, event }) => ({
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
          occurredAt: event.at ?? commit.at,
          lateReason: commit.lateReason,
        })),
      });
    }
    ends.set(key, end);
  }
  return ends;
}

/** The events of a stream in order, parted where another acts. */
function runsByActor(events: Stamped): Stamped[number][][] {
  const runs: Stamped[number][][] = [];
  for (const entry of events) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.event.by === entry.event.by) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function streamOwner(commit: DecisionToCommit, owner: RowsOwner, by: EventDraft['by']): StreamOwner {
  const { actor } = commit;
  const person = { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) };
  return {
    providerId: actor.providerId,
    customerId: owner.customerId,
    requestId: owner.requestId,
    recordedAt: commit.now,
    deviceAhead: commit.deviceAhead,
    actor: by === 'system' ? { kind: 'system', id: null } : person,
  };
}

/** The commitments that the plan names for the guards an event passed. */
export function commitmentsBehind(plan: Pick<ServicePlan, 'gates'>, guards: readonly string[]): string[] {
  const named = guards.flatMap((guard) => {
    const behind = commitmentsOfGate(plan, guard);
    return behind === 'off' ? [] : behind;
  });
  return [...new Set(named)];
}

function clockOwnerOf(owner: RowsOwner, { request, surroundings }: Dossier) {
  return {
    provider_id: owner.providerId,
    customer_id: owner.customerId,
    project_id: owner.projectId,
    site_id: owner.siteId,
    request_id: owner.requestId,
    plan_id: surroundings.planId,
    owner_unit_id: request.ownerUnitId,
    owner_person_id: request.ownerPersonId,
  };
}
