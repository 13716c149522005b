import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { buildProduct } from './build.mjs';
import { BUILT, builtEntry } from './built.mjs';
import { root } from './launch.mjs';

const run = promisify(execFile);
const said = async (file: string, ...args: readonly string[]): Promise<string> =>
  (await run(process.execPath, [file, ...args])).stdout;

const SERVER = 'apps/server/main.ts';
const SOURCES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#platform/*': './platform/*' } }),
  'package-lock.json': '{}',
  [SERVER]: `import { greeting } from '#platform/greeting.ts';
    const { told } = await import('./told.ts');
    process.stdout.write(greeting + told());`,
  'apps/server/told.ts': `import { readFileSync } from 'node:fs';
    export const told = (): string => readFileSync(new URL('./told.txt', import.meta.url), 'utf8');`,
  'apps/server/told.txt': '您好',
  'apps/cli/main.ts': `import { greeting } from '#platform/greeting.ts';\nprocess.stdout.write(greeting);`,
  'platform/greeting.ts': `export const greeting: string = '守诺：';`,
};

describe('what is built of a program', () => {
  let place: string;
  let project: string;
  before(async () => {
    place = await realpath(await mkdtemp(join(tmpdir(), 'pledge-built-')));
    project = join(place, 'a project');
    for (const [file, text] of Object.entries(SOURCES)) await put(file, text);
  });
  after(() => rm(place, { recursive: true, force: true }));

  const put = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text);
  };
  const built = (): string => builtEntry(project, SERVER) ?? assert.fail('not built');

  it('is run by nobody where there is none', () => {
    assert.equal(builtEntry(project, SERVER), undefined);
  });

  it('does what its source does, and finds the files beside it, in a folder that was moved as well', async () => {
    await buildProduct(project);
    assert.equal(await said(built()), '守诺：您好');
    assert.equal(await said(join(project, SERVER)), '守诺：您好');
    assert.equal(await said(builtEntry(project, 'apps/cli/main.ts') ?? ''), '守诺：');
    await rename(project, join(place, 'moved'));
    project = join(place, 'moved');
    assert.equal(await said(built()), '守诺：您好');
  });

  it('is of servers and commands alone', () => {
    assert.equal(builtEntry(project, 'tools/bench/bench.ts'), undefined);
  });

  for (const file of ['apps/server/told.ts', 'platform/greeting.ts', 'package-lock.json'])
    it(`is not run for other sources: ${file}`, async () => {
      const text = SOURCES[file] ?? '';
      await put(file, `${text}\n`);
      assert.equal(builtEntry(project, SERVER), undefined);
      await rm(join(project, file));
      assert.equal(builtEntry(project, SERVER), undefined);
      await put(file, text);
      assert.equal(await said(built()), '守诺：您好');
    });

  it('is not run where half of it was lost, and is whole again once it is built again', async () => {
    const parts = await readdir(dirname(built()));
    for (const part of parts.keys()) {
      await buildProduct(project);
      const folder = dirname(built());
      const path = join(folder, (await readdir(folder))[part] ?? '');
      await truncate(path, Math.floor((await readFile(path)).byteLength / 2));
      assert.equal(builtEntry(project, SERVER), undefined, path);
    }
    await truncate(join(project, BUILT, 'mark.json'), 10);
    assert.equal(builtEntry(project, SERVER), undefined);
    await Promise.all([buildProduct(project), buildProduct(project)]);
    assert.equal(await said(built()), '守诺：您好');
  });

  it('leaves nothing behind where the sources cannot be built', async () => {
    const before = await readdir(join(project, BUILT));
    await put('platform/greeting.ts', 'export const greeting = ;');
    await assert.rejects(buildProduct(project));
    assert.deepEqual(await readdir(join(project, BUILT)), before);
    assert.equal(builtEntry(project, SERVER), undefined);
    await put('platform/greeting.ts', SOURCES['platform/greeting.ts'] ?? '');
  });

  it('stays for whoever runs out of it while the next is built; what is older goes', async () => {
    const former = built();
    for (const name of await readdir(join(project, BUILT))) await utimes(join(project, BUILT, name), 0, 0);
    await buildProduct(project);
    assert.equal(await said(former), '守诺：您好');
    const left = (await readdir(join(project, BUILT))).toSorted();
    assert.deepEqual(left, [dirname(former), dirname(built()), 'mark.json'].map((path) => basename(path)).toSorted());
  });
});

describe('the product, built', () => {
  it('has the commands that its sources have', async () => {
    await buildProduct(root);
    const cli = 'apps/cli/main.ts';
    const file = builtEntry(root, cli) ?? assert.fail('not built');
    for (const args of [
      ['--help'],
      ['clock', 'replay', '--help'],
      ['plan', 'check', join(root, 'plans/sample-plan.yaml'), '--json'],
    ])
      assert.equal(await said(file, ...args), await said(join(root, cli), ...args));
  });
});
