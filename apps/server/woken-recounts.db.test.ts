import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRecounts } from '#centre/commitments/index.ts';
import { NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import { reported } from './testing/course.ts';
import { noticeWith } from './testing/notice.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string) => server.house.time.set(`2026-11-17T${time}:00+08:00`);
const howFar = async (id: string) => (await server.get('manager', `/api/clock-recounts/${id}`)).body;

it('a worker that stood still while another went on and fell silent counts only what that one left', async () => {
  at('15:00');
  for (let made = 0; made < 6; made += 1)
    await reported(server, 'technician', {
      kind: 'consultation',
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '+86 10 0000 0004',
      content: '如何查看端口流量？',
    });
  at('15:30');
  const imported = await server.post('centreManager', '/api/holiday-notices', { text: await noticeWith(server, '2026-11-18') });
  assert.equal(imported.status, 201, JSON.stringify(imported.body));
  const { recountId } = imported.body;
  await delay(NOTICES_FRESH_MS + 50);
  at('15:31');
  const [frozen, other] = [0, 1].map(() => openRecounts(server.house.deps, { slice: 1, slices: 1 }));
  await frozen?.look();
  // Long enough for the others to take what it held.
  at('15:32');
  await other?.look();
  await other?.look();
  assert.deepEqual([(await howFar(recountId)).count.done, (await howFar(recountId)).requests], [3, 6]);
  at('15:33');
  for (let isOver = false; !isOver;) isOver = (await frozen?.look())?.recounts.length === 0;
  const { state, count, requests } = await howFar(recountId);
  assert.deepEqual([state, count.done, count.changed, requests], ['done', 6, 6, 6]);
});
