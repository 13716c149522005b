import { randomUUID } from 'node:crypto';
import { readLogMap, type RowFault } from '#centre/history/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { loadActor } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { FileDamaged, type FileStore } from '#platform/files/file-store.ts';
import type { Words } from '#platform/command/refusal.ts';
import { csvRefusedWords } from '#platform/csv/refused-words.rules.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { Transaction } from 'kysely';
import { importHistories, prepareLog, type ImportCount, type ImportDeps, type ReadyLog } from '../import/import-log.ts';
import { isImporter } from './history-import.ts';
import {
  changeImport,
  claimImport,
  keepFaults,
  keepHolding,
  lockImport,
  planInForce,
  type StoredImport,
} from './history-import.store.ts';
import { pulseOf } from '../log-pulse.ts';
import { fileMissing } from '../open-log.texts.ts';
import { failures } from './history-import.texts.ts';

/** So many requests are imported before it is written down how far it is, and asked whether somebody cancelled. */
const SLICE = 25;
/** After a kill the others wait so long before they go on: longer than a slice. While a log is read its worker says that it lives. */
const HELD_MS = 60_000;

export interface LogImports {
  /** Does the next piece of work of each provider; `imports` are those it was at. */
  readonly look: () => Promise<{ readonly imports: readonly string[]; readonly imported: number }>;
}

export type JobDeps = ImportDeps & { readonly files: FileStore };

/** A log as it was read for the import that is under way, so that it is not read anew for each slice: a cache that any restart may forget. */
interface Read {
  readonly id: string;
  readonly map: string;
  readonly log: ReadyLog;
}

/**
 * Carries on what people began with their logs: dry runs, and imports slice by slice. How far one is stands in its row, by the line of the
 * log, and is written after each slice; a kill costs what was under way, whose commands find their first answers when they are repeated.
 * A worker holds an import for a time by its name in the row and by no lock: no connection is kept while commands run on others.
 */
export function openLogImports(deps: JobDeps, slice: number = SLICE): LogImports {
  const holder = randomUUID();
  let read: Read | null = null;
  const readOnce = async (work: Work, actor: Actor): Promise<ReadyLog | { why: Words }> => {
    const map = work.job.map ?? '';
    const isFresh = read !== null && read.id === work.job.id && read.map === map && (await isInForce(deps, work, read.log));
    if (isFresh && read !== null) return read.log;
    read = null;
    const ready = await prepare(deps, work, actor);
    if ('why' in ready) return ready;
    read = { id: work.job.id, map, log: ready };
    return ready;
  };
  return {
    look: async () => {
      const imports: string[] = [];
      let imported = 0;
      for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
        const work = await claim(deps, providerId, holder);
        if (work === null) continue;
        imports.push(work.job.id);
        if (work.job.state === 'checking') await lookAt(deps, work);
        else imported += await importSlice(deps, work, { slice, readOnce });
      }
      // A log that nobody is at any more is let go: it may be large.
      if (imports.length === 0) read = null;
      return { imports, imported };
    },
  };
}

/** An import that this worker holds, and the person in whose name it works; null who may import no more. */
interface Work {
  readonly job: StoredImport;
  readonly holder: string;
  readonly actor: Actor | null;
}

function claim(deps: JobDeps, providerId: string, holder: string): Promise<Work | null> {
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const now = deps.time.now(instant(databaseNow));
    const job = await claimImport(tx, { holder, now, until: instant(now + HELD_MS) });
    if (job === undefined) return null;
    const actor = await loadActor(tx, job.person_id, now);
    return { job, holder, actor: actor !== null && isImporter(actor) ? actor : null };
  });
}

async function lookAt(deps: JobDeps, work: Work): Promise<void> {
  const ready = work.actor === null ? { why: failures.rightsLost } : await prepare(deps, work, work.actor);
  await settle(deps, work, async (tx, now) => {
    if ('why' in ready) return changeImport(tx, work.job.id, { now, set: failed(ready.why) });
    const { reading } = ready;
    await keepFaults(tx, { providerId: work.job.provider_id, importId: work.job.id }, reading.faults);
    const told = {
      columns: JSON.stringify(reading.columns),
      rows: reading.rowCount,
      requests: reading.histories.length,
      faulty_rows: reading.faults.length,
      left_out: requestsIn(reading.faults),
    };
    return changeImport(tx, work.job.id, { now, set: { ...told, ...LET_GO, state: 'checked' } });
  });
}

