import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { badRowsCsv } from './bad-rows.ts';

it('the rows that were left out stand beside their reasons, and no spreadsheet runs what they hold', () => {
  const fault = {
    line: 7,
    column: 'At',
    code: 'invalidTimestamp',
    value: 'soon',
    externalId: '1',
    cells: ['1', '=cmd|calc', '@x'],
  } as const;
  const [head, row] = parse(badRowsCsv(['Id', 'At', 'Note'], [fault]), { bom: true });
  assert.deepEqual(head, ['Id', 'At', 'Note', 'pledge:line', 'pledge:column', 'pledge:原因', 'pledge:reason']);
  assert.deepEqual(row?.slice(0, 5), ['1', "'=cmd|calc", "'@x", '7', 'At']);
  assert.match(row?.[6] ?? '', /“soon” is no time in this format\./);
});
