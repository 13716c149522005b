import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { auditOf } from '#centre/testing/audit.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const need = (more: Record<string, unknown> = {}) => ({
  kind: 'fault',
  siteId: server.house.sites['SITE-01'],
  enquirerPhone: '+86 10 0000 0004',
  content: '核心交换机无响应',
  symptom: '指示灯全灭',
  ...more,
});
const aFault = (): Promise<Course> => reported(server, 'technician', need());
const checklist = { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' };
const inHours = (hours: number): string => new Date(server.house.time.current() + hours * 3_600_000).toISOString();
const told = (answer: HttpAnswer): unknown[] => [answer.status, answer.body.code];
const countOf = async (table: 'service_request' | 'event' | 'message'): Promise<number> =>
  (
    await server.house.within(null, (tx) =>
      tx
        .selectFrom(`pledge.${table}`)
        .select((expression) => expression.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    )
  ).count;

describe('a command sent again', () => {
  it('finds its first answer and changes nothing', async () => {
    const command = { commandId: randomUUID(), ...need() };
    const first = await server.post('technician', '/api/service-requests', command);
    const before = [await countOf('service_request'), await countOf('event'), await countOf('message')];
    server.house.time.pass(1);
    const second = await server.post('technician', '/api/service-requests', { ...command, sentAt: '2026-10-03T22:01:00+08:00' });
    assert.deepEqual([second.status, second.body], [first.status, first.body]);
    assert.deepEqual([await countOf('service_request'), await countOf('event'), await countOf('message')], before);
  });

  it('twenty times at once is carried out once', async () => {
    const before = await countOf('service_request');
    const command = { commandId: randomUUID(), ...need() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.post('technician', '/api/service-requests', command)),
    );
    assert.equal(new Set(answers.map((answer) => `${answer.status} ${answer.body.id}`)).size, 1);
    assert.equal(answers[0]?.status, 201);
    assert.equal(await countOf('service_request'), before + 1);
  });

  it('keeps by how much the clock of the device that sent it was ahead, under the chain of evidence', async () => {
    const sentAt = (seconds: number): string => new Date(server.house.time.current() + seconds * 1_000).toISOString();
    const aheadOf = async (id: string): Promise<unknown[]> =>
      (
        await server.house.within(null, (tx) =>
          tx.selectFrom('pledge.event').select('payload').where('stream_id', '=', id).orderBy('seq').execute(),
        )
      ).map((event) => (event.payload as { deviceAhead?: number }).deviceAhead);
    const told = await server.post('technician', '/api/service-requests', { ...need(), sentAt: sentAt(-95) });
    const path = `/api/service-requests/${told.body.id}`;
    const before = await aheadOf(told.body.id);
    assert.ok(before.length > 0 && before.every((ahead) => ahead === -95_000), JSON.stringify(before));
    await server.post('technician', `${path}/messages`, { text: '还是不通', sentAt: sentAt(7_200) });
    await server.post('manager', `${path}/verify`, checklist);
    assert.deepEqual([...new Set((await aheadOf(told.body.id)).slice(before.length))], [7_200_000, undefined]);
    assert.equal((await auditOf(server.house)).first, null);
  });

  it('with another body, by another person or to another address is another command and is refused', async () => {
    const commandId = randomUUID();
    const course = await aFault();
    assert.equal((await server.post('manager', course.addressOf('verify'), { commandId, ...checklist })).status, 200);
    assert.deepEqual(told(await server.post('manager', course.addressOf('verify'), { commandId, ...checklist, since: '23点' })), [
      409,
      'commandIdReused',
    ]);
    assert.deepEqual(told(await server.post('supportEngineer', course.addressOf('verify'), { commandId, ...checklist })), [
      409,
      'commandIdReused',
    ]);
    assert.deepEqual(told(await server.post('manager', course.addressOf('cancel'), { commandId, reason: '重复' })), [
      409,
      'commandIdReused',
    ]);
  });

  it('that was refused may be mended and sent again under its id', async () => {
    const commandId = randomUUID();
    const course = await aFault();
    assert.equal((await server.post('manager', course.addressOf('verify'), { commandId })).status, 422);
    assert.equal((await server.post('manager', course.addressOf('verify'), { commandId, ...checklist })).status, 200);
  });
});

describe('when it happened', () => {
  it('may be two minutes ahead of the server’s clock and counts as now; later is refused', async () => {
    server.house.time.set('2026-10-05T10:00:00+08:00');
    const course = await aFault();
    assert.deepEqual(told(await course.fire('manager', 'verify', { ...checklist, occurredAt: '2026-10-05T10:02:01+08:00' })), [
      422,
      'occurredInFuture',
    ]);
    await course.take('manager', 'verify', { ...checklist, occurredAt: '2026-10-05T10:02:00+08:00' });
    assert.equal((await course.clocks()).find((clock) => clock.id === 'verification')?.stoppedAt, '2026-10-05T02:00:00Z');
  });

  it('more than a day ago needs a reason', async () => {
    const course = await aFault();
    server.house.time.set('2026-10-06T10:02:00+08:00');
    const late = { ...checklist, occurredAt: '2026-10-05T10:01:00+08:00' };
    assert.deepEqual(told(await course.fire('manager', 'verify', late)), [422, 'lateReasonMissing']);
    await course.take('manager', 'verify', { ...late, lateReason: '当晚断网' });
    const verification = (await course.clocks()).find((clock) => clock.id === 'verification');
    assert.deepEqual([verification?.mark, verification?.elapsedSeconds], ['kept', 60], 'clocks count by the time of happening');
  });

  it('is told with its offset', async () => {
    const course = await aFault();
    const answer = await course.fire('manager', 'verify', { ...checklist, occurredAt: '2026-10-06T10:02:00' });
    assert.deepEqual([answer.status, answer.body.fields.map((fault: { field: string }) => fault.field)], [400, ['occurredAt']]);
  });
});

describe('two people at once', () => {
  it('both add to one request and nothing is lost', async () => {
    const course = await aFault();
    const tries = Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0
        ? server.post('branchEngineer', course.addressOf('attempt-contact'), { number: `${index}`, result: 'busy' })
        : server.post('manager', course.addressOf('messages'), { text: `第${index}条`, channel: 'web' }),
    );
    assert.deepEqual(new Set((await Promise.all(tries)).map((answer) => answer.status)), new Set([200, 201]));
    const texts = (await server.get('manager', `/api/service-requests/${course.id}/messages`)).body.items.map(
      (message: { text: string }) => message.text,
    );
    for (const index of [1, 3, 5, 7, 9]) assert.ok(texts.includes(`第${index}条`));
    const { details } = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.service_request').select('details').where('id', '=', course.id).executeTakeFirstOrThrow(),
    );
    assert.equal(details.failedAttempts, 5);
  });

  it('only one moves it where one move alone is possible', async () => {
    const course = await aFault();
    const answers = await Promise.all([1, 2, 3, 4].map(() => course.fire('manager', 'verify', checklist)));
    assert.deepEqual(
      answers.map((answer) => answer.status).sort((a, b) => a - b),
      [200, 409, 409, 409],
    );
    assert.ok(answers.filter((answer) => answer.status === 409).every((answer) => answer.body.code === 'notPossibleNow'));
  });

  it('a change on what somebody saw before another changed it is refused with the present version', async () => {
    const course = await aFault();
    const { version } = (await server.get('manager', `/api/service-requests/${course.id}`)).body;
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    const answer = await course.fire('manager', 'verify', { ...checklist, version });
    assert.deepEqual(
      [...told(answer), answer.body.version ?? answer.body.details?.version],
      [409, 'changedMeanwhile', version + 1],
    );
    await course.take('manager', 'verify', { ...checklist, version: version + 1 });
    await course.take('supportEngineer', 'respond', { finding: '甲', action: '乙', nextStep: '丙', version });
  });

  it('what takes the place of something that was written is refused without the version seen; what adds is not', async () => {
    const course = await aFault();
    await course.take('manager', 'verify', checklist);
    const change = { severity: 'minor', reason: '只影响一个终端', agreedBy: '王工', agreedAt: inHours(0) };
    const blind = await server.post('manager', course.addressOf('set-severity'), change);
    assert.deepEqual(told(blind), [422, 'versionMissing']);
    assert.equal(blind.body.fields[0].field, 'version');
    const { version } = (await server.get('manager', `/api/service-requests/${course.id}`)).body;
    const stale = await server.post('manager', course.addressOf('set-severity'), { ...change, version: version - 1 });
    assert.deepEqual([...told(stale), stale.body.details.version], [409, 'changedMeanwhile', version]);
    const seeing = await server.post('manager', course.addressOf('set-severity'), { ...change, version });
    assert.equal(seeing.status, 200, JSON.stringify(seeing.body));
  });
});

