import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist/screens');
const MARK = join(BUILT, '.source');

/** What screens are made of. Server code may be among it: a build too many is no harm, one too few is. */
const ROOMS = ['apps/console', 'apps/portal', 'apps/field', 'centre', 'platform', 'forms', 'flows'];
const KINDS = new Set(['.ts', '.tsx', '.css', '.html', '.svg', '.json']);

/** Builds the screens where they are not built of the sources that are here now. */
export async function ensureScreens(say: (line: string) => void): Promise<void> {
  const digest = await sourcesDigest();
  if ((await readFile(MARK, 'utf8').catch(() => '')) === digest) return;
  say('正在构建页面… building the screens');
  await build();
  await writeFile(MARK, digest);
}

async function sourcesDigest(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'package-lock.json')));
  for (const room of ROOMS) {
    const entries = await readdir(join(ROOT, room), { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries
      .filter((entry) => entry.isFile() && KINDS.has(extname(entry.name)) && !/\.(test|spec)\./.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(relative(ROOT, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'node_modules/vite/bin/vite.js'),
        'build',
        '--config',
        join(ROOT, 'apps/console/vite.config.ts'),
        '--logLevel',
        'warn',
      ],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the screens could not be built: ${said.slice(-2_000)}`)),
    );
  });
}
