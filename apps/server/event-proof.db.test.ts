import assert from 'node:assert/strict';
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { storyIn } from '#centre/testing/story.ts';
import { recomputeProof } from '#platform/evidence-log/recompute-proof.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { openTestServer, TEST_KEYS, type TestServer } from './testing/test-server.ts';

interface Proof {
  readonly hash: string;
  readonly previousHash: string | null;
  readonly event: Record<string, unknown> | null;
  readonly seal: null | {
    readonly line: string;
    readonly digest: string;
    readonly place: number;
    readonly path: readonly string[];
    readonly publicKey: string;
  };
  readonly holds: boolean;
}

describe('the proof of an event', () => {
  let server: TestServer;
  let owner: pg.Client;
  let request: string;
  let events: { id: string; type: string }[];

  before(async () => {
    server = await openTestServer();
    const { house } = server;
    const story = storyIn(house);
    request = await story.reports('technician', {
      content: '核心交换机没有响应',
      kind: 'fault',
      siteId: house.sites['SITE-01'] ?? '',
      enquirerPhone: '+86 10 0000 0004',
    });
    await story.fires('branchEngineer', 'contact', { id: request }, { contactName: '王工', channel: 'phone', text: '您好' });
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
    events = (
      await owner.query<{ id: string; type: string }>(
        `select id, type from pledge.event where stream_kind = 'serviceRequest' and stream_id = $1 order by seq`,
        [request],
      )
    ).rows;
  });
  after(async () => {
    await owner.end();
    await server.close();
  });

  const sealed = async (): Promise<void> => {
    const { house } = server;
    for (let total = -1; total !== 0;) {
      house.time.pass(1);
      await sealEvents({ db: house.db, time: house.time, keys: await TEST_KEYS.sealing() }, house.providerId);
      const { rows } = await owner.query<{ open: number }>(
        'select (select count(*) from pledge.event) - coalesce((select max(total) from pledge.seal), 0) as open',
      );
      total = Number(rows[0]?.open);
    }
  };
  const proofOf = async (who: 'manager' | 'technician' | 'centreManager', type: string): Promise<Proof> => {
    const { status, body } = await server.get(who, `/api/events/${idOf(type)}/proof`);
    assert.equal(status, 200);
    return body as Proof;
  };
  const idOf = (type: string): string => events.find((event) => event.type === type)?.id ?? assert.fail(type);

  it('says that the event waits, before its seal is made', async () => {
    const { seal, holds, event } = await proofOf('manager', 'contact');
    assert.deepEqual([seal, holds], [null, true]);
    assert.equal(event?.['type'], 'contact');
  });

  it('leads from the words of the event to a signed root, by what stands in it alone', async () => {
    await sealed();
    for (const { type } of events) {
      const { seal, holds, event, hash, previousHash } = await proofOf('centreManager', type);
      assert.ok(holds && seal !== null && event !== null, type);
      const chained = createHash('sha256')
        .update(Buffer.from(previousHash ?? '', 'hex'))
        .update(sorted(event))
        .digest('hex');
      assert.equal(chained, hash, type);
      const { signature, ...said } = JSON.parse(seal.line) as Record<string, unknown> & { signature: string };
      assert.equal(createHash('sha256').update(seal.line).digest('hex'), seal.digest);
      const key = createPublicKey({ key: Buffer.from(seal.publicKey, 'base64'), format: 'der', type: 'spki' });
      assert.ok(verify(null, Buffer.from(sorted(said)), key, Buffer.from(signature, 'hex')));
      assert.equal(rootFrom(hash, seal, said['events'] as number), said['root']);
    }
  });

  it('shows what was said in the event to those who read it in the audit trail, and to all others of the request that it is unchanged', async () => {
    const own = await proofOf('technician', 'report');
    const other = await proofOf('technician', 'contact');
    assert.notEqual(own.event, null);
    assert.equal(other.event, null);
    assert.equal(other.holds, true);
    const stranger = await server.get('stranger', `/api/events/${idOf('report')}/proof`);
    const nothing = await server.get('stranger', `/api/events/${randomUUID()}/proof`);
    assert.equal(stranger.status, 404);
    assert.deepEqual(stranger.body, nothing.body);
  });

  it('is recomputed by what a browser has: content, path and signature, each found where it was changed', async () => {
    const proof = await proofOf('centreManager', 'contact');
    const told = async (changed: Partial<Proof>): Promise<unknown> => {
      const { content, path, signature } = await recomputeProof({ ...proof, ...changed }, crypto.subtle);
      return [content, path, signature];
    };
    const { seal, event } = proof;
    assert.ok(seal !== null && event !== null);
    assert.deepEqual(await told({}), [true, true, true]);
    assert.deepEqual(await told({ event: { ...event, type: 'other' } }), [false, true, true]);
    assert.deepEqual(await told({ event: null }), [null, true, true], 'not shown to whoever asks');
    assert.deepEqual(await told({ hash: '00'.repeat(32) }), [false, false, true]);
    assert.deepEqual(await told({ seal: { ...seal, place: seal.place + 1 } }), [true, false, true]);
    const later = seal.line.replace(/"sealedAt":"2/, '"sealedAt":"3');
    assert.deepEqual(await told({ seal: { ...seal, line: later } }), [true, false, false]);
    const other = sealingKeysOf('22'.repeat(32)).known[0]?.publicKey ?? '';
    assert.deepEqual(await told({ seal: { ...seal, publicKey: other } }), [true, true, false]);
    assert.deepEqual(await told({ seal: null }), [true, null, null]);
  });

  it('says so where the event is no longer what was sealed', async () => {
    const id = idOf('contact');
    await owner.query(`update pledge.event set type = 'other' where id = $1`, [id]);
    const changed = await proofOf('manager', 'contact');
    await owner.query(`update pledge.event set type = 'contact', hash = sha256('other') where id = $1`, [id]);
    const another = await proofOf('manager', 'contact');
    await owner.query(`update pledge.event set hash = $2 where id = $1`, [id, Buffer.from(changed.hash, 'hex')]);
    assert.deepEqual([changed.holds, another.holds, another.seal?.place], [false, false, null]);
    assert.equal((await proofOf('manager', 'contact')).holds, true);
  });
});

/** JSON with its keys in order, in words of this test's own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** The tree split as RFC 9162 tells it: the left side of the root is the largest power of two below the number of leaves. */
function rootFrom(hash: string, { place, path }: { place: number; path: readonly string[] }, leaves: number): string {
  const node = (...parts: (Buffer | number)[]): Buffer =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))))
      .digest();
  const rootOf = (at: number, count: number, way: readonly string[]): Buffer => {
    if (count === 1) return node(0, Buffer.from(hash, 'hex'));
    const left = 2 ** Math.ceil(Math.log2(count) - 1);
    const beside = Buffer.from(way.at(-1) ?? '', 'hex');
    const rest = way.slice(0, -1);
    return at < left ? node(1, rootOf(at, left, rest), beside) : node(1, beside, rootOf(at - left, count - left, rest));
  };
  return rootOf(place, leaves, path).toString('hex');
}
