import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inReading } from '#platform/db/pool.ts';
import type { Instant } from '#platform/time/instant.ts';
import { firstOtherClock } from './clocks.store.ts';
import { firstChangedMessage } from './messages.store.ts';
import { firstBrokenSignature } from './signatures.store.ts';
import { verifyEvidence, type AuditResult } from '#platform/evidence-log/verify.ts';

/** Rows that hold the end of their stream's chain. */
const SUBJECT_TABLES: Readonly<Record<string, string>> = {
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

/** Verifies a provider's evidence beside a centre at work: as of one moment, or what is appended meanwhile would look cut off. */
export function auditNow(db: Kysely<Tables>, providerId: string): Promise<AuditResult> {
  return inReading(db, { providerId, customerId: null }, (tx) => verifyAudit(tx), { oneMoment: true });
}

/**
 * Recomputes all evidence of the scope's provider: chains, texts, that no stream ends before its subject says; then what stands beside it and
 * must agree: signed cells, words of conversations, clocks. Page by page; the first that does not hold ends it. `now`: of the database, where not given.
 */
export async function verifyAudit(tx: Transaction<Tables>, now?: Instant): Promise<AuditResult> {
  const ends = async (kind: string): Promise<Map<string, { seq: number; hash: Buffer }>> => {
    const table = SUBJECT_TABLES[kind];
    if (table === undefined) return new Map();
    const { rows } = await sql<{
      id: string;
      seq: number;
      last_hash: Buffer;
    }>`select id, seq, last_hash from pledge.${sql.raw(table)}`.execute(tx);
    return new Map(rows.map((row) => [row.id, { seq: row.seq, hash: row.last_hash }]));
  };
  const result = await verifyEvidence(tx as never, { kinds: Object.keys(SUBJECT_TABLES), ends });
  if (result.first !== null) return result;
  const first = (await firstBrokenSignature(tx)) ?? (await firstChangedMessage(tx)) ?? (await firstOtherClock(tx, now));
  return { ...result, first };
}
