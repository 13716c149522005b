import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { watchClocks } from '#centre/commitments/index.ts';
import { openDueSteps } from '#centre/requests/due-steps.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { SECOND_PLAN } from '#centre/testing/house.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

interface Stored {
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commitments: readonly string[];
}

const answer = { finding: '端口统计已开启', action: '已演示', nextStep: '请试用' };
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** Two workers that look at the same moment, as often as there is something to do. */
async function twoWorkersLook(server: TestServer): Promise<void> {
  const workers = [openDueSteps(server.house.deps), openDueSteps(server.house.deps)];
  for (let round = 0; round < 5; round += 1) {
    const looked = await Promise.all(workers.map((worker) => worker.look()));
    assert.deepEqual(
      looked.flatMap((look) => look.faults),
      [],
    );
    if (looked.every((look) => look.fired === 0)) return;
  }
}

/** What the evidence holds of the events named, oldest first. */
async function eventsOf(server: TestServer, requestId: string, ...types: string[]): Promise<Stored[]> {
  const rows = await server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.event')
      .select(['type', 'commitments', 'actor', 'occurred_at', 'recorded_at'])
      .where('request_id', '=', requestId)
      .where('type', 'in', types)
      .orderBy('recorded_at')
      .orderBy('seq')
      .execute(),
  );
  return rows.map((row) => {
    assert.equal(row.actor.kind, 'system');
    return {
      type: row.type,
      occurredAt: iso(row.occurred_at),
      recordedAt: iso(row.recorded_at),
      commitments: row.commitments,
    };
  });
}

async function answered(server: TestServer, who: { asks: HouseName; answers: HouseName }): Promise<Course> {
  const { house } = server;
  const site = house.sites['SITE-01'] ?? house.sites['INSEL'];
  const course = await reported(server, who.asks, {
    siteId: site,
    enquirerPhone: '+86 10 0000 0004',
    kind: 'consultation',
    content: '如何查看端口流量？',
  });
  await course.take(who.answers, 'contact', { contactName: '王工', channel: 'phone', text: '您好，马上为您查看。' });
  await course.take(who.answers, 'start-handling');
  await course.take(who.answers, 'answer', answer);
  return course;
}

/** A fault that is registered. */
async function registered(server: TestServer): Promise<Course> {
  const site = { siteId: server.house.sites['SITE-01'] };
  const course = await reported(server, 'technician', { ...site, kind: 'fault', content: '核心交换机宕机', symptom: '无响应' });
  if (course.now().request.state === 'received')
    await course.take('manager', 'register', {
      ...site,
      kind: 'fault',
      enquirerName: '王工',
      enquirerPhone: '+86 10 0000 0004',
      content: '核心交换机宕机',
      symptom: '无响应',
    });
  return course;
}

/** A fault whose order went out before its approval. */
async function dispatched(server: TestServer): Promise<Course> {
  const course = await registered(server);
  const { personId } = server.house.actors.branchEngineer;
  await course.take('manager', 'dispatch', { people: [{ personId }], taskContent: '查' });
  return course;
}

const people = { asks: 'technician', answers: 'branchEngineer' } as const;

