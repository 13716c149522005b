import { sql, type Selectable, type Transaction, type Updateable } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { NoticedYear } from './reach-of-notice.rules.ts';

type Tx = Transaction<Tables>;

export type StoredRecount = Selectable<Tables['pledge.clock_recount']>;

/** Before all others. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const RUNS = ['running', 'paused'];

/**
 * Takes the oldest recount whose time has come and that no other worker holds; later ones wait for it. A worker that was killed holds it no
 * longer than it said.
 */
export async function claimRecount(
  tx: Tx,
  claim: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<StoredRecount | undefined> {
  const oldest = await tx
    .selectFrom('pledge.clock_recount')
    .selectAll()
    .where('state', '<>', 'done')
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (oldest === undefined || oldest.begins_at > claim.now) return undefined;
  const isHeld = oldest.held_by !== null && oldest.held_by !== claim.holder && (oldest.held_until ?? 0) >= claim.now;
  if (isHeld) return undefined;
  const begun = oldest.begun_at ?? claim.now;
  await tx
    .updateTable('pledge.clock_recount')
    .set({
      state: 'running',
      begun_at: formatInstant(begun as Instant),
      held_by: claim.holder,
      held_until: formatInstant(claim.until),
    })
    .where('id', '=', oldest.id)
    .execute();
  return oldest;
}

/** Writes how far a recount is; undefined where it is this worker's no more. */
export async function advanceRecount(
  tx: Tx,
  held: { readonly id: string; readonly holder: string },
  set: Updateable<Tables['pledge.clock_recount']>,
): Promise<StoredRecount | undefined> {
  return tx
    .updateTable('pledge.clock_recount')
    .set(set)
    .where('id', '=', held.id)
    .where('held_by', '=', held.holder)
    .returningAll()
    .executeTakeFirst();
}

/** Which requests a recount is about. */
export type Concerned =
  /** Clocks on one of these calendars that a day from this one on could move. */
  | { readonly from: Instant; readonly calendars: readonly string[] }
  /** Requests of a project under another version than this one. */
  | { readonly projectId: string; readonly planId: string };

/** Ids of the requests concerned, in their order, after a place; `limit` of them at most. */
export async function requestsAfter(tx: Tx, concerned: Concerned, page: { place: string; limit: number }): Promise<string[]> {
  const { place, limit } = page;
  const { rows } = await ('from' in concerned
    ? sql<{ id: string }>`select distinct request_id as id from pledge.clock
        where state = any(${RUNS}) and request_id > ${place}::uuid and calendar = any(${[...concerned.calendars]})
          and (state = 'paused' or due_at is null or due_at >= ${formatInstant(concerned.from)}::timestamptz)
        order by request_id limit ${limit}`.execute(tx)
    : sql<{ id: string }>`select id from pledge.service_request
        where project_id = ${concerned.projectId} and plan_id <> ${concerned.planId} and id > ${place}::uuid
          and (closed_at is null or id in (select request_id from pledge.clock where state = any(${RUNS})))
        order by id limit ${limit}`.execute(tx));
  return rows.map(({ id }) => id);
}

/** What came into the holiday table at an instant. */
export async function noticesAt(tx: Tx, at: Instant): Promise<NoticedYear[]> {
  const rows = await tableUpTo(tx, at);
  return rows
    .filter((row) => row.imported_at === at)
    .map((row) => ({
      set: row.holiday_set,
      year: row.year,
      source: row.source,
      now: row.withdrawn ? null : { off: row.off, makeUp: row.make_up },
      ...before(
        rows.filter((one) => one.imported_at < at),
        { set: row.holiday_set, year: row.year },
      ),
    }));
}

/** What the table says by an instant of a year and of its set: what a notice of that year comes upon. */
export async function yearBefore(
  tx: Tx,
  asked: { readonly set: string; readonly year: number; readonly at: Instant },
): Promise<Pick<NoticedYear, 'before' | 'knownUntil'>> {
  return before(await tableUpTo(tx, asked.at), asked);
}

type TableRow = Awaited<ReturnType<typeof tableUpTo>>[number];

function tableUpTo(tx: Tx, at: Instant) {
  return tx
    .selectFrom('pledge.holiday_year')
    .select(['holiday_set', 'year', 'off', 'make_up', 'source', 'imported_at', 'withdrawn'])
    .where('imported_at', '<=', sql<number>`${formatInstant(at)}::timestamptz`)
    .orderBy('imported_at')
    .execute();
}

function before(rows: readonly TableRow[], asked: { set: string; year: number }): Pick<NoticedYear, 'before' | 'knownUntil'> {
  // Of each year the last one stands.
  const newest = new Map(rows.filter((row) => row.holiday_set === asked.set).map((row) => [row.year, row]));
  const held = [...newest.values()].filter(({ withdrawn }) => !withdrawn);
  const ofYear = held.find(({ year }) => year === asked.year);
  return {
    before: ofYear === undefined ? null : { off: ofYear.off, makeUp: ofYear.make_up },
    knownUntil: held.length === 0 ? null : Math.max(...held.map(({ year }) => year)),
  };
}

/** The versions of plans under which clocks run. */
export async function plansThatRun(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct plan_id as id from pledge.clock where state = any(${RUNS})`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
