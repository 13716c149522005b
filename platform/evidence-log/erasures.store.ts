import type { Ask } from './ask.ts';
import type { AuditFinding } from './finding.ts';

/** Which events tell of erasures: all that have this type, in streams of this kind. */
export interface ErasureEvents {
  readonly kind: string;
  readonly type: string;
}

/**
 * The first event with a text that is said to be erased, where no event of an erasure, which says `under` in its data, tells of it: of that
 * customer, at that instant, under that right. Whoever owns the table can write down of any text that it was erased.
 */
export async function firstUntoldErasure(ask: Ask, erasures: ErasureEvents): Promise<AuditFinding | null> {
  const [untold] = await ask<AuditFinding>(
    `with told as materialized (select customer_id, recorded_at, payload->'data'->>'under' as under from pledge.event
       where provider_id = pledge.current_provider() and stream_kind = $1 and type = $2)
     select 'text' as fault, e.stream_kind as "streamKind", e.stream_id as "streamId", e.seq, e.id as "eventId"
     from pledge.event_text t join pledge.event e on e.provider_id = t.provider_id and e.id = t.event_id
     where t.provider_id = pledge.current_provider() and t.erased_at is not null and not exists (select from told
       where told.customer_id = t.customer_id and told.recorded_at = t.erased_at and told.under = t.erased_under)
     order by e.stream_kind collate "C", e.stream_id, e.seq limit 1`,
    [erasures.kind, erasures.type],
  );
  return untold ?? null;
}