describe('a customer who was answered and says nothing', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const at = (time: string): unknown => server.house.time.set(`2026-${time.replace(' ', 'T')}+08:00`);
  const stateOf = async (course: Course): Promise<string> =>
    (await server.get('manager', `/api/service-requests/${course.id}`)).body.state;
  const outgoing = async (course: Course): Promise<{ text: string; delivery: string; author: { kind: string } }[]> =>
    (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items.filter(
      (message: { direction: string; text: string }) => message.direction === 'outgoing' && message.text.includes('次提醒'),
    );

  it('C-1.2-05: is reminded twice, five working days apart, and then it ends without a word of satisfaction', async () => {
    at('10-12 09:00:00');
    const course = await answered(server, people);
    at('10-19 17:00:00');
    await twoWorkersLook(server);
    assert.deepEqual(await outgoing(course), [], 'who answers at the closing instant is in time');
    at('10-19 17:00:01');
    await twoWorkersLook(server);
    const [first, ...others] = await outgoing(course);
    assert.deepEqual([first?.delivery, first?.author.kind, others.length], ['queued', 'system', 0]);
    assert.match(first?.text ?? '', /第1次提醒，共2次；.*2026-11-02 17:00之后/);
    const waiting = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.outbox').selectAll().where('delivered_at', 'is', null).execute(),
    );
    assert.ok(waiting.length > 0, 'the reminder waits to leave the house');

    at('10-26 17:00:01');
    await twoWorkersLook(server);
    assert.equal((await outgoing(course)).length, 2);
    assert.equal(await stateOf(course), 'answered');

    at('11-02 17:00:01');
    await twoWorkersLook(server);
    assert.deepEqual([await stateOf(course), (await outgoing(course)).length], ['resolved', 2]);
    const events = await eventsOf(server, course.id, 'remind', 'noReply');
    assert.deepEqual(
      events.map((event) => [event.type, event.occurredAt, event.commitments]),
      [
        ['remind', '2026-10-19T09:00:01Z', ['C-1.2-05']],
        ['remind', '2026-10-26T09:00:01Z', ['C-1.2-05']],
        ['noReply', '2026-11-02T09:00:00Z', ['C-1.2-05']],
      ],
    );
    const clock = (await course.clocks()).find((known) => known.id === 'knowledgeCapture');
    assert.equal(clock?.startedAt, '2026-11-02T09:00:00Z');
    const timeline = (await server.get('technician', `/api/service-requests/${course.id}/timeline`)).body.items;
    assert.equal(timeline.filter((entry: { title: { zh: string } }) => entry.title.zh === '提醒您确认').length, 2);
  });

  it('after a downtime is reminded once and given the whole wait again; what ended by itself ended at its true time', async () => {
    at('10-12 09:00:00');
    const course = await answered(server, people);
    at('11-10 10:00:00');
    await twoWorkersLook(server);
    assert.equal((await outgoing(course)).length, 1);
    at('11-17 17:00:01');
    await twoWorkersLook(server);
    at('12-20 10:00:00');
    await twoWorkersLook(server);
    const events = await eventsOf(server, course.id, 'remind', 'noReply');
    assert.deepEqual(
      events.map((event) => [event.type, event.occurredAt, event.recordedAt]),
      [
        ['remind', '2026-11-10T02:00:00Z', '2026-11-10T02:00:00Z'],
        ['remind', '2026-11-17T09:00:01Z', '2026-11-17T09:00:01Z'],
        ['noReply', '2026-11-24T09:00:00Z', '2026-12-20T02:00:00Z'],
      ],
    );
    const entries = (await server.get('manager', `/api/service-requests/${course.id}/timeline`)).body.items;
    const end = entries.find((entry: { title: { zh: string } }) => entry.title.zh === '无回复结束');
    assert.equal(end.lateReason, '服务中断期间到期，恢复后补记。');
  });

  for (const [how, act] of [
    ['confirms', (course: Course) => course.take('technician', 'confirm')],
    ['says that it is not solved', (course: Course) => course.take('technician', 'not-solved', { comment: '还是看不到' })],
    ['withdraws', (course: Course) => course.take('technician', 'cancel', { reason: '不用了' })],
    [
      'writes',
      (course: Course) => server.post('technician', `/api/service-requests/${course.id}/messages`, { text: '我再看看' }),
    ],
  ] as const) {
    it(`who ${how} meanwhile hears nothing more of it`, async () => {
      at('10-12 09:00:00');
      const course = await answered(server, people);
      at('10-19 16:00:00');
      await act(course);
      at('12-28 09:00:00');
      await twoWorkersLook(server);
      assert.deepEqual(await eventsOf(server, course.id, 'remind', 'noReply'), []);
    });
  }

  it('who was written back to is waited for anew', async () => {
    at('10-12 09:00:00');
    const course = await answered(server, people);
    at('10-14 09:00:00');
    await server.post('technician', `/api/service-requests/${course.id}/messages`, { text: '那曲线呢？' });
    at('10-15 09:00:00');
    await server.post('branchEngineer', `/api/service-requests/${course.id}/messages`, {
      text: '在历史页，请再确认。',
      channel: 'web',
    });
    at('10-22 17:00:01');
    await twoWorkersLook(server);
    assert.equal((await eventsOf(server, course.id, 'remind')).length, 1);
  });

  it('is shown with what was done and what comes next, to staff and to the customer', async () => {
    at('10-12 09:00:00');
    const course = await answered(server, people);
    at('10-19 17:00:01');
    await twoWorkersLook(server);
    for (const who of ['manager', 'technician'] as const) {
      const { waits } = (await server.get(who, `/api/service-requests/${course.id}`)).body;
      assert.deepEqual(waits.confirmation, {
        remindersSent: 1,
        remindersAll: 2,
        nextReminderAt: '2026-10-26T09:00:00Z',
        endsAt: '2026-11-02T09:00:00Z',
      });
    }
  });
});

