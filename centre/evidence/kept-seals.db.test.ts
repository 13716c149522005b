import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { keepSeals, keptSeals, keptSealsFile, OtherSealsKept } from '#platform/evidence-log/kept-seals.ts';
import { lineOfSeal } from '#platform/evidence-log/seal.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { auditOf } from '#centre/testing/audit.ts';

const KEYS = sealingKeysOf('66'.repeat(32));

describe('seals that are written off', () => {
  let house: TestHouse;
  let folder: string;
  before(async () => {
    house = await openTestHouse();
    folder = await mkdtemp(join(tmpdir(), 'pledge-kept-'));
  });
  after(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  const moreSeals = async (count: number): Promise<void> => {
    const last = async (): Promise<number> => (await house.within(null, (tx) => sealsAfter(tx, 0, 1_000))).length;
    const before = await last();
    while ((await last()) < before + count) {
      await storyIn(house).reports('technician', {
        content: '核心交换机没有响应',
        kind: 'fault',
        siteId: house.sites['SITE-01'] ?? '',
        enquirerPhone: '+86 10 0000 0004',
      });
      house.time.pass(1);
      await sealEvents({ db: house.db, time: house.time, keys: KEYS }, house.providerId);
    }
  };
  const keep = (): Promise<{ kept: number }> => keepSeals({ db: house.db, folder: join(folder, 'seals') }, house.providerId);
  const file = (): string => keptSealsFile(join(folder, 'seals'), house.providerId);
  const stored = async (): Promise<string> =>
    (await house.within(null, (tx) => sealsAfter(tx, 0, 1_000))).map((seal) => `${lineOfSeal(seal)}\n`).join('');

  it('stand there once each, a line in order, however often and by how many they are written', async () => {
    await moreSeals(2);
    await Promise.all([keep(), keep(), keep()]);
    await moreSeals(1);
    while ((await keep()).kept > 0);
    assert.equal(await readFile(file(), 'utf8'), await stored());
  });

  it('are whole again behind a line that a kill cut', async () => {
    const whole = await readFile(file(), 'utf8');
    await moreSeals(1);
    await keep();
    const cut = whole.length + 40;
    await truncate(file(), cut);
    await keep();
    const kept = await readFile(file(), 'utf8');
    assert.ok(kept.startsWith(whole));
    assert.deepEqual([...keptSeals(kept).values()], (await stored()).trim().split('\n'));
  });

  it('show that the end was cut off, and that one is another', async () => {
    const kept = keptSeals(await readFile(file(), 'utf8'));
    const audit = (map: ReadonlyMap<number, string>) => auditOf(house, { seals: { keys: KEYS.known, kept: map } });
    assert.equal((await audit(kept)).first, null);
    const beyond = Math.max(...kept.keys()) + 1;
    const cut = await audit(new Map([...kept, [beyond, '{}']]));
    assert.deepEqual([cut.first?.fault, cut.first?.seq], ['kept', beyond]);
    const other = await audit(new Map([...kept, [2, (kept.get(2) ?? '').replace('"root":"', '"root":"0')]]));
    assert.deepEqual([other.first?.fault, other.first?.seq], ['seal', 2]);
  });

  it('are not appended to those of another history', async () => {
    const whole = await readFile(file(), 'utf8');
    const lines = whole.trim().split('\n');
    await writeFile(file(), `${lines.join('\n').replaceAll('"root":"', '"root":"0')}\n`);
    await moreSeals(1);
    await assert.rejects(keep(), OtherSealsKept);
    await writeFile(file(), whole);
    await appendFile(file(), `${(lines.at(-1) ?? '').replace(/"number":\d+/, '"number":999')}\n`);
    await assert.rejects(keep(), OtherSealsKept);
  });

  it('hold for none where two lines say otherwise of one seal', () => {
    const twice = '{"number":1,"root":"a"}\n{"number":1,"root":"b"}\n{"number":2,"root":"c"}\n{"number":2,"root":"c"}\n';
    assert.deepEqual(
      [...keptSeals(twice)],
      [
        [1, ''],
        [2, '{"number":2,"root":"c"}'],
      ],
    );
  });
});
