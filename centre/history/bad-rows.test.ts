import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import { badRowsTable, readLog, sampleLog } from './index.ts';
import { bytesOf, mapOf, NOW, readText } from './log.fixture.ts';

const MAP = 'id: Id\nat: At\nkind: fault\nevents:\n  - { event: reportReceived }\n';

it('rows that were left out, mended and read again, are as the log had them', async () => {
  const log = "Id,At,Note,=Sum\n1,soon,=cmd|calc,'-1\n2,later,\t+x,''@y\n";
  const { columns, faults } = await readText(log, MAP);
  assert.deepEqual([columns, faults.length], [['Id', 'At', 'Note', '=Sum'], 2]);
  const written = stringify(badRowsTable(columns, faults));
  const mended = written.replaceAll('soon', '2026-03-02T09:00:00Z').replaceAll('later', '2026-03-02T10:00:00Z');
  const again = await readText(mended, MAP);
  assert.deepEqual([again.columns, again.faults], [columns, []]);
  assert.deepEqual(
    again.histories.map(({ rows }) => rows[0]?.cells),
    [
      ['1', '2026-03-02T09:00:00Z', '=cmd|calc', "'-1"],
      ['2', '2026-03-02T10:00:00Z', '\t+x', "''@y"],
    ],
  );
});

it('a row with too many cells keeps them all, and is no better for being sent again as it is', async () => {
  const { columns, faults } = await readText('Id,At\n1,2026-03-02T09:00:00Z,too,much\n', MAP);
  const table = badRowsTable(columns, faults);
  assert.deepEqual(table[1]?.slice(6), ['too', 'much']);
  const again = await readText(stringify(table), MAP);
  assert.deepEqual(
    again.faults.map(({ code, cells }) => [code, cells]),
    [['wrongWidth', ['1', '2026-03-02T09:00:00Z', 'too', 'much']]],
  );
});

it('a row with too few cells says which it lacks, and is no better until each of them is filled or emptied', async () => {
  const { columns, faults } = await readText('Id,At,Note,Place\n1,2026-03-02T09:00:00Z\n', MAP);
  const table = badRowsTable(columns, faults);
  assert.deepEqual(table[1]?.slice(0, 4), ['1', '2026-03-02T09:00:00Z', '（缺） lacking', '（缺） lacking']);
  const sent = async (...ends: readonly string[]) => {
    const { faults: left, histories } = await readText(
      stringify([table[0], (table[1] ?? []).with(2, ends[0] ?? '').with(3, ends[1] ?? '')]),
      MAP,
    );
    return left.length > 0 ? left.map(({ code, cells }) => [code, cells]) : histories.map(({ rows }) => rows[0]?.cells);
  };
  assert.deepEqual(await sent('（缺） lacking', '（缺） lacking'), [['wrongWidth', ['1', '2026-03-02T09:00:00Z']]]);
  assert.deepEqual(await sent('core switch', '（缺） lacking'), [['wrongWidth', ['1', '2026-03-02T09:00:00Z', 'core switch']]]);
  assert.deepEqual(await sent('core switch', ''), [['1', '2026-03-02T09:00:00Z', 'core switch', '']]);
});

it('a row with a character that nobody sees is left out with its request, and names column and character', async () => {
  const log = 'Id,At,Note\n1,2026-03-02T09:00:00Z,fine\n1,2026-03-02T10:00:00Z,\u001b[2J\n2,2026-03-02T10:00:00Z,fine\n';
  const { faults, histories } = await readText(log, MAP);
  assert.deepEqual(
    faults.map(({ line, column, code, value }) => [line, column, code, value]),
    [[3, 'Note', 'unfitCharacter', 'U+001B']],
  );
  assert.deepEqual(
    histories.map(({ history }) => history.externalId),
    ['2'],
  );
});

it('a column whose name holds a character that nobody sees is told before a row is read, and where the file comes in', async () => {
  const log = 'Id,At,No\u0007te\n1,2026-03-02T09:00:00Z,fine\n';
  const read = await readLog(bytesOf(log), { map: mapOf(MAP).map, now: NOW });
  assert.deepEqual(read, { refused: { kind: 'refused', line: 1, code: 'unfitHeader' } });
  assert.deepEqual(await sampleLog(async () => bytesOf(log)), read);
});

it('a row that cannot be told apart keeps its request out too, as far as its id can be read', async () => {
  const fine = '2026-03-02T09:00:00Z,fine';
  const rows = [`1,${fine}`, '1,2026-03-02T10:00:00Z,a "stray" quote', `2,${fine}`, '2,2026-03-02T10:00:00Z,\uFFFD', `3,${fine}`];
  const { faults, histories } = await readText(['Id,At,Note', ...rows, '4" x,,', ''].join('\n'), MAP);
  assert.deepEqual(
    faults.map(({ line, code, externalId, cells }) => [line, code, externalId, cells]),
    [
      [3, 'strayQuote', '1', []],
      [5, 'undecodable', '2', []],
      [7, 'strayQuote', null, []],
    ],
  );
  assert.deepEqual(
    histories.map(({ history }) => history.externalId),
    ['3'],
  );
});
