import type pg from 'pg';
import { hashEvent } from '#platform/evidence-log/event-hash.ts';
import { signSeal } from '#platform/evidence-log/seal.ts';
import { sealOf, SEAL_COLUMNS, type SealRow } from '#platform/evidence-log/seals.store.ts';
import { hashedOf, STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { SUBJECT_TABLES } from '#centre/evidence/audit.ts';
import type { Random } from '../random.ts';

/** Something that the owner of the tables does to the evidence. */
export interface Tampering {
  /** Does it inside the open transaction. @returns whether a finding names what was done */
  readonly at: (owner: pg.Client, target: StoredEvent, random: Random) => Promise<(finding: AuditFinding) => boolean>;
  /** Whether only seals that were kept elsewhere show it. */
  readonly needsKept?: true;
}

const OTHER_KEY = sealingKeysOf('44'.repeat(32));
const isEvent = (target: StoredEvent) => (finding: AuditFinding) => finding.eventId === target.id;
/** A gap is shown by the event behind it, or by the end that is missing. */
const isBeside = (target: StoredEvent) => (finding: AuditFinding) =>
  finding.streamId === target.stream_id && Math.abs(finding.seq - target.seq) <= 1;
const isSeal = (number: number) => (finding: AuditFinding) => finding.streamKind === 'seal' && finding.seq === number;

const CHANGES = [
  `type = type || 'x'`,
  `payload = jsonb_set(payload, '{data,more}', '1')`,
  `actor = jsonb_set(actor, '{id}', '"nobody"')`,
  `occurred_at = occurred_at - interval '1 minute'`,
  `recorded_at = recorded_at + interval '1 millisecond'`,
  `commitments = commitments || '{C-9.9}'`,
  `visibility = case visibility when 'shared' then 'internal' else 'shared' end`,
  `late_reason_digest = ''`,
  `hash = sha256(hash)`,
] as const;

/** All of them, by name. Each is done at a place that a seal covers. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  change: {
    at: async (owner, target, random) => {
      await owner.query(`update pledge.event set ${random.pick(CHANGES)} where id = $1`, [target.id]);
      return isEvent(target);
    },
  },
  delete: {
    at: async (owner, target) => {
      await remove(owner, [target.id]);
      return isBeside(target);
    },
  },
  insert: {
    at: async (owner, target) => {
      const stream = await streamOf(owner, target);
      const behind = stream.filter(({ seq }) => seq >= target.seq);
      for (const { id, seq } of behind.toReversed())
        await owner.query('update pledge.event set seq = $2 where id = $1', [id, seq + 1]);
      await copy(owner, target, { seq: target.seq, previous: target.previous_hash });
      return (finding) => finding.streamId === target.stream_id && finding.seq >= target.seq;
    },
  },
  reorder: {
    at: async (owner, target) => {
      const other = (await streamOf(owner, target)).find(({ seq }) => seq === target.seq - 1 || seq === target.seq + 1);
      if (other === undefined) {
        await owner.query('update pledge.event set seq = seq + 1 where id = $1', [target.id]);
        return isBeside(target);
      }
      const move = (id: string, seq: number) => owner.query('update pledge.event set seq = $2 where id = $1', [id, seq]);
      await move(target.id, 1_000_000);
      await move(other.id, target.seq);
      await move(target.id, other.seq);
      return isBeside(target);
    },
  },
  truncate: {
    at: async (owner, target) => {
      await remove(
        owner,
        (await streamOf(owner, target)).filter(({ seq }) => seq >= target.seq).map(({ id }) => id),
      );
      return (finding) => finding.fault === 'tail' && finding.streamId === target.stream_id && finding.seq === target.seq - 1;
    },
  },
  /** With every hash behind it and the end of the stream made anew: no chain shows it. */
  rewrite: {
    at: async (owner, target) => {
      await owner.query(`update pledge.event set type = type || 'x' where id = $1`, [target.id]);
      await chainAnew(owner, target);
      return (finding) => finding.fault === 'sealed' && finding.streamId === target.stream_id && finding.seq >= target.seq;
    },
  },
  /** The tail of a stream with the end in its subject's row: no chain shows it. */
  truncateAll: {
    at: async (owner, target) => {
      const gone = (await streamOf(owner, target)).filter(({ seq }) => seq >= target.seq);
      const seals: number[] = [];
      for (const { id } of gone) seals.push(await sealOver(owner, id));
      await remove(
        owner,
        gone.map(({ id }) => id),
      );
      await chainAnew(owner, target);
      // A subject that has no event at all is missed by its row.
      return (finding) => (finding.fault === 'sealed' && isSeal(Math.min(...seals))(finding)) || isBeside(target)(finding);
    },
  },
  /** Put in behind the end, well chained, as if it had been written when the stream's last event was. */
  append: {
    at: async (owner, target) => {
      const last = (await streamOf(owner, target)).at(-1) ?? target;
      const id = await copy(owner, last, { seq: last.seq + 1, previous: last.hash });
      await chainAnew(owner, target);
      return (finding) => finding.eventId === id;
    },
  },
  removeText: {
    at: async (owner, target) => {
      const { rows } = await owner.query<{ event_id: string }>(
        'select event_id from pledge.event_text where erased_at is null order by event_id = $1 desc, event_id, field limit 1',
        [target.id],
      );
      const event = rows[0]?.event_id ?? '';
      await owner.query(`update pledge.event_text set text = text || 'x' where event_id = $1`, [event]);
      return (finding) => finding.fault === 'text' && finding.eventId === event;
    },
  },
  replaceSeal: {
    at: async (owner, target) => {
      const number = await sealOver(owner, target.id);
      const { seal } = await sealNumbered(owner, number);
      const { seal: _form, keyId: _key, signature: _signature, ...statement } = seal;
      const other = signSeal({ ...statement, sealedAt: '2030-01-01T00:00:00Z' }, OTHER_KEY.signer);
      await owner.query('update pledge.seal set sealed_at = $2, key_id = $3, signature = $4 where number = $1', [
        number,
        other.sealedAt,
        other.keyId,
        Buffer.from(other.signature, 'hex'),
      ]);
      return isSeal(number);
    },
  },
  /** The event with its chain, and its hash in the seal: the root does not follow, for it is signed. */
  rewriteSeal: {
    at: async (owner, target) => {
      const number = await sealOver(owner, target.id);
      await owner.query(`update pledge.event set type = type || 'x' where id = $1`, [target.id]);
      await chainAnew(owner, target);
      const after = (await streamOf(owner, target)).find(({ id }) => id === target.id) ?? target;
      await owner.query(
        `update pledge.seal set leaves = decode(replace(encode(leaves, 'hex'), $2, $3), 'hex') where number = $1`,
        [number, target.hash.toString('hex'), after.hash.toString('hex')],
      );
      return isSeal(number);
    },
  },
  deleteSeal: {
    at: async (owner, target) => {
      const number = await sealOver(owner, target.id);
      await owner.query('delete from pledge.seal where number = $1', [number]);
      const { rowCount } = await owner.query('select 1 from pledge.seal where number > $1 limit 1', [number]);
      return (finding) => (rowCount === 0 ? finding.fault === 'kept' && isSeal(number)(finding) : isSeal(number + 1)(finding));
    },
    needsKept: true,
  },
  /** From a seal on everything: the seals, the events, the ends of their streams. What is left is a shorter history, and a valid one. */
  turnBack: {
    at: async (owner, target) => {
      const number = await sealOver(owner, target.id);
      const { rows } = await owner.query<StoredEvent>(
        `select ${STORED_EVENT_COLUMNS.map((column) => `e.${column}`).join(', ')} from pledge.event e
         left join pledge.seal before on before.number = $1 - 1
         where before.number is null or (e.era, e.xid, e.id) > (before.last_era, before.last_xid, before.last_event)`,
        [number],
      );
      await remove(
        owner,
        rows.map(({ id }) => id),
      );
      await owner.query('delete from pledge.seal where number >= $1', [number]);
      for (const event of rows) await chainAnew(owner, event);
      // A subject that has no event left is missed by its row.
      return (finding) =>
        (finding.fault === 'kept' && isSeal(number)(finding)) || (finding.fault === 'tail' && finding.seq === 0);
    },
    needsKept: true,
  },
};

