import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeFolder } from './make-folder.ts';

describe('a folder that is made', { timeout: 60_000 }, () => {
  let place: string;
  before(async () => {
    place = await mkdtemp(join(tmpdir(), 'pledge-folders-'));
  });
  after(() => rm(place, { recursive: true }));

  it('is there for all who make some below the same at once: the first files of a fresh installation come together', async () => {
    for (let round = 0; round < 100; round += 1) {
      const ways = ['ab/cd', 'ab/ce', 'ac/cd', 'ad/ff', 'ad/ff', 'ab', ''].map((way) => join(place, `files-${round}`, way));
      await Promise.all(ways.map((way) => makeFolder(way)));
      for (const way of ways) assert.ok((await stat(way)).isDirectory());
    }
  });

  it(
    'is refused where a file stands in the way, and where the system takes none',
    { skip: process.platform !== 'linux' },
    async () => {
      await writeFile(join(place, 'a file'), '');
      await assert.rejects(makeFolder(join(place, 'a file')), { code: 'EEXIST' });
      await assert.rejects(makeFolder(join(place, 'a file/below')), { code: 'ENOTDIR' });
      await assert.rejects(makeFolder('/proc/pledge/files'), { code: 'ENOENT' });
    },
  );
});
