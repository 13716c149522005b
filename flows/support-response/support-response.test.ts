import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aConsultation,
  aDossier,
  aRecord,
  aRequest,
  aTaskOrder,
  actors,
  atOf,
  contextOf,
  courseOf,
  decided,
  fire,
  ids,
  samplePlan,
  surroundings,
  verdictOf,
  writesOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { RequestDetails } from '#flows/dossier/details.schema.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { supportResponse } from './index.ts';

interface Case {
  readonly dossier?: Dossier;
  readonly input?: Record<string, unknown>;
  readonly by?: Circumstances['actor'];
  readonly at?: string;
  readonly code?: string;
  readonly fields?: readonly string[];
}

const asked = (details: RequestDetails, more: Partial<Dossier> = {}): Dossier =>
  aDossier({ request: aConsultation({ details }), records: [aRecord()], ...more });
const withoutForms: Dossier = aDossier({
  request: aConsultation(),
  surroundings: { ...surroundings, plan: { ...samplePlan, forms: { numbering: { reset: 'yearly', pad: 4, gapless: true } } } },
});
const answered = { finding: '配置有误', action: '已给出改法', nextStep: '明早回访' };
const deferral = { reason: '需要实验', finding: '与版本有关', nextStep: '搭环境', promisedAnswerAt: '2026-10-08T10:00:00+08:00' };
const task = {
  furtherHandling: true,
  taskContent: '现场更换电源',
  requiredBy: '2026-10-09T17:00:00+08:00',
  serviceMode: 'onSite',
  visitReason: '须断电操作',
};
const joining = { joiningId: ids.supportEngineer, stayingId: ids.branchEngineer };
const record = (
  values: Record<string, unknown>,
  stored: { readonly taskOrderId?: string; readonly number?: string } = {},
): Dossier =>
  aDossier({
    request: aConsultation({ state: 'resolved' }),
    records: [
      aRecord({ values: { ...aRecord().values, ...values }, stored }),
      aRecord({ id: ids.order, form: 'taskOrder', taskOrderId: ids.order, recordNumber: stored.number ?? null }),
    ],
  });
const reminded = [atOf('2026-09-23T09:00:00+08:00'), atOf('2026-09-24T09:00:00+08:00')];

