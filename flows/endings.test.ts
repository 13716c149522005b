import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aConsultation,
  aDossier,
  aFault,
  aRecord,
  aRequest,
  aTaskOrder,
  aVisit,
  actors,
  atOf,
  fire,
  idOf,
  ids,
} from './dossier/dossier.fixture.ts';
import type { Dossier } from './dossier/dossier.schema.ts';
import { drawn, walkFrom, type Walk } from './dossier/walk.fixture.ts';
import { roadOf } from './dossier/visits.rules.ts';
import { faultEmergency } from './fault-emergency/index.ts';
import { flowDefinitions } from './registry.ts';

const assignees = [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }];
const sheet = aRecord({ id: ids.order, form: 'taskOrder', taskOrderId: ids.order, recordNumber: 'QR-OP10A-2026-0001' });
const onSite = (personId: string, level = 1) => ({ people: [{ personId, level }] });
const at = atOf('2026-10-03T23:00:00+08:00');

/** A fault whose order and visit have come so far. */
function underWay(order: string, visit: string): Dossier {
  return aDossier({
    request: aFault({ state: 'registered', road: ['onSite', 'checking'].includes(visit) ? 'onSite' : 'enRoute' }),
    taskOrders: [aTaskOrder({ state: order, issuedAt: at, leaderId: ids.branchEngineer, assignees })],
    visits: [aVisit({ state: visit })],
    records: [aRecord(), sheet],
  });
}

const states = (dossier: Dossier) => [dossier.taskOrders[0]?.state, dossier.visits[0]?.state, dossier.request.road];

describe('the end of a request', () => {
  for (const [name, event, input] of [
    ['cancelled', 'cancel', { reason: '客户自行恢复' }],
    ['no fault after all', 'noFault', { reason: '客户自行恢复', agreedBy: '李主任' }],
  ] as const) {
    for (const [order, visit, becomes] of [
      ['issued', 'assigned', ['withdrawn', 'calledOff', 'none']],
      ['accepted', 'accepted', ['withdrawn', 'calledOff', 'none']],
      ['accepted', 'enRoute', ['withdrawn', 'calledOff', 'none']],
      ['inExecution', 'onSite', ['inExecution', 'onSite', 'onSite']],
      ['workDone', 'checking', ['workDone', 'checking', 'onSite']],
    ] as const) {
      it(`${name}: an order ${order} with its visit ${visit} becomes ${becomes.join(', ')}`, () => {
        const walk = walkFrom(underWay(order, visit));
        walk.take('faultEmergency', event, input, { at });
        assert.deepEqual(states(walk.dossier()), becomes);
        assert.equal(walk.dossier().request.road, roadOf(walk.dossier()));
      });
    }

    it(`${name}: what ends with it says why, in the same decision, and the number of the order stays on a void sheet`, () => {
      const walk = walkFrom(underWay('issued', 'assigned'));
      walk.take('faultEmergency', event, input, { at });
      const told = walk.last().events.filter((entry) => entry.subject.kind !== 'serviceRequest');
      assert.deepEqual(
        told.map((entry) => [entry.subject.kind, entry.type, entry.texts['reason']]),
        [
          ['taskOrder', 'withdraw', '客户自行恢复'],
          ['siteVisit', 'callOff', '客户自行恢复'],
        ],
      );
      const record = walk.dossier().records.find((known) => known.id === ids.order);
      assert.deepEqual(
        [record?.state, record?.recordNumber, record?.voidReason, record?.voidedAt],
        ['voided', 'QR-OP10A-2026-0001', '客户自行恢复', at],
      );
      assert.equal(walk.dossier().visits[0]?.details.calledOffAt, at);
    });
  }

  it('turns back who is still on the road to work that others have begun', () => {
    const dossier = underWay('inExecution', 'onSite');
    const walk = walkFrom({ ...dossier, visits: [...dossier.visits, aVisit({ id: idOf(77), state: 'enRoute', level: 2 })] });
    walk.take('faultEmergency', 'cancel', { reason: '不用了' }, { at });
    assert.deepEqual(
      walk.dossier().visits.map((visit) => visit.state),
      ['onSite', 'calledOff'],
    );
    assert.equal(walk.dossier().taskOrders[0]?.state, 'inExecution');
  });

  it('takes back drafts that nobody needs any more, and the clocks of each end with it', () => {
    const walk = walkFrom(
      aDossier({
        request: aRequest({ state: 'registered', kind: 'fault' }),
        taskOrders: [aTaskOrder(), aTaskOrder({ id: idOf(78), state: 'submitted' })],
      }),
    );
    assert.ok(walk.take('faultEmergency', 'cancel', { reason: '重复报修' }).includes('cancel'));
    assert.deepEqual(
      walk.dossier().taskOrders.map((order) => order.state),
      ['withdrawn', 'withdrawn'],
    );
  });

  it('of a consultation: an order that was drafted beside it and never begun does not outlive it', () => {
    const walk = walkFrom(
      aDossier({
        request: aConsultation({ state: 'resolved' }),
        taskOrders: [aTaskOrder()],
        records: [aRecord({ values: { ...aRecord().values, answer: '已答复' } })],
      }),
    );
    walk.take(
      'supportResponse',
      'linkKnowledge',
      { nothingNew: true, nothingNewReason: '常见问题' },
      { actor: actors.supportEngineer },
    );
    assert.deepEqual([walk.dossier().request.state, walk.dossier().taskOrders[0]?.state], ['closed', 'withdrawn']);
  });

  it('keeps an order accepted by hand from being taken back: only the end of the request does that', () => {
    const row = flowDefinitions['taskOrder']?.rows.find((known) => known.event === 'withdraw' && known.from.includes('accepted'));
    assert.deepEqual([row?.by, row?.silent], [['system'], true]);
  });
});

