import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { foreseeAll, movingTo, recountingWith, watchClocks, yearBefore, type Outlooks } from '#centre/commitments/index.ts';
import { auditOf } from '#centre/testing/audit.ts';
import { NOTICES_FRESH_MS, versionToCome } from '#centre/plan/index.ts';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { applyVersion } from './testing/apply-version.ts';
import { reported } from './testing/course.ts';
import { killedInTheMiddle, type HowFar } from './testing/killed-worker.ts';
import { noticeWith } from './testing/notice.ts';
import { openTestServer, TEST_KEYS, type TestServer } from './testing/test-server.ts';

/** More than some slices of a recount, so that a kill finds it between two of them or within one. */
const REQUESTS = 250;
const KILLS = 3;

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
});
afterEach(() => server.close());

const at = (time: string) => server.house.time.set(`2026-11-${time.replace(' ', 'T')}:00+08:00`);

async function many(kind: 'fault' | 'consultation'): Promise<void> {
  const more = kind === 'fault' ? { severity: 'critical', symptom: '核心交换机无响应' } : {};
  for (let made = 0; made < REQUESTS; made += 1)
    await reported(server, 'technician', {
      kind,
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '+86 10 0000 0004',
      content: '如何查看端口流量？',
      ...more,
    });
}

/** What time has brought by now is on record before the recount begins: whatever is told after it is the recount's. */
async function watched(): Promise<void> {
  for (let more = true; more;) more = (await watchClocks(server.house.deps)).full;
}