const cases: readonly { readonly event: string; readonly guard: string; readonly refuses: Case; readonly passes: Case }[] = [
  { event: 'answer', guard: 'approvedForm', refuses: { dossier: withoutForms }, passes: {} },
  {
    event: 'answer',
    guard: 'answerComplete',
    refuses: { input: { ...answered, nextStep: undefined }, fields: ['nextStep'] },
    passes: { input: answered },
  },
  {
    event: 'answer',
    guard: 'noForbiddenPhrase',
    refuses: { input: { ...answered, finding: '不知道' }, code: 'found' },
    passes: { input: answered },
  },
  {
    event: 'defer',
    guard: 'deferralComplete',
    refuses: { input: { ...deferral, promisedAnswerAt: undefined }, fields: ['promisedAnswerAt'] },
    passes: { input: deferral },
  },
  {
    event: 'defer',
    guard: 'deferralComplete',
    refuses: { input: { ...deferral, promisedAnswerAt: '2026-10-01T10:00:00+08:00' }, code: 'past' },
    passes: { input: deferral },
  },
  {
    event: 'defer',
    guard: 'noForbiddenPhrase',
    refuses: { input: { ...deferral, reason: '这不是我们的服务范围' }, fields: ['reason'] },
    passes: { input: deferral },
  },
  { event: 'orderTask', guard: 'approvedForm', refuses: { dossier: withoutForms }, passes: {} },
  {
    event: 'orderTask',
    guard: 'furtherHandling',
    refuses: { input: { ...task, furtherHandling: false }, fields: ['furtherHandling'] },
    passes: { input: task },
  },
  {
    event: 'orderTask',
    guard: 'taskTold',
    refuses: { input: { ...task, requiredBy: undefined }, fields: ['requiredBy'] },
    passes: { input: task },
  },
  {
    event: 'orderTask',
    guard: 'taskTold',
    refuses: { input: { ...task, requiredBy: '2026-10-01T10:00:00+08:00' }, code: 'past' },
    passes: { input: task },
  },
  {
    event: 'orderTask',
    guard: 'visitReason',
    refuses: { input: { ...task, visitReason: undefined }, fields: ['visitReason'] },
    passes: { input: { ...task, visitReason: undefined, serviceMode: 'remote' } },
  },
  {
    event: 'orderTask',
    guard: 'noForbiddenPhrase',
    refuses: { input: { ...task, taskContent: '原因不知道' }, fields: ['taskContent'] },
    passes: { input: task },
  },
  {
    event: 'escalate',
    guard: 'escalationReason',
    refuses: { fields: ['reason'] },
    passes: { input: { reason: '需要厂商资料' } },
  },
  {
    event: 'assignHeadquarters',
    guard: 'engineerCompetent',
    refuses: { input: { ...joining, joiningId: ids.beginner }, fields: ['joiningId'] },
    passes: { input: joining },
  },
  {
    event: 'assignHeadquarters',
    guard: 'engineerCompetent',
    refuses: { input: { stayingId: ids.branchEngineer }, code: 'nobody' },
    passes: { input: joining },
  },
  {
    event: 'assignHeadquarters',
    guard: 'branchStays',
    refuses: { input: { ...joining, stayingId: undefined }, fields: ['stayingId'] },
    passes: { input: joining },
  },
  {
    event: 'assignHeadquarters',
    guard: 'branchStays',
    refuses: { input: { ...joining, stayingId: ids.supportEngineer }, fields: ['stayingId'] },
    passes: { input: joining },
  },
  {
    event: 'assignHeadquarters',
    guard: 'branchStays',
    refuses: { input: { ...joining, joiningId: ids.northEngineer }, code: 'headquarters' },
    passes: { input: joining },
  },
  {
    event: 'adviseBranch',
    guard: 'adviceWritten',
    refuses: { fields: ['finding', 'nextStep'] },
    passes: { input: { nextStep: '升级固件' } },
  },
  {
    event: 'taskFinished',
    guard: 'recordSubmitted',
    refuses: { dossier: asked({ taskOrderId: ids.order }, { taskOrders: [aTaskOrder({ state: 'workDone' })] }) },
    passes: { dossier: asked({ taskOrderId: ids.order }, { taskOrders: [aTaskOrder({ state: 'recorded' })] }) },
  },
  {
    event: 'remind',
    guard: 'twoReminders',
    refuses: { dossier: asked({ reminders: reminded.slice(0, 1) }), at: '2026-09-24T12:00:00+08:00', code: 'notDue' },
    passes: { dossier: asked({ reminders: reminded.slice(0, 1) }), at: '2026-12-01T00:00:00+08:00' },
  },
  {
    event: 'noReply',
    guard: 'twoReminders',
    refuses: { dossier: asked({ reminders: reminded.slice(0, 1) }), at: '2026-12-01T00:00:00+08:00' },
    passes: { dossier: asked({ reminders: reminded }), at: '2026-12-01T00:00:00+08:00' },
  },
  // Five working days after 24 September, the holidays of 25–27 September and 1–7 October left out: 28, 29, 30 September, 8 and 9 October.
  {
    event: 'noReply',
    guard: 'twoReminders',
    refuses: { dossier: asked({ reminders: reminded }), at: '2026-10-09T16:59:59+08:00' },
    passes: { dossier: asked({ reminders: reminded }), at: '2026-10-09T17:00:00+08:00' },
  },
  {
    event: 'linkKnowledge',
    guard: 'knowledgeLink',
    refuses: { fields: ['articleReference'] },
    passes: { input: { nothingNew: true, nothingNewReason: '常见问题' } },
  },
  {
    event: 'linkKnowledge',
    guard: 'consultationComplete',
    refuses: { dossier: record({}), code: 'answer' },
    passes: { dossier: record({ answer: '已答复' }) },
  },
  {
    event: 'linkKnowledge',
    guard: 'consultationComplete',
    refuses: { dossier: record({ answer: '已答复', furtherHandling: 'yes' }, { taskOrderId: ids.order }), code: 'number' },
    passes: { dossier: record({ furtherHandling: 'yes' }, { taskOrderId: ids.order, number: 'QR-OP10A-2026-0003' }) },
  },
  {
    event: 'linkKnowledge',
    guard: 'consultationComplete',
    refuses: { dossier: record({ answer: '已答复', recorder: '' }), code: 'other' },
    passes: { dossier: record({ answer: '已答复' }) },
  },
  {
    event: 'linkKnowledge',
    guard: 'consultationComplete',
    refuses: { dossier: aDossier({ request: aConsultation() }) },
    passes: { dossier: record({ answer: '已答复' }) },
  },
  { event: 'reopen', guard: 'reopenReason', refuses: { fields: ['reason'] }, passes: { input: { reason: '又出现了' } } },
  {
    event: 'reopen',
    guard: 'reopenReason',
    refuses: {
      dossier: aDossier({ request: aConsultation({ closedAt: atOf('2026-09-01T10:00:00+08:00') }) }),
      input: { reason: '又出现了' },
      by: actors.customer,
      code: 'late',
    },
    passes: {
      dossier: aDossier({ request: aConsultation({ closedAt: atOf('2026-09-01T10:00:00+08:00') }) }),
      input: { reason: '又出现了' },
      by: actors.manager,
    },
  },
];

