/** Files stay at 250 lines with one reason each. Generated files, migrations and documents are no code to read. */
import { globSync, readFileSync } from 'node:fs';

const LIMIT = 250;
const ROOMS = ['apps', 'centre', 'e2e', 'flows', 'forms', 'platform', 'tools'];
const LEFT_OUT = /\.gen\.|\/\d{4}-[^/]*\.sql$|\.d\.ts$|(^|\/)dist\//;

const files = globSync(`{${ROOMS.join(',')}}/**/*.{ts,tsx,mjs,cjs,css,sql}`).filter((file) => !LEFT_OUT.test(file));
const long = files.map((file) => ({ file, lines: countLines(file) })).filter(({ lines }) => lines > LIMIT);

for (const { file, lines } of long)
  process.stdout.write(`${file} has ${lines} lines: split it by what it is for (limit ${LIMIT})\n`);
if (long.length === 0) process.stdout.write(`${files.length} files of up to ${LIMIT} lines.\n`);
else process.exitCode = 1;

function countLines(file: string): number {
  return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n').length;
}
