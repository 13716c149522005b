import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { exportPack, type PackCounts } from '#centre/evidence/pack/export-pack.ts';
import type { PackScope } from '#centre/evidence/pack/pack.store.ts';
import { writeArchive } from '#platform/backup/write-archive.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import type { Printer } from '#platform/print/print.ts';
import type { TestHouse } from './house.ts';

/** What the verifier says of a commitment. */
export interface PromisedCommitment {
  readonly id: string;
  readonly verdict: 'breached' | 'waived' | 'kept' | 'notProven';
  readonly why: readonly string[];
  readonly events: number;
  readonly sealed: number;
  readonly kept: number;
  readonly breached: number;
  readonly passed: number;
  readonly onTime: number;
  readonly late: number;
  readonly missed: number;
  readonly explained: number;
  readonly unproven: number;
  readonly erasedUnder: Readonly<Record<string, number>>;
  readonly waitsFor: readonly { readonly means: string; readonly names: readonly string[] }[];
}

/** What the verifier says with `--json`. */
export interface PackVerdict {
  readonly holds: boolean;
  readonly totals: Readonly<Record<string, number>>;
  readonly faults: readonly { readonly where: string; readonly code: string }[];
  readonly erased: readonly { readonly at: string; readonly under: string; readonly by: string }[];
  readonly commitments: readonly PromisedCommitment[];
}

/** Exports a pack of a house as of its own time and unpacks it into a folder that is made. */
export async function unpackedPack(
  house: TestHouse,
  into: string,
  about: { readonly keys: SealingKeys; readonly scope: PackScope; readonly printer?: Printer },
): Promise<PackCounts> {
  const { db, providerId, time } = house;
  const archive = await writeArchive(`${into}.tar.gz`, { packed: true });
  const pack = { providerId, time, publicUrl: 'http://localhost', printer: null, ...about, archive };
  const counts = await exportPack(db, pack);
  await archive.close();
  const tar = extract();
  const reading = pipeline(createReadStream(`${into}.tar.gz`), createGunzip(), tar);
  for await (const entry of tar) {
    const path = join(into, entry.header.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, entry);
  }
  await reading;
  return counts;
}

/** Signs a pack that was changed anew, as only whoever holds the key could: what is found then is found by the evidence itself. */
export async function signedAnew(folder: string, { signer }: SealingKeys): Promise<void> {
  const pack = JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8')) as { parts: { name: string; digest: string }[] };
  for (const part of pack.parts) part.digest = sha256(await readFile(join(folder, part.name)));
  const bytes = Buffer.from(JSON.stringify(pack));
  await writeFile(join(folder, 'pack.json'), bytes);
  const signature = signer.sign(bytes).toString('hex');
  await writeFile(join(folder, 'signature.json'), JSON.stringify({ keyId: signer.keyId, signature }));
}

/** The verifier of a pack as its own process, as whoever receives a pack runs it. */
export function verifiedPack(folder: string, ...args: readonly string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(folder, 'verify.mjs'), ...args],
      { cwd: tmpdir(), env: {}, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve({ status: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` }),
    );
  });
}
