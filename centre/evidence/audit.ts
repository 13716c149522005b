import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inReading } from '#platform/db/pool.ts';
import type { Instant } from '#platform/time/instant.ts';
import { firstOtherClock } from './clocks.store.ts';
import { firstChangedMessage } from './messages.store.ts';
import { firstBrokenSignature } from './signatures.store.ts';
import { askIn } from '#platform/evidence-log/ask.ts';
import { startRangeThreads } from '#platform/evidence-log/range-threads.ts';
import { UNHURRIED } from '#platform/evidence-log/snapshot.ts';
import { verifyEvidence, type AuditResult, type RangeWork } from '#platform/evidence-log/verify.ts';
import type { SealsToHold } from '#platform/evidence-log/verify-seals.ts';

/** Rows that hold the end of their stream's chain. */
export const SUBJECT_TABLES: Readonly<Record<string, string>> = {
  serviceRequest: 'service_request',
  taskOrder: 'task_order',
  siteVisit: 'site_visit',
  record: 'record',
  servicePlan: 'service_plan',
  planApproval: 'plan_approval',
  holidayNotice: 'holiday_notice',
  contact: 'contact_stream',
  person: 'person_stream',
};

/** Whose evidence is verified, and how the application's role reaches it once more. */
export interface AuditPlace {
  readonly url: string;
  readonly providerId: string;
  readonly seals: SealsToHold;
}

/**
 * Verifies a provider's evidence beside a centre at work: as of one moment, or what is appended meanwhile would look cut off. Chains are
 * recomputed in threads of their own, on connections to `url`.
 */
export function auditNow(db: Kysely<Tables>, place: AuditPlace): Promise<AuditResult> {
  return inThreads(db, place, (tx, work) => verifyAudit(tx, { seals: place.seals, work }));
}

/** The same of the evidence alone: chains, texts, ends and seals. */
export function evidenceNow(db: Kysely<Tables>, place: AuditPlace): Promise<AuditResult> {
  return inThreads(db, place, (tx, work) =>
    verifyEvidence(askIn(tx as never), { subjects: SUBJECT_TABLES, seals: place.seals, work }),
  );
}

function inThreads(
  db: Kysely<Tables>,
  { url, providerId }: AuditPlace,
  verify: (tx: Transaction<Tables>, work: RangeWork) => Promise<AuditResult>,
): Promise<AuditResult> {
  const audit = async (tx: Transaction<Tables>): Promise<AuditResult> => {
    await sql.raw(UNHURRIED).execute(tx);
    const { rows } = await sql<{ name: string }>`select pg_export_snapshot() as name`.execute(tx);
    const work = await startRangeThreads({ url, providerId, name: rows[0]?.name ?? '' });
    try {
      return await verify(tx, work);
    } finally {
      await work.close();
    }
  };
  return inReading(db, { providerId, customerId: null }, audit, { oneMoment: true });
}

/**
 * Recomputes all evidence of the scope's provider: chains, texts, ends, seals; then what stands beside it and must agree: signed cells,
 * words of conversations, clocks. Page by page; the first that does not hold ends it.
 */
export async function verifyAudit(
  tx: Transaction<Tables>,
  about: {
    /** Without a key no seal holds. */
    readonly seals?: SealsToHold;
    /** Of the database, where not given. */
    readonly now?: Instant;
    /** Who recomputes the chains; this thread, where not given. */
    readonly work?: RangeWork;
  } = {},
): Promise<AuditResult> {
  const result = await verifyEvidence(askIn(tx as never), {
    subjects: SUBJECT_TABLES,
    seals: about.seals ?? { keys: [] },
    ...(about.work === undefined ? {} : { work: about.work }),
  });
  if (result.first !== null) return result;
  const first = (await firstBrokenSignature(tx)) ?? (await firstChangedMessage(tx)) ?? (await firstOtherClock(tx, about.now));
  return { ...result, first };
}
