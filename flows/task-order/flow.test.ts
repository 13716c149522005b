import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aConsultation,
  aDossier,
  aFault,
  aRecord,
  aTaskOrder,
  actors,
  atOf,
  contextOf,
  ids,
  surroundings,
  verdictOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier, RecordState, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { drawn } from '#flows/dossier/walk.fixture.ts';
import { aVisit } from '#flows/dossier/dossier.fixture.ts';
import { taskOrder } from './index.ts';

const people = [{ personId: ids.branchEngineer, level: 1 }];
const assignees = [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }];
const signature = drawn('签名');
const blank = { name: '签名', means: 'handwritten', strokes: [] };

const sheet = (over: Partial<RecordState> = {}): RecordState =>
  aRecord({
    id: ids.order,
    form: 'taskOrder',
    taskOrderId: ids.order,
    documentNumber: 'QR-OP10A',
    recordNumber: null,
    state: 'draft',
    values: { taskContent: '检修', requiredBy: '2026-10-04T03:10:00+08:00', proposer: '服务经理' },
    ...over,
  });
const worked = (over: Partial<RecordState> = {}): RecordState =>
  aRecord({
    id: ids.serviceRecord,
    form: 'serviceRecord',
    taskOrderId: ids.order,
    documentNumber: 'QR-OP10B',
    recordNumber: null,
    values: {
      taskOrderNumber: 'QR-OP10A-2026-0001',
      performer: '成都工程师',
      performedOn: '2026-10-04',
      customerName: '示例市信息中心',
      problemContent: '无响应',
      workProcessAndResult: '已恢复',
      serviceMode: 'remote',
    },
    ...over,
  });
const signedByCustomer = {
  id: ids.visit,
  field: 'customerSignature',
  block: 'customer',
  signerName: '赵工',
  signerRole: 'customerSiteStaff',
  personId: null,
  contactId: ids.siteStaff,
  means: 'handwritten',
  strokes: null,
  covers: [],
  digest: '',
  at: atOf('2026-10-04T03:08:00+08:00'),
} as const;

const of = (order: Partial<TaskOrderState>, over: Partial<Dossier> = {}): Dossier =>
  aDossier({ request: aFault(), taskOrders: [aTaskOrder(order)], records: [sheet()], ...over });
const remote = (order: Partial<TaskOrderState>, record = worked()): Dossier =>
  of({ serviceMode: 'remote', assignees, ...order }, { records: [sheet(), record] });

interface Case {
  readonly event: string;
  readonly guard: string;
  readonly why: string;
  readonly refuses: Dossier;
  readonly passes?: Dossier;
  readonly lacking?: Record<string, unknown>;
  readonly giving?: Record<string, unknown>;
  readonly by?: Circumstances['actor'];
  readonly passedBy?: Circumstances['actor'];
  readonly code?: string;
}

const submitted = of({ state: 'submitted' });
const issued = of({ state: 'issued', assignees, leaderId: ids.branchEngineer });
const withoutForms: Dossier = { ...of({}), surroundings: { ...surroundings, plan: { ...surroundings.plan, forms: undefined } } };