describe('a customer under another plan', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ plan: SECOND_PLAN });
  });
  after(() => server.close());

  it('K-12: is reminded as often and as late as that plan says: three times within sixteen days', async () => {
    const at = (time: string): unknown => server.house.time.set(`2026-10-${time.replace(' ', 'T')}+02:00`);
    at('05 10:00:00');
    const course = await answered(server, people);
    const { waits } = (await server.get('technician', `/api/service-requests/${course.id}`)).body;
    assert.deepEqual(waits.confirmation, {
      remindersSent: 0,
      remindersAll: 3,
      nextReminderAt: '2026-10-09T08:00:00Z',
      endsAt: '2026-10-21T08:00:00Z',
    });
    for (const look of ['09 10:01:00', '13 10:02:00', '17 10:03:00', '21 10:03:00', '21 10:04:00']) {
      at(look);
      await twoWorkersLook(server);
    }
    assert.deepEqual(
      (await eventsOf(server, course.id, 'remind', 'noReply')).map((event) => [event.type, event.occurredAt, event.commitments]),
      [
        ['remind', '2026-10-09T08:01:00Z', []],
        ['remind', '2026-10-13T08:02:00Z', []],
        ['remind', '2026-10-17T08:03:00Z', []],
        ['noReply', '2026-10-21T08:03:00Z', []],
      ],
    );
    const messages = (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items;
    assert.match(messages.at(-1).text, /This is reminder 3 of 3/);
  });
});

describe('an order that was issued before its approval', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ worker: true });
  });
  after(() => server.close());
  const at = (time: string): unknown => server.house.time.set(`2026-10-${time.replace(' ', 'T')}+08:00`);

  it('C-1.3.6-15: is told as overdue once the plan’s time has passed, on the day’s list and on the request, until it is approved', async () => {
    at('12 09:00:00');
    const course = await dispatched(server);
    const overdue = async (): Promise<string[]> =>
      (await server.get('manager', '/api/service-requests?waiting=overdueApproval')).body.items.map(
        (row: { id: string }) => row.id,
      );
    const approvals = async () => (await server.get('manager', `/api/service-requests/${course.id}`)).body.waits.approvals;
    const number = 'QR-OP10A-2026-0001';
    assert.deepEqual(await approvals(), [{ number, approveBy: '2026-10-13T01:00:00Z', overdue: false }]);
    at('13 09:00:00');
    await twoWorkersLook(server);
    assert.deepEqual(await overdue(), []);
    at('15 08:00:00');
    for (let look = 0; look < 100 && (await overdue()).length === 0; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await twoWorkersLook(server);
    assert.deepEqual(await overdue(), [course.id]);
    assert.deepEqual(
      (await eventsOf(server, course.id, 'approvalOverdue')).map((event) => [
        event.occurredAt,
        event.recordedAt,
        event.commitments,
      ]),
      [['2026-10-13T01:00:00Z', '2026-10-15T00:00:00Z', ['C-1.3.6-15']]],
    );
    assert.deepEqual(await approvals(), [{ number, approveBy: '2026-10-13T01:00:00Z', overdue: true }]);
    await course.take('centreManager', 'order/approve-afterwards', { opinion: '补批', signature: drawn('经理') });
    assert.deepEqual([await overdue(), await approvals()], [[], []]);
  });

  it('is not told of where it was approved or withdrawn in time', async () => {
    at('19 09:00:00');
    const [approved, withdrawn] = [await dispatched(server), await dispatched(server)];
    await approved.take('centreManager', 'order/approve-afterwards', { opinion: '同意', signature: drawn('经理') });
    await withdrawn.take('manager', 'order/withdraw', { reason: '客户改期' });
    at('28 09:00:00');
    await twoWorkersLook(server);
    for (const course of [approved, withdrawn]) assert.deepEqual(await eventsOf(server, course.id, 'approvalOverdue'), []);
  });
});

