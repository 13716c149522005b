import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress } from 'node:zlib';
import type { KeptAnswers } from './released-centre.ts';

const FOLDER = fileURLToPath(new URL('../../centre/schema/released', import.meta.url));

/** A schema that was released, as the repository keeps it: `0013.tar`, a backup with data; `0013.answers.json.br`, what it answered. */
export interface Released {
  /** Number of its newest migration. */
  readonly number: string;
  readonly dump: string;
  readonly answers: string;
}

export function released(number: string): Released {
  return { number, dump: join(FOLDER, `${number}.tar`), answers: join(FOLDER, `${number}.answers.json.br`) };
}

/** Oldest first. */
export async function allReleased(): Promise<Released[]> {
  const numbers = (await readdir(FOLDER)).flatMap((name) => /^(\d{4})\.tar$/.exec(name)?.[1] ?? []);
  return numbers.sort((a, b) => a.localeCompare(b)).map(released);
}

export async function readAnswers({ answers }: Released): Promise<KeptAnswers> {
  return JSON.parse((await promisify(brotliDecompress)(await readFile(answers))).toString('utf8')) as KeptAnswers;
}

export async function keepAnswers({ answers }: Released, kept: KeptAnswers): Promise<void> {
  await writeFile(answers, await promisify(brotliCompress)(JSON.stringify(kept)));
}