describe('guards of the support response', () => {
  for (const { event, guard, refuses, passes } of cases) {
    it(`${event}: ${guard}${refuses.code ? `, ${refuses.code}` : ''} refuses and lets pass`, () => {
      const verdict = ask(event, guard, refuses);
      assert.notEqual(verdict, true, 'should refuse');
      if (verdict !== true && refuses.code !== undefined) assert.equal(verdict.code, refuses.code);
      if (verdict !== true && refuses.fields !== undefined) assert.deepEqual(verdict.fields, refuses.fields);
      assert.equal(ask(event, guard, passes), true, 'should pass');
    });
  }

  it('is not reopened by a customer who says, too late, that it was asked in time', () => {
    const closedAt = atOf('2026-09-01T10:00:00+08:00');
    const closed = aDossier({ request: aConsultation({ state: 'closed', closedAt }), records: [aRecord()] });
    const asked = (now: string) => {
      const given = { actor: actors.customer, at: atOf('2026-09-02T10:00:00+08:00'), now: atOf(now), flows: flowDefinitions };
      return fire(supportResponse, closed, 'reopen', { reason: '又出现了' }, given).refused;
    };
    assert.equal(asked('2026-09-30T10:00:00+08:00'), undefined);
    assert.deepEqual(asked('2027-09-02T10:00:00+08:00'), ['reopenReason']);
  });

  it('has a case here for every guard that its own rows ask', () => {
    const intake = ['register', 'attemptContact', 'contact', 'cancel', 'pause', 'resume', 'report'];
    const rows = supportResponse.flow.rows
      .filter((row) => !intake.includes(row.event))
      .flatMap((row) => row.guards.map((guard) => `${row.event}.${guard}`));
    const shown = new Set(cases.map(({ event, guard }) => `${event}.${guard}`));
    assert.deepEqual(
      [...new Set(rows)].filter((name) => !shown.has(name)),
      [],
    );
  });
});

function ask(event: string, guard: string, given: Case) {
  const context = contextOf(given.dossier ?? aDossier({ request: aConsultation() }), given.input, {
    actor: given.by ?? actors.branchEngineer,
    ...(given.at === undefined ? {} : { at: atOf(given.at) }),
  });
  return verdictOf(supportResponse, event, guard, context);
}

