import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foreseeAll, movingTo, openRecounts, type Outlooks } from '#centre/commitments/index.ts';
import { auditOf } from '#centre/testing/audit.ts';
import { versionToCome } from '#centre/plan/index.ts';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import type { DraftOutlook } from '#centre/requests/recounts/recounts.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { applyVersion } from './testing/apply-version.ts';
import { linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A version that takes running faults over and leaves consultations where they are: two hours to the site become one. */
const STRICTER = changed(
  samplePlanText,
  ['  revision: 1', '  revision: 2'],
  ['critical: PT2H, major: PT2H', 'critical: PT1H, major: PT2H'],
  ['\ngates:', '\nrunningRequests: { onNewVersion: move, byKind: { consultation: keep } }\n\ngates:'],
);

let server: TestServer;
let faults: Course[];
let question: Course;
/** The same as a draft on its page tells it. */
let drafted: DraftOutlook;
/** What was foretold of the version before it was applied. */
let foreseen: Outlooks;

const at = (time: string) => server.house.time.set(`2026-10-21T${time.length > 5 ? time : `${time}:00`}+08:00`);
const reportedFault = () =>
  reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'critical',
    content: '全网中断',
    symptom: '核心交换机无响应',
  });
const lines = async (course: Course) => linesOf(await course.clocks());
const recount = () =>
  server.house.within(null, (tx) => tx.selectFrom('pledge.clock_recount').selectAll().executeTakeFirstOrThrow());
const eventsOf = (course: Course, type: string) =>
  server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.event')
      .select(['payload', 'actor', 'occurred_at', 'recorded_at', 'visibility'])
      .where('request_id', '=', course.id)
      .where('type', '=', type)
      .execute(),
  );
