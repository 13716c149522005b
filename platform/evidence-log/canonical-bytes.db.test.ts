import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { writeCanonical, writeString } from './canonical-bytes.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { openSheet } from './sheet.ts';

const AT_ONCE = 400;

describe('the canonical spelling of what PostgreSQL prints', () => {
  let server: TestDatabase;
  let client: pg.Client;
  before(async () => {
    server = await startTestDatabase();
    client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
  });
  after(async () => {
    await client.end();
    await server.stop();
  });

  const sheet = openSheet();
  const spelled = (printed: string): string => {
    const around = Buffer.from(`>${printed}<`);
    sheet.end = 0;
    writeCanonical(sheet, { bytes: around, from: 1, to: around.length - 1 });
    return sheet.bytes.toString('utf8', 0, sheet.end);
  };
  const print = async (values: readonly string[]): Promise<string[]> => {
    const { rows } = await client.query<{ printed: string }>(
      'select value::jsonb::text as printed from unnest($1::text[]) with ordinality as given (value, place) order by place',
      [values],
    );
    return rows.map(({ printed }) => printed);
  };

  it('is that of the value, for every value', async () => {
    const values = fc
      .sample(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }), { numRuns: AT_ONCE, seed: 4 })
      .map((value) => JSON.stringify(value))
      // No text in PostgreSQL holds it.
      .filter((json) => !json.includes('\\u0000'));
    assert.ok(values.length > AT_ONCE / 2);
    for (const [at, printed] of (await print(values)).entries())
      assert.equal(spelled(printed), canonicalJson(JSON.parse(values[at] ?? '') as Json));
  });

  for (const [what, json] of Object.entries({
    'members of other lengths and orders':
      '{"to": 1, "data": {"b": [], "a": {}}, "from": null, "texts": {"aa": "x", "a": "y", "b": "z"}}',
    'keys of which one begins the other, and what sorts before the quote': '{"a!": 1, "a": 2, "a b": 3, "ab": 4, "": 5}',
    'escapes in texts and keys': String.raw`{"a\"b": "\\\"\n\u0001\u007f/", "a": "\t\b\f\r"}`,
    'keys beyond ASCII, by code unit': '{"\u{1f600}": 1, "\ufb33": 2, "ö": 3, "a": 4}',
    'numbers as PostgreSQL keeps them':
      '[1.50, 1e3, -0, 0.1, 12345678901234567890, 1e-7, 999999999999999, -999999999999999, 1e21]',
    'what stands alone': '"核心交换机"',
    'more members than are put in order here': JSON.stringify(
      Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`k${(at * 7) % 200}`, { at }])),
    ),
  }))
    it(`moves or spells anew ${what}`, async () => {
      const [printed = ''] = await print([json]);
      assert.equal(spelled(printed), canonicalJson(JSON.parse(json) as Json));
    });

  it('of a text is that of a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = Buffer.from(text);
        sheet.end = 0;
        writeString(sheet, { bytes, from: 0, to: bytes.length });
        assert.equal(sheet.bytes.toString('utf8', 0, sheet.end), JSON.stringify(text));
      }),
    );
  });
});