describe('a consultation from call to end', () => {
  const called = () =>
    courseOf(
      aDossier({
        request: aRequest({
          channel: 'phone',
          severity: null,
          details: { liveTalk: true, firstContactAt: atOf('2026-10-03T22:10:00+08:00') },
        }),
      }),
      flowDefinitions,
    );
  const registration = {
    kind: 'consultation',
    siteId: ids.centralSite,
    enquirerName: '王工',
    enquirerPhone: '123',
    content: '怎样改路由',
  };

  it('is answered, confirmed and closed; the record carries the answer and freezes', () => {
    const course = called();
    course.take(supportResponse, 'register', registration, { actor: actors.branchEngineer, flows: flowDefinitions });
    assert.equal(course.dossier().request.state, 'contacted', 'a call taken is itself the contact');
    course.take(supportResponse, 'startHandling', {}, { actor: actors.branchEngineer });
    const sent = course.take(supportResponse, 'answer', answered, { actor: actors.branchEngineer });
    assert.deepEqual(writesOf(sent), ['answered', 'substantiveResponseGiven']);
    assert.deepEqual([sent.messages[0]?.channel, sent.messages[0]?.delivery], ['phone', 'noted'], 'said on the phone');
    assert.deepEqual(writesOf(course.take(supportResponse, 'confirm', { rating: 'verySatisfied' }, { actor: actors.customer })), [
      'requestResolved',
    ]);
    assert.deepEqual(
      writesOf(course.take(supportResponse, 'linkKnowledge', { articleReference: 'KB-3' }, { actor: actors.branchEngineer })),
      ['knowledgeLinked'],
    );
    const { request, records } = course.dossier();
    assert.deepEqual([request.state, request.details.closedAs, request.details.rating], ['closed', 'solved', 'verySatisfied']);
    assert.deepEqual([records[0]?.state, records[0]?.values['furtherHandling']], ['frozen', 'no']);
    assert.match(String(records[0]?.values['answer']), /下一步：明早回访/);
  });

  it('is taken up again with a new revision of its record; the old one stays as it was', () => {
    const course = called();
    course.take(supportResponse, 'register', registration, { actor: actors.branchEngineer });
    course.take(supportResponse, 'startHandling', {}, { actor: actors.branchEngineer });
    course.take(supportResponse, 'answer', answered, { actor: actors.branchEngineer });
    course.take(supportResponse, 'confirm', {}, { actor: actors.manager });
    course.take(supportResponse, 'linkKnowledge', { articleReference: 'KB-3' }, { actor: actors.branchEngineer });
    assert.deepEqual(writesOf(course.take(supportResponse, 'reopen', { reason: '又出现了' }, { actor: actors.customer })), [
      'reopened',
    ]);
    course.take(supportResponse, 'answer', { ...answered, finding: '另一处配置' }, { actor: actors.branchEngineer });
    const [first, second] = course.dossier().records;
    assert.deepEqual([first?.state, second?.state, second?.replacesId], ['voided', 'open', first?.id]);
    assert.deepEqual([first?.voidReason, second?.stored['correctionReason']], ['又出现了', '又出现了']);
    assert.equal(second?.stored['correctsNumber'], first?.recordNumber);
    assert.match(String(first?.values['answer']), /配置有误/);
    assert.match(String(second?.values['answer']), /另一处配置/);
    assert.equal(course.dossier().request.details.reopenedTimes, 1);
  });

  it('promises an answer for later, whose time becomes the limit', () => {
    const deferred = decided(supportResponse, aDossier({ request: aConsultation() }), 'defer', deferral);
    const facts = deferred.events[0]?.writes.map(({ type, fields }) => [type, fields?.['promisedAnswerAt']]);
    assert.deepEqual(facts, [
      ['promisedAnswerSet', '2026-10-08T02:00:00Z'],
      ['substantiveResponseGiven', '2026-10-08T02:00:00Z'],
    ]);
    assert.match(deferred.messages[0]?.text ?? '', /答复时间：2026-10-08 10:00/);
    assert.deepEqual(writesOf(decided(supportResponse, deferred.dossier, 'answer', answered)), [
      'answered',
      'substantiveResponseGiven',
    ]);
  });

  it('goes up to headquarters, who answer the branch and join in; whose it is stays with the branch', () => {
    const course = courseOf(aDossier({ request: aConsultation(), records: [aRecord()] }), flowDefinitions);
    const up = course.take(supportResponse, 'escalate', { reason: '需要厂商资料' }, { actor: actors.branchEngineer });
    assert.deepEqual(writesOf(up), ['escalated']);
    assert.deepEqual(
      up.messages.map(({ direction, text }) => [direction, text.includes('需要厂商资料')]),
      [['internal', true]],
      'the manager hears of it, the customer does not',
    );
    const advice = course.take(supportResponse, 'adviseBranch', { finding: '固件缺陷' }, { actor: actors.supportEngineer });
    assert.deepEqual([writesOf(advice), course.dossier().request.state], [['headquartersReplied'], 'escalated']);
    course.take(supportResponse, 'assignHeadquarters', joining, { actor: actors.manager });
    const { state, ownerUnitId, ownerPersonId, details } = course.dossier().request;
    assert.deepEqual(
      [state, ownerUnitId, ownerPersonId, details.engineerId],
      ['jointHandling', ids.branch, ids.branchEngineer, ids.supportEngineer],
    );
    course.take(supportResponse, 'answer', answered, { actor: actors.supportEngineer });
    assert.equal(course.dossier().request.state, 'answered');
  });

  it('orders a task: the draft opens, the record is linked, the customer is told task and time', () => {
    const course = courseOf(aDossier({ request: aConsultation(), records: [aRecord()] }), flowDefinitions);
    const ordered = course.take(supportResponse, 'orderTask', task, { actor: actors.branchEngineer });
    const [order] = course.dossier().taskOrders;
    assert.deepEqual(
      [order?.state, order?.serviceMode, order?.requiredBy],
      ['draft', 'onSite', atOf('2026-10-09T17:00:00+08:00')],
    );
    const written = ordered.events.find((event) => event.type === 'orderTask')?.writes ?? [];
    assert.deepEqual(
      written.map(({ type }) => type),
      ['promisedAnswerSet', 'substantiveResponseGiven', 'taskNeeded'],
    );
    assert.deepEqual(written.at(-1)?.subjects, [
      { kind: 'serviceRequest', id: ids.request },
      { kind: 'taskOrder', id: order?.id },
    ]);
    assert.match(ordered.messages[0]?.text ?? '', /任务内容：现场更换电源\n完成时间：2026-10-09 17:00/);
    assert.equal(course.dossier().records[0]?.stored['taskOrderId'], order?.id);
    assert.deepEqual(
      fire(
        supportResponse,
        { ...course.dossier(), request: { ...course.dossier().request, state: 'resolved' } },
        'linkKnowledge',
        { articleReference: 'KB-1' },
      ).refused,
      ['consultationComplete'],
      'the order has no number yet',
    );

    const handedIn = courseOf(
      { ...course.dossier(), taskOrders: order === undefined ? [] : [{ ...order, state: 'recorded' }] },
      flowDefinitions,
    );
    assert.deepEqual(writesOf(handedIn.take(supportResponse, 'taskFinished', {}, { actor: actors.system })), ['answered']);
    assert.equal(handedIn.dossier().request.state, 'answered');
  });

  it('not solved is handled again, and silence ends it without a word of satisfaction', () => {
    const open = aDossier({ request: aConsultation({ state: 'answered' }) });
    const again = decided(supportResponse, open, 'notSolved', { comment: '还是不通' }, { actor: actors.customer });
    assert.deepEqual(
      [again.dossier.request.state, again.dossier.request.details.reopenedTimes, writesOf(again)],
      ['inHandling', 1, ['reopened']],
    );
    const silent = decided(
      supportResponse,
      aDossier({ request: aConsultation({ state: 'answered', details: { reminders: reminded } }) }),
      'noReply',
      {},
      { actor: actors.system, at: atOf('2026-10-12T09:00:00+08:00') },
    );
    assert.deepEqual(
      [silent.dossier.request.state, silent.dossier.request.details.confirmedBy, silent.dossier.request.details.rating],
      ['resolved', 'noReply', undefined],
    );
  });
});
