import { sql, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { NoticeYear } from './holiday-notice.rules.ts';
import { storeNotice } from './holidays.store.ts';
import { appendHouseEvent } from './house-events.store.ts';

/** A notice of a year as it came in; `id` where somebody imported it. */
export interface NoticeThatStands {
  readonly id: string | null;
  readonly set: string;
  readonly year: number;
  readonly at: Instant;
  readonly off: readonly string[];
  readonly makeUp: readonly string[];
  readonly source: string | null;
}

/** The notices of sets that nobody took back, the newest first: the first of a year holds, where there is one. */
export async function noticesThatStand(tx: Transaction<Tables>, sets: readonly string[]): Promise<NoticeThatStands[]> {
  const rows = await tx
    .selectFrom('pledge.holiday_year as came')
    .leftJoin('pledge.holiday_notice as notice', (join) =>
      join
        .onRef('notice.provider_id', '=', 'came.provider_id')
        .onRef('notice.holiday_set', '=', 'came.holiday_set')
        .onRef('notice.year', '=', 'came.year')
        .onRef('notice.imported_at', '=', 'came.imported_at'),
    )
    .select(['notice.id', 'came.holiday_set', 'came.year', 'came.imported_at', 'came.off', 'came.make_up', 'came.source'])
    .where('came.holiday_set', 'in', [...sets, ''])
    .where('notice.takes_back', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('pledge.holiday_notice as later')
            .select('later.id')
            .whereRef('later.provider_id', '=', 'notice.provider_id')
            .whereRef('later.takes_back', '=', 'notice.id'),
        ),
      ),
    )
    .orderBy('came.imported_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    set: row.holiday_set,
    year: row.year,
    at: instant(row.imported_at),
    off: row.off,
    makeUp: row.make_up,
    source: row.source,
  }));
}

/** The years of which a notice was taken back at an instant. */
export async function takenBackAt(tx: Transaction<Tables>, at: Instant): Promise<{ set: string; year: number }[]> {
  return tx
    .selectFrom('pledge.holiday_notice')
    .select(['holiday_set as set', 'year'])
    .where(sql<boolean>`imported_at = ${formatInstant(at)}::timestamptz`)
    .where('takes_back', 'is not', null)
    .execute();
}

/** What somebody did to a year: brought its notice in, or took one back, so that other days hold again or none are known. */
export interface NoticeDone {
  readonly actor: Actor;
  readonly set: string;
  /** What holds from now on. */
  readonly notice: NoticeYear;
  /** The notice that is taken back, and whether nothing is known of the year without it. */
  readonly takesBack?: { readonly id: string; readonly withdrawn: boolean };
}

/** Adds what holds of a year from now on, with its event; gives the id of the notice, or of the taking back. */
export async function recordNotice(run: CommandRun<Tables>, { actor, set, notice, takesBack }: NoticeDone): Promise<string> {
  const { year, off, makeUp, source, publishedOn } = notice;
  const id = uuidv7(run.now);
  const digest = sha256(JSON.stringify({ off, makeUp }));
  const withdrawn = takesBack?.withdrawn === true;
  await storeNotice(run.tx, actor.providerId, { at: run.now, set, year, off, makeUp, source, withdrawn });
  const end = appendHouseEvent(run, {
    actor,
    customerId: null,
    stream: { kind: 'holidayNotice', id },
    type: takesBack === undefined ? 'holidayNoticeImported' : 'holidayNoticeTakenBack',
    contactId: null,
    visibility: 'internal',
    data: {
      set,
      year,
      off,
      makeUp,
      digest,
      ...(publishedOn === null ? {} : { publishedOn }),
      ...(takesBack === undefined ? {} : { takesBack: takesBack.id, withdrawn }),
    },
  });
  await run.tx
    .insertInto('pledge.holiday_notice')
    .values({
      provider_id: actor.providerId,
      id,
      holiday_set: set,
      year,
      digest,
      published_on: publishedOn,
      imported_at: formatInstant(run.now),
      takes_back: takesBack?.id ?? null,
      seq: end.seq,
      last_hash: end.hash,
    })
    .execute();
  return id;
}
