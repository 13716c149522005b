import type { Ask } from './ask.ts';
import type { AuditFinding } from './finding.ts';

/** Which events tell of erasures: all that have this type, in streams of this kind. */
export interface ErasureEvents {
  readonly kind: string;
  readonly type: string;
}

/** How the event of an erasure names a text that it took away, among the `texts` of its data. */
export function nameOfText(eventId: string, field: string): string {
  return `${eventId}/${field}`;
}

export interface ErasuresTold {
  /** The first event with a text that is said to be erased, where no erasure tells of it. */
  readonly first: AuditFinding | null;
  /** Texts of which an erasure tells that does not name what it took away, as none of before did: one more among them is not found. */
  readonly unnamed: number;
}

/**
 * Holds the texts that are said to be erased against the events of erasures: one of that instant and right that names the text, or one of
 * the text's customer that names none. Whoever owns the table can write down of any text that it was erased, by an erasure that there was, too.
 */
export async function erasuresTold(ask: Ask, { kind, type }: ErasureEvents): Promise<ErasuresTold> {
  const [counted] = await ask<{ unnamed: number; first: AuditFinding | null }>(
    `with told as materialized (select customer_id, recorded_at as erased_at, payload->'data'->>'under' as under, payload->'data'->'texts' as texts
       from pledge.event where provider_id = pledge.current_provider() and stream_kind = $1 and type = $2),
     named as (select distinct erased_at, under, name from told,
       json_array_elements_text(case json_typeof(texts) when 'array' then texts else '[]' end) as name),
     unnaming as (select distinct customer_id, erased_at, under from told where texts is null),
     erased as materialized (
       select t.event_id, t.field, unnaming.under is not null as is_told
       from pledge.event_text t
         left join named on named.erased_at = t.erased_at and named.under = t.erased_under and named.name = t.event_id || '/' || t.field
         left join unnaming on unnaming.customer_id = t.customer_id and unnaming.erased_at = t.erased_at and unnaming.under = t.erased_under
       where t.provider_id = pledge.current_provider() and t.erased_at is not null and named.name is null)
     select (select count(*) filter (where is_told) from erased)::int as unnamed, (select to_jsonb(untold) from (
       select 'text' as fault, e.stream_kind as "streamKind", e.stream_id as "streamId", e.seq, e.id as "eventId"
       from erased join pledge.event e on e.provider_id = pledge.current_provider() and e.id = erased.event_id
       where not is_told order by e.stream_kind collate "C", e.stream_id, e.seq limit 1) untold) as first`,
    [kind, type],
  );
  return { first: counted?.first ?? null, unnamed: counted?.unnamed ?? 0 };
}