describe('an order that is withdrawn', () => {
  it('leaves no visit waiting to be accepted', () => {
    const walk = walkFrom(underWay('issued', 'assigned'));
    walk.take('taskOrder', 'withdraw', { reason: '客户改期' }, { subjectId: ids.order, actor: actors.manager });
    assert.deepEqual(states(walk.dossier()), ['withdrawn', 'calledOff', 'none']);
    assert.deepEqual(
      walk.refused('siteVisit', 'acceptTask', { siteRulesRead: true, signature: drawn('签') }, { subjectId: ids.visit }),
      ['noRow'],
    );
  });
});

describe('people who are sent', () => {
  const sent = (): Walk => {
    const walk = walkFrom(aDossier({ request: aFault(), records: [aRecord()] }));
    walk.take('faultEmergency', 'dispatch', { ...onSite(ids.branchEngineer), taskContent: '查' });
    return walk;
  };

  it('are not sent a second time while they are out, and the refusal says so', () => {
    const walk = sent();
    assert.deepEqual(walk.refused('faultEmergency', 'dispatch', onSite(ids.branchEngineer)), ['orderIssued']);
    const guard = faultEmergency.steps.find((step) => step.event === 'dispatch')?.guards['orderIssued'];
    const verdict = guard?.holds({
      dossier: walk.dossier(),
      subjectId: ids.request,
      input: onSite(ids.branchEngineer),
      actor: actors.manager,
      at,
      now: at,
    });
    assert.deepEqual(verdict, { fields: ['people'], code: 'alreadySent', values: { people: '成都工程师' } });
    assert.equal(walk.dossier().visits.length, 1);
  });

  it('stay with the one visit they have when others join them', () => {
    const walk = sent();
    walk.take('faultEmergency', 'dispatch', {
      people: [
        { personId: ids.branchEngineer, level: 1 },
        { personId: ids.supportEngineer, level: 2 },
      ],
    });
    assert.deepEqual(
      walk.dossier().visits.map((visit) => [visit.level, visit.details.people]),
      [
        [1, [ids.branchEngineer]],
        [2, [ids.supportEngineer]],
      ],
    );
    assert.deepEqual(
      walk.dossier().taskOrders[0]?.assignees.map((line) => line.personId),
      [ids.branchEngineer, ids.supportEngineer],
    );
  });

  it('go again once they have left or were called off', () => {
    const walk = sent();
    const orderId = walk.dossier().taskOrders[0]?.id ?? '';
    walk.take('taskOrder', 'withdraw', { reason: '客户改期' }, { subjectId: orderId });
    walk.take('faultEmergency', 'dispatch', { ...onSite(ids.branchEngineer), taskContent: '再查' });
    assert.deepEqual(
      walk.dossier().visits.map((visit) => visit.state),
      ['calledOff', 'assigned'],
    );
  });

  it('are sent once even where the plan asks no order before', () => {
    const dossier = sent().dossier();
    const { plan } = dossier.surroundings;
    const off = {
      ...dossier,
      surroundings: { ...dossier.surroundings, plan: { ...plan, gates: { ...plan.gates, orderIssued: 'off' as const } } },
    };
    const step = faultEmergency.steps.find((known) => known.event === 'dispatch');
    assert.ok(step);
    const rows = {
      ...faultEmergency.flow,
      rows: faultEmergency.flow.rows.map((row) => ({ ...row, guards: row.guards.filter((guard) => guard !== 'orderIssued') })),
    };
    const fired = fire({ ...faultEmergency, flow: rows }, off, 'dispatch', onSite(ids.branchEngineer), {
      flows: flowDefinitions,
    });
    assert.equal(fired.refused === undefined ? fired.dossier.visits.length : 0, 1);
  });
});
