import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `work` while no other process of this machine installs into the same project.
 * The lock is a file that names its holder; that of a dead holder is set aside. It lies outside `node_modules`,
 * which the installation empties.
 */
export async function withInstallLock(root, onWait, work) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `pledge-install-${key}.lock`);
  for (let waits = 0; !take(file); waits += 1) {
    if (waits === 0) onWait();
    await delay(200);
  }
  const letGo = () => rmSync(file, { force: true });
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
    writeSync(lock, String(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    // A temporary folder that cannot be written is no reason not to install.
    if (error.code !== 'EEXIST') return true;
    setAsideIfDead(file);
    return false;
  }
}

function setAsideIfDead(file) {
  const holder = readHolder(file);
  if (holder === undefined || isAlive(holder)) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    // Somebody else may have been quicker, and this is already the lock of a living holder: put it back.
    if (readHolder(aside) !== holder) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    // It is gone, or not ours to remove: the next look tells.
  }
}

function readHolder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // A zombie answers too.
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}
