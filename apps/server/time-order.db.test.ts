import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;

before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-03T22:10:00+08:00');
  course = await reported(server, 'technician', {
    kind: 'fault',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机没有响应',
    symptom: '无响应',
  });
});
after(() => server.close());

const at = (time: string): string => `2026-10-${time}:00+08:00`;
const checklist = { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' };

/** Refused because something that it follows came later: told which, when, in both languages, and at the field. */
async function comesAfter(
  who: Parameters<Course['fire']>[0],
  event: string,
  said: { body?: Record<string, unknown>; time: string; words: RegExp },
): Promise<void> {
  const answer = await course.fire(who, event, { ...said.body, occurredAt: at(said.time) });
  assert.deepEqual([answer.status, answer.body.code, answer.body.guards], [422, 'guardRefused', ['occurredInOrder']], event);
  assert.match(answer.body.detail, said.words);
  assert.equal(answer.body.fields?.[0]?.field, 'occurredAt', JSON.stringify(answer.body));
}

it('a night that is entered afterwards keeps its order: each step after the one it follows, told with its time', async () => {
  const { house } = server;
  const engineer = { people: [{ personId: house.actors.branchEngineer.personId, level: 1 }], taskContent: '检查' };
  const place = { place: '东区节点', contactId: house.actors.siteStaff.contactId };
  house.time.set('2026-10-03T23:10:00+08:00');
  await course.take('manager', 'verify', { ...checklist, occurredAt: at('03T22:20') });
  await comesAfter('manager', 'respond', {
    body: { finding: '断电', action: '判断', nextStep: '派人' },
    time: '03T22:19',
    words: /2026-10-03 22:20/,
  });
  await course.take('manager', 'dispatch', { ...engineer, occurredAt: at('03T22:40') });
  const accepts = { siteRulesRead: true, signature: drawn('陈工') };
  await comesAfter('branchEngineer', 'visit/accept-task', { body: accepts, time: '03T22:39', words: /22:40/ });
  await course.take('branchEngineer', 'visit/accept-task', { ...accepts, occurredAt: at('03T22:45') });
  const departs = { partsReady: true, expectedAt: at('03T23:30') };
  await comesAfter('branchEngineer', 'visit/depart', { body: departs, time: '03T22:44', words: /22:45/ });
  await course.take('branchEngineer', 'visit/depart', { ...departs, occurredAt: at('03T22:46') });
  house.time.set('2026-10-03T23:50:00+08:00');
  await comesAfter('branchEngineer', 'visit/arrive', { body: place, time: '03T22:30', words: /22:46/ });
  await course.take('branchEngineer', 'visit/arrive', { ...place, occurredAt: at('03T23:30') });
  const classified = { faultType: 'other', faultPoint: '电源', evidence: '告警' };
  await comesAfter('branchEngineer', 'classify', { body: classified, time: '03T23:20', words: /23:30/ });
  await course.take('branchEngineer', 'classify', { ...classified, occurredAt: at('03T23:35') });
  await course.take('branchEngineer', 'treat', { what: '换电源', steps: '拆\n装', occurredAt: at('03T23:40') });
  const restores = { how: 'fix', confirmedBy: '赵工', confirmedMeans: 'onSite' };
  await comesAfter('branchEngineer', 'restore', { body: restores, time: '03T23:25', words: /23:40/ });
  await course.take('branchEngineer', 'restore', { ...restores, occurredAt: at('03T23:45') });
  // Who states no time means now; the clocks heard each step when it happened.
  await course.take('branchEngineer', 'permanent-fix', { cause: '电源失效' });
  const { rows } = await eventsInOrder();
  assert.deepEqual(
    rows,
    rows.toSorted((a, b) => a - b),
  );
});

it('a consent holds from its asking on, and a word was said between the report and the step that needs it', async () => {
  const { house } = server;
  house.time.set('2026-10-04T00:30:00+08:00');
  const asks = { scopes: ['logIn'], what: '登录', why: '查看', answer: 'given', givenBy: '赵工', means: 'onScreen' };
  await comesAfter('branchEngineer', 'visit/ask-consent', { body: asks, time: '03T23:20', words: /23:30/ });
  const backdated = await course.fire('branchEngineer', 'visit/ask-consent', { ...asks, from: at('03T23:40') });
  assert.deepEqual(backdated.body.guards, ['consentScope']);
  await course.take('branchEngineer', 'visit/ask-consent', { ...asks, occurredAt: at('04T00:10') });
  const acts = { text: '登录查看日志', scope: 'logIn' };
  const before = await course.fire('branchEngineer', 'visit/act', { ...acts, occurredAt: at('04T00:05') });
  assert.deepEqual(before.body.guards, ['consentLogIn']);
  await course.take('branchEngineer', 'visit/act', { ...acts, occurredAt: at('04T00:10') });

  const paused = { reason: 'customerDeniedAccess', saidBy: '赵工' };
  for (const saidAt of [at('03T22:05'), at('04T00:31')]) {
    const answer = await course.fire('manager', 'pause', { ...paused, saidAt, occurredAt: at('04T00:20') });
    assert.deepEqual(
      [answer.body.guards, answer.body.fields?.[0]?.field],
      [['occurredInOrder'], 'saidAt'],
      JSON.stringify(answer.body),
    );
  }
  await course.take('manager', 'pause', { ...paused, saidAt: at('04T00:15'), occurredAt: at('04T00:20') });
});

async function eventsInOrder(): Promise<{ rows: number[] }> {
  const events = await server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.event')
      .select('occurred_at')
      .where('stream_id', '=', course.id)
      .where('stream_kind', '=', 'serviceRequest')
      .orderBy('seq')
      .execute(),
  );
  return { rows: events.map((event) => event.occurred_at) };
}
