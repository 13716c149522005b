import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { ERASED } from './erased.ts';

/** What erasures left of texts that stand beside the evidence under a digest: the events of the erasures name it. */
export interface LeftByErasures {
  /** Plans, each with the digest of the text that was left: `ID/DIGEST`. */
  readonly plans: readonly string[];
  /** Signed cells: `RECORD/FIELD/DIGEST`. */
  readonly signatures: ReadonlySet<string>;
  /** Whether there are erasures of an earlier version, which name nothing. */
  readonly isUnnamed: boolean;
}

/** What all erasures of the scope's provider say that they left. */
export async function leftByErasures(tx: Transaction<Tables>): Promise<LeftByErasures> {
  const { rows } = await sql<{ plans: string[] | null; signatures: string[] | null; named: boolean }>`
    select payload->'data'->'plans' as plans, payload->'data'->'signatures' as signatures, payload->'data'->'texts' is not null as named
    from pledge.event where stream_kind = 'contact' and type = 'contactErased'`.execute(tx);
  return {
    plans: rows.flatMap(({ plans }) => plans ?? []),
    signatures: new Set(rows.flatMap(({ signatures }) => signatures ?? [])),
    isUnnamed: rows.some(({ named }) => !named),
  };
}

/** The texts of these plans as they stand now, as an erasure names them. */
export async function textsOfPlans(tx: Transaction<Tables>, planIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select id || '/' || encode(sha256(convert_to(source, 'UTF8')), 'hex') as name from pledge.service_plan
    where id = any(${[...planIds]}::uuid[]) order by id`.execute(tx);
  return rows.map(({ name }) => name);
}

/** The first version of a plan whose text is not the one that was applied, nor what an erasure left of it. */
export async function firstChangedPlan(tx: Transaction<Tables>, erased: LeftByErasures): Promise<AuditFinding | null> {
  const { rows } = await sql<AuditFinding>`
    select 'plan' as fault, event.stream_kind as "streamKind", event.stream_id as "streamId", event.seq, event.id as "eventId"
    from pledge.service_plan plan
      join pledge.event event on event.provider_id = plan.provider_id and event.stream_kind = 'servicePlan' and event.stream_id = plan.id
        and event.type = 'planApplied'
      cross join lateral (select encode(sha256(convert_to(plan.source, 'UTF8')), 'hex') as digest) now
    where plan.provider_id = pledge.current_provider() and now.digest <> event.payload->'data'->>'digest'
      and plan.id || '/' || now.digest <> all (${[...erased.plans]}::text[])
      and not (${erased.isUnnamed} and strpos(plan.source, ${ERASED}) > 0)
    order by plan.id limit 1`.execute(tx);
  return rows[0] ?? null;
}
