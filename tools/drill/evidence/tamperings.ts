import type pg from 'pg';
import { signSeal } from '#platform/evidence-log/seal.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import type { Random } from '../random.ts';
import { chainAnew, copy, eventBesideErasure, eventWithText, remove, sealNumbered, sealOver, streamOf } from './evidence-rows.ts';

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
  `payload = jsonb_set(payload::jsonb, '{data,more}', '1')::json`,
  `actor = jsonb_set(actor::jsonb, '{id}', '"nobody"')::json`,
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
      const event = await eventWithText(owner, target);
      await owner.query(`update pledge.event_text set text = text || 'x' where event_id = $1`, [event]);
      return (finding) => finding.fault === 'text' && finding.eventId === event;
    },
  },
  /** Written down as erased, as if somebody had asked for it. */
  eraseText: {
    at: async (owner, target) => {
      const event = await eventWithText(owner, target);
      await owner.query(
        `update pledge.event_text set text = null, salt = null, erased_at = now(), erased_under = 'requestOfThePerson' where event_id = $1`,
        [event],
      );
      return (finding) => finding.fault === 'text' && finding.eventId === event;
    },
  },
  /** Written down as erased along with what somebody did ask to be erased. */
  eraseAlong: {
    at: async (owner, target) => {
      const { eventId, at, under } = await eventBesideErasure(owner, target);
      await owner.query(
        `update pledge.event_text set text = null, salt = null, erased_at = $2, erased_under = $3 where event_id = $1`,
        [eventId, at, under],
      );
      return (finding) => finding.fault === 'text' && finding.eventId === eventId;
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
