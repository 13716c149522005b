import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NOW } from '#centre/history/log.fixture.ts';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { reportInput } from '../report.schema.ts';
import { importedWords, type ImportedHistory } from './import-decision.rules.ts';

const plan = planOf(samplePlanText);
const row = { at: NOW, kind: 'fault', severity: null, means: [], text: 'Ticket: A-1 · Note: as it stood' };
const wordsOf = (fields: ImportedHistory['fields'], externalId = 'A-1') =>
  importedWords({ externalId, fields, state: 'closed', rows: [row] }, plan);

it('what a log says of a request on one line has the room that a report has; its content is left as it is', () => {
  const content = `${'长'.repeat(300)}\n第二行`;
  const words = wordsOf({
    title: content,
    content,
    enquirerName: `王工\r\n${'很'.repeat(80)}`,
    enquirerPhone: '+86 139 0000 0000',
  });
  assert.equal(words.title, `${'长'.repeat(119)}…`);
  assert.match(words.enquirerName ?? '', /^王工 很+…$/);
  assert.equal(words.content, content);
  const { title, enquirerName, enquirerPhone } = words;
  const again = reportInput.safeParse({ commandId: crypto.randomUUID(), content, title, enquirerName, enquirerPhone });
  assert.ok(again.success, again.error?.message);
});

it('a number or an address without room is not cut to another one, and short ones come as they are', () => {
  const { enquirerPhone, enquirerEmail } = wordsOf({
    enquirerPhone: '1'.repeat(41),
    enquirerEmail: `a@b.cn\n${'c'.repeat(9)}@d.cn`,
  });
  assert.deepEqual([enquirerPhone, enquirerEmail], [null, null]);
  const words = wordsOf({ title: '专线　不通', enquirerName: 'Anna', enquirerPhone: '1234', enquirerEmail: 'anna@example.cn' });
  assert.deepEqual(
    [words.title, words.enquirerName, words.enquirerPhone, words.enquirerEmail],
    ['专线　不通', 'Anna', '1234', 'anna@example.cn'],
  );
});

it('a request that the log gives no title is called by its kind and its id there, on one line too', () => {
  assert.match(wordsOf({}).title, / A-1$/);
  assert.doesNotMatch(wordsOf({}, 'A\n1').title, /\n/);
  assert.ok(wordsOf({}, 'A'.repeat(120)).title.length <= 120);
});
