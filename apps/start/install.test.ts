import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';

/** What npm does, as far as the launcher sees it: a note of what was installed, and a line for each call. */
const NPM = `
  const { appendFileSync, copyFileSync, mkdirSync } = require('node:fs');
  appendFileSync('calls', process.argv.slice(2, 3) + '\\n');
  if (process.env.NPM_FAILS) process.exit(7);
  setTimeout(() => {
    mkdirSync('node_modules', { recursive: true });
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  }, 300);
`;

/** What the launcher hands over to. */
const ENTRY = `
  const { writeFileSync } = require('node:fs');
  if (process.argv.includes('wait')) {
    process.on('SIGTERM', () => process.exit(42));
    process.once('disconnect', () => { writeFileSync('told', ''); process.exit(43); });
    setInterval(() => {}, 1000);
  }
  process.stdout.write(JSON.stringify({ args: process.argv.slice(2), node: process.execPath }) + '\\n');
`;

interface Outcome {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
}

interface Started {
  readonly program: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Outcome>;
}

describe('the launcher', { timeout: 60_000 }, () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pledge-launch-'));
    mkdirSync(join(root, 'apps', 'start'), { recursive: true });
    for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.mjs'))) {
      cpSync(join(import.meta.dirname, file), join(root, 'apps', 'start', file));
    }
    writeFileSync(join(root, 'npm.js'), NPM);
    writeFileSync(join(root, 'entry.ts'), ENTRY);
    writeLockfile('1.0.0');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('installs once, and again when the lockfile has changed', async () => {
    assert.equal((await run()).status, 0);
    assert.equal((await run()).status, 0);
    assert.equal(calls(), 1);
    writeLockfile('1.0.1');
    const outcome = await run('one', '--two');
    assert.equal(calls(), 2);
    assert.match(outcome.complained, /^Installing dependencies .+\nDependencies installed/);
    assert.deepEqual(read(outcome).args, ['one', '--two'], 'what is installed stays out of what is said');
  });

  it('takes what npm installed by hand for installed', async () => {
    mkdirSync(join(root, 'node_modules'));
    cpSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'));
    assert.equal((await run()).status, 0);
    assert.equal(calls(), 0);
  });

  it('installs once for programs that start at once', async () => {
    const outcomes = await Promise.all([run(), run(), run()]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      [0, 0, 0],
    );
    assert.equal(calls(), 1);
  });

  it('does not wait for a lock that names nobody, or one whose number belongs to another program by now', async () => {
    const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const lock = join(tmpdir(), `pledge-install-${key}.lock`);
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    assert.equal((await run()).status, 0);
    rmSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(lock, `${process.pid} 1`);
    assert.equal((await run()).status, 0);
    assert.equal(calls(), 2);
    assert.ok(!existsSync(lock));
  });

  it('says in one line that an installation failed, and tries again next time', async () => {
    const failed = await start([], { NPM_FAILS: '1' }).ended;
    assert.equal(failed.status, 3);
    assert.match(failed.complained, /could not be installed \(npm ci ended with 7\): .+ try again\.\n$/);
    assert.equal((await run()).status, 0);
  });

  it('hands over to the Node that the project pins, passes signals on and keeps the status', async () => {
    pinNode();
    const { program, ended } = start(['wait']);
    await new Promise((done) => program.stdout.once('data', done));
    program.kill('SIGTERM');
    const outcome = await ended;
    assert.equal(outcome.status, 42);
    assert.match(read(outcome).node, /node_modules\/node-/);
  });

  it('tells the program when the launcher is killed', async () => {
    pinNode();
    const { program, ended } = start(['wait']);
    await new Promise((done) => program.stdout.once('data', done));
    program.kill('SIGKILL');
    // The output closes when the program has gone as well.
    await ended;
    assert.ok(existsSync(join(root, 'told')));
  });

  function run(...args: string[]): Promise<Outcome> {
    return start(args).ended;
  }

  function start(args: string[], env: NodeJS.ProcessEnv = {}): Started {
    const program = spawn(process.execPath, ['apps/start/run.mjs', 'entry.ts', ...args], {
      cwd: root,
      env: { ...process.env, npm_lifecycle_event: undefined, npm_execpath: join(root, 'npm.js'), LANG: 'C', LC_ALL: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complained = '';
    program.stdout.on('data', (text) => (said += String(text)));
    program.stderr.on('data', (text) => (complained += String(text)));
    const ended = new Promise<Outcome>((done) => program.once('close', (status) => done({ status, said, complained })));
    return { program, ended };
  }

  function read(outcome: Outcome): { args: string[]; node: string } {
    return JSON.parse(outcome.said) as { args: string[]; node: string };
  }

  function calls(): number {
    const file = join(root, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0;
  }

  function writeLockfile(version: string): void {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/thing': { version } } }));
  }

  /** Another file than the Node that runs the launcher, so that it has something to hand over to. */
  function pinNode(): void {
    const folder = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(folder, { recursive: true });
    try {
      linkSync(process.execPath, join(folder, 'node'));
    } catch {
      cpSync(process.execPath, join(folder, 'node'));
    }
    cpSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'));
  }
});
