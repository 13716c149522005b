import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { clockRow, type ClockOwner } from '../clocks.store.ts';
import type { MovedClocks } from '../moved-clocks.rules.ts';
import { limitText } from '../subject-clocks.rules.ts';
import type { ClockDifference } from './differences.rules.ts';

/** A request whose clocks were counted again. */
export interface RecountedRequest {
  readonly owner: ClockOwner;
  /** The clocks whose rows are written: every cycle of each that became another. */
  readonly moved: MovedClocks;
  /** Where its chain ends now. */
  readonly end: { readonly seq: number; readonly hash: Buffer | null };
  readonly differences: readonly ClockDifference[];
}

/**
 * Writes many requests at once: the rows of their clocks, when each falls due next, the end of its chain, the version it runs under. A row per
 * clock would be as many statements as there are values; here the rows travel as one document for each table.
 */
export function writeRecounted(tx: Transaction<Tables>, requests: readonly RecountedRequest[], now: Instant): void {
  if (requests.length === 0) return;
  const clocks = requests.flatMap(({ owner, moved }) =>
    moved.clocks.map(({ subject, clock }) => ({ request_id: owner.request_id, subject_id: subject.id, clock: clock.clock })),
  );
  const rows = requests.flatMap(({ owner, moved }) =>
    moved.clocks.map((entry) => plain(clockRow(entry, owner, { recorded: moved.recorded, now }))),
  );
  const ends = requests.map(({ owner, moved, end }) => ({
    id: owner.request_id,
    plan_id: owner.plan_id,
    next_due_at: moved.nextDueAt === null ? null : formatInstant(moved.nextDueAt),
    seq: end.seq,
    last_hash: end.hash === null ? null : end.hash.toString('hex'),
  }));
  later(
    tx,
    sql`delete from pledge.clock cached using jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb)
        as written (request_id uuid, subject_id uuid, clock text)
      where cached.request_id = written.request_id and cached.subject_id = written.subject_id and cached.clock = written.clock`,
  );
  later(
    tx,
    sql`insert into pledge.clock select clock.* from jsonb_populate_recordset(null::pledge.clock, ${JSON.stringify(rows)}::jsonb) clock`,
  );
  later(
    tx,
    sql`update pledge.service_request request set next_due_at = told.next_due_at, plan_id = told.plan_id, seq = told.seq,
      last_hash = coalesce(decode(told.last_hash, 'hex'), request.last_hash)
      from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
        as told (id uuid, plan_id uuid, next_due_at timestamptz(3), seq integer, last_hash text)
      where request.id = told.id`,
  );
}

/** Writes what a recount changed, a row per clock. */
export function writeDifferences(tx: Transaction<Tables>, recountId: string, requests: readonly RecountedRequest[]): void {
  const rows = requests.flatMap(({ owner, differences }) => differences.map((one) => changeRow(recountId, owner, one)));
  if (rows.length === 0) return;
  later(
    tx,
    sql`insert into pledge.clock_change select change.*
      from jsonb_populate_recordset(null::pledge.clock_change, ${JSON.stringify(rows)}::jsonb) change`,
  );
}

function changeRow(recountId: string, owner: ClockOwner, { before, after, days, breachedAt }: ClockDifference) {
  const [was, is] = [before.clock, after.clock];
  return {
    provider_id: owner.provider_id,
    id: randomUUID(),
    recount_id: recountId,
    request_id: owner.request_id,
    subject_kind: after.subject.kind,
    subject_id: after.subject.id,
    clock: is.clock,
    cycle: is.cycle,
    plan_id: owner.plan_id,
    state: is.state,
    cancel_cause: is.cancelCause,
    due_before: text(was.answer.dueAt),
    due_after: text(is.answer.dueAt),
    remaining_before: was.answer.remainingSeconds,
    remaining_after: is.answer.remainingSeconds,
    limit_before: limitText(was.definition),
    limit_after: limitText(is.definition),
    calendar_before: was.definition.calendar,
    calendar_after: is.definition.calendar,
    days,
    breached_at: text(breachedAt),
  };
}

/** Columns of JSON as values and not as texts of them: here they are part of a document. */
function plain(row: ReturnType<typeof clockRow>) {
  return { ...row, past_breaches: JSON.parse(row.past_breaches) as unknown, warn_at: JSON.parse(row.warn_at) as unknown };
}

function text(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
