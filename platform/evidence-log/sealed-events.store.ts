import type { Ask } from './ask.ts';
import { leavesOf, SEAL_COLUMNS, type SealingPlace, type SealRow } from './seals.store.ts';

/** A piece of the order of sealing: behind `after`, up to and with `upTo`. */
interface Piece {
  readonly after: SealingPlace;
  readonly upTo: SealingPlace;
}

/** Seals behind a number, in order, without their hashes. */
export function sealRowsAfter(ask: Ask, number: number, limit: number): Promise<SealRow[]> {
  return ask<SealRow>(
    `select ${SEAL_COLUMNS.join(', ')} from pledge.seal where provider_id = pledge.current_provider() and number > $1::int order by number limit $2::int`,
    [number, limit],
  );
}

const IN_PIECE = `provider_id = pledge.current_provider() and (era, xid, id) > ($1::int, $2::text::xid8, $3::uuid)
  and (era, xid, id) <= ($4::int, $5::text::xid8, $6::uuid)`;

function bounds({ after, upTo }: Piece): unknown[] {
  return [after.era, after.xid, after.id, upTo.era, upTo.xid, upTo.id];
}

/** The hashes that a seal keeps, and whether they are those of the events in its piece, one for one. */
export async function leavesOfSeal(
  ask: Ask,
  about: Piece & { readonly number: number },
): Promise<{ leaves: Buffer[]; covers: boolean }> {
  const [row] = await ask<{ leaves: Buffer; covers: boolean }>(
    `select leaves, leaves = (select coalesce(string_agg(hash, '' order by era, xid, id), '') from pledge.event where ${IN_PIECE}) as covers
     from pledge.seal where provider_id = pledge.current_provider() and number = $7::int`,
    [...bounds(about), about.number],
  );
  return row === undefined ? { leaves: [], covers: false } : { leaves: leavesOf(row.leaves), covers: row.covers };
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
export function coveredBy(ask: Ask, piece: Piece): Promise<Covered[]> {
  return ask<Covered>(
    `select stream_kind as kind, stream_id as id, seq, id as "eventId", encode(hash, 'hex') as hash from pledge.event
     where ${IN_PIECE} order by pledge.event.era, pledge.event.xid, pledge.event.id`,
    bounds(piece),
  );
}
