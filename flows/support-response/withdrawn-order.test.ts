import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aConsultation, aDossier, aRecord, actors, atOf, ids } from '#flows/dossier/dossier.fixture.ts';
import { drawn, walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';

const at = (time: string) => atOf(`2026-10-12T${time}:00+08:00`);
const task = {
  furtherHandling: true,
  taskContent: '远程升级采集软件',
  requiredBy: '2026-10-15T17:00:00+08:00',
  serviceMode: 'remote',
};
const anew = { content: '远程重装采集软件', requiredBy: '2026-10-16T17:00:00+08:00', serviceMode: 'remote' };

function ordered(): Walk {
  const walk = walkFrom(aDossier({ request: aConsultation(), records: [aRecord()] }));
  walk.take('supportResponse', 'orderTask', task, { at: at('09:00') });
  return walk;
}
const orders = (walk: Walk) => walk.dossier().taskOrders.map(({ id }) => id);
const consultation = (walk: Walk) => walk.dossier().records.find((record) => record.form === 'consultationRecord');
const withdraws = (walk: Walk, subjectId = '', time = '10:00') =>
  walk.take('taskOrder', 'withdraw', { reason: '内容有误' }, { subjectId, at: at(time) });
const promises = (walk: Walk) =>
  walk.last().events.flatMap(({ writes }) => writes.flatMap(({ fields }) => fields?.['promisedAnswerAt'] ?? []));

/** The ordinary way of an order without a visit, up to its record. */
function carriesOut(walk: Walk, subjectId: string, workProcessAndResult = '重装完成'): void {
  const given = (actor: (typeof actors)['manager' | 'approver' | 'supportEngineer'], time: string) => ({
    subjectId,
    actor,
    at: at(time),
  });
  const signature = drawn('某人');
  walk.take('taskOrder', 'submit', {}, given(actors.manager, '11:00'));
  walk.take('taskOrder', 'approve', { opinion: '同意', signature }, given(actors.approver, '11:10'));
  const people = [{ personId: ids.supportEngineer, level: 1 }];
  walk.take('taskOrder', 'issue', { people, leaderId: ids.supportEngineer }, given(actors.manager, '11:20'));
  walk.take('taskOrder', 'accept', { signature }, given(actors.supportEngineer, '11:30'));
  walk.take('taskOrder', 'startWork', {}, given(actors.supportEngineer, '11:40'));
  const record = walk.dossier().records.find(({ form }) => form === 'serviceRecord')?.id ?? '';
  const values = { workProcessAndResult };
  walk.take('record', 'fillRecord', { values }, { subjectId: record, actor: actors.supportEngineer, at: at('11:50') });
}

describe('a task order that is withdrawn', () => {
  it('leaves a request that waits: the next order drafted is the one it waits for, with its time told and promised', () => {
    const walk = ordered();
    const [first = ''] = orders(walk);
    withdraws(walk, first);
    assert.equal(walk.dossier().request.state, 'taskOrdered');
    walk.take('taskOrder', 'draft', anew, { at: at('10:30') });
    const [, second = ''] = orders(walk);
    assert.deepEqual(
      [walk.dossier().request.details.taskOrderId, consultation(walk)?.stored['taskOrderId'], promises(walk)],
      [second, second, ['2026-10-16T09:00:00Z']],
    );
    assert.equal(walk.dossier().request.details.promisedAnswerAt, atOf(anew.requiredBy));
    assert.match(walk.last().messages[0]?.text ?? '', /2026-10-16 17:00/);
    carriesOut(walk, second);
    walk.take('taskOrder', 'finishWork', {}, { subjectId: second, at: at('12:00') });
    walk.take('taskOrder', 'submitRecord', {}, { subjectId: second, at: at('12:10') });
    assert.equal(walk.dossier().request.state, 'answered', 'the record of the order that stepped in answers the request');
    const told = walk.last().messages.map(({ direction, channel, text }) => [direction, channel, text]);
    assert.deepEqual(told, [['outgoing', 'web', '任务已完成，处理过程及结果：\n重装完成\n请您确认问题是否已经解决。']]);
  });

  it('the customer hears no forbidden phrase of the record that answers: it is named instead', () => {
    const walk = ordered();
    const [order = ''] = orders(walk);
    carriesOut(walk, order, '原因不 知道，已重装');
    walk.take('taskOrder', 'finishWork', {}, { subjectId: order, at: at('12:00') });
    walk.take('taskOrder', 'submitRecord', {}, { subjectId: order, at: at('12:10') });
    assert.deepEqual(
      walk.last().messages.map(({ text }) => text),
      ['任务已完成，处理过程及结果见服务记录。请您确认问题是否已经解决。'],
    );
  });

  it('says nothing where the time stays as it was promised', () => {
    const walk = ordered();
    withdraws(walk, orders(walk)[0]);
    walk.take('taskOrder', 'draft', { ...anew, requiredBy: task.requiredBy }, { at: at('10:30') });
    assert.deepEqual([promises(walk), walk.last().messages], [[], []]);
  });

  it('gives its place to another that stands already', () => {
    const walk = ordered();
    walk.take('taskOrder', 'draft', anew, { at: at('09:30') });
    const [first = '', second = ''] = orders(walk);
    assert.equal(walk.dossier().request.details.taskOrderId, first, 'a further order changes nothing while the first stands');
    withdraws(walk, first);
    assert.deepEqual(
      [walk.dossier().request.details.taskOrderId, consultation(walk)?.stored['taskOrderId'], promises(walk)],
      [second, second, ['2026-10-16T09:00:00Z']],
    );
  });

  it('is not waited for where another was carried out meanwhile', () => {
    const walk = ordered();
    walk.take('taskOrder', 'draft', anew, { at: at('09:30') });
    const [first = '', second = ''] = orders(walk);
    carriesOut(walk, second);
    walk.take('taskOrder', 'finishWork', {}, { subjectId: second, at: at('12:00') });
    walk.take('taskOrder', 'submitRecord', {}, { subjectId: second, at: at('12:10') });
    assert.equal(walk.dossier().request.state, 'taskOrdered');
    withdraws(walk, first, '12:20');
    assert.equal(walk.dossier().request.state, 'answered');
  });

  it('takes back 是 from the consultation record where it was the only one', () => {
    const walk = ordered();
    assert.equal(consultation(walk)?.values['furtherHandling'], 'yes');
    withdraws(walk, orders(walk)[0]);
    assert.deepEqual(
      [consultation(walk)?.values['furtherHandling'], consultation(walk)?.stored['taskOrderId']],
      [undefined, undefined],
    );
  });

  it('leaves alone what rests on another order', () => {
    const walk = ordered();
    walk.take('taskOrder', 'draft', anew, { at: at('09:30') });
    const [first = '', second = ''] = orders(walk);
    withdraws(walk, second);
    assert.deepEqual(
      [walk.dossier().request.details.taskOrderId, consultation(walk)?.stored['taskOrderId'], promises(walk)],
      [first, first, []],
    );
  });
});

describe('the time of a task order that a customer waits for', () => {
  const fills = (walk: Walk, values: Record<string, unknown>) =>
    walk.refused('record', 'fillRecord', { values }, { subjectId: orders(walk)[0] ?? '', at: at('09:30') });

  it('is the time promised: it is not moved on the sheet', () => {
    const walk = ordered();
    assert.deepEqual(fills(walk, { requiredBy: '2026-11-14T17:00:00+08:00' }), ['approvedForm']);
    assert.deepEqual(fills(walk, { requiredBy: '' }), ['approvedForm']);
    assert.deepEqual(fills(walk, { requiredBy: '2026-10-15T09:00:00Z', taskContent: '远程重装' }), [], 'the same time');
  });

  it('of which nobody was told follows the sheet, and its clock hears it', () => {
    const walk = ordered();
    walk.take('taskOrder', 'draft', anew, { at: at('09:30') });
    const subjectId = orders(walk)[1] ?? '';
    const values = { requiredBy: '2026-10-17T17:00:00+08:00' };
    walk.take('record', 'fillRecord', { values }, { subjectId, at: at('09:40') });
    assert.deepEqual(walk.last().events[0]?.writes, [
      {
        type: 'requiredBySet',
        fields: { 'taskOrder.requiredBy': '2026-10-17T09:00:00Z' },
        subjects: [{ kind: 'taskOrder', id: subjectId }],
      },
    ]);
  });
});