describe('a remote attempt that has used up its time', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());
  const at = (time: string): unknown => server.house.time.set(`2026-10-03T${time}+08:00`);
  const checklist = { symptom: '不通', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' };
  const session = { reason: '电话里无法判断', consentBy: '王工', consentUntil: '2026-10-03T23:31:00+08:00' };

  async function begun(): Promise<Course> {
    at('22:10:00');
    const course = await registered(server);
    at('22:26:00');
    await course.take('manager', 'verify', checklist);
    at('22:31:00');
    await course.take('supportEngineer', 'start-remote', session);
    return course;
  }
  const clock = async (course: Course, id: string) => {
    const found = (await course.clocks()).find((known) => known.id === id);
    return found === undefined ? null : [found.mark, found.startedAt, found.stoppedAt];
  };

  it('C-1.6.2-04: is given up at the plan’s limit, late after a downtime but with the true time, and somebody has to go from then on', async () => {
    const course = await begun();
    assert.deepEqual(await clock(course, 'remoteAttempt'), ['running', '2026-10-03T14:31:00Z', null]);
    at('23:01:00');
    await twoWorkersLook(server);
    assert.deepEqual(await eventsOf(server, course.id, 'notRemote'), []);
    at('23:20:00');
    await twoWorkersLook(server);
    await watchClocks(server.house.deps);
    assert.deepEqual(await eventsOf(server, course.id, 'notRemote'), [
      { type: 'notRemote', occurredAt: '2026-10-03T15:01:00Z', recordedAt: '2026-10-03T15:20:00Z', commitments: ['C-1.6.2-04'] },
    ]);
    assert.deepEqual(await clock(course, 'remoteAttempt'), ['kept', '2026-10-03T14:31:00Z', '2026-10-03T15:01:00Z']);
    assert.equal((await clock(course, 'dispatch'))?.[1], '2026-10-03T15:01:00Z');
    const detail = (await server.get('manager', `/api/service-requests/${course.id}`)).body;
    assert.deepEqual([detail.state, detail.road], ['diagnosing', 'dispatching']);
  });

  it('is left alone where an engineer has said so before, or has found what it is', async () => {
    const [said, found] = [await begun(), await begun()];
    at('22:50:00');
    await said.take('supportEngineer', 'not-remote', { reason: '设备已断电' });
    await found.take('supportEngineer', 'classify', { faultType: 'operation', faultPoint: '终端', evidence: '远程所见' });
    at('23:20:00');
    await twoWorkersLook(server);
    for (const course of [said, found]) {
      const rows = await server.house.within(null, (tx) =>
        tx
          .selectFrom('pledge.event')
          .select('actor')
          .where('request_id', '=', course.id)
          .where('type', '=', 'notRemote')
          .execute(),
      );
      assert.deepEqual(
        rows.filter((row) => row.actor.kind === 'system'),
        [],
      );
    }
  });
});
