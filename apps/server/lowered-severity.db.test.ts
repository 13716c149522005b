import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { watchClocks } from '#centre/commitments/index.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;

const at = (time: string): unknown => server.house.time.set(`2026-10-21T${time}:00+08:00`);
const arrival = async () => {
  const clock = (await course.clocks()).find(({ id }) => id === 'arrival');
  assert.ok(clock, 'no clock of the arrival');
  return clock;
};
const listed = async (clock: string): Promise<readonly { id: string }[]> =>
  (await server.get('manager', `/api/service-requests?clock=${clock}`)).body.items;

before(async () => {
  server = await openTestServer();
  at('09:00');
  course = await reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'critical',
    content: '全网中断',
    symptom: '核心交换机无响应',
  });
  await course.take('manager', 'verify', {
    symptom: '核心交换机无响应',
    since: '今晨',
    extent: '全网',
    changesBefore: '无',
    backupState: '有备份',
    severity: 'critical',
  });
});
after(() => server.close());

describe('a breach of terms that a lower severity replaces', () => {
  it('stays in the answer of the clock, with the limit it broke', async () => {
    at('12:00');
    const broken = await arrival();
    assert.deepEqual([broken.mark, broken.pastBreaches], ['breached', []]);
    await course.take('manager', 'set-severity', {
      severity: 'minor',
      reason: '仅一台终端受影响',
      agreedBy: '王工',
      agreedAt: '2026-10-21T11:59:00+08:00',
    });
    const now = await arrival();
    assert.equal(now.breached, false);
    assert.deepEqual(now.pastBreaches, [{ limit: broken.limit, breachedAt: broken.breachedAt }]);
  });

  it('is found among the breached ones, and stands in the row of the list and in the explanation', async () => {
    const found = (await listed('breached')).find(({ id }) => id === course.id);
    assert.ok(found, 'not among the breached');
    const clocks = (found as { id: string; clocks?: readonly { id: string; pastBreaches: readonly unknown[] }[] }).clocks ?? [];
    assert.equal(clocks.find(({ id }) => id === 'arrival')?.pastBreaches.length, 1);
    const { cycle, subject } = await arrival();
    const why = await server.get(
      'manager',
      `/api/service-requests/${course.id}/clocks/arrival/explanation?cycle=${cycle}&subject=${subject.id}`,
    );
    assert.equal(why.body.clock.pastBreaches.length, 1, JSON.stringify(why.body).slice(0, 300));
  });
});

describe('requests that warn', () => {
  const warnsAt = async (now: number): Promise<boolean> =>
    (await course.clocks()).some(
      ({ state, breached, warnAt }) =>
        state === 'running' && !breached && warnAt.some((warning) => warning !== null && Date.parse(warning) <= now),
    );

  it('are those of which a clock runs past its first warning and is not broken', async () => {
    const seen = new Set<boolean>();
    for (let hours = 0; hours < 120; hours += 6) {
      const now = server.house.time.pass(6 * 60);
      await watchClocks(server.house.deps);
      const warns = await warnsAt(now);
      assert.equal(
        (await listed('warning')).some(({ id }) => id === course.id),
        warns,
        `after ${hours + 6} hours`,
      );
      seen.add(warns);
    }
    assert.equal(seen.size, 2, 'always warning, or never');
  });
});