const cases: readonly Case[] = [
  {
    event: 'draft',
    guard: 'requestNamed',
    why: 'a request that is over',
    code: 'closed',
    refuses: aDossier({ request: aFault({ closedAt: atOf('2026-10-05T00:00:00+08:00') }) }),
    passes: aDossier({ request: aFault() }),
  },
  {
    event: 'draft',
    guard: 'requestNamed',
    why: 'a request without a project',
    code: 'noProject',
    refuses: aDossier({ request: aFault({ projectId: null }) }),
    passes: aDossier({ request: aFault() }),
  },
  { event: 'draft', guard: 'approvedForm', why: 'a provider without the form', refuses: withoutForms, passes: of({}) },
  {
    event: 'submit',
    guard: 'orderContent',
    why: 'a sheet without a task',
    refuses: of({}, { records: [sheet({ values: { requiredBy: '2026-10-04T03:10:00+08:00', proposer: '服务经理' } })] }),
    passes: of({ requiredBy: atOf('2026-10-04T03:10:00+08:00') }),
  },
  {
    event: 'submit',
    guard: 'orderContent',
    why: 'an order without a time',
    refuses: of({ requiredBy: null }),
    passes: of({ requiredBy: atOf('2026-10-04T03:10:00+08:00') }),
  },
  {
    event: 'approve',
    guard: 'approverNotProposer',
    why: 'the proposer as approver',
    refuses: submitted,
    by: actors.manager,
    passes: submitted,
    passedBy: actors.approver,
  },
  {
    event: 'approve',
    guard: 'approvalSigned',
    why: 'no opinion',
    refuses: submitted,
    lacking: { signature },
    giving: { opinion: '同意', signature },
  },
  {
    event: 'approve',
    guard: 'approvalSigned',
    why: 'an empty signature field',
    code: 'notDrawn',
    refuses: submitted,
    lacking: { opinion: '同意', signature: blank },
    giving: { opinion: '同意', signature },
  },
  { event: 'reject', guard: 'approvalSigned', why: 'no opinion', refuses: submitted, giving: { opinion: '内容不清' } },
  {
    event: 'issue',
    guard: 'peopleNamed',
    why: 'nobody named',
    refuses: of({ state: 'approved' }),
    giving: { people, leaderId: ids.branchEngineer },
  },
  {
    event: 'issue',
    guard: 'peopleNamed',
    why: 'a leader who is not of the group',
    code: 'leaderApart',
    refuses: of({ state: 'approved' }),
    lacking: { people, leaderId: ids.supportEngineer },
    giving: { people, leaderId: ids.branchEngineer },
  },
  {
    event: 'issue',
    guard: 'peopleNamed',
    why: 'a person named twice',
    code: 'twice',
    refuses: of({ state: 'approved' }),
    lacking: { people: [...people, ...people], leaderId: ids.branchEngineer },
    giving: { people, leaderId: ids.branchEngineer },
  },
  {
    event: 'issue',
    guard: 'peopleNamed',
    why: 'somebody unknown',
    code: 'unknown',
    refuses: of({ state: 'approved' }),
    lacking: { people: [{ personId: ids.asset, level: 1 }], leaderId: ids.asset },
    giving: { people, leaderId: ids.branchEngineer },
  },
  {
    event: 'issue',
    guard: 'engineerCompetent',
    why: 'a beginner on site',
    refuses: of({ state: 'approved' }),
    lacking: { people: [{ personId: ids.beginner, level: 1 }] },
    giving: { people },
  },
  {
    event: 'issueUrgently',
    guard: 'orderContent',
    why: 'a sheet without a task',
    refuses: of({}, { records: [aRecord(), sheet({ values: { proposer: '服务经理' } })] }),
    passes: of({}),
  },
  {
    event: 'issueUrgently',
    guard: 'urgentReason',
    why: 'the least grave fault without a reason',
    refuses: of({}, { request: aFault({ severity: 'minor' }) }),
    giving: { reason: '客户次日开标' },
  },
  {
    event: 'issueUrgently',
    guard: 'urgentReason',
    why: 'a consultation without a reason',
    refuses: of({}, { request: aConsultation() }),
    passes: of({}, { request: aFault({ severity: 'major' }) }),
  },
  {
    event: 'issueUrgently',
    guard: 'peopleNamed',
    why: 'nobody named',
    refuses: of({}),
    giving: { people, leaderId: ids.branchEngineer },
  },
  {
    event: 'issueUrgently',
    guard: 'engineerCompetent',
    why: 'a beginner on site',
    refuses: of({}),
    lacking: { people: [{ personId: ids.beginner, level: 1 }] },
    giving: { people },
  },
  {
    event: 'approveAfterwards',
    guard: 'approverNotProposer',
    why: 'an order that is approved',
    code: 'alreadyApproved',
    refuses: of({ state: 'issued', approvedAt: atOf('2026-10-04T00:00:00+08:00') }),
    by: actors.approver,
    passes: issued,
    passedBy: actors.approver,
  },
  {
    event: 'approveAfterwards',
    guard: 'approvalSigned',
    why: 'no signature',
    refuses: issued,
    lacking: { opinion: '同意' },
    giving: { opinion: '同意', signature },
  },
  {
    event: 'accept',
    guard: 'orderAccepted',
    why: 'nobody in the group',
    code: 'nobody',
    refuses: of({ state: 'issued' }),
    passes: issued,
    giving: { signature },
  },
  { event: 'accept', guard: 'orderAccepted', why: 'no signature', refuses: issued, giving: { signature } },
  {
    event: 'startWork',
    guard: 'checkIn',
    why: 'a visit that has not arrived',
    code: 'withVisit',
    refuses: of({ state: 'accepted' }, { visits: [aVisit({ state: 'enRoute' })] }),
    passes: remote({ state: 'accepted' }),
  },
  { event: 'startWork', guard: 'approvedForm', why: 'a provider without the form', refuses: withoutForms, passes: of({}) },
  {
    event: 'finishWork',
    guard: 'departureWhileDown',
    why: 'a visit still on site',
    code: 'withVisit',
    refuses: of({ state: 'inExecution' }, { visits: [aVisit({ state: 'onSite' })] }),
    passes: of({ state: 'inExecution' }, { visits: [aVisit({ state: 'departed' })] }),
  },
  {
    event: 'submitRecord',
    guard: 'recordComplete',
    why: 'no record',
    code: 'noRecord',
    refuses: of({ state: 'workDone' }),
    passes: remote({ state: 'workDone' }),
  },
  {
    event: 'submitRecord',
    guard: 'recordComplete',
    why: 'a record without the course of work',
    refuses: remote({ state: 'workDone' }, worked({ values: { ...worked().values, workProcessAndResult: '  ' } })),
    passes: remote({ state: 'workDone' }),
  },
  {
    event: 'submitRecord',
    guard: 'recordComplete',
    why: 'a record that names no task order',
    refuses: remote({ state: 'workDone' }, worked({ values: { ...worked().values, taskOrderNumber: '' } })),
    passes: remote({ state: 'workDone' }),
  },
  {
    event: 'submitRecord',
    guard: 'recordSigned',
    why: 'work on site without the signature',
    refuses: of({ state: 'workDone' }, { records: [sheet(), worked({ values: { ...worked().values, serviceMode: 'onSite' } })] }),
    passes: of({ state: 'workDone' }, { records: [sheet(), worked({ signatures: [signedByCustomer] })] }),
  },
  {
    event: 'evaluate',
    guard: 'notOnSite',
    why: 'work on site',
    refuses: of({ state: 'workDone' }),
    passes: remote({ state: 'workDone' }),
  },
  {
    event: 'evaluate',
    guard: 'evaluationNoted',
    why: 'a performer who names no source',
    refuses: remote({ state: 'workDone' }),
    by: actors.branchEngineer,
    passedBy: actors.branchEngineer,
    lacking: { evaluation: '满意' },
    giving: { evaluation: '满意', source: '电话，王工', saidAt: '2026-10-05T10:00:00+08:00' },
  },
  {
    event: 'evaluate',
    guard: 'evaluationNoted',
    why: 'a customer without a word',
    refuses: remote({ state: 'workDone' }),
    by: actors.customer,
    passedBy: actors.customer,
    giving: { evaluation: '满意' },
  },
  {
    event: 'reviewRecord',
    guard: 'reviewerNotPerformer',
    why: 'the performer',
    refuses: remote({ state: 'recorded' }),
    by: actors.branchEngineer,
    passes: remote({ state: 'recorded' }),
    passedBy: actors.approver,
  },
  {
    event: 'reviewRecord',
    guard: 'evaluationNoted',
    why: 'remote work that nobody evaluated',
    code: 'lacking',
    refuses: remote({ state: 'recorded' }),
    passes: remote(
      { state: 'recorded', details: { evaluatedAt: atOf('2026-10-05T10:00:00+08:00') } },
      worked({ stored: { closings: [{ block: 'customer', covers: [], digest: '', at: 0 }] } }),
    ),
  },
  {
    event: 'reviewRecord',
    guard: 'reviewSigned',
    why: 'no signature',
    refuses: remote({ state: 'recorded' }),
    lacking: { opinion: '同意' },
    giving: { opinion: '同意', signature },
  },
  {
    event: 'returnRecord',
    guard: 'reviewSigned',
    why: 'no opinion',
    refuses: remote({ state: 'recorded' }),
    giving: { opinion: '过程写得不清' },
  },
  {
    event: 'close',
    guard: 'orderApproved',
    why: 'an order nobody approved',
    refuses: of({ state: 'reviewed' }),
    passes: of({ state: 'reviewed', approvedAt: atOf('2026-10-04T09:30:00+08:00') }),
  },
  {
    event: 'approvalOverdue',
    guard: 'orderApproved',
    why: 'an approval whose time has not passed',
    code: 'notOverdue',
    refuses: of({ state: 'issued', approveBy: atOf('2026-10-03T22:30:00+08:00') }),
    passes: of({ state: 'issued', approveBy: atOf('2026-10-03T22:29:59+08:00') }),
  },
  { event: 'withdraw', guard: 'withdrawReason', why: 'no reason', refuses: of({}), giving: { reason: '客户改期' } },
];

