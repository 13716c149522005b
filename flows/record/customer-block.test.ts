import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aDossier,
  aFault,
  aRecord,
  aTaskOrder,
  aVisit,
  actors,
  atOf,
  contextOf,
  ids,
  verdictOf,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { drawn, walkFrom } from '#flows/dossier/walk.fixture.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { siteVisit } from '#flows/site-visit/index.ts';
import { record } from './index.ts';

const at = atOf('2026-10-04T03:08:00+08:00');
const values = {
  taskOrderNumber: 'QR-OP10A-2026-0001',
  performer: '成都工程师',
  performedOn: '2026-10-04',
  customerName: '示例市信息中心',
  problemContent: '无响应',
  workProcessAndResult: '03:00 查看',
  serviceMode: 'onSite',
};
const atWork = (order: string, visit: string, sheet: Partial<RecordState> = {}): Dossier =>
  aDossier({
    request: aFault({ state: 'treating', road: 'onSite' }),
    taskOrders: [
      aTaskOrder({
        state: order,
        leaderId: ids.branchEngineer,
        assignees: [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }],
      }),
    ],
    visits: [aVisit({ state: visit })],
    records: [aRecord({ id: ids.serviceRecord, form: 'serviceRecord', taskOrderId: ids.order, values, ...sheet })],
  });
const by = (subjectId: string, actor: (typeof actors)['branchEngineer' | 'representative']) => ({ subjectId, at, actor });
const codeOf = (dossier: Dossier) => {
  const context = contextOf(dossier, { block: 'customer' }, by(ids.serviceRecord, actors.representative));
  const verdict = verdictOf(record, 'signRecord', 'approvedForm', context);
  return verdict === true ? true : verdict.code;
};

describe('the customer’s block of a service record', () => {
  const cases: readonly [why: string, dossier: Dossier, code: true | string][] = [
    ['while the engineer works on site', atWork('inExecution', 'onSite'), 'workGoesOn'],
    ['before anybody arrived', atWork('accepted', 'enRoute'), 'workGoesOn'],
    ['once the engineer asks to leave', atWork('workDone', 'checking'), true],
    ['back at work after an objection', atWork('workDone', 'onSite'), 'workGoesOn'],
    ['after the visit', atWork('workDone', 'departed'), true],
    ['on a revision', atWork('recorded', 'departed', { replacesId: ids.consultation }), true],
  ];
  for (const [why, dossier, code] of cases)
    it(`${code === true ? 'is' : 'is not'} signed ${why}`, () => assert.equal(codeOf(dossier), code));

  it('once signed takes no further step of the work, and says so', () => {
    const walk = walkFrom(atWork('workDone', 'checking'));
    const signs = { block: 'customer', opinion: '好', signature: drawn('李主任') };
    walk.take('record', 'signRecord', signs, by(ids.serviceRecord, actors.representative));
    walk.take('siteVisit', 'objection', { text: '指示灯仍亮' }, by(ids.visit, actors.representative));
    const act = contextOf(walk.dossier(), { text: '又换一次电源' }, by(ids.visit, actors.branchEngineer));
    assert.deepEqual(verdictOf(siteVisit, 'act', 'stepsRecorded', act), { code: 'recordSigned' });
    walk.take('record', 'correctRecord', { reason: '客户有异议' }, by(ids.serviceRecord, actors.branchEngineer));
    walk.take('siteVisit', 'act', { text: '又换一次电源' }, by(ids.visit, actors.branchEngineer));
    assert.match(String(walk.dossier().records.at(-1)?.values['workProcessAndResult']), /又换一次电源/);
  });

  it('signed while the work went on lets no step of a fault go by unwritten', () => {
    const frozen = atWork('inExecution', 'onSite', { state: 'frozen' });
    const asked = (event: string, guard: string, input: Record<string, unknown>) =>
      verdictOf(faultEmergency, event, guard, contextOf(frozen, input, by(ids.request, actors.branchEngineer)));
    assert.deepEqual(asked('treat', 'actionOfType', { what: '换电源' }), { code: 'recordSigned' });
    assert.deepEqual(asked('restore', 'stepsRecorded', { steps: '换电源' }), { code: 'recordSigned' });
  });
});
