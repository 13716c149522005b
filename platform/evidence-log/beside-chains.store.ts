import type { Ask } from './ask.ts';

/** Where something beside the chains does not hold: the event, or the end of a stream. */
export interface FoundPlace {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  readonly eventId: string | null;
}

/** Rows that hold the end of their stream's chain: by kind of stream the table with `id`, `seq` and `last_hash`. Names of our own, never from outside. */
export type SubjectTables = Readonly<Record<string, string>>;

/**
 * The first stream, in the order of kinds and ids, that ends elsewhere than its subject's row says: cut short, gone as a whole, or going on
 * behind that end; and a stream whose subject is gone. A stream that is gone ends at 0.
 */
export async function firstLooseEnd(ask: Ask, subjects: SubjectTables): Promise<FoundPlace | null> {
  for (const kind of Object.keys(subjects).toSorted()) {
    const subject = `pledge.${subjects[kind] ?? ''}`;
    // Each subject's last event is there, and there are as many events as the ends say together: then nothing is missing and nothing beyond.
    const [held] = await ask<{ holds: boolean }>(
      `select not exists (select 1 from ${subject} s left join pledge.event e
           on e.provider_id = s.provider_id and e.stream_kind = $1 and e.stream_id = s.id and e.seq = s.seq
           where s.provider_id = pledge.current_provider() and e.hash is distinct from s.last_hash)
         and (select coalesce(sum(seq), 0) from ${subject} where provider_id = pledge.current_provider())
           = (select count(*) from pledge.event where provider_id = pledge.current_provider() and stream_kind = $1) as holds`,
      [kind],
    );
    if (held?.holds === true) continue;
    const [loose] = await ask<FoundPlace>(
      `select $1::text as kind, coalesce(s.id, e.stream_id) as id, coalesce(e.seq, 0) as seq, null as "eventId"
       from (select id, seq, last_hash from ${subject} where provider_id = pledge.current_provider()) s
       full join (select distinct on (stream_id) stream_id, seq, hash from pledge.event
                  where provider_id = pledge.current_provider() and stream_kind = $1 order by stream_id, seq desc) e on e.stream_id = s.id
       where s.seq is distinct from e.seq or s.last_hash is distinct from e.hash order by 2 limit 1`,
      [kind],
    );
    if (loose !== undefined) return loose;
  }
  const [strange] = await ask<FoundPlace>(
    `select stream_kind as kind, stream_id as id, max(seq) as seq, null as "eventId" from pledge.event
     where provider_id = pledge.current_provider() and stream_kind <> all ($1::text[]) group by 1, 2 order by 1, 2 limit 1`,
    [Object.keys(subjects)],
  );
  return strange ?? null;
}

/** Texts that are kept beside the events, and how many of them were erased. */
export async function countTexts(ask: Ask): Promise<{ texts: number; erased: number }> {
  const [counted] = await ask<{ texts: number; erased: number }>(
    `select count(*)::int as texts, count(erased_at)::int as erased from pledge.event_text where provider_id = pledge.current_provider()`,
  );
  return counted ?? { texts: 0, erased: 0 };
}

/** Whether a text is what its digest was taken of: the same rule as {@link file://./canonical.ts} has, asked where the texts are. */
const TEXT_HOLDS = `case when t.erased_at is not null then t.text is null and t.salt is null and e.payload->'texts' ? t.field
  else coalesce(encode(sha256(t.salt || convert_to(t.text, 'UTF8')), 'hex') = e.payload->'texts'->>t.field, false) end`;

/** The first event with a text that is there and does not fit its digest, or has none. */
export async function firstChangedText(ask: Ask): Promise<FoundPlace | null> {
  const [changed] = await ask<FoundPlace>(
    `select e.stream_kind as kind, e.stream_id as id, e.seq, e.id as "eventId"
     from pledge.event_text t join pledge.event e on e.provider_id = t.provider_id and e.id = t.event_id
     where t.provider_id = pledge.current_provider() and not (${TEXT_HOLDS}) order by 1, 2, 3 limit 1`,
  );
  return changed ?? null;
}

/** The first event that names a digest whose text was taken away together with its row. */
export async function firstMissingText(ask: Ask): Promise<FoundPlace | null> {
  const [missing] = await ask<FoundPlace>(
    `select e.stream_kind as kind, e.stream_id as id, e.seq, e.id as "eventId"
     from pledge.event e, jsonb_object_keys(e.payload->'texts') field
     where e.provider_id = pledge.current_provider() and not exists (
       select 1 from pledge.event_text t where t.provider_id = e.provider_id and t.event_id = e.id and t.field = field) order by 1, 2, 3 limit 1`,
  );
  return missing ?? null;
}
