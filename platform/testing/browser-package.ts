import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

export interface UnpackedChromium {
  readonly executablePath: string;
  /** Libraries that a bare system lacks (NSS and its kin). */
  readonly libraries: string;
}

/** A folder of this user for what tests unpack once per machine. */
export function testCacheFolder(name: string): string {
  return join(tmpdir(), `pledge-cache-${userInfo().uid}`, name);
}

/**
 * Unpacks the Chromium of the npm package to a place of our own, once per version: the package itself always takes
 * the same name in the temporary folder, where another user's copy or a half-written one may lie.
 * @returns undefined where the package is not installed
 */
export function unpackChromium(): UnpackedChromium | undefined {
  const packed = findPackage();
  if (packed === undefined) return undefined;
  const folder = testCacheFolder(`chromium-${packed.version}`);
  if (!existsSync(folder)) unpackTo(folder, packed.bin);
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

/** Whole or not at all: unpacked beside its place, then moved there. Who comes second keeps the first one's. */
function unpackTo(folder: string, bin: string): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const workshop = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(join(workshop, 'chromium'), brotliDecompressSync(readFileSync(join(bin, 'chromium.br'))));
    chmodSync(join(workshop, 'chromium'), 0o700);
    const archive = brotliDecompressSync(readFileSync(join(bin, 'al2023.tar.br')));
    const unpacked = spawnSync('tar', ['-x', '-C', workshop], { input: archive, stdio: ['pipe', 'ignore', 'inherit'] });
    if (unpacked.status !== 0) throw new Error('The libraries of the browser could not be unpacked: install tar.');
    if (!existsSync(folder)) renameSync(workshop, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function findPackage(): { version: string; bin: string } | undefined {
  try {
    const home = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { version, bin: join(home, 'bin') };
  } catch {
    return undefined;
  }
}
