import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import {
  askedOf,
  inCustomersWords,
  openedByCustomer,
  openedQuestion,
  questionOf,
  reasonInCustomersWords,
} from './customer-steps.rules.ts';

function field(name: string, more: Partial<NeededField> = {}): NeededField {
  return { name, label: { zh: name, en: name }, type: 'text', required: true, ...more };
}
function step(event: string, more: Partial<NextEvent> = {}): NextEvent {
  const label = { zh: event, en: event };
  return {
    event,
    label,
    path: `/api/x/${event}`,
    allowed: true,
    needs: [],
    refusedBy: [],
    guards: [],
    reason: null,
    version: 1,
    ...more,
  };
}
const restore = (how?: string) =>
  step('restore', {
    needs: [
      field('how', how === undefined ? {} : { initial: how }),
      field('confirmedBy'),
      field('confirmedMeans'),
      field('steps'),
    ],
  });

describe('the question a customer is asked', () => {
  it('none where the flow offers none, or refuses it now', () => {
    assert.equal(questionOf([step('cancel')]), null);
    assert.equal(questionOf([step('confirm', { allowed: false })]), null);
  });
  it('whether it works again', () => {
    const told = questionOf([restore('fix'), step('notSolved')]);
    assert.deepEqual([told?.kind, told?.no?.event], ['restored', 'notSolved']);
  });
  it('how content they are, with no other answer than one', () => {
    const told = questionOf([step('giveOpinion'), step('cancel')]);
    assert.deepEqual([told?.kind, told?.no], ['opinion', undefined]);
  });
  it('to check and sign comes before anything else', () => {
    assert.equal(questionOf([restore('fix'), step('customerCheck'), step('objection')])?.kind, 'check');
  });
});

describe('what a customer is writing while the service centre goes on', () => {
  it('a question being answered stands though another is asked now; what is offered no more says so', () => {
    const opened = questionOf([restore(), step('notSolved')]);
    assert.ok(opened !== null);
    const now = openedQuestion(opened, [step('customerCheck'), step('notSolved', { allowed: false, version: 2 })]);
    assert.equal(now.kind, 'restored');
    assert.deepEqual([now.yes.path, now.yes.allowed], [opened.yes.path, false]);
    assert.match(now.yes.reason?.zh ?? '', /已经有人办过/);
    assert.match(now.yes.reason?.en ?? '', /already/);
    assert.deepEqual([now.no?.allowed, now.no?.version], [false, 2], 'refused as the flow refuses it');
  });
  it('a step that is still offered is sent as it stands now', () => {
    const now = openedByCustomer(step('cancel'), [step('cancel', { version: 7 })]);
    assert.deepEqual([now.allowed, now.version], [true, 7]);
  });
});

describe('a step in the customer’s words', () => {
  it('says of a record that is not filled in that the engineer does it, and asks for no signature', () => {
    const check = step('customerCheck', {
      allowed: false,
      guards: ['recordComplete'],
      reason: { zh: '缺：主要过程及结果。', en: 'Missing: Main steps and result.' },
    });
    assert.equal(questionOf([check, step('objection')]), null);
    assert.match(inCustomersWords(check).reason?.zh ?? '', /工程师还没有把服务记录填齐/);
  });
  it('asks only what the customer alone can say', () => {
    assert.deepEqual(
      askedOf(inCustomersWords(restore('fix'))).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      askedOf(inCustomersWords(restore())).map(({ name }) => name),
      ['how'],
    );
  });
  it('a signature is asked even where its name is known', () => {
    const check = step('customerCheck', { needs: [field('signature', { type: 'signature', initial: { name: '赵工' } })] });
    assert.deepEqual(
      askedOf(check).map(({ name }) => name),
      ['signature'],
    );
  });
  it('a refusal is told by its guards; one without words of its own keeps those of the flow', () => {
    const detail = { zh: '原话', en: 'as it was' };
    assert.match(reasonInCustomersWords(['stepsRecorded'], detail).zh, /工程师还没有登记处理步骤/);
    assert.deepEqual(reasonInCustomersWords(['somethingNew'], detail), detail);
  });
});
