import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { forTerminal } from '#platform/text/characters.rules.ts';
import { CliError } from './cli-error.ts';

/** The text of a file, or of standard input where it is `-`. Bytes that are no UTF-8 become U+FFFD. */
export async function readInput(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => cannotRead(file, error));
}

/** The same of a file that nobody needs whole if it is larger: of that, a little more than `bytes`, so that it shows. */
export async function readInputUpTo(file: string, bytes: number): Promise<string> {
  const source: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file, { end: bytes });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > bytes) break;
    }
  } catch (error) {
    cannotRead(file, error as NodeJS.ErrnoException);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A file that is named and cannot be had is a wrong call. */
export function cannotRead(file: string, error: NodeJS.ErrnoException, remedy = 'Name a file, or - for standard input.'): never {
  const why = error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'it is a folder' : error.message;
  throw new CliError(2, `${file} cannot be read: ${why}. ${remedy}`);
}

/** Lines on standard output; what people wrote moves no cursor and turns no line. */
export function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.map(forTerminal).join('\n')}\n`);
}

export function printJson(value: unknown): void {
  print([JSON.stringify(value)]);
}