async function wouldBe(text: string): Promise<Outlooks> {
  const { house } = server;
  const version = await house.within(null, (tx) =>
    versionToCome(tx, { providerId: house.providerId, text, now: house.time.current() }),
  );
  assert.ok(version !== null && !isRefusal(version), JSON.stringify(version));
  return foreseeAll(house.deps, { providerId: house.providerId, recounting: movingTo(version.plan), keep: 10 });
}
async function draftedOutlook(text: string): Promise<DraftOutlook> {
  const begun = await server.post('planAuthor', '/api/plan-drafts', { projectId: server.house.projectId });
  const address = `/api/plan-drafts/${begun.body.id}`;
  assert.equal((await server.post('planAuthor', `${address}/save`, { version: 1, text })).status, 200);
  assert.equal((await server.post('planAuthor', `${address}/offer`, { version: 2 })).status, 200);
  assert.equal((await server.get('representative', address)).status, 200);
  assert.equal((await server.get('representative', `${address}/outlook`)).status, 404);
  const { status, body } = await server.get('manager', `${address}/outlook`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
const revisionOf = (course: Course) =>
  server.house.within(null, async (tx) => {
    const row = await tx
      .selectFrom('pledge.service_request as request')
      .innerJoin('pledge.service_plan as plan', 'plan.id', 'request.plan_id')
      .select('plan.revision')
      .where('request.id', '=', course.id)
      .executeTakeFirstOrThrow();
    return row.revision;
  });

before(async () => {
  server = await openTestServer();
  at('09:00');
  faults = [await reportedFault(), await reportedFault(), await reportedFault()];
  question = await reported(server, 'clerk', {
    channel: 'phone',
    contactId: server.house.actors.technician.contactId,
    siteId: server.house.sites['SITE-01'],
    content: '如何修改登录口令',
  });
  await question.take('branchEngineer', 'register', {
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    enquirerName: '王工',
    enquirerPhone: '+86 139 0000 0000',
    content: '如何修改登录口令',
  });
  at('10:30');
  foreseen = await wouldBe(STRICTER);
  drafted = await draftedOutlook(STRICTER);
  assert.equal((await applyVersion(server, STRICTER)).length, 1);
});
after(() => server.close());

describe('a draft that would take running requests over', () => {
  it('tells those who read it, before anybody activates it; customers read the text alone', async () => {
    assert.deepEqual([drafted.state, drafted.moved, drafted.changed, drafted.breached], ['moves', 3, 3, 3]);
    assert.deepEqual(
      drafted.changes.map(({ clock, limitBefore, limitAfter }) => [clock, limitBefore, limitAfter]),
      faults.map(() => ['arrival', 'PT2H', 'PT1H']),
    );
  });
});

describe('a version that takes running requests over', () => {
  it('is told beforehand, request by request, as it comes to pass', () => {
    assert.deepEqual([foreseen.moved, foreseen.stayed, foreseen.changed, foreseen.breached], [3, 0, 3, 3]);
    assert.deepEqual(foreseen.first.map(({ requestId }) => requestId).toSorted(), faults.map(({ id }) => id).toSorted());
  });

  it('leaves them alone until nobody counts on the one before it any more', async () => {
    assert.deepEqual((await openRecounts(server.house.deps).look()).recounts, []);
    assert.deepEqual((await lines(faults[0] as Course))['arrival'], ['10-21 11:00', 'warning', 5_400]);
  });

  it('moves them request by request; a worker that is killed on the way costs nothing, and none is moved twice', async () => {
    at('10:30:11');
    const killed = openRecounts(server.house.deps, { slice: 1, slices: 1 });
    await killed.look();
    assert.deepEqual([(await recount()).requests, (await recount()).done], [4, 1]);
    const other = openRecounts(server.house.deps, { slice: 1, slices: 1 });
    assert.deepEqual((await other.look()).recounts, [], 'another worker takes what is held');
    at('10:31');
    while ((await other.look()).recounts.length > 0);
    const { state, done, moved, stayed, operator } = await recount();
    assert.deepEqual([state, done, moved, stayed, operator], ['done', 4, 3, 0, 'root']);
    for (const fault of faults) assert.equal((await eventsOf(fault, 'planMoved')).length, 1);
  });

  it('gives each clock the terms of the version, counted from its own start', async () => {
    for (const fault of faults) {
      assert.equal(await revisionOf(fault), 2);
      assert.deepEqual((await lines(fault))['arrival'], ['10-21 10:00', 'breached', 5_460, 1_860]);
    }
  });

  it('writes down what each clock was due before and after, and the breach at its true instant', async () => {
    const [event] = await eventsOf(faults[0] as Course, 'planMoved');
    const data = event?.payload.data as { clocks: { clock: string }[]; toRevision: number } | undefined;
    assert.equal(data?.toRevision, 2);
    assert.deepEqual(
      data?.clocks.find(({ clock }) => clock === 'arrival'),
      {
        clock: 'arrival',
        cycle: 1,
        subjectKind: 'serviceRequest',
        subjectId: faults[0]?.id,
        limitBefore: 'PT2H',
        limitAfter: 'PT1H',
        dueBefore: Date.parse('2026-10-21T11:00:00+08:00'),
        dueAfter: Date.parse('2026-10-21T10:00:00+08:00'),
      },
    );
    const breaches = await eventsOf(faults[0] as Course, 'clockBreached');
    assert.ok(breaches.some((breach) => breach.occurred_at === Date.parse('2026-10-21T10:00:00+08:00')));
    const changes = await server.house.within(null, (tx) => tx.selectFrom('pledge.clock_change').selectAll().execute());
    assert.deepEqual(
      changes.map(({ clock }) => clock),
      ['arrival', 'arrival', 'arrival'],
    );
    assert.equal((await recount()).changed, 3);
  });

  it('is told in the timeline, to the customer too, with each due time that changed', async () => {
    const { body } = await server.get('technician', `/api/service-requests/${faults[0]?.id}/timeline`);
    const entry = body.items.find(({ title }: { title: { en: string } }) => title.en.includes('revision 2'));
    assert.deepEqual(
      entry?.facts.map(({ label, value }: Record<'label' | 'value', { zh: string }>) => `${label.zh} ${value.zh}`),
      ['到场 2026-10-21 11:00 → 2026-10-21 10:00'],
    );
  });

  it('leaves a kind that is to keep its version on it', async () => {
    assert.equal(await revisionOf(question), 1);
    assert.deepEqual(await eventsOf(question, 'planMoved'), []);
  });

  it('is seen in no view as of before it', async () => {
    const then = await server.get('manager', `/api/service-requests/${faults[0]?.id}/clocks?asOf=2026-10-21T10:15:00%2B08:00`);
    assert.equal(then.status, 200);
    const arrival = then.body.items.find((clock: { id: string }) => clock.id === 'arrival');
    assert.deepEqual([arrival.dueAt, arrival.breached], ['2026-10-21T03:00:00Z', false]);
    const under = async (query: string) =>
      (await server.get('manager', `/api/service-requests/${faults[0]?.id}/clocks/arrival/explanation${query}`)).body.plan
        .revision;
    assert.deepEqual([await under('?asOf=2026-10-21T10:15:00%2B08:00'), await under('')], [1, 2]);
  });

  it('goes on with their steps under the version', async () => {
    at('10:32');
    const [fault] = faults as [Course];
    await fault.take('manager', 'verify', {
      symptom: '核心交换机无响应',
      since: '今晨',
      extent: '全网',
      changesBefore: '无',
      backupState: '有备份',
      severity: 'critical',
    });
    assert.deepEqual((await lines(fault))['arrival'], ['10-21 10:00', 'breached', 5_520, 1_920]);
    const kinds = await server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.clock_outcome')
        .select('verdict')
        .where('request_id', '=', fault.id)
        .where('clock', '=', 'arrival')
        .execute(),
    );
    assert.equal(kinds.filter(({ verdict }) => verdict === 'breached').length, 1);
  });

  it('leaves an evidence log that holds, and cached clocks that say what their events give', async () => {
    const found = await auditOf(server.house, { now: server.house.time.current() });
    assert.equal(found.first, null, JSON.stringify(found));
  });
});
