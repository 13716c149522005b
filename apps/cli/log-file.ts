import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { rowFaultWords, type RowFault } from '#centre/history/index.ts';
import { forTerminal } from '#platform/text/characters.rules.ts';
import { CliError } from './cli-error.ts';

/** The bytes of a log, or of standard input where it is `-`. */
export async function bytesOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return process.stdin;
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new CliError(2, `${file} cannot be read: there is no such file. Name a log, or - for standard input.`);
  return createReadStream(file);
}

/** A line on standard error for each row that is wrong, so many at most: its place, the reason, whose row it is. */
export function tellFaults(file: string, faults: readonly RowFault[], most = faults.length): void {
  for (const fault of faults.slice(0, most)) process.stderr.write(`${forTerminal(faultLine(file, fault))}\n`);
}

function faultLine(file: string, fault: RowFault): string {
  const { line, column, externalId } = fault;
  const where = [`${file}:${line}`, ...(column === null ? [] : [column])].join(': ');
  return `${where}: ${rowFaultWords(fault).en}${externalId === null ? '' : ` (${externalId})`}`;
}

/** How many rows are wrong, and how many requests they keep out. */
export function wrongRows(faults: readonly RowFault[]): string {
  const requests = new Set(faults.map(({ externalId }) => externalId).filter((id) => id !== null)).size;
  return `Wrong rows: ${figure(faults.length)}; requests left out: ${figure(requests)}`;
}

export function figure(number: number): string {
  return number.toLocaleString('en');
}
