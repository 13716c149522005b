import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRecounts } from '#centre/commitments/index.ts';
import { auditOf } from '#centre/testing/audit.ts';
import { NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import type { ClockRecounts, HolidaySetsView } from '#centre/requests/recounts/recounts.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { noticeWith } from './testing/notice.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A notice is imported and taken back again, once and with one before it, and of a year that nothing else is known of. */
let server: TestServer;
let course: Course;

const SET = 'cnStatutory';
const at = (time: string) => server.house.time.set(`2026-11-${time.replace(' ', 'T')}:00+08:00`);
const held = async (year: number) => {
  const { sets } = (await server.get('centreManager', '/api/holiday-notices')).body as HolidaySetsView;
  return sets[0]?.years.find((one) => one.year === year);
};
const post = (who: HouseName, path: string, body: Record<string, unknown>) =>
  server.post(who, `/api/holiday-notices${path}`, body);
const look = async (year: number, who: HouseName = 'centreManager', imported?: string) =>
  post(who, '/take-back/preview', {
    commandId: undefined,
    set: SET,
    year,
    imported: imported ?? (await held(year))?.imported ?? '2026-01-01T00:00:00Z',
  });
const takeBack = async (year: number, who: HouseName = 'centreManager', more: Record<string, unknown> = {}) =>
  post(who, '/take-back', { set: SET, year, imported: (await held(year))?.imported ?? '2026-01-01T00:00:00Z', ...more });
/** Everybody has read the table, and the workers have counted. */
async function counted(time: string): Promise<void> {
  await delay(NOTICES_FRESH_MS + 50);
  at(time);
  const recounts = openRecounts(server.house.deps);
  while ((await recounts.look()).recounts.length > 0);
}
const answerDue = async () => (await course.clocks()).find(({ id }) => id === 'answer')?.dueAt;
const events = () =>
  server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.event')
      .select(['type', 'payload', 'actor'])
      .where('stream_kind', '=', 'holidayNotice')
      .orderBy('recorded_at')
      .execute(),
  );

before(async () => {
  server = await openTestServer();
  at('17 15:00');
  course = await reported(server, 'technician', {
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '如何修改登录口令',
  });
});
after(() => server.close());

