import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instant } from '#platform/time/instant.ts';
import { emptyIntake, intakeAfter, wrongOf } from './intake.schema.ts';

describe('a refused intake', () => {
  it('tells what is wrong where it was written, and in the refusal what stands nowhere on the page', () =>
    assert.deepEqual(
      wrongOf([
        { field: 'siteId', message: '没有这个站点。' },
        { field: 'contactId', message: '没有这个联系人。' },
        { field: 'caller', message: '没有这个字段。' },
      ]),
      { at: { siteId: '没有这个站点。' }, others: ['没有这个联系人。', '没有这个字段。'] },
    ));
});

describe('a call counts from the first thing written down of it', () => {
  const nine = instant(Date.parse('2026-10-03T09:00:00+08:00'));
  const two = instant(Date.parse('2026-10-03T14:00:00+08:00'));
  const at = (text: string) => Date.parse(text);

  it('whoever only looked somebody up at nine has taken no call; one that comes at two counts from two', () => {
    const looked = intakeAfter(emptyIntake, { sought: '王工' }, nine);
    assert.ok(looked !== null);
    assert.equal(looked.occurredAt, '');
    const written = intakeAfter(looked, { content: '断网' }, two);
    assert.equal(at(written?.occurredAt ?? ''), two);
  });
  it('what is written later does not move it', () => {
    const begun = intakeAfter(emptyIntake, { enquirerName: '王工' }, nine);
    assert.ok(begun !== null);
    assert.equal(at(intakeAfter(begun, { content: '断网' }, two)?.occurredAt ?? ''), nine);
  });
  it('what was emptied again is no draft, and leaves no time to the next call', () => {
    const begun = intakeAfter(emptyIntake, { content: '断' }, nine);
    assert.ok(begun !== null);
    assert.equal(intakeAfter(begun, { content: '' }, nine), null);
    assert.equal(intakeAfter({ ...emptyIntake, sought: '王' }, { sought: '' }, nine), null);
  });
  it('a time that somebody writes stands before anything else is written', () =>
    assert.equal(
      intakeAfter(emptyIntake, { occurredAt: '2026-10-01T08:30:00+08:00' }, two)?.occurredAt,
      '2026-10-01T08:30:00+08:00',
    ));
  it('another kind lets go of the severity', () => {
    const chosen = { ...emptyIntake, kind: 'fault', severity: 'critical' };
    assert.equal(intakeAfter(chosen, { kind: 'consultation' }, two)?.severity, '');
  });
});
