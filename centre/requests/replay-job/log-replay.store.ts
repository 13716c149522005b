import type { Selectable, Transaction, Updateable } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { REPLAYING } from './log-replay.schema.ts';

type Tx = Transaction<Tables>;

/** A replay without its answer, which is large. */
export type StoredReplay = Omit<Selectable<Tables['pledge.log_replay']>, 'answer' | 'answered' | 'faults'> & {
  readonly file_name: string;
  readonly file_size: number;
  readonly digest: string;
};

const LISTED = 50;

function replays(tx: Tx) {
  return tx
    .selectFrom('pledge.log_replay as replay')
    .innerJoin('pledge.file as file', (join) =>
      join.onRef('file.provider_id', '=', 'replay.provider_id').onRef('file.id', '=', 'replay.file_id'),
    )
    .select([
      'replay.provider_id',
      'replay.id',
      'replay.person_id',
      'replay.file_id',
      'replay.state',
      'replay.uploaded_at',
      'replay.changed_at',
      'replay.asked',
      'replay.requests',
      'replay.done',
      'replay.why',
      'replay.held_by',
      'replay.held_until',
      'file.name as file_name',
      'file.size as file_size',
      'file.digest',
    ]);
}

/** A person's own, the latest first. */
export function listReplays(tx: Tx, personId: string): Promise<StoredReplay[]> {
  return replays(tx)
    .where('replay.person_id', '=', personId)
    .orderBy('replay.uploaded_at', 'desc')
    .orderBy('replay.id', 'desc')
    .limit(LISTED)
    .execute();
}

/** One of a person's own. */
export function findReplay(tx: Tx, about: { readonly id: string; readonly personId: string }): Promise<StoredReplay | undefined> {
  return replays(tx).where('replay.id', '=', about.id).where('replay.person_id', '=', about.personId).executeTakeFirst();
}

/** The same, held for the change. */
export function lockReplay(tx: Tx, about: { readonly id: string; readonly personId: string }): Promise<StoredReplay | undefined> {
  return replays(tx)
    .where('replay.id', '=', about.id)
    .where('replay.person_id', '=', about.personId)
    .forUpdate('replay')
    .executeTakeFirst();
}

export async function answerOf(
  tx: Tx,
  id: string,
): Promise<Pick<Selectable<Tables['pledge.log_replay']>, 'answer' | 'answered' | 'faults'> | undefined> {
  return tx.selectFrom('pledge.log_replay').select(['answer', 'answered', 'faults']).where('id', '=', id).executeTakeFirst();
}

export async function insertReplay(
  tx: Tx,
  about: {
    readonly providerId: string;
    readonly id: string;
    readonly personId: string;
    readonly fileId: string;
    readonly now: Instant;
  },
): Promise<void> {
  const at = formatInstant(about.now);
  await tx
    .insertInto('pledge.log_replay')
    .values({
      provider_id: about.providerId,
      id: about.id,
      person_id: about.personId,
      file_id: about.fileId,
      state: 'uploaded',
      uploaded_at: at,
      changed_at: at,
    })
    .execute();
}

export async function changeReplay(
  tx: Tx,
  id: string,
  change: { readonly now: Instant; readonly set: Updateable<Tables['pledge.log_replay']> },
): Promise<void> {
  await tx
    .updateTable('pledge.log_replay')
    .set({ ...change.set, changed_at: formatInstant(change.now) })
    .where('id', '=', id)
    .execute();
}

/** Takes the replay that waits longest and that no other worker holds. A worker that was killed holds it no longer than it said. */
export async function claimReplay(
  tx: Tx,
  claim: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<StoredReplay | undefined> {
  const found = await replays(tx)
    .where('replay.state', 'in', REPLAYING)
    .where((or) => or.or([or('replay.held_until', 'is', null), or('replay.held_until', '<', formatInstant(claim.now) as never)]))
    .orderBy('replay.changed_at')
    .limit(1)
    .forUpdate('replay')
    .skipLocked()
    .executeTakeFirst();
  if (found === undefined) return undefined;
  await changeReplay(tx, found.id, {
    now: claim.now,
    set: { state: 'running', done: 0, requests: null, held_by: claim.holder, held_until: formatInstant(claim.until) },
  });
  return found;
}

/**
 * Says how far a worker is, and that it is alive, where the replay is still its own and nobody ended it; else false. What was asked anew
 * meanwhile is another claim's.
 */
export async function tellProgress(
  tx: Tx,
  about: {
    readonly id: string;
    readonly holder: string;
    readonly until: Instant;
    readonly done: number;
    readonly requests: number | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.log_replay')
    .set({ done: about.done, requests: about.requests, held_until: formatInstant(about.until) })
    .where('id', '=', about.id)
    .where('held_by', '=', about.holder)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Writes down what came of it, where it is still this worker's and nobody ended it. */
export async function settleReplay(
  tx: Tx,
  about: {
    readonly id: string;
    readonly holder: string;
    readonly now: Instant;
    readonly set: Updateable<Tables['pledge.log_replay']>;
  },
): Promise<void> {
  await tx
    .updateTable('pledge.log_replay')
    .set({ ...about.set, held_by: null, held_until: null, changed_at: formatInstant(about.now) })
    .where('id', '=', about.id)
    .where('held_by', '=', about.holder)
    .where('state', '=', 'running')
    .execute();
}