describe('a notice that is taken back', () => {
  it('is none where the year came with a plan', async () => {
    assert.equal((await held(2026))?.imported, null);
    const refused = await takeBack(2026);
    assert.deepEqual([refused.status, refused.body.code], [409, 'noticeNotHolding']);
  });

  it('shows what would change, as an import does, and changes nothing', async () => {
    assert.equal(await answerDue(), '2026-11-18T06:30:00Z');
    at('17 15:10');
    assert.equal((await post('centreManager', '', { text: await noticeWith(server, '2026-11-18') })).status, 201);
    await counted('17 15:11');
    assert.equal(await answerDue(), '2026-11-19T06:30:00Z');
    const { status, body } = await look(2026);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.days, [{ date: '2026-11-18', is: 'weekday', was: 'off' }]);
    assert.deepEqual([body.withdrawn, body.changed, body.breached], [false, 1, 0]);
    assert.deepEqual(
      body.changes.map(({ dueBefore, dueAfter }: Record<string, unknown>) => [dueBefore, dueAfter]),
      [['2026-11-19T06:30:00Z', '2026-11-18T06:30:00Z']],
    );
    assert.equal(await answerDue(), '2026-11-19T06:30:00Z');
  });

  it('is for whoever may import one; who saw another notice is told', async () => {
    for (const who of ['manager', 'qualityController', 'planAuthor', 'representative'] as const) {
      const { imported } = (await held(2026)) ?? {};
      assert.equal((await look(2026, who, imported ?? '')).status, 403, who);
      assert.equal((await takeBack(2026, who)).status, 403, who);
    }
    const stale = await takeBack(2026, 'centreManager', { imported: '2026-11-17T07:09:00Z' });
    assert.deepEqual([stale.status, stale.body.code], [409, 'noticeNotHolding']);
  });

  it('lets what was before it hold again, and clocks that run are counted again', async () => {
    at('17 15:20');
    const commandId = crypto.randomUUID();
    const { imported } = (await held(2026)) ?? {};
    const { status, body } = await takeBack(2026, 'administrator', { commandId });
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(await takeBack(2026, 'administrator', { commandId, imported }).then((again) => again.body), body);
    await counted('17 15:21');
    assert.equal(await answerDue(), '2026-11-18T06:30:00Z');
    const done = (await server.get('manager', `/api/clock-recounts/${body.recountId}`)).body;
    assert.deepEqual(done.notices[0].days, [{ date: '2026-11-18', is: 'weekday', was: 'off' }]);
    assert.deepEqual([done.state, done.count.changed], ['done', 1]);
    const { items } = (await server.get('manager', '/api/clock-recounts')).body as ClockRecounts;
    assert.deepEqual(
      items.map(({ notices }) => notices.map(({ takenBack }) => takenBack)),
      [[true], [false]],
      'the list tells a taking back from an import',
    );
    const { off, isRestored, importedAt, imported: none } = (await held(2026)) ?? {};
    assert.ok(!off?.includes('2026-11-18'));
    assert.deepEqual([isRestored, importedAt, none], [true, '2026-11-17T07:20:00Z', null]);
  });

  it('leaves its word and that it was taken back, each an event that names who did it', async () => {
    const [imported, back, ...others] = await events();
    assert.deepEqual([imported?.type, back?.type, others], ['holidayNoticeImported', 'holidayNoticeTakenBack', []]);
    const data = back?.payload.data as { takesBack: string; withdrawn: boolean; year: number };
    assert.deepEqual([data.year, data.withdrawn], [2026, false]);
    assert.deepEqual(back?.actor, { kind: 'staff', id: server.house.actors.administrator.personId });
    const found = await auditOf(server.house);
    assert.equal(found.first, null, JSON.stringify(found));
  });

  it('goes back one by one where several came', async () => {
    at('17 15:30');
    await post('centreManager', '', { text: await noticeWith(server, '2026-11-19') });
    at('17 15:31');
    await post('centreManager', '', { text: await noticeWith(server, '2026-11-20') });
    const days = async () => (await held(2026))?.off.filter((day) => day.startsWith('2026-11'));
    assert.deepEqual(await days(), ['2026-11-19/2026-11-20']);
    at('17 15:32');
    assert.equal((await takeBack(2026)).status, 201);
    assert.deepEqual(await days(), ['2026-11-19']);
    at('17 15:33');
    assert.equal((await takeBack(2026)).status, 201);
    assert.deepEqual(await days(), []);
    at('17 15:34');
    assert.equal((await takeBack(2026)).status, 409);
    await counted('17 15:35');
    assert.equal(await answerDue(), '2026-11-18T06:30:00Z');
  });

  it('of a year that nothing else is known of leaves it provisional again', async () => {
    at('17 16:00');
    const missing = async () =>
      ((await server.get('centreManager', '/api/holiday-notices')).body as HolidaySetsView).sets[0]?.missing;
    assert.equal((await missing())?.year, 2027);
    const text = JSON.stringify({ year: 2027, days: [{ date: '2027-01-01', isOffDay: true }] });
    assert.equal((await post('centreManager', '', { text })).status, 201);
    assert.equal(await missing(), null);
    at('17 16:01');
    const preview = await look(2027);
    assert.deepEqual([preview.body.withdrawn, preview.body.days], [true, [{ date: '2027-01-01', is: 'weekday', was: 'off' }]]);
    const { status, body } = await takeBack(2027);
    assert.deepEqual([status, body.withdrawn], [201, true]);
    assert.deepEqual([(await missing())?.year, await held(2027)], [2027, undefined]);
    await counted('17 16:02');
    at('17 16:05');
    assert.equal((await post('centreManager', '', { text })).body.isNew, true, 'the same again is news');
    assert.deepEqual((await held(2027))?.off, ['2027-01-01']);
  });
});
