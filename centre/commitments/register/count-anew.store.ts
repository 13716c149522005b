import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { counting } from './count.store.ts';
import type { CountedTable, ObjectivesBeside } from './objectives-beside.ts';

/** Requests that are counted together: what is not committed when a worker ends is counted again, and nobody waits longer than for one portion. */
export const PORTION = 500;
/** Rows of what was counted before that go at once, of each table. */
const CLEARED_AT_ONCE = 10_000;

const KEPT: readonly CountedTable[] = ['pledge.fulfilment_month', 'pledge.fulfilment_house_month'];

type Tx = Transaction<Tables>;
type Counting = Awaited<ReturnType<typeof countingNow>>;

/**
 * Counts everything there is, a portion at a time, each in the transaction it is called in; true once all of it is counted. What was
 * counted before goes first. Then requests of no project get their marks: they count once their project is known. Then those of the
 * projects, one project after the other, are counted with all that one statement sees of them, whose marks it takes. What is written
 * of a request that was counted keeps its mark until the whole is: so each event is either seen by the portion or marked, never both.
 */
export async function countPortion(
  tx: Tx,
  about: { readonly now: Instant; readonly objectives: ObjectivesBeside; readonly portion: number },
): Promise<boolean> {
  const counting = await countingNow(tx);
  if (counting === undefined) {
    await beginCounting(tx, about.now);
    return false;
  }
  if (counting.stage === 'clearing') {
    if ((await clearSome(tx, [...KEPT, ...about.objectives.kept])) === 0) await advance(tx, { stage: 'unassigned' });
    return false;
  }
  const portion = await requestsAfter(tx, counting, about.portion);
  const last = portion.at(-1);
  if (last !== undefined) {
    const ids = portion.map(({ id }) => id);
    if (counting.stage === 'unassigned') await markWhole(tx, ids);
    else {
      await countRequests(tx, ids);
      await about.objectives.keep(tx, ids);
    }
    const requests = counting.requests + ids.length;
    await advance(tx, { stage: counting.stage, project_id: last.project_id, request_id: last.id, requests });
    return false;
  }
  if (counting.stage === 'unassigned') {
    await advance(tx, { stage: 'projects', request_id: null });
    return false;
  }
  await endCounting(tx, about.now);
  return true;
}

function countingNow(tx: Tx) {
  return tx.selectFrom('pledge.register_counting').select(['stage', 'project_id', 'request_id', 'requests']).executeTakeFirst();
}

async function beginCounting(tx: Tx, now: Instant): Promise<void> {
  await tx
    .insertInto('pledge.register_counting')
    .values({ provider_id: sql<string>`pledge.current_provider()`, stage: 'clearing', begun_at: formatInstant(now) })
    .execute();
}

async function advance(
  tx: Tx,
  set: {
    stage: 'clearing' | 'unassigned' | 'projects';
    project_id?: string | null;
    request_id?: string | null;
    requests?: number;
  },
): Promise<void> {
  await tx.updateTable('pledge.register_counting').set(set).execute();
}

async function endCounting(tx: Tx, now: Instant): Promise<void> {
  await tx.deleteFrom('pledge.register_counting').execute();
  await tx
    .insertInto('pledge.register_count')
    .values({ provider_id: sql<string>`pledge.current_provider()`, counted_at: formatInstant(now) })
    .execute();
}

/** Takes away some rows of each table; 0 where none has any left. */
async function clearSome(tx: Tx, tables: readonly CountedTable[]): Promise<number> {
  let cleared = 0;
  for (const table of tables) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ctid = any (array(
        select ctid from ${sql.table(table)} where provider_id = pledge.current_provider() limit ${CLEARED_AT_ONCE}))`.execute(
      tx,
    );
    cleared += Number(numAffectedRows ?? 0);
  }
  return cleared;
}

/** The next requests of the stage: those of no project by their ids, or those of the projects, one after the other. */
async function requestsAfter(
  tx: Tx,
  counting: NonNullable<Counting>,
  portion: number,
): Promise<{ id: string; project_id: string | null }[]> {
  const after =
    counting.request_id === null
      ? sql<boolean>`true`
      : counting.stage === 'unassigned'
        ? sql<boolean>`id > ${counting.request_id}::uuid`
        : sql<boolean>`(project_id, id) > (${counting.project_id}::uuid, ${counting.request_id}::uuid)`;
  return tx
    .selectFrom('pledge.service_request')
    .select(['id', 'project_id'])
    .where('project_id', counting.stage === 'unassigned' ? 'is' : 'is not', null)
    .where(after)
    .orderBy('project_id')
    .orderBy('id')
    .limit(portion)
    .execute();
}

/** All that is known of some requests, and the marks that say so. */
const known = (ids: readonly string[]) => {
  const these = sql`provider_id = pledge.current_provider() and request_id = any (${[...ids]}::uuid[])`;
  return sql`taken as (delete from pledge.fulfilment_mark where ${these}), moved as (
      select request_id, id as event_id from pledge.event where ${these}
      union all select request_id, id from pledge.step_refusal where ${these})`;
};

async function countRequests(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`with ${known(ids)}, ${counting} select 1`.execute(tx);
}

/** One mark for each request, with all that is known of it: what was written before there were marks has none. */
async function markWhole(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    with ${known(ids)}
    insert into pledge.fulfilment_mark (provider_id, request_id, event_ids)
    select pledge.current_provider(), request_id, array_agg(event_id) from moved group by request_id`.execute(tx);
}
