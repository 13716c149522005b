import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { watchClocks } from '#centre/commitments/index.ts';
import { openRests } from '#platform/time/rests.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const report = (content: string): Promise<Course> =>
  reported(server, 'technician', { siteId: server.house.sites['SITE-01'], kind: 'fault', content, symptom: '无响应' });

const breachesOf = async ({ id }: Course): Promise<number> =>
  server.house.within(null, async (tx) => {
    const rows = await tx.selectFrom('pledge.clock_outcome').select('verdict').where('request_id', '=', id).execute();
    return rows.filter(({ verdict }) => verdict === 'breached').length;
  });

/** Its next event would stand where one stands already. */
const spoil = async ({ id }: Course, by: number): Promise<void> => {
  await server.house.within(null, (tx) =>
    tx
      .updateTable('pledge.service_request')
      .set((expression) => ({ seq: expression('seq', '-', by) }))
      .where('id', '=', id)
      .execute(),
  );
};

it('a request whose clocks cannot be recorded keeps no other from its breaches, is left alone for a minute and then tried again', async () => {
  server.house.time.set('2026-10-03T22:00:00+08:00');
  const faulty = await report('核心交换机宕机');
  server.house.time.set('2026-10-03T22:01:00+08:00');
  const sound = await report('汇聚交换机宕机');
  await spoil(faulty, 1);
  server.house.time.set('2026-10-04T22:00:00+08:00');
  const rests = openRests();
  const first = await watchClocks(server.house.deps, rests);
  assert.deepEqual([first.requests, first.faults.length], [[sound.id], 1]);
  assert.ok((await breachesOf(sound)) > 0);
  assert.equal(await breachesOf(faulty), 0);

  const again = await watchClocks(server.house.deps, rests);
  assert.deepEqual([again.requests, again.faults.length], [[], 0], 'it rests');

  await spoil(faulty, -1);
  server.house.time.set('2026-10-04T22:01:00+08:00');
  const later = await watchClocks(server.house.deps, rests);
  assert.deepEqual([later.requests.includes(faulty.id), later.faults.length], [true, 0]);
  assert.ok((await breachesOf(faulty)) > 0);
});
