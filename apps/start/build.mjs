import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BUILT, digestOf, ENTRIES, MARK, readMark } from './built.mjs';

/** Packages of very many small modules. Others stay where they are: some look for files of their own beside themselves. */
const TAKEN_IN = /^(kysely|zod|yaml|better-auth|@better-auth\/.*|better-call|@opentelemetry\/api|jose)(\/|$)/;

/** A build is over by then. */
const HOUR_MS = 3_600_000;

/**
 * Puts server and commands together into few files, in a folder of their own; the mark names it once it is whole. The former one stays:
 * a process that runs out of it may still ask for a part.
 * @param root the project's folder
 */
export async function buildProduct(root) {
  const place = join(root, BUILT);
  await mkdir(place, { recursive: true });
  const folder = await mkdtemp(join(place, 'build-'));
  const { sources, built } = await buildInto(folder, root).catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const former = readMark(root)?.folder;
  const mark = { folder: basename(folder), sources, built };
  // Whole wherever it is read.
  const aside = `${folder}.json`;
  await writeFile(aside, JSON.stringify(mark));
  await rename(aside, join(place, MARK));
  await forgetOthers(place, [MARK, mark.folder, former]);
}

/** @returns what was built and of what, by the paths of both */
async function buildInto(folder, root) {
  // Read before anything is built of them.
  const sources = { 'package-lock.json': digestOf(await readFile(join(root, 'package-lock.json'))) };
  await build(settings({ root, into: folder, sources }));
  const built = {};
  for (const file of await readdir(folder)) built[file] = digestOf(await readFile(join(folder, file)));
  return { sources, built };
}

async function forgetOthers(place, kept) {
  for (const name of await readdir(place)) {
    const path = join(place, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    // What is younger may be somebody else's, who is just building it.
    if (!kept.includes(name) && mtimeMs < Date.now() - HOUR_MS) await rm(path, { recursive: true, force: true });
  }
}

function settings({ root, into, sources }) {
  return {
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [asWhereItStood(root, sources)],
    ssr: { noExternal: TAKEN_IN },
    build: {
      ssr: true,
      outDir: into,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([entry, name]) => [name, join(root, entry)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  };
}

/** What is built finds its files from where its source stands; and each source is kept by the digest of what was built of it. */
function asWhereItStood(root, sources) {
  return {
    name: 'pledge-as-where-it-stood',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0];
      if (!file.startsWith(root) || file.includes('node_modules')) return null;
      const path = relative(root, file);
      sources[path] = digestOf(code);
      // Not by its whole address: the project's folder may be moved.
      const here = `new URL(${JSON.stringify(encodeURI(`../../../${path}`))}, import.meta.url).href`;
      return { code: code.replaceAll('import.meta.url', here), map: null };
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProduct(resolve(fileURLToPath(import.meta.url), '../../..'));
