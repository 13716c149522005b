import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist/screens');
const MARK = '.source';

/** What screens are made of. Server code may be among it: a build too many is no harm, one too few is. */
const ROOMS = ['apps/console', 'apps/portal', 'apps/field', 'centre', 'platform', 'forms', 'flows'];
const KINDS = new Set(['.ts', '.tsx', '.css', '.html', '.svg', '.json']);

/**
 * Builds the screens where they are not built of the sources that are here now. They are built aside and put in their place
 * whole: whoever builds at the same time, or serves what was there, never meets half of them.
 */
export async function ensureScreens(say: (line: string) => void): Promise<void> {
  const digest = await sourcesDigest();
  if ((await readFile(join(BUILT, MARK), 'utf8').catch(() => '')) === digest) return;
  say('正在构建页面… building the screens');
  const aside = `${BUILT}.${process.pid}`;
  try {
    await build(aside);
    await writeFile(join(aside, MARK), digest);
    await putInPlace(aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** What is there makes room; where somebody else's came in between, theirs stays. */
async function putInPlace(aside: string): Promise<void> {
  const former = `${aside}.former`;
  await rename(BUILT, former).catch(unless('ENOENT'));
  await rename(aside, BUILT).catch(unless('ENOTEMPTY', 'EEXIST'));
  await rm(former, { recursive: true, force: true });
}

function unless(...codes: readonly string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

async function sourcesDigest(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'package-lock.json')));
  for (const room of ROOMS) {
    const entries = await readdir(join(ROOT, room), { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries
      .filter((entry) => entry.isFile() && KINDS.has(extname(entry.name)) && !/\.(test|spec)\./.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    // Read without waiting for each by itself: a start has nothing else to do meanwhile, and there are more than a thousand.
    for (const file of files) hash.update(relative(ROOT, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function build(into: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'node_modules/vite/bin/vite.js'),
        'build',
        '--config',
        join(ROOT, 'apps/console/vite.config.ts'),
        '--outDir',
        into,
        '--emptyOutDir',
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
