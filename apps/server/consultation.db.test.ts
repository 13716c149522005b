import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string): unknown => server.house.time.set(`2026-${time.replace(' ', 'T')}:00+08:00`);
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const technician = () => ({ siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004' });
const messagesOf = async (
  course: Course,
): Promise<{ direction: string; delivery: string; text: string; author: { kind: string; name: string } }[]> =>
  (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items;
const linesNow = async (course: Course, ...names: string[]) => {
  const lines = linesOf(await course.clocks());
  return Object.fromEntries(names.map((name) => [name, lines[name]]));
};

describe('a consultation over HTTP, from the portal to its end', () => {
  let course: Course;

  it('registers itself where the customer named all; the branch of the site owns it', async () => {
    at('10-12 09:00');
    course = await reported(server, 'technician', {
      ...technician(),
      kind: 'consultation',
      content: '如何查看端口流量？另外想了解历史曲线。',
    });
    const detail = (await server.get('branchEngineer', `/api/service-requests/${course.id}`)).body;
    assert.deepEqual(
      [detail.state, detail.kind, detail.severity, detail.title],
      ['registered', 'consultation', 'none', '如何查看端口流量'],
    );
    assert.equal(detail.records[0].number, 'QR-OP09-2026-0001');
    assert.deepEqual(linesOf(await course.clocks()), {
      acknowledge: ['10-12 09:15', 'running', 0],
      callBack: ['10-12 09:15', 'running', 0],
      responseCeiling: ['10-13 09:00', 'running', 0],
      recordConsultation: ['10-13 09:00', 'kept', 0],
      answer: ['10-12 17:00', 'running', 0],
    });
  });

  it('is taken up once the customer was reached', async () => {
    at('10-12 09:05');
    const early = await course.fire('branchEngineer', 'start-handling');
    assert.deepEqual([early.status, early.body.code], [409, 'notPossibleNow']);
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好，马上为您查看。' });
    await course.take('branchEngineer', 'start-handling');
    assert.equal(course.now().request.state, 'inHandling');
  });

  it('keeps what its record must say, and takes no day on which it cannot have been', async () => {
    const says = async (values: Record<string, unknown>) => {
      const { status, body } = await course.fire('branchEngineer', 'record:consultationRecord/fill-record', { values });
      return [status, body.fields?.map(({ field }: { field: string }) => field)];
    };
    assert.deepEqual(await says({ enquirerName: '', organisationName: '', enquiryContent: '' }), [
      422,
      ['enquirerName', 'organisationName', 'enquiryContent'],
    ]);
    assert.deepEqual(await says({ recordedOn: '2020-01-01' }), [422, ['recordedOn']]);
    assert.equal((await says({ serviceNumber: 'SC77-26-0103' }))[0], 200);
  });

  it('says nothing to the customer that the plan forbids, however it is spelt', async () => {
    const answer = { finding: '这个我们也不 知 道', action: '已查手册', nextStep: '请试用' };
    const refused = await course.fire('branchEngineer', 'answer', answer);
    assert.deepEqual(
      [refused.status, refused.body.guards, refused.body.commitments],
      [422, ['noForbiddenPhrase'], ['C-1.3.4-03']],
    );
    assert.match(refused.body.detail, /不知道/);
    const message = await server.post('branchEngineer', `/api/service-requests/${course.id}/messages`, {
      text: '这个不知道',
      channel: 'web',
    });
    assert.deepEqual([message.status, message.body.guards], [422, ['noForbiddenPhrase']]);
  });

  it('is deferred with reason, finding, next step and a time, and that time is owed', async () => {
    at('10-12 10:00');
    const incomplete = await course.fire('branchEngineer', 'defer', {
      reason: '需核对固件版本',
      finding: '端口统计可用',
      nextStep: '向厂商确认',
      promisedAnswerAt: '2026-10-12T09:00:00+08:00',
    });
    assert.deepEqual([incomplete.body.guards, incomplete.body.fields[0].field], [['deferralComplete'], 'promisedAnswerAt']);
    await course.take('branchEngineer', 'defer', {
      reason: '需核对固件版本',
      finding: '端口统计可用',
      nextStep: '向厂商确认',
      promisedAnswerAt: '2026-10-12T15:30:00+08:00',
    });
    assert.deepEqual(await linesNow(course, 'answer', 'responseCeiling', 'promisedAnswer'), {
      answer: ['10-12 17:00', 'kept', 3600],
      responseCeiling: ['10-13 09:00', 'kept', 3600],
      promisedAnswer: ['10-12 15:30', 'running', 0],
    });
    const told = (await messagesOf(course)).at(-1);
    assert.equal(told?.delivery, 'queued');
    for (const part of ['需核对固件版本', '端口统计可用', '向厂商确认', '2026-10-12 15:30'])
      assert.ok(told.text.includes(part), part);
  });

  it('is answered in time; what was not enough is answered again on a fresh clock', async () => {
    at('10-12 15:00');
    await course.take('branchEngineer', 'answer', {
      finding: '固件支持流量统计',
      action: '已附操作步骤',
      nextStep: '请按步骤查看',
    });
    assert.deepEqual(await linesNow(course, 'promisedAnswer'), { promisedAnswer: ['10-12 15:30', 'kept', 5 * 3600] });
    at('10-12 16:00');
    await course.take('technician', 'not-solved', { comment: '曲线仍然没有。' });
    assert.deepEqual(await linesNow(course, 'answer'), { answer: ['10-13 15:30', 'running', 0] });
    assert.deepEqual((await messagesOf(course)).at(-1)?.author, { kind: 'customer', name: '王工', position: null });
  });

  it('needs work on site: the order’s time is the time promised, and the record names the order', async () => {
    const noReason = await course.fire('manager', 'order-task', {
      furtherHandling: true,
      taskContent: '现场升级采集软件',
      requiredBy: '2026-10-15T17:00:00+08:00',
      serviceMode: 'onSite',
    });
    assert.deepEqual(noReason.body.guards, ['visitReason']);
    await course.take('manager', 'order-task', {
      furtherHandling: true,
      taskContent: '远程升级采集软件',
      requiredBy: '2026-10-15T17:00:00+08:00',
      serviceMode: 'remote',
    });
    assert.equal(course.now().request.state, 'taskOrdered');
    assert.deepEqual(await linesNow(course, 'answer', 'promisedAnswer', 'assignment', 'taskOrderIssue'), {
      answer: ['10-13 15:30', 'kept', 0],
      promisedAnswer: ['10-15 17:00', 'running', 0],
      assignment: ['10-13 00:00', 'running', 0],
      taskOrderIssue: ['10-13 15:30', 'running', 0],
    });
  });

  it('the order goes its ordinary way: submitted, approved by another, issued, accepted, carried out, recorded', async () => {
    at('10-12 16:30');
    await course.take('manager', 'order/submit');
    const own = await course.fire('manager', 'order/approve', { opinion: '同意', signature: drawn('韩经理') });
    assert.deepEqual([own.status, own.body.guards, own.body.commitments], [422, ['approverNotProposer'], ['C-1.3.6-15']]);
    const unsigned = await course.fire('approver', 'order/approve', {
      opinion: '同意',
      signature: { name: '唐经理', means: 'handwritten', strokes: [] },
    });
    assert.deepEqual(unsigned.body.guards, ['approvalSigned']);
    await course.take('approver', 'order/reject', { opinion: '请写明窗口时间' });
    await course.take('manager', 'record:taskOrder/fill-record', {
      values: { taskContent: '远程升级采集软件，窗口22:00—23:00' },
    });
    await course.take('manager', 'order/submit');
    await course.take('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
    await course.take('manager', 'order/issue', {
      people: [{ personId: person('supportEngineer'), level: 1 }],
      leaderId: person('supportEngineer'),
    });
    assert.equal(course.record('taskOrder').recordNumber, 'QR-OP10A-2026-0001');
    assert.equal((await linesNow(course, 'assignment'))['assignment']?.[1], 'kept', 'named in the order (C-1.3.3-08)');
    const open = (await server.get('manager', `/api/consultation-records/${course.record('consultationRecord').id}`)).body;
    assert.deepEqual(
      [open.state, open.values.taskOrderNumber],
      ['open', 'QR-OP10A-2026-0001'],
      'printed as soon as there is one',
    );
    assert.deepEqual(course.now().visits, []);
    await course.take('supportEngineer', 'order/accept', { signature: drawn('孙工') });
    await course.take('supportEngineer', 'order/start-work');
    at('10-13 10:00');
    await course.take('supportEngineer', 'record:serviceRecord/fill-record', {
      values: { workProcessAndResult: '22:00升级完成，曲线正常。' },
    });
    await course.take('supportEngineer', 'order/finish-work');
    await course.take('supportEngineer', 'order/submit-record');
    assert.equal(course.now().request.state, 'answered');
    assert.deepEqual(
      Object.entries(await linesNow(course, 'taskDue', 'recordService', 'promisedAnswer', 'evaluation', 'recordReview')).map(
        ([name, line]) => [name, line?.[0], line?.[1]],
      ),
      [
        ['taskDue', '10-15 17:00', 'kept'],
        ['recordService', '10-14 10:00', 'kept'],
        ['promisedAnswer', '10-15 17:00', 'kept'],
        ['evaluation', '10-16 17:00', 'running'],
        ['recordReview', '10-16 17:00', 'running'],
      ],
    );
  });

  it('the review waits for the customer’s evaluation, given in the portal', async () => {
    const early = await course.fire('approver', 'order/review-record', { opinion: '完整', signature: drawn('唐经理') });
    assert.deepEqual(early.body.guards, ['evaluationNoted']);
    await course.take('technician', 'order/evaluate', { evaluation: '曲线可用，满意', rating: 'satisfied' });
    await course.take('approver', 'order/review-record', { opinion: '完整', signature: drawn('唐经理') });
    assert.equal(course.now().taskOrders[0]?.state, 'closed');
  });

  it('the customer confirms, the knowledge is linked, and the record freezes with the printed number of the order', async () => {
    at('10-13 11:00');
    await course.take('technician', 'confirm', { rating: 'satisfied' });
    const nothing = await course.fire('branchEngineer', 'link-knowledge', {});
    assert.deepEqual([nothing.body.guards, nothing.body.commitments], [['knowledgeLink'], ['C-1.3.3-07', 'C-1.5.1-07']]);
    await course.take('branchEngineer', 'link-knowledge', { articleReference: 'KB-0031' });
    assert.equal(course.now().request.state, 'closed');
    const record = (await server.get('technician', `/api/consultation-records/${course.record('consultationRecord').id}`)).body;
    assert.deepEqual(
      [record.state, record.values.furtherHandling, record.values.taskOrderNumber],
      ['frozen', 'yes', 'QR-OP10A-2026-0001'],
    );
  });

  it('reopened within its days, it goes on with a new revision of the record', async () => {
    at('10-20 09:00');
    await course.take('technician', 'reopen', { reason: '曲线又消失了' });
    assert.equal(course.now().request.state, 'inHandling');
    assert.equal(course.record('consultationRecord').recordNumber, 'QR-OP09-2026-0002');
    const old = course.now().records.find(({ recordNumber }) => recordNumber === 'QR-OP09-2026-0001');
    const seen = (await server.get('technician', `/api/consultation-records/${old?.id}`)).body;
    assert.deepEqual([seen.state, seen.voidReason], ['voided', '曲线又消失了'], 'one record counts; the old one stays readable');
  });
});

describe('a task order that is withdrawn, over HTTP', () => {
  it('is no dead end: the order drafted next is the one that the request waits for', async () => {
    at('10-21 09:00');
    const course = await reported(server, 'technician', { ...technician(), kind: 'consultation', content: '采集软件怎样升级' });
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '马上看。' });
    await course.take('branchEngineer', 'start-handling');
    const task = { taskContent: '远程升级', requiredBy: '2026-10-22T17:00:00+08:00', serviceMode: 'remote' };
    await course.take('manager', 'order-task', { ...task, furtherHandling: true });
    const values = { requiredBy: '2026-11-22T17:00:00+08:00' };
    const moved = await course.fire('manager', 'record:taskOrder/fill-record', { values });
    assert.deepEqual([moved.status, moved.body.fields[0].field], [422, 'requiredBy'], 'the time told is not moved on the sheet');
    await course.take('manager', 'order/withdraw', { reason: '内容有误' });
    await course.take('manager', 'task-orders', {
      content: '远程重装',
      requiredBy: '2026-10-23T17:00:00+08:00',
      serviceMode: 'remote',
    });
    assert.deepEqual(await linesNow(course, 'promisedAnswer'), { promisedAnswer: ['10-23 17:00', 'running', 0] });
    assert.match((await messagesOf(course)).at(-1)?.text ?? '', /2026-10-23 17:00/);
    await course.take('manager', 'order/submit');
    await course.take('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
    const people = [{ personId: person('supportEngineer'), level: 1 }];
    await course.take('manager', 'order/issue', { people, leaderId: person('supportEngineer') });
    await course.take('supportEngineer', 'order/accept', { signature: drawn('孙工') });
    await course.take('supportEngineer', 'order/start-work');
    await course.take('supportEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '已重装。' } });
    await course.take('supportEngineer', 'order/finish-work');
    await course.take('supportEngineer', 'order/submit-record');
    assert.equal(course.now().request.state, 'answered');
    assert.equal((await linesNow(course, 'promisedAnswer'))['promisedAnswer']?.[1], 'kept');
  });
});