describe('commands of a device, in one parcel', () => {
  const parcel = (who: HouseName, commands: readonly Record<string, unknown>[]) =>
    server.post(who, '/api/commands', { commandId: undefined as never, commands });

  it('are carried out in order; one that is refused stops no other', async () => {
    const course = await aFault();
    const contact = {
      commandId: randomUUID(),
      path: course.addressOf('contact'),
      contactName: '王工',
      channel: 'phone',
      text: '您好',
    };
    const commands = [
      { commandId: randomUUID(), path: course.addressOf('verify'), ...checklist, severity: undefined },
      contact,
      {
        commandId: randomUUID(),
        path: course.addressOf('attempt-contact'),
        number: '1',
        result: 'busy',
        occurredAt: '2020-01-01T00:00:00Z',
      },
      contact,
      { commandId: randomUUID(), path: '/api/commands', commands: [] },
      { commandId: randomUUID(), path: '/api/nowhere' },
    ];
    const answer = await parcel('branchEngineer', commands);
    assert.equal(answer.status, 200);
    const results: { commandId: string; status: number; body: { code?: string } }[] = answer.body.results;
    assert.deepEqual(
      results.map((result) => result.commandId),
      commands.map((command) => command.commandId),
    );
    assert.deepEqual(
      results.map((result) => [result.status, result.body.code]),
      [
        [403, 'notAllowed'],
        [200, undefined],
        [422, 'lateReasonMissing'],
        [200, undefined],
        [400, 'nestedBatch'],
        [404, 'notFound'],
      ],
    );
    assert.deepEqual(results[1]?.body, results[3]?.body);
  });

  it('needs a person signed in, and at least one command', async () => {
    assert.equal((await server.post(null, '/api/commands', { commands: [] })).status, 401);
    assert.equal((await parcel('technician', [])).status, 400);
  });
});