describe('guards of the task order', () => {
  for (const { event, guard, why, ...at } of cases) {
    it(`${event}: ${guard} refuses ${why}`, () => {
      const given = (actor: Circumstances['actor']): Circumstances => ({ subjectId: ids.order, ...(actor ? { actor } : {}) });
      const refused = verdictOf(taskOrder, event, guard, contextOf(at.refuses, at.lacking ?? {}, given(at.by)));
      assert.notEqual(refused, true);
      if (at.code !== undefined) assert.equal(refused === true ? undefined : refused.code, at.code);
      assert.equal(
        verdictOf(taskOrder, event, guard, contextOf(at.passes ?? at.refuses, at.giving ?? {}, given(at.passedBy))),
        true,
      );
    });
  }

  it('are all shown', () => {
    const named = taskOrder.flow.rows.flatMap((row) => row.guards.map((guard) => `${row.event}.${guard}`));
    const shown = cases.map(({ event, guard }) => `${event}.${guard}`);
    assert.deepEqual(
      named.filter((guard) => !shown.includes(guard)),
      [],
    );
  });

  it('that ask the dossier do not look at inputs', () => {
    for (const { event, guard, refuses, by } of cases) {
      const rule = taskOrder.steps.find((step) => step.event === event)?.guards[guard];
      if (rule?.asks !== 'dossier') continue;
      const untyped = new Proxy({}, { get: (_, name) => assert.fail(`${event}.${guard} reads ${String(name)}`) });
      rule.holds({ ...contextOf(refuses, {}, { subjectId: ids.order, ...(by ? { actor: by } : {}) }), input: untyped });
    }
  });
});
