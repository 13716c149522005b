import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  aConsultation,
  aDossier,
  aFault,
  aRecord,
  actors,
  atOf,
  fire,
  ids,
  samplePlan,
  surroundings,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import { closingsOf, recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { openDraftOrder, isUrgent, urgentSeverities } from '#flows/dossier/task-orders.rules.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { drawn, walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { idOf } from '#flows/dossier/dossier.fixture.ts';
import { rowsFrom } from '#platform/flow/flow.ts';
import { taskOrder } from './index.ts';

const at = atOf('2026-10-09T10:00:00+08:00');
const people = { people: [{ personId: ids.supportEngineer, level: 1 }], leaderId: ids.supportEngineer };
const by = (actor: Circumstances['actor'], when = at): Circumstances => ({
  subjectId: idOf(1),
  at: when,
  ...(actor ? { actor } : {}),
});

/** A dossier in which somebody has just drafted an order. */
function drafted(dossier: Dossier, serviceMode: string): Dossier {
  let last = 0;
  const draft = draftOf(dossier, { at, now: at, nextId: () => idOf((last += 1)), guards: [], flows: flowDefinitions });
  openDraftOrder(draft, {
    content: '远程检查备份作业',
    requiredBy: atOf('2026-10-12T17:00:00+08:00'),
    serviceMode,
    proposerId: ids.manager,
    proposerName: '服务经理',
  });
  return draft.result().dossier;
}

const remoteWalk = (): Walk =>
  walkFrom(
    drafted(
      aDossier({ request: aConsultation({ state: 'taskOrdered', details: { taskOrderId: idOf(1) } }), records: [aRecord()] }),
      'remote',
    ),
  );
const record = (walk: Walk) => recordOfOrder(walk.dossier(), 'serviceRecord', idOf(1));
const order = (walk: Walk) => walk.dossier().taskOrders[0];

function toWorkDone(walk: Walk): void {
  walk.take('taskOrder', 'submit', {}, by(actors.manager));
  walk.take('taskOrder', 'approve', { opinion: '同意', signature: drawn('审批经理') }, by(actors.approver));
  walk.take('taskOrder', 'issue', people, by(actors.manager));
  walk.take('taskOrder', 'accept', { signature: drawn('本部工程师') }, by(actors.supportEngineer));
  walk.take('taskOrder', 'startWork', {}, by(actors.supportEngineer));
}

describe('an order whose work is not on site', () => {
  it('is proposed, approved, issued under a number, accepted, carried out, recorded, evaluated, reviewed and closed', () => {
    const walk = remoteWalk();
    assert.equal(recordOfOrder(walk.dossier(), 'taskOrder', idOf(1))?.recordNumber, null);
    walk.take('taskOrder', 'submit', {}, by(actors.manager));
    walk.take('taskOrder', 'approve', { opinion: '同意', signature: drawn('审批经理') }, by(actors.approver));
    assert.equal(recordOfOrder(walk.dossier(), 'taskOrder', idOf(1))?.recordNumber, null);
    assert.deepEqual(walk.take('taskOrder', 'issue', people, by(actors.manager)), ['taskOrderIssued', 'engineerAssigned']);
    assert.equal(recordOfOrder(walk.dossier(), 'taskOrder', idOf(1))?.recordNumber, 'QR-OP10A-2026-0001');
    assert.equal(walk.dossier().visits.length, 0);
    assert.deepEqual(walk.take('taskOrder', 'accept', { signature: drawn('本部工程师') }, by(actors.supportEngineer)), [
      'taskOrderAccepted',
    ]);
    walk.take('taskOrder', 'startWork', {}, by(actors.supportEngineer));
    assert.deepEqual(walk.take('taskOrder', 'finishWork', {}, by(actors.supportEngineer)), ['workDone']);
    assert.equal(walk.last().events[0]?.writes[0]?.fields?.['serviceMode'], 'remote');

    assert.deepEqual(walk.refused('taskOrder', 'submitRecord', {}, by(actors.supportEngineer)), ['recordComplete']);
    walk.take(
      'record',
      'fillRecord',
      { values: { workProcessAndResult: '重启作业，备份成功。' } },
      { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' },
    );
    assert.deepEqual(walk.take('taskOrder', 'submitRecord', {}, by(actors.supportEngineer)), [
      'serviceRecordSubmitted',
      'answered',
    ]);
    assert.equal(walk.dossier().request.state, 'answered');

    assert.deepEqual(
      walk.refused('taskOrder', 'reviewRecord', { opinion: '同意', signature: drawn('审批经理') }, by(actors.approver)),
      ['evaluationNoted'],
    );
    assert.deepEqual(
      walk.take(
        'taskOrder',
        'evaluate',
        { evaluation: '处理及时', rating: 'satisfied', source: '电话，王工', saidAt: '2026-10-09T09:50:00+08:00' },
        by(actors.supportEngineer),
      ),
      ['evaluationGiven'],
    );
    assert.equal(record(walk)?.values['evaluationSource'], '电话，王工，2026-10-09 09:50');
    assert.deepEqual(
      closingsOf(record(walk) ?? aRecord()).map(({ block, means }) => ({ block, means })),
      [{ block: 'customer', means: 'statement' }],
    );
    assert.deepEqual(
      walk.take('taskOrder', 'reviewRecord', { opinion: '同意', signature: drawn('审批经理') }, by(actors.approver)),
      ['serviceRecordReviewed'],
    );
    assert.equal(order(walk)?.state, 'closed');
  });

  it('takes an evaluation that comes before its record: the block closes with the record', () => {
    const walk = remoteWalk();
    toWorkDone(walk);
    walk.take('taskOrder', 'finishWork', {}, by(actors.supportEngineer));
    walk.take('taskOrder', 'evaluate', { evaluation: '很好' }, by(actors.customer));
    assert.deepEqual(closingsOf(record(walk) ?? aRecord()), []);
    walk.take(
      'record',
      'fillRecord',
      { values: { workProcessAndResult: '重启作业。' } },
      { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' },
    );
    walk.take('taskOrder', 'submitRecord', {}, by(actors.supportEngineer));
    assert.equal(closingsOf(record(walk) ?? aRecord()).length, 1);
    assert.deepEqual(
      walk.refused(
        'record',
        'fillRecord',
        { values: { workProcessAndResult: '别的' } },
        { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' },
      ),
      ['approvedForm'],
    );
  });

  it('keeps the customer’s own evaluation from the performer, who may note one where the customer gave none', () => {
    const walk = remoteWalk();
    toWorkDone(walk);
    walk.take('taskOrder', 'finishWork', {}, by(actors.supportEngineer));
    const noted = { evaluation: '很好', source: '电话', saidAt: '2026-10-09T09:00:00+08:00' };
    walk.take('taskOrder', 'evaluate', noted, by(actors.supportEngineer));
    walk.take('taskOrder', 'evaluate', { evaluation: '很差', rating: 'dissatisfied' }, by(actors.customer));
    assert.deepEqual(walk.refused('taskOrder', 'evaluate', noted, by(actors.supportEngineer)), ['evaluationNoted']);
    const sheet = { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' };
    for (const values of [{ customerEvaluation: '很好' }, { evaluationSource: '电话，王工' }])
      assert.deepEqual(walk.refused('record', 'fillRecord', { values }, sheet), ['approvedForm']);
    walk.take('record', 'fillRecord', { values: { workProcessAndResult: '重启作业。' } }, sheet);
    assert.equal(record(walk)?.values['customerEvaluation'], '很差');
    walk.take('taskOrder', 'evaluate', { evaluation: '还可以' }, by(actors.customer));
    assert.equal(record(walk)?.values['customerEvaluation'], '还可以');
  });

  it('goes back to the performer and comes again', () => {
    const walk = remoteWalk();
    toWorkDone(walk);
    walk.take('taskOrder', 'finishWork', {}, by(actors.supportEngineer));
    walk.take(
      'record',
      'fillRecord',
      { values: { workProcessAndResult: '重启。' } },
      { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' },
    );
    walk.take('taskOrder', 'submitRecord', {}, by(actors.supportEngineer));
    const number = record(walk)?.recordNumber;
    walk.take('taskOrder', 'returnRecord', { opinion: '过程太简' }, by(actors.approver));
    assert.equal(order(walk)?.state, 'workDone');
    walk.take(
      'record',
      'fillRecord',
      { values: { workProcessAndResult: '停止旧作业，重启，核对备份。' } },
      { ...by(actors.supportEngineer), subjectId: record(walk)?.id ?? '' },
    );
    walk.take('taskOrder', 'submitRecord', {}, by(actors.supportEngineer));
    assert.equal(record(walk)?.recordNumber, number);
  });
});

describe('an order in an emergency', () => {
  const urgent = (): Walk => walkFrom(drafted(aDossier({ request: aFault() }), 'onSite'));
  const onSite = { people: [{ personId: ids.branchEngineer, level: 1 }], leaderId: ids.branchEngineer };

  it('assigns the visit with its issue, and its approval has as long as the plan says', () => {
    const walk = urgent();
    assert.deepEqual(walk.take('taskOrder', 'issueUrgently', onSite, by(actors.manager)), [
      'taskOrderIssued',
      'engineerAssigned',
    ]);
    assert.equal(order(walk)?.approveBy, atOf('2026-10-10T10:00:00+08:00'));
    assert.equal(walk.dossier().visits[0]?.state, 'assigned');
  });

  it('may be approved later than that, and is marked as late', () => {
    const walk = urgent();
    walk.take('taskOrder', 'issueUrgently', onSite, by(actors.manager));
    walk.take(
      'taskOrder',
      'approveAfterwards',
      { opinion: '补批', signature: drawn('审批经理') },
      by(actors.approver, atOf('2026-10-10T10:00:01+08:00')),
    );
    assert.equal(order(walk)?.details.approvedLate, true);
    assert.equal(walk.last().events[0]?.data['late'], true);
    assert.deepEqual(walk.last().events.find((event) => event.breaks !== undefined)?.breaks, {
      guard: 'orderApproved',
      at: atOf('2026-10-10T10:00:00+08:00'),
      doneAt: atOf('2026-10-10T10:00:01+08:00'),
      limit: 'PT24H',
    });
  });

  it('whose approval does not follow in time is told once, with the time it was due, until somebody approves', () => {
    const walk = urgent();
    const overdue = {
      subjectId: idOf(1),
      actor: actors.system,
      at: atOf('2026-10-10T10:00:00+08:00'),
      now: atOf('2026-10-12T10:00:00+08:00'),
    };
    walk.take('taskOrder', 'issueUrgently', onSite, by(actors.manager));
    const due = () => taskOrder.timed?.(walk.dossier()).map((timed) => [timed.event, timed.subjectId, timed.at, timed.happens]);
    assert.deepEqual(due(), [['approvalOverdue', idOf(1), overdue.at, 'atDue']]);
    walk.take('taskOrder', 'approvalOverdue', {}, overdue);
    assert.equal(order(walk)?.details.approvalOverdueAt, overdue.at);
    assert.deepEqual(
      walk.last().events.map(({ type, breaks }) => [type, breaks?.guard, breaks?.at, breaks?.doneAt]),
      [['approvalOverdue', 'orderApproved', overdue.at, null]],
    );
    assert.deepEqual(
      walk.last().messages.map((message) => [message.direction, message.text.includes('2026-10-10 10:00')]),
      [['internal', true]],
    );
    assert.deepEqual(due(), []);
    walk.take(
      'taskOrder',
      'approveAfterwards',
      { opinion: '补批', signature: drawn('审批经理') },
      by(actors.approver, overdue.now),
    );
    assert.deepEqual(walk.refused('taskOrder', 'approvalOverdue', {}, overdue), ['orderApproved']);
  });

  it('is not looked after where the plan asks no approval', () => {
    const walk = urgent();
    walk.take('taskOrder', 'issueUrgently', onSite, by(actors.manager));
    const plan = { ...samplePlan, gates: { ...samplePlan.gates, orderApproved: 'off' as const } };
    assert.deepEqual(taskOrder.timed?.({ ...walk.dossier(), surroundings: { ...surroundings, plan } }), []);
  });

  it('that is withdrawn keeps its number, void, and ends its own clocks alone', () => {
    const walk = urgent();
    walk.take('taskOrder', 'issueUrgently', onSite, by(actors.manager));
    assert.deepEqual(walk.take('taskOrder', 'withdraw', { reason: '客户自行恢复' }, by(actors.manager)), ['cancel']);
    assert.deepEqual(walk.last().events[0]?.writes[0]?.subjects, [{ kind: 'taskOrder', id: idOf(1) }]);
    const sheet = walk.dossier().records.find((known) => known.id === idOf(1));
    assert.deepEqual([sheet?.state, sheet?.recordNumber, sheet?.voidReason], ['voided', 'QR-OP10A-2026-0001', '客户自行恢复']);
    assert.equal(walk.dossier().request.road, 'none');
  });

  it('is a matter of the gravest severities of a fault, in the plan’s order or as many as the plan says', () => {
    const dossier = aDossier({ request: aFault() });
    assert.deepEqual(urgentSeverities(dossier), ['critical', 'major']);
    const one = {
      ...dossier,
      surroundings: {
        ...surroundings,
        plan: {
          ...samplePlan,
          flows: { ...samplePlan.flows, taskOrder: { definition: 'taskOrder@1', source: [], settings: { urgentSeverities: 1 } } },
        },
      },
    };
    assert.deepEqual(urgentSeverities(one), ['critical']);
    assert.equal(isUrgent(one), false);
    assert.equal(isUrgent({ ...one, request: aFault({ severity: 'critical' }) }), true);
    assert.equal(isUrgent({ ...dossier, request: aFault({ kind: null }) }), true);
    assert.equal(isUrgent({ ...dossier, request: aConsultation({ severity: 'critical' }) }), false);
  });
});

describe('any course of events', () => {
  const inputs: Readonly<Record<string, Record<string, unknown>>> = {
    approve: { opinion: '同意', signature: drawn('审') },
    approveAfterwards: { opinion: '同意', signature: drawn('审') },
    reject: { opinion: '改' },
    issue: people,
    issueUrgently: people,
    accept: { signature: drawn('签') },
    evaluate: { evaluation: '好', source: '电话', saidAt: '2026-10-09T09:00:00+08:00' },
    reviewRecord: { opinion: '同意', signature: drawn('审') },
    returnRecord: { opinion: '退' },
    withdraw: { reason: '不用了' },
  };
  it('stays within the states of the table, signs nothing twice and unfreezes nothing', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(actors.manager, actors.approver, actors.supportEngineer)), {
          minLength: 20,
          maxLength: 60,
        }),
        fc.constantFrom('remote', 'onSite'),
        (course, mode) => {
          let dossier = drafted(aDossier({ request: aFault() }), mode);
          for (const [index, [choice, actor]] of course.entries()) {
            const moves = rowsFrom(taskOrder.flow, dossier.taskOrders[0]?.state ?? '');
            const event = moves[choice % Math.max(1, moves.length)]?.event;
            if (event === undefined) break;
            // Most courses would end early: an order is taken back now and then, not at every turn.
            if (event === 'withdraw' && choice % 7 !== 0) continue;
            const fired = fire(taskOrder, dossier, event, inputs[event] ?? {}, {
              ...by(actor),
              flows: flowDefinitions,
              firstId: 1000 + index * 100,
            });
            if (fired.refused !== undefined) continue;
            const [before, after] = [dossier.taskOrders[0], fired.dossier.taskOrders[0]];
            assert.ok(taskOrder.flow.states.includes(after?.state ?? ''));
            assert.ok(!taskOrder.flow.final.includes(before?.state ?? ''), `${event} left ${before?.state ?? ''}`);
            for (const known of fired.dossier.records) {
              const fields = known.signatures.map((signature) => signature.field);
              assert.equal(new Set(fields).size, fields.length);
              const old = dossier.records.find((candidate) => candidate.id === known.id);
              for (const closing of old === undefined ? [] : closingsOf(old)) {
                for (const field of closing.covers)
                  assert.deepEqual(known.values[field], old?.values[field], `${event} changed ${field}`);
              }
            }
            dossier = {
              ...fired.dossier,
              records: fired.dossier.records.map((known) =>
                known.form === 'serviceRecord' && known.signatures.length === 0
                  ? { ...known, values: { workProcessAndResult: '已处理', ...known.values } }
                  : known,
              ),
            };
            reached.add(after?.state ?? '');
          }
        },
      ),
      { numRuns: 700 },
    );
    for (const state of ['reviewed', 'closed', 'withdrawn']) assert.ok(reached.has(state), `no course came to ${state}`);
  });
});
