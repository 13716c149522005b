import { sql, type Transaction } from 'kysely';
import { MESSAGE_TEXT } from '#centre/requests/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { ERASED } from './erased.ts';
import type { LeftByErasures } from './left-by-erasures.store.ts';

interface SaidRow {
  readonly id: string;
  readonly request_id: string;
  readonly text: string;
  readonly event_id: string;
  readonly stream_kind: string | null;
  readonly stream_id: string | null;
  readonly seq: number | null;
  /** The words that the event keeps for its messages; null where it keeps none, as those of before did. */
  readonly kept: readonly { readonly text: string | null; readonly erased: boolean }[] | null;
  /** How many messages name the event. */
  readonly named: number;
}

/** Requests whose messages are read together. */
const PAGE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The first message that says other than the evidence of its event, or event whose messages are all gone. Erased words are none's any more and are
 * passed over; so are messages of events that keep no words. A word that was taken away altogether is missed by its event. Where an erasure took
 * the words of the event too, it says so; one of an earlier version may have left them. No erasure takes a message itself away.
 */
export async function firstChangedMessage(tx: Transaction<Tables>, erased: LeftByErasures): Promise<AuditFinding | null> {
  for (let after = FIRST_ID; ;) {
    const requests = await tx
      .selectFrom('pledge.service_request')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const last = requests.at(-1);
    if (last === undefined) return null;
    // All messages of an event are of one request.
    const ids = requests.map(({ id }) => id);
    const { rows } = await sql<SaidRow>`
      select m.id, m.request_id, m.text, m.event_id, e.stream_kind, e.stream_id, e.seq,
        (count(*) over (partition by m.event_id))::int as named,
        (select jsonb_agg(jsonb_build_object('text', t.text, 'erased', t.erased_at is not null)) from pledge.event_text t
          where t.provider_id = m.provider_id and t.event_id = m.event_id and t.field like ${`${MESSAGE_TEXT}%`}) as kept
      from pledge.message m left join pledge.event e on e.provider_id = m.provider_id and e.id = m.event_id
      where m.request_id = any(${ids}::uuid[]) order by m.request_id, m.id`.execute(tx);
    const changed = rows.find((row) => !holds(row, erased));
    if (changed !== undefined)
      return {
        fault: 'message',
        streamKind: changed.stream_kind ?? 'serviceRequest',
        streamId: changed.stream_id ?? changed.request_id,
        seq: changed.seq ?? 0,
        eventId: changed.event_id,
      };
    const missing = await firstUnheard(tx, ids);
    if (missing !== null) return missing;
    after = last.id;
  }
}

/** The first event of these requests that keeps words of which no message is left. */
async function firstUnheard(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<AuditFinding | null> {
  const { rows } = await sql<AuditFinding>`
    select 'message' as fault, e.stream_kind as "streamKind", e.stream_id as "streamId", e.seq, e.id as "eventId"
    from pledge.event e
      join pledge.event_text t on t.provider_id = e.provider_id and t.event_id = e.id and t.field = ${`${MESSAGE_TEXT}1`}
    where e.request_id = any(${[...requestIds]}::uuid[]) and not exists (select from pledge.message m
      where m.provider_id = e.provider_id and m.request_id = e.request_id and m.event_id = e.id)
    order by e.request_id, e.stream_id, e.seq limit 1`.execute(tx);
  return rows[0] ?? null;
}

function holds({ stream_id: event, text, kept, named }: SaidRow, erased: LeftByErasures): boolean {
  if (event === null) return false;
  if (kept === null) return true;
  const isPassedOver = erased.isUnnamed && text.includes(ERASED);
  return named === kept.length && (isPassedOver || kept.some((word) => word.erased || word.text === text));
}
