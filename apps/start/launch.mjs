import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { builtEntry, buildForNextTime, ENTRIES } from './built.mjs';
import { ensureInstalled, pinnedNode } from './install.mjs';
import { giveUp, say } from './messages.mjs';

const OLDEST = [20, 19];
const NEWEST_NEEDED = [24, 0];

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where sources lie compiled, so that it is done once and not at every start. */
export const compiledFolder = join(root, 'node_modules', '.cache', 'compiled');

/**
 * Gets a program of the project going on any machine: installs what is missing, then runs the entry under the
 * pinned Node: in this process where it is that Node already (npm puts it first on the path once it is installed),
 * else in a child whose signals and exit status are passed on.
 * @param entry the TypeScript file to run, relative to the project's folder
 * @param script the script that called, run again by the child
 * @param args what the entry sees as its arguments
 */
export async function launch(entry, script, args = process.argv.slice(2)) {
  if (!isAtLeast(OLDEST)) giveUp(say.nodeTooOld(process.versions.node));
  const file = resolve(root, entry);
  if (!existsSync(file)) giveUp(say.entryMissing(entry));
  const installed = await ensureInstalled(root);
  const node = otherNode(installed);
  if (node !== undefined) return handOver(node, [fileURLToPath(script), ...process.argv.slice(2)]);
  // A third of the time to the greeting.
  module.enableCompileCache(compiledFolder);
  process.argv = [process.execPath, file, ...args];
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const built = builtEntry(root, entry);
  if (built === undefined && entry in ENTRIES) buildForNextTime(root);
  await import(pathToFileURL(built ?? file).href);
}

/** Whoever read the output may go first: that is no fault of the program. */
function ignoreClosedPipe(error) {
  if (error.code !== 'EPIPE') throw error;
}

/** The Node to hand over to; undefined where this one may run the program itself. */
function otherNode(installed) {
  const node = pinnedNode(root);
  if (existsSync(node)) return !installed && realpathSync(process.execPath) === realpathSync(node) ? undefined : node;
  if (!isAtLeast(NEWEST_NEEDED)) giveUp(say.noPinnedNode(`${process.platform}-${process.arch}`));
  return undefined;
}

function isAtLeast([wantedMajor, wantedMinor]) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The channel tells the child when this process is gone, however it ended, so that nothing runs on unseen. */
function handOver(node, args) {
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  whenParentEnds(() => child.kill('SIGTERM'));
  return new Promise(() => {
    child.once('error', (error) => giveUp(`${node}: ${error.message}`));
    child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  });
}

/** Calls once when the npm that started this process is gone without having said so (kill -9). */
export function whenParentEnds(then) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, 500);
  watch.unref();
}
