import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TEST_POOLER_VARIABLE } from '#platform/testing/test-database.ts';

const FIXTURE = fileURLToPath(new URL('testing/full-disk.fixture.ts', import.meta.url));

interface Tried {
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
}
interface Told {
  readonly files: { full: string; left: string[]; again: number };
  readonly archives: { between: string; atTheEnd: string; whole: string; left: string[] }[];
  readonly start: { full: string; readOnly: string };
  readonly product: {
    before: Tried;
    pack: Tried & { left: string[] };
    commands: Tried[];
    files: Tried[];
    repeated: Tried[];
    total: number;
    uploaded: Tried;
    drafts: number;
  };
}

/** In a mount namespace of its own, where an ordinary user may mount as well: what is mounted goes with the process. */
const NAMESPACE = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];

describe(
  'a full disk',
  { timeout: 280_000, skip: process.platform === 'linux' ? false : 'mount namespaces are of Linux' },
  () => {
    let told: Told;
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pledge-full-'));
      await chmod(folder, 0o711);
      const child = spawn('unshare', [...NAMESPACE, process.execPath, FIXTURE, folder], {
        // Its database lies on the disk that fills up, before which nothing stands.
        env: { ...process.env, [TEST_POOLER_VARIABLE]: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const last = out.trim().split('\n').at(-1) ?? '';
      assert.match(last, /^\{/, err);
      told = JSON.parse(last) as Told;
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('leaves no half of a file, and takes the same one when there is space again', () => {
      assert.deepEqual(told.files, { full: 'ENOSPC', left: ['ballast'], again: 100_000 });
    });

    it('ends an archive with what the disk says, takes away what was begun of it, and takes a smaller one', () => {
      const ended = { between: 'ENOSPC', atTheEnd: 'ENOSPC', whole: 'whole', left: ['archive'] };
      assert.deepEqual(told.archives, [ended, ended]);
    });

    it('refuses an evidence pack with 507, leaves nothing of it behind, and the service goes on', () => {
      const { pack, commands } = told.product;
      assert.deepEqual(pack, { status: 507, code: 'outOfSpace', left: ['ballast'] });
      assert.ok(commands.length > 0);
    });

    it('refuses a first start in words, and so does one that nothing can be written to', () => {
      assert.deepEqual(told.start, { full: 'folderFull', readOnly: 'folderUnwritable' });
    });

    it('is told in words with 507, or 503 where the database itself had to stop, and never as a fault of ours', () => {
      const { commands, files, before: first } = told.product;
      assert.equal(first.status, 201);
      const refused = [...commands, ...files].filter(({ status }) => status !== 201);
      assert.ok(refused.length > 0 && files.every(({ status }) => status !== 201), JSON.stringify([commands.at(-1), files]));
      const kinds = new Set(refused.map(({ status, code }) => `${status} ${code}`));
      assert.ok(
        [...kinds].every((kind) => ['507 outOfSpace', '503 databaseAway'].includes(kind)),
        [...kinds].join(),
      );
      for (const { detail } of refused) assert.match(detail ?? '', /磁盘已满|数据库暂时没有应答/);
    });

    it('passes: when there is space again the service goes on, and what was sent again is there once', () => {
      const { repeated, total, uploaded, drafts, commands } = told.product;
      assert.deepEqual(new Set(repeated.map(({ status }) => status)), new Set([201]));
      assert.equal(total, commands.length + 1);
      assert.equal(uploaded.status, 201);
      assert.equal(drafts, 0);
    });
  },
);
