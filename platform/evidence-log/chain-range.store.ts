import type { Ask } from './ask.ts';

/** An event's place among all chains: by kind, stream and place in the stream, with the hash that the next one names. */
export interface ChainPlace {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  /** Lower-case hexadecimal; empty before the first. */
  readonly hash: string;
}

/** Events that stand one behind the other: behind `after`, up to and with `upTo`. */
export interface ChainRange {
  readonly after: ChainPlace;
  readonly upTo: ChainPlace;
}

export const BEFORE_ALL_CHAINS: ChainPlace = { kind: '', id: '00000000-0000-0000-0000-000000000000', seq: 0, hash: '' };

/** The next range of so many events; null behind the last of all. Its border is found in the index alone. */
export async function nextRange(ask: Ask, after: ChainPlace, events: number): Promise<ChainRange | null> {
  const [border] = await ask<ChainPlace>(
    `with piece as (
       select stream_kind, stream_id, seq from pledge.event
       where provider_id = pledge.current_provider() and (stream_kind, stream_id, seq) > ($1::text, $2::uuid, $3::int)
       order by stream_kind, stream_id, seq limit $4::int),
     border as (select * from piece order by stream_kind desc, stream_id desc, seq desc limit 1)
     select e.stream_kind as kind, e.stream_id as id, e.seq, encode(e.hash, 'hex') as hash from border
     join pledge.event e on e.provider_id = pledge.current_provider() and e.stream_kind = border.stream_kind and e.stream_id = border.stream_id and e.seq = border.seq`,
    [after.kind, after.id, after.seq, events],
  );
  return border === undefined ? null : { after, upTo: border };
}

/** Between the fields of an event in the line it is read as: a character that no JSON and no id holds. */
export const FIELD_END = '\u001f';
/** How many fields a line has. */
export const FIELDS = 17;

/**
 * The events of a range in order, each as one line of {@link FIELDS} fields: an event has so many columns that reading them one by one
 * would cost more than the hash. What may be null begins with `=` where it is not.
 */
export async function linesOfRange(ask: Ask, { after, upTo }: ChainRange): Promise<string[]> {
  const rows = await ask<{ line: string }>(
    `select concat_ws(E'\\x1f', provider_id, stream_kind, stream_id, seq, id, type, coalesce('=' || customer_id, ''), coalesce('=' || request_id, ''),
       payload::text, actor::text, (extract(epoch from occurred_at) * 1000)::bigint, (extract(epoch from recorded_at) * 1000)::bigint,
       coalesce('=' || late_reason_digest, ''), array_to_json(commitments), visibility, coalesce('=' || encode(previous_hash, 'hex'), ''), encode(hash, 'hex')) as line
     from pledge.event
     where provider_id = pledge.current_provider() and (stream_kind, stream_id, seq) > ($1::text, $2::uuid, $3::int)
       and (stream_kind, stream_id, seq) <= ($4::text, $5::uuid, $6::int)
     order by stream_kind, stream_id, seq`,
    [after.kind, after.id, after.seq, upTo.kind, upTo.id, upTo.seq],
  );
  return rows.map(({ line }) => line);
}
