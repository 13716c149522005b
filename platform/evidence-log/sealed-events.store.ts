import type { Ask } from './ask.ts';
import { SEAL_COLUMNS, type SealingPlace, type SealRow } from './seals.store.ts';

/** A piece of the order of sealing: behind `after`, up to and with `upTo`. */
interface Piece {
  readonly after: SealingPlace;
  readonly upTo: SealingPlace;
}

const IN_PIECE = `provider_id = pledge.current_provider() and (era, xid, id) > ($1::int, $2::text::xid8, $3::uuid)
  and (era, xid, id) <= ($4::int, $5::text::xid8, $6::uuid)`;

/** A seal with the hashes it keeps, and whether they are those of the events in its piece of the order, one for one. */
export type HeldSeal = SealRow & { readonly leaves: Buffer; readonly covers: boolean };

/** Seals that are read together, and events under all of them but the last. */
const [MOST_SEALS, MOST_EVENTS] = [500, 16_384];

/** The next seals behind a number, the last of which reached so far: some megabytes. */
export function heldSealsAfter(ask: Ask, last: { readonly number: number; readonly upTo: SealingPlace }): Promise<HeldSeal[]> {
  const { number, upTo } = last;
  return ask<HeldSeal>(
    `select ${SEAL_COLUMNS.join(', ')}, leaves, leaves = (
         select coalesce(string_agg(hash, '' order by era, xid, id), '') from pledge.event where provider_id = pledge.current_provider()
           and (era, xid, id) > (after_era, after_xid, after_event) and (era, xid, id) <= (last_era, last_xid, last_event)) as covers
     from (select *, lag(last_era, 1, $2::int) over in_order as after_era, lag(last_xid, 1, $3::text::xid8) over in_order as after_xid,
             lag(last_event, 1, $4::uuid) over in_order as after_event, sum(events) over in_order - events as before
           from (select * from pledge.seal where provider_id = pledge.current_provider() and number > $1::int order by number limit ${MOST_SEALS}) next
           window in_order as (order by number)) page
     where before < ${MOST_EVENTS} order by number`,
    [number, upTo.era, upTo.xid, upTo.id],
  );
}

export interface Covered {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  readonly eventId: string;
  /** Lower-case hexadecimal. */
  readonly hash: string;
}

/** The events in a piece, in the order of sealing. */
export function coveredBy(ask: Ask, { after, upTo }: Piece): Promise<Covered[]> {
  return ask<Covered>(
    `select stream_kind as kind, stream_id as id, seq, id as "eventId", encode(hash, 'hex') as hash from pledge.event
     where ${IN_PIECE} order by pledge.event.era, pledge.event.xid, pledge.event.id`,
    [after.era, after.xid, after.id, upTo.era, upTo.xid, upTo.id],
  );
}
