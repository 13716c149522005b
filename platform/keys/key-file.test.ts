import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { keepKeyFile, readKeyFile } from './key-file.ts';

describe('the file of the keys', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pledge-keys-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const secretOf = (starter: number): string => String(starter).padStart(32, String(starter % 10));

  it('is one for all who start at once, and for its owner alone', async () => {
    const file = join(folder, 'deep', 'keys.json');
    const starters = Array.from({ length: 20 }, (_, starter) => starter);
    const held = await Promise.all(starters.map((starter) => keepKeyFile(file, { secret: secretOf(starter) })));
    const there = await readKeyFile(file);
    assert.deepEqual(new Set(held.map(({ secret }) => secret)), new Set([there?.secret]));
    assert.deepEqual(await readdir(join(folder, 'deep')), ['keys.json'], 'what was written for nothing is gone');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('stays as it is where there is one', async () => {
    const file = join(folder, 'kept.json');
    await keepKeyFile(file, { secret: secretOf(1) });
    assert.deepEqual(await keepKeyFile(file, { secret: secretOf(2) }), { secret: secretOf(1) });
  });

  const DAMAGED: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['a part of it', `{"secret":"${secretOf(7)}`],
    ['something else', 'keys of the house'],
    ['keys that are too short', '{"secret":"7777777"}'],
    ['another list', '["7777777"]'],
  ];
  for (const [what, text] of DAMAGED)
    it(`that holds ${what} is told with the remedy, and nothing of what stands in it`, async () => {
      const file = join(folder, 'damaged.json');
      await writeFile(file, text);
      await assert.rejects(readKeyFile(file), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'keysDamaged');
        assert.ok(error.message.includes(file) && error.message.includes('PLEDGE_SECRET_FILE'), error.message);
        assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /7{7}|house/);
        return true;
      });
    });

  it('that cannot be read is told with the reason of the system', async () => {
    const file = join(folder, 'a-folder');
    await mkdir(file);
    await assert.rejects(readKeyFile(file), { code: 'keysUnreadable', message: /EISDIR/ });
  });
});
