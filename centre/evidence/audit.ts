import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inReading } from '#platform/db/pool.ts';
import { openSnapshot, UNHURRIED, type Snapshot } from '#platform/evidence-log/snapshot.ts';
import { verifyEvidence, type AuditResult } from '#platform/evidence-log/verify.ts';
import type { SealsToHold } from '#platform/evidence-log/verify-seals.ts';
import type { Instant } from '#platform/time/instant.ts';
import { firstOtherClock } from './clocks.store.ts';
import { firstChangedPlan, leftByErasures } from './left-by-erasures.store.ts';
import { firstChangedMessage } from './messages.store.ts';
import { firstBrokenSignature, firstMissingSignature } from './signatures.store.ts';

/** Rows that hold the end of their stream's chain. */
export const SUBJECT_TABLES: Readonly<Record<string, string>> = {
  serviceRequest: 'service_request',
  taskOrder: 'task_order',
  siteVisit: 'site_visit',
  record: 'record',
  servicePlan: 'service_plan',
  planApproval: 'plan_approval',
  holidayNotice: 'holiday_notice',
  attestation: 'attestation',
  duty: 'duty',
  contact: 'contact_stream',
  person: 'person_stream',
  sealingKey: 'sealing_key_change',
};

/** As {@link file://./erase-contact.ts} tells of them. */
export const ERASURES = { kind: 'contact', type: 'contactErased' } as const;

/** Whose evidence is verified, and how the application's role reaches it once more. */
export interface AuditPlace {
  /** Past a pooler: the connections beside the one whose moment they share wait for each other. */
  readonly url: string;
  readonly providerId: string;
  /** Without a key no seal holds. */
  readonly seals: SealsToHold;
  /** Of the database, where not given. */
  readonly now?: Instant;
}

/**
 * Verifies a provider's evidence beside a centre at work, as of one moment, or what is appended meanwhile would look cut off: chains, texts,
 * ends, seals, on connections to `url`; then what stands beside it and must agree: plans, signed cells, words of conversations, clocks.
 */
export function auditNow(db: Kysely<Tables>, place: AuditPlace): Promise<AuditResult> {
  return asOfNow(db, place, async (tx, snapshot) => {
    const result = await verifyAt(snapshot, place.seals);
    if (result.first !== null) return result;
    const erased = await leftByErasures(tx);
    const first =
      (await firstChangedPlan(tx, erased)) ??
      (await firstBrokenSignature(tx, erased)) ??
      (await firstMissingSignature(tx)) ??
      (await firstChangedMessage(tx, erased)) ??
      (await firstOtherClock(tx, place.now));
    return { ...result, first };
  });
}

/** The same of the evidence alone. */
export function evidenceNow(db: Kysely<Tables>, place: AuditPlace): Promise<AuditResult> {
  return asOfNow(db, place, (_, snapshot) => verifyAt(snapshot, place.seals));
}

function asOfNow(
  db: Kysely<Tables>,
  { url, providerId }: AuditPlace,
  verify: (tx: Transaction<Tables>, snapshot: Snapshot) => Promise<AuditResult>,
): Promise<AuditResult> {
  const audit = async (tx: Transaction<Tables>): Promise<AuditResult> => {
    await sql.raw(UNHURRIED).execute(tx);
    const { rows } = await sql<{ name: string }>`select pg_export_snapshot() as name`.execute(tx);
    return verify(tx, { url, providerId, name: rows[0]?.name ?? '' });
  };
  return inReading(db, { providerId, customerId: null }, audit, { oneMoment: true });
}

async function verifyAt(snapshot: Snapshot, seals: SealsToHold): Promise<AuditResult> {
  const { close, ...reader } = await openSnapshot(snapshot);
  try {
    return await verifyEvidence(reader, { subjects: SUBJECT_TABLES, erasures: ERASURES, seals, snapshot });
  } finally {
    await close();
  }
}