async function remove(owner: pg.Client, ids: readonly string[]): Promise<void> {
  await owner.query('delete from pledge.event_text where event_id = any($1::uuid[])', [ids]);
  await owner.query('delete from pledge.event where id = any($1::uuid[])', [ids]);
}

async function streamOf(owner: pg.Client, { stream_kind: kind, stream_id: id }: StoredEvent): Promise<StoredEvent[]> {
  const { rows } = await owner.query<StoredEvent>(
    `select ${STORED_EVENT_COLUMNS.join(', ')} from pledge.event where stream_kind = $1 and stream_id = $2 order by seq`,
    [kind, id],
  );
  return rows;
}

/** With an id before all others: it comes to lie among what is sealed, whatever transaction it claims to be of. */
async function copy(owner: pg.Client, event: StoredEvent, as: { seq: number; previous: Buffer | null }): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into pledge.event (provider_id, id, stream_kind, stream_id, seq, type, payload, actor, customer_id, request_id, occurred_at, recorded_at,
       commitments, visibility, xid, era, previous_hash, hash)
     select provider_id, ('00000000-0000-4000-8000-' || right(gen_random_uuid()::text, 12))::uuid, stream_kind, stream_id, $2, type, payload - 'texts' || '{"texts":{}}', actor, customer_id, request_id, occurred_at,
       recorded_at, commitments, visibility, xid, era, $3, hash from pledge.event where id = $1 returning id`,
    [event.id, as.seq, as.previous],
  );
  return rows[0]?.id ?? '';
}

/** Makes a stream's hashes and the end in its subject's row fit what stands there now. */
async function chainAnew(owner: pg.Client, target: StoredEvent): Promise<void> {
  let previous: Buffer | null = null;
  let seq = 0;
  for (const event of await streamOf(owner, target)) {
    const hash = hashEvent(previous, hashedOf(event));
    await owner.query('update pledge.event set previous_hash = $2, hash = $3 where id = $1', [event.id, previous, hash]);
    previous = hash;
    seq = event.seq;
  }
  if (previous === null) return;
  await owner.query(`update pledge.${SUBJECT_TABLES[target.stream_kind] ?? ''} set seq = $2, last_hash = $3 where id = $1`, [
    target.stream_id,
    seq,
    previous,
  ]);
}

async function sealOver(owner: pg.Client, eventId: string): Promise<number> {
  const { rows } = await owner.query<{ number: number }>(
    `select min(s.number) as number from pledge.seal s join pledge.event e on (s.last_era, s.last_xid, s.last_event) >= (e.era, e.xid, e.id) where e.id = $1`,
    [eventId],
  );
  return rows[0]?.number ?? 0;
}

async function sealNumbered(owner: pg.Client, number: number) {
  const { rows } = await owner.query<SealRow>(`select ${SEAL_COLUMNS.join(', ')} from pledge.seal where number = $1`, [number]);
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no seal ${number}`);
  return sealOf(row);
}
