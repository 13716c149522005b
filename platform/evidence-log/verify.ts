import { sql, type Kysely } from 'kysely';
import { textDigest } from './canonical.ts';
import { hashHolds, type StoredEvent } from './stored-event.ts';

export interface AuditFinding {
  /** `chain`: gap or wrong predecessor; `hash`: the event was changed; `text`: a text no longer fits its digest; `tail`: the stream ends elsewhere than its subject says; `signature`: what was signed is no longer what stands there; `message`: the conversation says other than the evidence; `clock`: a stored answer is not what the events give. */
  readonly fault: 'chain' | 'hash' | 'text' | 'tail' | 'signature' | 'message' | 'clock';
  readonly streamKind: string;
  readonly streamId: string;
  readonly seq: number;
  readonly eventId: string | null;
}

export interface AuditResult {
  readonly events: number;
  readonly streams: number;
  readonly texts: number;
  readonly erased: number;
  /** The first record that does not hold, in the order of streams and sequences; null where all hold. */
  readonly first: AuditFinding | null;
}

/** The rows that hold the ends of the chains: of which kinds, and for each where the stream of every subject must end. */
export interface Subjects {
  readonly kinds: readonly string[];
  readonly ends: (streamKind: string) => Promise<ReadonlyMap<string, { seq: number; hash: Buffer }>>;
}

interface EventRow extends StoredEvent {
  readonly texts: readonly { field: string; salt: string | null; text: string | null; erased: boolean }[] | null;
}

const PAGE = 2_000;

/**
 * Recomputes every chain of a provider, page by page, and compares each text that is still there with its digest.
 * `ends` tells where a stream must end, by its subject's row, so that a cut tail is found too.
 * A text that was erased is counted, not missed: its digest stays and its chain holds.
 */
export async function verifyEvidence(db: Kysely<never>, subjects: Subjects): Promise<AuditResult> {
  const { ends } = subjects;
  let after = { kind: '', id: '00000000-0000-0000-0000-000000000000', seq: 0 };
  const counts = { events: 0, streams: 0, texts: 0, erased: 0 };
  let stream: { kind: string; id: string; seq: number; hash: Buffer | null } | null = null;
  const endsByKind = new Map<string, ReadonlyMap<string, { seq: number; hash: Buffer }>>();
  const seen = new Set<string>();
  const closes = async (): Promise<AuditFinding | null> => {
    if (stream === null) return null;
    const known = endsByKind.get(stream.kind) ?? (await ends(stream.kind));
    endsByKind.set(stream.kind, known);
    seen.add(`${stream.kind}/${stream.id}`);
    const end = known.get(stream.id);
    const holds = end !== undefined && end.seq === stream.seq && stream.hash !== null && end.hash.equals(stream.hash);
    return holds ? null : { fault: 'tail', streamKind: stream.kind, streamId: stream.id, seq: stream.seq, eventId: null };
  };
  for (;;) {
    const { rows } = await page(db, after);
    for (const row of rows) {
      if (stream === null || stream.kind !== row.stream_kind || stream.id !== row.stream_id) {
        const tail = await closes();
        if (tail !== null) return { ...counts, first: tail };
        stream = { kind: row.stream_kind, id: row.stream_id, seq: 0, hash: null };
        counts.streams += 1;
      }
      const fault = faultOf(row, stream);
      counts.events += 1;
      counts.texts += row.texts?.length ?? 0;
      counts.erased += row.texts?.filter((text) => text.erased).length ?? 0;
      if (fault !== null)
        return {
          ...counts,
          first: { fault, streamKind: row.stream_kind, streamId: row.stream_id, seq: row.seq, eventId: row.id },
        };
      stream.seq = row.seq;
      stream.hash = row.hash;
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = { kind: last.stream_kind, id: last.stream_id, seq: last.seq };
  }
  const tail = await closes();
  return { ...counts, first: tail ?? (await lostStream(subjects, seen)) };
}

/** A subject whose events are all gone: its row still says where they ended. */
async function lostStream(subjects: Subjects, seen: ReadonlySet<string>): Promise<AuditFinding | null> {
  for (const streamKind of subjects.kinds) {
    const lost = [...(await subjects.ends(streamKind)).keys()].sort().find((id) => !seen.has(`${streamKind}/${id}`));
    if (lost !== undefined) return { fault: 'tail', streamKind, streamId: lost, seq: 0, eventId: null };
  }
  return null;
}

async function page(db: Kysely<never>, after: { kind: string; id: string; seq: number }): Promise<{ rows: EventRow[] }> {
  return sql<EventRow>`select e.provider_id, e.customer_id, e.request_id, e.id, e.stream_kind, e.stream_id, e.seq, e.type, e.payload, e.actor, e.occurred_at, e.recorded_at, e.late_reason_digest,
      e.commitments, e.visibility, e.previous_hash, e.hash,
      (select jsonb_agg(jsonb_build_object('field', t.field, 'salt', encode(t.salt, 'hex'), 'text', t.text, 'erased', t.erased_at is not null))
         from pledge.event_text t where t.provider_id = e.provider_id and t.event_id = e.id) as texts
    from pledge.event e
    where (e.stream_kind, e.stream_id, e.seq) > (${after.kind}, ${after.id}::uuid, ${after.seq}::integer)
    order by e.stream_kind, e.stream_id, e.seq limit ${PAGE}`.execute(db);
}

function faultOf(row: EventRow, stream: { seq: number; hash: Buffer | null }): AuditFinding['fault'] | null {
  const follows =
    row.seq === stream.seq + 1 &&
    (stream.hash === null ? row.previous_hash === null : row.previous_hash?.equals(stream.hash) === true);
  if (!follows) return 'chain';
  if (!hashHolds(row)) return 'hash';
  return textsHold(row) ? null : 'text';
}

function textsHold(row: EventRow): boolean {
  const digests = row.payload.texts ?? {};
  const stored = new Map((row.texts ?? []).map((text) => [text.field, text]));
  if (stored.size !== Object.keys(digests).length) return false;
  return Object.entries(digests).every(([field, digest]) => {
    const text = stored.get(field);
    if (text === undefined) return false;
    if (text.erased) return text.text === null && text.salt === null;
    return text.text !== null && text.salt !== null && textDigest(Buffer.from(text.salt, 'hex'), text.text) === digest;
  });
}
