import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** An installation takes a minute, on a slow line some; nobody waits for one for ever. */
const PATIENCE_MS = 15 * 60_000;
/** A lock that names nobody for so long was cut off before it could. */
const NAMELESS_MS = 5_000;

/**
 * Runs `work` while no other process of this machine installs into the same project.
 * The lock is a file that names its holder; that of a dead holder is set aside. It lies outside `node_modules`,
 * which the installation empties.
 * @param tell `waiting` is called once if there is a holder, `stuck` with the file and the minutes where it never lets go
 */
export async function withInstallLock(root, tell, work) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `pledge-install-${key}.lock`);
  const until = performance.now() + PATIENCE_MS;
  for (let waits = 0; !take(file); waits += 1) {
    if (performance.now() > until) return tell.stuck(file, PATIENCE_MS / 60_000);
    if (waits === 0) tell.waiting();
    await delay(200);
  }
  const letGo = () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', letGo);
  try {
    return await work();
  } finally {
    process.removeListener('exit', letGo);
    letGo();
  }
}

function take(file) {
  try {
    const lock = openSync(file, 'wx', 0o644);
    writeSync(lock, `${process.pid} ${startOf(process.pid)}`);
    closeSync(lock);
    return true;
  } catch (error) {
    // A temporary folder that cannot be written is no reason not to install.
    if (error.code !== 'EEXIST') return true;
    return setAsideIfDead(file) === 'notOurs';
  }
}

/** @returns `notOurs` where nobody holds it and it cannot be set aside: in a folder of all, another user's file stays */
function setAsideIfDead(file) {
  const holder = readHolder(file);
  if (holder === undefined ? !isLeftNameless(file) : isAlive(holder)) return 'held';
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    // Gone: the next look tells.
    return error.code === 'EPERM' || error.code === 'EACCES' ? 'notOurs' : 'gone';
  }
  try {
    // Somebody else may have been quicker, and this is already the lock of a living holder: put it back.
    if (readHolder(aside)?.pid !== holder?.pid) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    // Another one is there by now.
  }
  return 'gone';
}

function isLeftNameless(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > NAMELESS_MS;
}

function readHolder(file) {
  try {
    const [pid, start = ''] = readFileSync(file, 'utf8').split(' ');
    return Number.isInteger(Number(pid)) && Number(pid) > 0 ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is still the process that took the lock: its number may meanwhile belong to another. */
function isAlive({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // A zombie answers too.
  if (/\) [ZX] /.test(statOf(pid))) return false;
  return start === '' || start === startOf(pid);
}

/** When a process began, in ticks since the machine did; empty where the system does not tell. */
function startOf(pid) {
  return statOf(pid).split(') ').at(-1).split(' ')[19] ?? '';
}

function statOf(pid) {
  try {
    return process.platform === 'linux' ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  } catch {
    return '';
  }
}
