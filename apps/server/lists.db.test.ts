import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { visitsOf } from '#centre/visits/visits.store.ts';
import { instant } from '#platform/time/instant.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
const courses: Course[] = [];
before(async () => {
  server = await openTestServer();
  for (const content of ['核心交换机无响应', '专线丢包', '电源告警']) {
    server.house.time.pass(5);
    courses.push(
      await reported(server, 'technician', {
        kind: 'fault',
        siteId: server.house.sites['SITE-01'],
        enquirerPhone: '+86 10 0000 0004',
        content,
        symptom: content,
        sentAt: new Date(server.house.time.current() + 4_000).toISOString(),
      }),
    );
  }
});
after(() => server.close());

const items = async (who: HouseName, path: string): Promise<Record<string, never>[]> => {
  const answer = await server.get(who, path);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.items;
};

/** All pages of a list, two at a time. */
async function walked(who: HouseName, path: string): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < 100; pages += 1) {
    const { body } = await server.get(who, `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor}`);
    found.push(...body.items.map((row: unknown) => JSON.stringify(row)));
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
  return found;
}

/** A fault that is verified, and on which the branch's engineer is sent. */
async function sent(course: Course | undefined): Promise<Course> {
  assert.ok(course);
  await course.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  const people = [{ personId: server.house.actors.branchEngineer.personId, level: 1 }];
  await course.take('manager', 'dispatch', { people, taskContent: '检查' });
  return course;
}

describe('lists of what hangs on requests', () => {
  for (const path of ['/api/messages', '/api/events', '/api/clocks?state=all', '/api/clocks'])
    it(`${path} gives each once, page by page, and counts where asked`, async () => {
      const whole = await server.get('manager', `${path}${path.includes('?') ? '&' : '?'}limit=200&total=true`);
      const all = whole.body.items.map((row: unknown) => JSON.stringify(row));
      assert.ok(all.length > 3, `${all.length}`);
      assert.equal(whole.body.total, all.length);
      assert.deepEqual(await walked('manager', path), all);
    });

  it('of clocks that go on begin with what is due first, of others with the newest', async () => {
    const going = (await items('manager', '/api/clocks?limit=200')) as { dueAt?: string | null }[];
    const due = going.map(({ dueAt }) => (dueAt == null ? Number.POSITIVE_INFINITY : Date.parse(dueAt)));
    assert.deepEqual(
      due,
      due.toSorted((one, other) => one - other),
    );
    assert.ok(new Set(due).size > 2, String(due));
    const all = (await items('manager', '/api/clocks?state=all&limit=200')) as { request?: { id: string } }[];
    const requests = all.map(({ request }) => request?.id ?? '');
    assert.deepEqual(requests, requests.toSorted().toReversed());
    assert.ok(new Set(requests).size > 1);
    for (const [from, to] of [
      ['running', 'all'],
      ['all', 'running'],
    ]) {
      const { body } = await server.get('manager', `/api/clocks?state=${from}&limit=1`);
      const other = await server.get('manager', `/api/clocks?state=${to}&cursor=${encodeURIComponent(body.nextCursor)}`);
      assert.equal(other.body.code, 'cursorUnknown', `a place of ${from} in ${to}`);
    }
  });

  it('are narrowed by their filters', async () => {
    const [first] = courses;
    assert.ok(first);
    for (const path of ['messages', 'events', 'clocks']) {
      const found = await items('manager', `/api/${path}?request=${first.id}`);
      assert.ok(found.length > 0, path);
      assert.ok(
        found.every((row: { request?: { id: string } }) => row.request?.id === first.id),
        path,
      );
    }
    assert.deepEqual(await items('manager', '/api/clocks?breached=true'), []);
    assert.ok((await items('manager', '/api/events?type=register')).every((row: { type?: string }) => row.type === 'register'));
    assert.ok((await items('manager', '/api/messages?direction=incoming&limit=1')).length <= 1);
  });

  it('tell of an event what the evidence holds, the clock of the sending device included', async () => {
    const found = await items('manager', '/api/events?limit=200');
    assert.ok(found.some((row: { deviceAhead?: number | null }) => row.deviceAhead === 4_000));
    for (const row of found as { hash?: string; recordedAt?: string }[])
      assert.match(`${row.hash} ${row.recordedAt}`, /^[0-9a-f]{64} 2026-/);
  });

  it('the own visits answer as every list does', async () => {
    await sent(courses[0]);
    const { status, body } = await server.get('branchEngineer', '/api/site-visits?limit=1&total=true');
    assert.deepEqual([status, body.items.length, body.nextCursor, body.total], [200, 1, null, 1]);
    assert.equal((await server.get('branchEngineer', '/api/site-visits?cursor=xyz')).body.code, 'cursorUnknown');
    assert.deepEqual(await items('stranger', '/api/site-visits'), []);
  });

  it('of the own visits keep one that was called off for a day, and what goes on for as long as it does', async () => {
    const second = await sent(courses[1]);
    const actor = server.house.actors.branchEngineer;
    await second.take('technician', 'cancel', { reason: '不用了' });
    const ended = server.house.time.current();
    const statesAfter = (minutes: number): Promise<string[]> =>
      server.house.within(actor, async (tx) =>
        (await visitsOf(tx, actor, instant(ended + minutes * 60_000))).map(({ state }) => state),
      );
    assert.deepEqual(await statesAfter(0), ['assigned', 'calledOff']);
    assert.deepEqual(await statesAfter(24 * 60), ['assigned', 'calledOff']);
    assert.deepEqual(await statesAfter(24 * 60 + 1), ['assigned']);
    assert.deepEqual(await statesAfter(365 * 24 * 60), ['assigned']);
  });

  it('show nobody what is not theirs: another customer nothing, a customer no internal word and the own events alone', async () => {
    for (const path of ['messages', 'events', 'clocks?state=all'])
      assert.deepEqual(await items('stranger', `/api/${path}`), [], path);
    await server.post('manager', `/api/service-requests/${courses[0]?.id}/messages`, { text: '内部', direction: 'internal' });
    assert.ok((await items('manager', '/api/messages?direction=internal')).length > 0);
    assert.deepEqual(await items('technician', '/api/messages?direction=internal'), []);
    const mine = (await items('technician', '/api/events?limit=200')) as { actor?: { id: string | null } }[];
    assert.ok(mine.length > 0);
    assert.ok(mine.every((row) => row.actor?.id === server.house.actors.technician.personId));
    assert.deepEqual(await items('administrator', '/api/messages'), []);
  });
});
