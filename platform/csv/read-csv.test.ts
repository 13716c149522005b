import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import type { CsvItem, CsvLimits } from './csv.schema.ts';
import { readCsv } from './read-csv.ts';
import { csvRefusedWords } from './refused-words.rules.ts';

const UTF8 = { encoding: 'utf-8', delimiter: ',' };

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(
  content: string | Uint8Array,
  about: { format?: typeof UTF8; limits?: Partial<CsvLimits>; size?: number } = {},
): Promise<CsvItem[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const items: CsvItem[] = [];
  for await (const item of readCsv(pieces(bytes, about.size ?? 7), about.format ?? UTF8, about.limits)) items.push(item);
  return items;
}

/** What is refused is refused whole: nothing that came before it counts. */
const told = (items: readonly CsvItem[]): unknown[] =>
  (items.at(-1)?.kind === 'refused' ? items.slice(-1) : items).map((item) =>
    item.kind === 'row' ? [item.line, ...item.cells] : [item.line, item.kind, item.code],
  );

const CASES: readonly (readonly [string, Parameters<typeof read>, unknown[]])[] = [
  [
    'plain rows',
    ['a,b\n1,2\n'],
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'a byte-order mark and no last line end',
    ['\uFEFFa,b\n1,2'],
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'another delimiter',
    ['a;b\n1;2,5\n', { format: { ...UTF8, delimiter: ';' } }],
    [
      [1, 'a', 'b'],
      [2, '1', '2,5'],
    ],
  ],
  [
    'quotes, a delimiter and a line end inside a cell',
    ['a,b\n1,"x, ""y""\nz"\n3,4\n'],
    [
      [1, 'a', 'b'],
      [2, '1', 'x, "y"\nz'],
      [4, '3', '4'],
    ],
  ],
  [
    'lines that end in CRLF, inside a cell as behind it: each is one line',
    ['a,b\r\n1,"x\r\n\r\ny"\r\n3,4\r\n\r\n5,"6\r\n"\r\n7,8\r\n'],
    [
      [1, 'a', 'b'],
      [2, '1', 'x\r\n\r\ny'],
      [5, '3', '4'],
      [7, '5', '6\r\n'],
      [9, '7', '8'],
    ],
  ],
  [
    'lines of another end, after them too: old, new, and both in one cell',
    ['a,b\n1,"x\ry\nz"\n3,4\n5,"6\r\n"\n7,8\n'],
    [
      [1, 'a', 'b'],
      [2, '1', 'x\ry\nz'],
      [5, '3', '4'],
      [6, '5', '6\r\n'],
      [8, '7', '8'],
    ],
  ],
  [
    'CRLF at the end of some lines alone, as in files put together',
    ['a,b\n1,2\r\n3,4\n5,6\n'],
    [
      [1, 'a', 'b'],
      [2, '1', '2\r'],
      [3, '3', '4'],
      [4, '5', '6'],
    ],
  ],
  [
    'bad rows behind and among cells of several lines',
    ['a,b,c\r\n1,"x\r\ny",2\r\n3,4"5,6\r\n7,"8\r\n9",x"y"z\r\n0,1,2\r\n3,4"5,6\r\n'],
    [
      [1, 'a', 'b', 'c'],
      [2, '1', 'x\r\ny', '2'],
      [4, 'badLine', 'strayQuote'],
      [6, 'badLine', 'strayQuote'],
      [7, '0', '1', '2'],
      [8, 'badLine', 'strayQuote'],
    ],
  ],
  [
    'a quote that is never closed behind cells of several lines',
    ['a,b\r\n1,"x\r\ny"\r\n2,"z\r\n3,4\r\n'],
    [[4, 'refused', 'quoteNotClosed']],
  ],
  [
    'a quote that closes too early behind cells of several lines',
    ['a,b\r\n1,"x\r\ny"\r\n2,"z\r\nz" y\r\n'],
    [[5, 'refused', 'quoteMisplaced']],
  ],
  [
    'empty lines, which are counted',
    ['a\n\n1\n'],
    [
      [1, 'a'],
      [3, '1'],
    ],
  ],
  [
    'GBK',
    [Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x0a, 0x31, 0x0a]), { format: { ...UTF8, encoding: 'gbk' } }],
    [
      [1, '编号'],
      [2, '1'],
    ],
  ],
  [
    'what is packed, whatever it is called',
    [gzipSync('a\n1\n')],
    [
      [1, 'a'],
      [2, '1'],
    ],
  ],
  [
    'bytes that are no text in the encoding',
    [Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x31, 0x0a])],
    [
      [1, 'a'],
      [2, 'badLine', 'undecodable'],
      [3, '1'],
    ],
  ],
  [
    'a quote inside a bare cell',
    ['a,b\n1,x"y\n2,3\n'],
    [
      [1, 'a', 'b'],
      [2, 'badLine', 'strayQuote'],
      [3, '2', '3'],
    ],
  ],
  [
    'a quote that closes too early: nobody knows where the next row begins',
    ['a,b\n1,"x" y\n2,3\n'],
    [[2, 'refused', 'quoteMisplaced']],
  ],
  ['a quote that is never closed', ['a,b\n1,"x\n2,3\n'], [[2, 'refused', 'quoteNotClosed']]],
  ['an empty file', [''], [[1, 'refused', 'notATable']]],
  ['a program', [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1])], [[1, 'refused', 'binaryFile']]],
  ['an archive that is cut off', [gzipSync('a\n'.repeat(9_999)).subarray(0, 30)], [[1, 'refused', 'damagedArchive']]],
  ['more rows than are held', ['a,b\n1,2\n3,4\n', { limits: { rows: 2 } }], [[3, 'refused', 'tooManyCells']]],
  ['more cells than are held', ['a,b\n,\n,\n', { limits: { cells: 5 } }], [[3, 'refused', 'tooManyCells']]],
  ['a line without end', ['x'.repeat(3_000), { limits: { bytes: 1e6, record: 1_000 } }], [[1, 'refused', 'recordTooLong']]],
];

describe('a table read row by row', () => {
  for (const [what, call, expected] of CASES)
    it(what, async () => {
      assert.deepEqual(told(await read(...call)), expected);
    });

  it('names the line where it is why, and none where the whole file is', () => {
    assert.match(csvRefusedWords({ line: 4, code: 'quoteNotClosed' }).en, /^Line 4: A quote that opens here/);
    assert.match(csvRefusedWords({ line: 4, code: 'quoteNotClosed' }).zh, /^第4行：从这一行开始/);
    assert.doesNotMatch(csvRefusedWords({ line: 1, code: 'binaryFile' }).en, /Line/);
  });

  it('of an archive that unpacks without end no more is taken in than the limit allows', async () => {
    const bomb = gzipSync(`${'x'.repeat(99)}\n`.repeat(400_000));
    let taken = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(bomb, 256)) {
        taken += piece.length;
        yield piece;
      }
    }
    const items = [];
    for await (const item of readCsv(source(), UTF8, { bytes: 1_000_000, record: 1_000 }))
      if (item.kind !== 'row') items.push(item);
    assert.deepEqual(
      items.map((item) => [item.kind, item.code]),
      [['refused', 'fileTooLarge']],
    );
    assert.ok(taken < bomb.length / 2);
  });

  it('whatever cells were written, however the bytes are cut: the same cells come out', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\0\uFFFD\uFEFF]/u.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const items = await read(stringify(rows, { quoted: true }), { size });
          assert.deepEqual(
            items.map((item) => (item.kind === 'row' ? item.cells : item)),
            rows,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