const howFar = (id: string) => (): Promise<HowFar> =>
  server.house.within(null, async (tx) => {
    const { state, place } = await tx
      .selectFrom('pledge.clock_recount')
      .select(['state', 'place'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { begun: state !== 'waiting', over: state === 'done', place };
  });

/** Which comes in the last portion. */
async function lastRequest(owner: pg.Client): Promise<void> {
  await owner.query(`select set_config('pledge.provider', $1, true)`, [server.house.providerId]);
  const { rowCount } = await owner.query('select id from pledge.service_request order by id desc limit 1 for update');
  assert.equal(rowCount, 1);
}

/** All that a recount wrote, as it stands. */
const written = (id: string) =>
  server.house.within(null, async (tx) => ({
    recount: await tx.selectFrom('pledge.clock_recount').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    changes: await tx
      .selectFrom('pledge.clock_change')
      .select(['subject_id', 'clock', 'cycle', 'due_before', 'due_after'])
      .where('recount_id', '=', id)
      .execute(),
    clocks: await tx.selectFrom('pledge.clock').select(['subject_id', 'clock', 'cycle', 'due_at']).execute(),
    events: await tx.selectFrom('pledge.event').select(['type', 'request_id', 'payload', 'occurred_at']).execute(),
    letters: (await tx.selectFrom('pledge.outbox').select('id').execute()).length,
  }));
type Written = Awaited<ReturnType<typeof written>>;

const nameOf = (one: { subject_id: string; clock: string; cycle: number }): string =>
  `${one.subject_id} ${one.clock} ${one.cycle}`;

/** What was foretold before anybody counted: each clock once, with both due times. */
function asForetold(outlook: Outlooks): string[] {
  return outlook.first
    .map(({ difference: { before, after } }) =>
      [after.subject.id, after.clock.clock, after.clock.cycle, before.clock.answer.dueAt, after.clock.answer.dueAt].join(' '),
    )
    .toSorted();
}

function asWritten({ changes }: Written): string[] {
  return changes.map((one) => `${nameOf(one)} ${one.due_before} ${one.due_after}`).toSorted();
}

/** Of how many events of a kind there are more than one for a clock, or for a request. */
function told(events: Written['events'], type: string): { times: number; twice: number } {
  const ofType = events.filter((event) => event.type === type);
  const keys = ofType.map(({ request_id: request, payload }) => {
    const { data } = payload;
    return [request, data['clock'], data['cycle'], data['subjectId'], data['verdict']].join(' ');
  });
  return { times: ofType.length, twice: ofType.length - new Set(keys).size };
}

async function holdsTogether(): Promise<void> {
  const found = await auditOf(server.house, {
    seals: { keys: (await TEST_KEYS.sealing()).known },
    now: server.house.time.current(),
  });
  assert.equal(found.first, null, JSON.stringify(found));
}

describe('a worker that is killed in the middle of a recount', () => {
  it('after a notice of holidays: each due time changes once and as it was foretold, and nobody is alarmed', async () => {
    at('17 15:00');
    await many('consultation');
    at('17 15:30');
    await watched();
    const text = await noticeWith(server, '2026-11-18');
    const { house } = server;
    const days = JSON.parse(text) as { days: { date: string; isOffDay: boolean }[] };
    const marked = (isOffDay: boolean) => days.days.filter((day) => day.isOffDay === isOffDay).map(({ date }) => date);
    const now = house.time.current();
    const notice = {
      at: now,
      source: null,
      holidaySets: { cnStatutory: { 2026: { off: marked(true), makeUp: marked(false) } } },
    };
    const foretold = await house.within(null, async (tx) => {
      const known = await yearBefore(tx, { set: 'cnStatutory', year: 2026, at: now });
      const year = { set: 'cnStatutory', year: 2026, source: null, now: { off: marked(true), makeUp: marked(false) }, ...known };
      const recounting = await recountingWith(tx, notice, year);
      return foreseeAll(house.deps, { providerId: house.providerId, recounting, keep: REQUESTS * 4 });
    });
    const imported = await server.post('centreManager', '/api/holiday-notices', { text });
    assert.equal(imported.status, 201, JSON.stringify(imported.body));
    const id = imported.body.recountId as string;
    const before = await written(id);
    await delay(NOTICES_FRESH_MS + 50);
    at('17 15:31');
    const inTheMiddle = await killedInTheMiddle(house, KILLS, { look: howFar(id), held: lastRequest });
    assert.ok(inTheMiddle > 0, 'a kill came while it counted');
    const after = await written(id);
    assert.ok(foretold.changed >= REQUESTS, `${foretold.changed} foretold`);
    assert.deepEqual(asWritten(after), asForetold(foretold));
    assert.deepEqual(
      [after.recount.done, after.recount.requests, after.recount.changed],
      [after.recount.requests, REQUESTS, foretold.changed],
    );
    const due = new Map(after.clocks.map((clock) => [nameOf(clock), clock.due_at]));
    for (const change of after.changes) assert.equal(due.get(nameOf(change)), change.due_after);
    assert.equal(after.letters, before.letters);
    assert.deepEqual(told(after.events, 'clockBreached'), told(before.events, 'clockBreached'));
    assert.deepEqual(told(after.events, 'clockWarned'), told(before.events, 'clockWarned'));
    await holdsTogether();
  });

  it('of requests that go over to a version: each goes over once, and each breach by it is told once, as of then', async () => {
    const STRICTER = changed(
      samplePlanText,
      ['  revision: 1', '  revision: 2'],
      ['critical: PT2H, major: PT2H', 'critical: PT1H, major: PT2H'],
      ['\ngates:', '\nrunningRequests: { onNewVersion: move, byKind: { consultation: keep } }\n\ngates:'],
    );
    at('20 09:00');
    await many('fault');
    at('20 10:30');
    await watched();
    const { house } = server;
    const version = await house.within(null, (tx) =>
      versionToCome(tx, { providerId: house.providerId, text: STRICTER, now: house.time.current() }),
    );
    assert.ok(version !== null && !isRefusal(version), JSON.stringify(version));
    const foretold = await foreseeAll(house.deps, {
      providerId: house.providerId,
      recounting: movingTo(version.plan),
      keep: REQUESTS * 4,
    });
    const [id = ''] = await applyVersion(server, STRICTER);
    const before = await written(id);
    at('20 10:31');
    const inTheMiddle = await killedInTheMiddle(house, KILLS, { look: howFar(id), held: lastRequest });
    assert.ok(inTheMiddle > 0, 'a kill came while it moved');
    const after = await written(id);
    assert.deepEqual([foretold.moved, foretold.breached], [REQUESTS, REQUESTS]);
    assert.deepEqual(asWritten(after), asForetold(foretold));
    assert.deepEqual([after.recount.moved, after.recount.breached], [REQUESTS, foretold.breached]);
    assert.deepEqual(told(after.events, 'planMoved'), { times: REQUESTS, twice: 0 });
    const breaches = after.events.filter(
      ({ type, payload }) => type === 'clockBreached' && (payload.data as { clock: string }).clock === 'arrival',
    );
    assert.equal(breaches.length, REQUESTS);
    assert.deepEqual([...new Set(breaches.map(({ occurred_at: then }) => then))], [Date.parse('2026-11-20T10:00:00+08:00')]);
    assert.equal(told(after.events, 'clockBreached').twice, 0);
    assert.equal(told(after.events, 'clockWarned').twice, 0);
    assert.equal(after.letters, before.letters);
    await holdsTogether();
  });
});
