/**
 * The lockfile must name every platform's packages, or `npm ci` refuses it. npm leaves out those that the registry
 * it was written with does not carry (mirrors often hold one platform alone): `--fix` adds them by what their parents
 * ask for. They carry no digest, which only matters on the platforms concerned. It names no download hosts either.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
}

interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = ['darwin', 'linux', 'win32', 'windows', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'android', 'openharmony'];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

const lockfile = JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
const missing = findMissing(lockfile);
const hosted = Object.entries(lockfile.packages).filter(([, entry]) => entry.resolved?.startsWith('http'));

if (process.argv.includes('--fix')) {
  const packages = { ...lockfile.packages, ...missing };
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(FILE, `${JSON.stringify({ ...lockfile, packages: sorted }, undefined, 2)}\n`);
  process.stdout.write(`package-lock.json: ${Object.keys(missing).length} packages of other platforms added.\n`);
} else if (Object.keys(missing).length > 0 || hosted.length > 0) {
  for (const path of Object.keys(missing))
    process.stdout.write(`package-lock.json lacks ${path}: run node tools/check-lockfile.ts --fix\n`);
  for (const [path] of hosted)
    process.stdout.write(
      `package-lock.json names a download address for ${path}: write it anew with the .npmrc of the project\n`,
    );
  process.exitCode = 1;
} else {
  process.stdout.write(`package-lock.json is complete: ${Object.keys(lockfile.packages).length} packages.\n`);
}

function findMissing({ packages }: Lockfile): Record<string, LockedPackage> {
  const found: Record<string, LockedPackage> = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isLocked(packages, path, name)) found[`node_modules/${name}`] = placeholder(name, version, entry.dev === true);
    }
  }
  return found;
}

/** Node looks beside the dependent first, then in every folder above. */
function isLocked(packages: Record<string, LockedPackage>, dependent: string, name: string): boolean {
  for (let folder = dependent; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return true;
    if (folder === '') return false;
    if (!folder.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}

function placeholder(name: string, version: string, dev: boolean): LockedPackage {
  const words = name.split(/[/@-]/);
  const os = words.filter((word) => SYSTEMS.includes(word)).map((word) => (word === 'windows' ? 'win32' : word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  return {
    version,
    ...(dev ? { dev } : {}),
    optional: true,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 ? { os } : {}),
  } as LockedPackage;
}
