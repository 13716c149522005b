import type { Ask } from './ask.ts';
import { within, type EventRange } from './event-range.store.ts';
import type { AuditFinding } from './finding.ts';

/** Rows that hold the end of their stream's chain: by kind of stream the table with `id`, `seq` and `last_hash`. Names of our own, never from outside. */
export type SubjectTables = Readonly<Record<string, string>>;

/** What streams are held against: the rows of their subjects, and which kinds of them there are. */
export interface Links {
  readonly subjects: SubjectTables;
  readonly kinds: readonly string[];
}

/** The kinds of streams that there are events of, found by the index from one to the next: also one that nobody knows. */
export async function kindsOf(ask: Ask): Promise<string[]> {
  const ofProvider = 'from pledge.event where provider_id = pledge.current_provider()';
  const rows = await ask<{ kind: string }>(
    `with recursive known as (select (select min(stream_kind) ${ofProvider}) as kind
       union all select (select min(stream_kind) ${ofProvider} and stream_kind > known.kind) from known where known.kind is not null)
     select kind from known where kind is not null`,
    [],
  );
  return rows.map(({ kind }) => kind);
}

/**
 * The first place where a stream of a range of ids does not hang together: an event that does not follow the one before it, being at another
 * place than the next or naming another hash than that one has; or a stream that ends elsewhere than its subject's row says: cut short, gone
 * as a whole (it ends at 0 then), going on behind that end, or without a subject.
 * Ids of streams follow time as those of events do: with the events of the same range most of theirs have just been read, of all kinds at
 * once, where a way through all of one kind after the other would read the whole table for each.
 */
export async function firstLooseLink(ask: Ask, { subjects, kinds }: Links, range: EventRange): Promise<AuditFinding | null> {
  const ends = Object.entries(subjects).map(
    ([kind, table]) =>
      `select '${kind}' as kind, id, seq, last_hash as hash, true as is_end from pledge.${table}
       where provider_id = pledge.current_provider() and ${within(range, 'id')}`,
  );
  const [loose] = await ask<AuditFinding>(
    `with link as (
       select stream_kind as kind, stream_id as id, seq, hash, id as event_id, lead(seq) over stream is null as is_end,
         previous_hash is not distinct from lag(hash) over stream and seq = coalesce(lag(seq) over stream, 0) + 1 as follows
       from pledge.event where provider_id = pledge.current_provider() and stream_kind = any($1::text[])
         and ${within(range, 'stream_id')}
       window stream as (partition by stream_kind, stream_id order by seq)),
     subject as (${ends.join(' union all ')})
     select case when follows is false then 'chain' else 'tail' end as fault, kind as "streamKind", id as "streamId",
       coalesce(link.seq, 0) as seq, case when follows is false then event_id end as "eventId"
     from (select * from link where is_end or not follows) link full join subject using (kind, id, is_end)
     where follows is false or (link.seq, link.hash) is distinct from (subject.seq, subject.hash)
     order by kind collate "C", id, 4 limit 1`,
    [kinds],
  );
  return loose ?? null;
}
