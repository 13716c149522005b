/**
 * Files stay at 250 lines with one reason each; tests, tables of cases above all, at 550.
 * Generated files, migrations and documents are no code to read. What is one file for a reason may have lines of its own.
 */
import { globSync, readFileSync } from 'node:fs';

const LIMIT = 250;
const LIMIT_OF_TESTS = 550;
/** The verifier of a pack: whoever is handed one reads one file from top to bottom and believes nothing else. */
const LIMITS_OF_THEIR_OWN: Readonly<Record<string, number>> = { 'centre/evidence/pack/verify.mjs': 720 };
const ROOMS = ['apps', 'centre', 'e2e', 'flows', 'forms', 'platform', 'tools'];
const LEFT_OUT = /\.gen\.|\/\d{4}-[^/]*\.sql$|\.d\.ts$|(^|\/)dist\//;

const files = globSync(`{${ROOMS.join(',')}}/**/*.{ts,tsx,mjs,cjs,css,sql}`).filter((file) => !LEFT_OUT.test(file));
const measured = files.map((file) => ({ file, lines: countLines(file), limit: limitOf(file) }));
const long = measured.filter(({ lines, limit }) => lines > limit);

for (const { file, lines, limit } of long) {
  process.stdout.write(`${file} has ${lines} lines: split it by what it is for (limit ${limit})\n`);
}
if (long.length === 0) process.stdout.write(`${files.length} files within their limits.\n`);
else process.exitCode = 1;

function limitOf(file: string): number {
  return LIMITS_OF_THEIR_OWN[file] ?? (/\.(test|spec|fixture)\.tsx?$/.test(file) ? LIMIT_OF_TESTS : LIMIT);
}

function countLines(file: string): number {
  return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n').length;
}
