import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlan } from './read-plan.ts';

const repeated = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const aliasLevels = 'bcdefghij'
  .split('')
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]\n`)
  .join('');
const clocksOfOneStretch = (count: number) =>
  `clocks:\n${repeated(count, (index) => `  c${index}: { start: registered, stop: [verified], limit: PT${index}S, calendar: x${index} }\n`)}`;

const HOSTILE: readonly (readonly [name: string, text: string, code: string])[] = [
  ['more than five megabytes', 'a: '.padEnd(5_000_001, 'x'), 'tooLarge'],
  ['five million bytes in fewer characters', `a: ${'承'.repeat(1_700_000)}`, 'tooLarge'],
  ['lists in lists', '['.repeat(200_000), 'tooDeep'],
  ['mappings in mappings', '{a: '.repeat(40_000), 'tooDeep'],
  ['dashes after dashes', '- '.repeat(100_000), 'tooDeep'],
  ['indentation upon indentation', repeated(2000, (index) => `${' '.repeat(index)}a:\n`), 'tooDeep'],
  ['a million items', `a: [${'1,'.repeat(2_000_000)}]`, 'tooManyParts'],
  ['a million keys', repeated(400_000, (index) => `k${index}: 1\n`), 'tooManyParts'],
  ['aliases of aliases', `a: &a [x, x, x, x, x, x, x, x, x]\n${aliasLevels}`, 'aliasBomb'],
  ['an alias of itself', 'a: &a [*a]\n', 'aliasLoop'],
  ['forty thousand unknown keys', repeated(40_000, (index) => `k${index}: 1\n`), 'unknownKey'],
  [
    'four thousand clocks of one stretch on unknown calendars',
    `calendars: { y: { kind: always } }\n${clocksOfOneStretch(4_000)}`,
    'unknownCalendar',
  ],
  ['one key thirty thousand times', repeated(30_000, () => 'plan: 1\n'), 'duplicateKey'],
  [
    'twenty thousand commitments that say nothing',
    `commitments:\n${repeated(20_000, (index) => `  - { id: K${index} }\n`)}`,
    'missingKey',
  ],
  ['keys that are no texts', '? [a, b]\n: 1\n? { c: d }\n: 2\n1: 3\nnull: 4\n', 'unknownKey'],
  ['names of the language', '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n', 'unknownKey'],
];

for (const [name, text, code] of HOSTILE) {
  test(`refused: ${name}`, () => {
    const reading = readPlan(text, 'hostile.yaml');
    assert.ok('diagnostics' in reading);
    assert.ok(
      reading.diagnostics.some((found) => found.code === code),
      reading.diagnostics
        .slice(0, 3)
        .map((found) => found.code)
        .join(),
    );
    assert.ok(reading.diagnostics.length <= 501, 'nobody reads more');
  });
}

for (const [name, code] of [
  ['a million lines', 'tooManyParts'],
  ['bytes that are no text', 'notText'],
  ['a document of another program', 'notText'],
  ['more than five megabytes', 'tooLarge'],
] as const) {
  test(`nothing is kept of ${name} before it is refused`, () => {
    const texts: Record<string, string> = {
      'a million lines': '#\n'.repeat(1_000_000),
      'bytes that are no text': Buffer.from(Array.from({ length: 4000 }, (_, index) => index % 256)).toString(),
      'a document of another program': `planVersion: "1.0"\n${Buffer.from([0xd0, 0xcf, 0x11, 0xe0]).toString()}`,
      'more than five megabytes': 'a'.repeat(5_000_001),
    };
    const reading = readPlan(texts[name] ?? '', 'hostile.yaml');
    // One finding alone: the reader of YAML, which would tell of every line, has not seen it.
    assert.deepEqual('diagnostics' in reading && reading.diagnostics.map((found) => found.code), [code]);
  });
}

test('what is no text is told at its line', () => {
  const reading = readPlan('a: 1\nb: \u0000\n', 'hostile.yaml');
  assert.deepEqual('diagnostics' in reading && reading.diagnostics.map(({ line, column }) => [line, column]), [[2, 4]]);
});

test('reading leaves nothing behind in the language', () => {
  readPlan('__proto__: { polluted: true }\n', 'hostile.yaml');
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});
