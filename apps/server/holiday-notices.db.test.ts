import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRecounts } from '#centre/commitments/index.ts';
import { NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openSecondProvider } from '#centre/testing/second-parties.ts';
import { allWhoDoNotCount, READS } from './testing/access/policy-table.ts';
import { reported, type Course } from './testing/course.ts';
import { noticeWith } from './testing/notice.ts';
import { asProvider, openTestServer, type TestServer } from './testing/test-server.ts';

/** A notice on its way through the API: looked at, imported, counted by the workers, its changed due times read. */
let server: TestServer;
let course: Course;
let recountId: string;

const at = (time: string) => server.house.time.set(`2026-11-${time.replace(' ', 'T')}:00+08:00`);
const post = (who: HouseName, path: string, body: Record<string, unknown>) =>
  server.post(who, `/api/holiday-notices${path}`, body);
const get = async (who: HouseName, path: string) => (await server.get(who, path)).body;

before(async () => {
  server = await openTestServer();
  at('17 15:00');
  course = await reported(server, 'clerk', {
    channel: 'phone',
    contactId: server.house.actors.technician.contactId,
    siteId: server.house.sites['SITE-01'],
    content: '如何修改登录口令',
  });
  await course.take('branchEngineer', 'register', {
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    enquirerName: '王工',
    enquirerPhone: '+86 139 0000 0000',
    content: '如何修改登录口令',
  });
});
after(() => server.close());

describe('the years of holidays', () => {
  it('are told with the year that has no notice yet, which is due from the 15th of November on', async () => {
    at('14 23:59');
    const early = await get('manager', '/api/holiday-notices');
    assert.deepEqual(early.sets[0].missing, { year: 2027, warnFrom: '2026-11-15', isDue: false });
    at('15 00:00');
    const due = await get('centreManager', '/api/holiday-notices');
    assert.equal(due.sets[0].set, 'cnStatutory');
    assert.deepEqual(due.sets[0].missing, { year: 2027, warnFrom: '2026-11-15', isDue: true });
    assert.deepEqual([early.mayImport, due.mayImport], [false, true]);
  });
});

describe('a notice that is looked at', () => {
  it('tells the dates that change and the due times that would, and changes nothing', async () => {
    at('17 15:30');
    const { status, body } = await post('centreManager', '/preview', {
      commandId: undefined,
      text: await noticeWith(server, '2026-11-18'),
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.days, [{ date: '2026-11-18', is: 'off', was: 'weekday' }]);
    assert.deepEqual([body.isKnown, body.changed, body.breached], [false, 1, 0]);
    const [change] = body.changes;
    assert.deepEqual(
      [change.request.number, change.clock, change.dueBefore, change.dueAfter, change.days],
      [course.number, 'answer', '2026-11-18T06:30:00Z', '2026-11-19T06:30:00Z', [{ date: '2026-11-18', opens: false }]],
    );
    const [answer] = (await course.clocks()).filter(({ id }) => id === 'answer');
    assert.equal(answer?.dueAt, '2026-11-18T06:30:00Z');
    assert.deepEqual((await get('manager', '/api/clock-recounts')).items, []);
  });

  it('is refused with what is wrong, in both languages', async () => {
    const bad = await post('centreManager', '/preview', {
      commandId: undefined,
      text: '{"year":2026,"days":[{"date":"2026-02-30"}]}',
    });
    assert.deepEqual([bad.status, bad.body.code], [422, 'noNotice']);
    const unknown = await post('centreManager', '/preview', {
      commandId: undefined,
      set: 'elsewhere',
      text: await noticeWith(server),
    });
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'unknownHolidaySet']);
  });

  it('is for the centre manager and the administrator alone', async () => {
    const text = await noticeWith(server, '2026-11-18');
    const may: string[] = [];
    for (const who of Object.keys(READS) as HouseName[])
      if ((await post(who, '/preview', { commandId: undefined, text })).status === 200) may.push(who);
    assert.deepEqual(may.toSorted(), ['administrator', 'centreManager']);
    assert.equal((await post('manager', '', { text })).status, 403);
  });
});