async function importSlice(
  deps: JobDeps,
  work: Work,
  how: { readonly slice: number; readonly readOnce: (work: Work, actor: Actor) => Promise<ReadyLog | { why: Words }> },
): Promise<number> {
  const { job, actor } = work;
  const log = actor === null ? { why: failures.rightsLost } : await how.readOnce(work, actor);
  if (actor === null || 'why' in log) {
    const why = 'why' in log ? log.why : failures.rightsLost;
    await settle(deps, work, (tx, now) => changeImport(tx, job.id, { now, set: failed(why) }));
    return 0;
  }
  const { histories } = log.reading;
  const found = histories.findIndex(({ rows }) => (rows[0]?.line ?? 0) > job.place);
  const from = found === -1 ? histories.length : found;
  const until = Math.min(from + how.slice, histories.length);
  const done = await importHistories(deps, { actor, log, from, until });
  await settle(deps, work, async (tx, now) => {
    // Read anew by the plan that holds, the slice is done once more, as after a kill.
    if (done.planChanged) return changeImport(tx, job.id, { now, set: LET_GO });
    await keepFaults(tx, { providerId: job.provider_id, importId: job.id }, done.faults);
    const place = histories[until - 1]?.rows[0]?.line ?? job.place;
    const state = until === histories.length ? 'done' : 'running';
    await changeImport(tx, job.id, { now, set: { ...added(job, done), place, ...LET_GO, state } });
  });
  return done.imported;
}

/** What a slice adds to what there was. */
function added(job: StoredImport, done: ImportCount & { readonly faults: readonly RowFault[] }) {
  return {
    done: job.done + done.done,
    imported: job.imported + done.imported,
    here_already: job.here_already + done.hereAlready,
    still_open: job.still_open + done.open,
    refused: job.refused + done.faults.length,
  };
}

const LET_GO = { held_by: null, held_until: null } as const;

function failed(why: Words) {
  return { ...LET_GO, state: 'failed', why: JSON.stringify(why) } as const;
}

/**
 * Writes down what came of a piece of work, where the import is still this worker's. Whoever cancelled meanwhile keeps the last word on the
 * state, while the requests that were imported before it came stay counted.
 */
async function settle(deps: JobDeps, work: Work, write: (tx: Transaction<Tables>, now: Instant) => Promise<void>): Promise<void> {
  const { job, holder } = work;
  await inTransaction(deps.db, { providerId: job.provider_id, customerId: null }, async (tx, databaseNow) => {
    const present = await lockImport(tx, job.id);
    if (present === undefined || present.held_by !== holder) return;
    const now = deps.time.now(instant(databaseNow));
    const isAnother = job.state === 'checking' ? present.state !== 'checking' : present.state === 'checking';
    if (isAnother) return changeImport(tx, job.id, { now, set: LET_GO });
    await write(tx, now);
    if (present.state === 'cancelled') await changeImport(tx, job.id, { now, set: { state: 'cancelled' } });
  });
}

/** Reads the whole log by its map as it stands under the plan in force, or says why that cannot be. */
async function prepare(deps: JobDeps, { job, holder }: Work, actor: Actor): Promise<ReadyLog | { why: Words }> {
  const read = readLogMap(job.map ?? '', job.file_name);
  if ('diagnostics' in read) return { why: failures.mapNoLongerFits };
  const source = await deps.files.open(job.digest);
  if (source === undefined) return { why: fileMissing };
  const pulse = pulseOf(() =>
    inTransaction(deps.db, { providerId: job.provider_id, customerId: null }, (tx, databaseNow) =>
      keepHolding(tx, { id: job.id, holder, until: instant(deps.time.now(instant(databaseNow)) + HELD_MS) }),
    ),
  );
  try {
    const ready = await prepareLog(deps, { actor, source: pulse.through(source), read, each: pulse.beat });
    if ('diagnostics' in ready) return { why: failures.mapNoLongerFits };
    return 'refused' in ready ? { why: csvRefusedWords(ready.refused) } : ready;
  } catch (error) {
    if (error instanceof FileDamaged) return { why: fileMissing };
    throw error;
  }
}

/** Whether the plan by which a log was read is still the one in force: another one judges otherwise. */
async function isInForce(deps: JobDeps, { job }: Work, { context }: ReadyLog): Promise<boolean> {
  const scope = { providerId: job.provider_id, customerId: null };
  return (await inTransaction(deps.db, scope, (tx) => planInForce(tx, context.projectCode))) === context.surroundings.planId;
}

function requestsIn(faults: readonly RowFault[]): number {
  return new Set(faults.map(({ externalId }) => externalId).filter((id) => id !== null)).size;
}
