import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { sealAll } from '#centre/evidence/seal-all.job.ts';
import { inTransaction } from '#platform/db/pool.ts';
import type { Seal } from '#platform/evidence-log/seal.ts';
import { SealedByUnknownKey } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { readKeys, type Keys } from '#platform/keys/keys.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { emptyDatabase, openRunningCentre, type RunningCentre } from './testing/running-centre.ts';
import { runPledge, type PledgeRun } from './testing/run-pledge.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** As `pledge audit keys --json` tells it. */
interface ToldKey {
  readonly id: string;
  readonly publicKey: string;
  readonly signs: boolean;
}

let database: TestDatabase;
let centre: RunningCentre;
let providerId: string;
let folder: string;
/** The key file as a node has it that was given a copy. */
let copied: string;
/** The keys of a process that runs all the while. */
let running: Keys['sealing'];
before(async () => {
  database = await startTestDatabase();
  centre = await openRunningCentre(database);
  folder = await mkdtemp(join(tmpdir(), 'pledge-keys-'));
  copied = join(folder, 'copy.json');
  await copyFile(join(centre.folder, 'keys.json'), copied);
  running = (await readKeys(join(centre.folder, 'keys.json'))).sealing;
  const provider = await centre.app.db.selectFrom('pledge.provider').select('provider_id').executeTakeFirstOrThrow();
  providerId = provider.provider_id;
});
after(async () => {
  await centre.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const pledge = (...args: readonly string[]): Promise<PledgeRun> => runPledge(args, { env: centre.env });
const keysAfter = async (...command: readonly string[]): Promise<ToldKey[]> => {
  const { status, out, err } = await pledge('audit', ...command, '--json');
  assert.equal(status, 0, err);
  return (JSON.parse(out) as { keys: ToldKey[] }).keys;
};
const seals = (): Promise<Seal[]> =>
  inTransaction(centre.app.db, { providerId, customerId: null }, (tx) => sealsAfter(tx as never, 0, 10_000));
const happens = async (): Promise<void> => {
  const wang = await centre.signIn('wang');
  assert.equal((await wang.post('/api/service-requests', { content: '网络中断' })).status, 201);
};
/** Seals as the worker of a process does that read its keys once, when it was started; between two looks a pause is over. */
let at = Date.now();
/** Never before what the commands, which live by the clock of the machine, have done so far. */
const pauseOver = (): Instant => instant((at = Math.max(at + 10_000, Date.now())));
const seal = (keys: Keys['sealing']): Promise<unknown> => sealAll({ db: centre.app.db, time: { now: pauseOver }, keys });
const eventsSoFar = (): Promise<number> =>
  inTransaction(centre.app.db, { providerId, customerId: null }, async (tx) => {
    const { count } = await tx
      .selectFrom('pledge.event')
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow();
    return count;
  });
/** Transactions that are under way in any database of the server hold up what came after them: a seal may cover a part of it. */
const sealedAnew = async (): Promise<Seal> => {
  await happens();
  const events = await eventsSoFar();
  for (;;) {
    await seal(running);
    const newest = (await seals()).at(-1);
    if (newest !== undefined && newest.total >= events) return newest;
    // A transaction that is under way in another database holds up what came after it: a seal must not come hours behind for that.
    await delay(500);
  }
};

/** What the evidence tells of the keys: each that came in the place of another, and who told. */
const changesTold = (): Promise<unknown[]> =>
  inTransaction(centre.app.db, { providerId, customerId: null }, async (tx) => {
    const told = await tx
      .selectFrom('pledge.event')
      .select(['type', 'payload', 'actor'])
      .where('stream_kind', '=', 'sealingKey')
      .orderBy('id')
      .execute();
    return told.map(({ type, payload: { data }, actor }) => [type, data['previousKeyId'], data['keyId'], actor.kind]);
  });

/** Changes the key and is ended between the key file and the end of its transaction. */
async function changeAndDie(): Promise<void> {
  const file = join(centre.folder, 'keys.json');
  const before = await readFile(file, 'utf8');
  const owner = new pg.Client({ connectionString: centre.ownerUrl });
  await owner.connect();
  await owner.query('begin');
  await owner.query('lock table pledge.sealing_key_change in share mode');
  const child = spawn(process.execPath, [MAIN, 'audit', 'rotate-key'], {
    env: { ...process.env, ...centre.env },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while ((await readFile(file, 'utf8')) === before) await delay(20);
  child.kill('SIGKILL');
  await ended;
  await owner.end();
}

describe('another key for the seals', { timeout: 240_000 }, () => {
  it('signs from then on without a restart, and what was signed before still holds', async () => {
    const [first, ...none] = await keysAfter('keys');
    assert.deepEqual([first?.signs, none], [true, []]);
    assert.equal((await sealedAnew()).keyId, first?.id);

    const [old, next] = await keysAfter('rotate-key');
    assert.deepEqual(old, { ...first, signs: false });
    assert.ok(next !== undefined && next.signs && next.id !== first?.id);
    assert.equal((await sealedAnew()).keyId, next.id);

    const third = (await keysAfter('rotate-key')).at(-1);
    assert.equal((await sealedAnew()).keyId, third?.id);
    assert.deepEqual([...new Set((await seals()).map(({ keyId }) => keyId))], [first?.id, next.id, third?.id]);
    assert.deepEqual(await changesTold(), [
      ['sealingKeyChanged', first?.id, next.id, 'operator'],
      ['sealingKeyChanged', next.id, third?.id, 'operator'],
    ]);
    const verified = await pledge('audit', 'verify');
    assert.equal(verified.status, 0, verified.out + verified.err);
  });

  it('is told of before anything is sealed with it, though whoever put it in its place was ended before telling', async () => {
    const told = await changesTold();
    const before = (await keysAfter('keys')).at(-1);
    await changeAndDie();
    assert.deepEqual(await changesTold(), told);
    const found = (await keysAfter('keys')).at(-1);
    assert.notEqual(found?.id, before?.id);
    assert.equal((await sealedAnew()).keyId, found?.id);
    assert.deepEqual(await changesTold(), [...told, ['sealingKeyChanged', before?.id, found?.id, 'system']]);
    await sealedAnew();
    assert.equal((await changesTold()).length, told.length + 1);
  });

  it('leaves of those before it the public part alone', async () => {
    const held = JSON.parse(await readFile(join(centre.folder, 'keys.json'), 'utf8'));
    assert.deepEqual(Object.keys(held), ['secret', 'sealing']);
    assert.deepEqual(
      held.sealing.before,
      (await keysAfter('keys')).slice(0, -1).map(({ publicKey }) => publicKey),
    );
  });

  it('is used by a process that serves proofs without a restart', async () => {
    const wang = await centre.signIn('wang');
    const { body } = await wang.get('/api/service-requests?limit=100');
    const requests: string[] = body.items.map(({ id }: { id: string }) => id);
    const events = await inTransaction(centre.app.db, { providerId, customerId: null }, (tx) =>
      tx.selectFrom('pledge.event').select('id').where('stream_id', 'in', requests).where('seq', '=', 1).execute(),
    );
    const publicKeys = new Set<string>();
    for (const { id } of events) {
      const proof = await wang.get(`/api/events/${id}/proof`);
      assert.equal(proof.body.holds, true, JSON.stringify([id, proof]));
      publicKeys.add(proof.body.seal.publicKey);
    }
    assert.deepEqual([...publicKeys].sort(), (await keysAfter('keys')).map(({ publicKey }) => publicKey).sort());
  });

  it('keeps a node that has it not from sealing', async () => {
    const before = (await seals()).length;
    const { sealing } = await readKeys(copied);
    await happens();
    await assert.rejects(seal(sealing), SealedByUnknownKey);
    assert.equal((await seals()).length, before);
  });

  it('goes along with a pack, which each of them holds that was told', async () => {
    const pack = join(folder, 'pack');
    const made = await pledge('audit', 'export', '--out', `${pack}.tar.gz`, '--without-paper');
    assert.equal(made.status, 0, made.err);
    await mkdir(pack);
    await run('tar', ['xzf', `${pack}.tar.gz`, '-C', pack]);
    const ids = (await keysAfter('keys')).map(({ id }) => id);
    const verify = (...told: readonly string[]): Promise<number> =>
      run(process.execPath, [join(pack, 'verify.mjs'), ...told.flatMap((id) => ['--key', id])]).then(
        () => 0,
        ({ code }: { code: number }) => code,
      );
    assert.equal(await verify(), 0);
    assert.equal(await verify(...ids), 0);
    assert.equal(await verify(...ids.slice(1)), 1);
    const { stdout } = await run(process.execPath, [join(pack, 'verify.mjs'), '--json']);
    const { keyChanges } = JSON.parse(stdout) as { keyChanges: { keyId: string }[] };
    assert.deepEqual(
      keyChanges.map(({ keyId }) => keyId),
      ids.slice(1),
    );
  });

  it('goes along with a backup', async () => {
    const backup = join(folder, 'backup');
    const taken = await pledge('backup', backup);
    assert.equal(taken.status, 0, taken.err);
    const { ownerUrl, drop } = await emptyDatabase(database);
    try {
      const env = {
        DATABASE_URL: throughPooler(ownerUrl),
        PLEDGE_DIRECT_URL: ownerUrl,
        PLEDGE_DATA_DIR: join(folder, 'restored'),
      };
      const restored = await runPledge(['restore', backup], { env });
      assert.equal(restored.status, 0, restored.err);
      const told = JSON.parse((await runPledge(['audit', 'keys', '--json'], { env })).out).keys;
      assert.deepEqual(told, await keysAfter('keys'));
      const verified = await runPledge(['audit', 'verify'], { env });
      assert.equal(verified.status, 0, verified.out + verified.err);
    } finally {
      await drop();
    }
  });
});