describe('a notice that is imported', () => {
  it('is counted by the workers as a job; the same days again change nothing', async () => {
    at('17 16:00');
    const text = await noticeWith(server, '2026-11-18');
    const { status, body } = await post('centreManager', '', { text });
    assert.equal(status, 201, JSON.stringify(body));
    recountId = body.recountId;
    const again = await post('administrator', '', { text });
    assert.deepEqual([again.status, again.body.isNew], [200, false]);
    const waiting = await get('manager', `/api/clock-recounts/${recountId}`);
    assert.deepEqual([waiting.state, waiting.cause, waiting.requests], ['waiting', 'holidayNotice', null]);
    assert.equal(waiting.by, server.house.actors.centreManager.name);
    await delay(NOTICES_FRESH_MS + 50);
    at('17 16:01');
    const recounts = openRecounts(server.house.deps);
    while ((await recounts.look()).recounts.length > 0);
    const done = await get('manager', `/api/clock-recounts/${recountId}`);
    assert.deepEqual([done.state, done.count.changed, done.count.breached], ['done', 1, 0]);
    assert.deepEqual(done.notices, [
      {
        set: 'cnStatutory',
        year: 2026,
        source: '国办发明电〔2026〕99号',
        days: [{ date: '2026-11-18', is: 'off', was: 'weekday' }],
        takenBack: false,
      },
    ]);
  });

  it('lists every changed due time with the day that is why, to whoever reads the request', async () => {
    const path = `/api/clock-recounts/${recountId}/changes`;
    const { items } = await get('manager', path);
    assert.deepEqual(
      items.map(({ clock, dueBefore, dueAfter, days }: Record<string, unknown>) => [clock, dueBefore, dueAfter, days]),
      [['answer', '2026-11-18T06:30:00Z', '2026-11-19T06:30:00Z', [{ date: '2026-11-18', opens: false }]]],
    );
    // They run the installation and read no request.
    assert.deepEqual((await get('administrator', path)).items, []);
    assert.deepEqual((await get('manager', `${path}?breached=true`)).items, []);
    assert.equal((await server.get('manager', `${path}?cursor=nonsense`)).status, 400);
  });

  it('is put back by the notice before it, imported again, and the breaches that this makes are summed up', async () => {
    at('18 16:00');
    const { body } = await post('centreManager', '', { text: await noticeWithout('2026-11-18') });
    await delay(NOTICES_FRESH_MS + 50);
    at('18 16:01');
    const recounts = openRecounts(server.house.deps);
    while ((await recounts.look()).recounts.length > 0);
    const done = await get('manager', `/api/clock-recounts/${body.recountId}`);
    assert.deepEqual([done.count.changed, done.count.breached], [1, 1]);
    const { items } = await get('manager', `/api/clock-recounts/${body.recountId}/changes?breached=true`);
    assert.deepEqual([items[0].breachedAt, items[0].days], ['2026-11-18T06:30:00Z', [{ date: '2026-11-18', opens: true }]]);
    const [answer] = (await course.clocks()).filter(({ id }) => id === 'answer');
    assert.deepEqual([answer?.mark, answer?.breachedAt], ['breached', '2026-11-18T06:30:00Z']);
  });

  it('is nobody’s else: other positions are refused, another provider finds nothing', async () => {
    for (const who of allWhoDoNotCount())
      for (const path of ['/api/clock-recounts', `/api/clock-recounts/${recountId}`, `/api/clock-recounts/${recountId}/changes`])
        assert.equal((await server.get(who, path)).status, 403, `${who} ${path}`);
    const second = asProvider(server, await openSecondProvider(server.house));
    assert.deepEqual((await second.get('centreManager', '/api/clock-recounts')).body.items, []);
    for (const path of ['', '/changes'])
      assert.equal((await second.get('centreManager', `/api/clock-recounts/${recountId}${path}`)).status, 404);
  });
});

async function noticeWithout(day: string): Promise<string> {
  const notice = JSON.parse(await noticeWith(server)) as { days: { date: string }[] };
  return JSON.stringify({ ...notice, days: notice.days.filter(({ date }) => date !== day) });
}
