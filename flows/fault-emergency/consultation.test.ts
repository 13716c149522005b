import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aDossier, aFault, aRecord, actors, atOf, ids } from '#flows/dossier/dossier.fixture.ts';
import { walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';
import type { RequestState } from '#flows/dossier/dossier.schema.ts';

const at = (time: string) => atOf(`2026-10-04T${time}:00+08:00`);
const sent = { people: [{ personId: ids.branchEngineer, level: 1 }], taskContent: '检查核心交换机' };
const faultAt = (over: Partial<RequestState> = {}): Walk =>
  walkFrom(aDossier({ request: aFault({ state: 'diagnosing', ...over }), records: [aRecord()] }));
const sheet = (walk: Walk) => walk.dossier().records.find((record) => record.form === 'consultationRecord');
const told = (walk: Walk) => [sheet(walk)?.state, sheet(walk)?.values['furtherHandling'], sheet(walk)?.values['taskOrderNumber']];
const orderId = (walk: Walk) => walk.dossier().taskOrders[0]?.id ?? '';

describe('the consultation record of a fault', () => {
  it('does not close with 是 and no number: the order was withdrawn, the fault solved on the telephone', () => {
    const walk = faultAt();
    walk.take('faultEmergency', 'dispatch', sent, { at: at('00:10') });
    walk.take('taskOrder', 'withdraw', { reason: '电话已解决' }, { subjectId: orderId(walk), at: at('00:20') });
    const by = (time: string) => ({ actor: actors.supportEngineer, at: at(time) });
    walk.take('faultEmergency', 'classify', { faultType: 'other', faultPoint: '端口', evidence: '日志' }, by('00:30'));
    walk.take('faultEmergency', 'treat', { what: '重启端口', steps: '关\n开' }, by('00:40'));
    const restored = { how: 'fix', confirmedBy: '王工', confirmedMeans: 'phone' };
    walk.take('faultEmergency', 'restore', restored, by('00:50'));
    walk.take('faultEmergency', 'permanentFix', { cause: '端口故障' }, by('01:00'));
    const parts = { overview: '甲', diagnosis: '乙', cause: '丙', solution: '丁', impact: '戊', prevention: '己' };
    walk.take('faultEmergency', 'sendReport', { ...parts, reviewerId: ids.approver }, by('01:10'));
    walk.take('faultEmergency', 'linkKnowledge', { articleReference: 'KB-1' }, by('01:20'));
    walk.take('faultEmergency', 'close', { opinion: '满意', opinionBy: '王工' }, { at: at('01:30') });
    assert.deepEqual(told(walk), ['frozen', 'no', undefined]);
  });

  it('shows the number of its order as soon as the order has one, and no longer than it says 是', () => {
    const walk = faultAt();
    walk.take('faultEmergency', 'dispatch', sent, { at: at('00:10') });
    assert.deepEqual(told(walk), ['open', 'yes', 'QR-OP10A-2026-0001']);
    const given = { subjectId: ids.consultation, actor: actors.supportEngineer, at: at('00:20') };
    walk.take('record', 'fillRecord', { values: { furtherHandling: 'no' } }, given);
    assert.deepEqual(told(walk), ['open', 'no', undefined]);
    walk.take('record', 'fillRecord', { values: { furtherHandling: 'yes' } }, given);
    assert.deepEqual(told(walk), ['open', 'yes', 'QR-OP10A-2026-0001']);
  });

  it('is asked for before the fault closes', () => {
    const half = aRecord({ values: { ...aRecord().values, furtherHandling: 'yes' } });
    const walk = walkFrom(
      aDossier({ request: aFault({ state: 'reported', details: { knowledgeLinkedAt: at('00:00') } }), records: [half] }),
    );
    const closed = { opinion: '满意', opinionBy: '王工' };
    assert.deepEqual(walk.refused('faultEmergency', 'close', closed), ['consultationComplete']);
  });

  for (const [event, flow, state] of [
    ['noFault', 'faultEmergency', 'verified'],
    ['cancel', 'faultEmergency', 'diagnosing'],
  ] as const) {
    it(`says 否 and how it ended where ${event} ends the fault before anybody began`, () => {
      const walk = faultAt({ state });
      walk.take('faultEmergency', 'dispatch', sent, { at: at('00:10') });
      walk.take(flow, event, { reason: '测试告警', agreedBy: '王工' }, { at: at('00:20') });
      assert.deepEqual(told(walk), ['frozen', 'no', undefined]);
      assert.equal(sheet(walk)?.values['answer'], '测试告警');
    });
  }

  it('keeps 是 with the number where the work had begun', () => {
    const walk = faultAt();
    walk.take('faultEmergency', 'dispatch', sent, { at: at('00:10') });
    const dossier = walk.dossier();
    const working = walkFrom({ ...dossier, taskOrders: dossier.taskOrders.map((order) => ({ ...order, state: 'inExecution' })) });
    working.take('faultEmergency', 'cancel', { reason: '不再需要' }, { actor: actors.customer, at: at('00:20') });
    assert.deepEqual(told(working), ['frozen', 'yes', 'QR-OP10A-2026-0001']);
    assert.equal(sheet(working)?.values['answer'], '客户撤回请求：不再需要');
  });
});
