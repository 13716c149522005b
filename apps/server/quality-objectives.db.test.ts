import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ObjectiveRow, ObjectivesAnswer } from '#centre/quality/objectives.schema.ts';
import { SECOND_PLAN } from '#centre/testing/house.ts';
import type { Course } from './testing/course.ts';
import { answeredQuestion, asked, measuredBy, objectivesTold, type ObjectivesTold } from './testing/objectives-told.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let told: ObjectivesTold;
before(async () => {
  server = await openTestServer();
  told = objectivesTold(server);
});
after(() => server.close());

const at = (time: string): void => void server.house.time.set(`2026-${time.replace(' ', 'T')}:00+08:00`);
/** A consultation that is answered after so many minutes, and ends as the customer says. */
async function answered(day: string, { minutes, rating }: { minutes: number; rating?: string }): Promise<Course> {
  const course = await answeredQuestion(server, day, minutes);
  await course.take('technician', 'confirm', rating === undefined ? {} : { rating });
  await course.take('branchEngineer', 'link-knowledge', { articleReference: 'KB-0031' });
  return course;
}

describe('quality objectives', () => {
  let good: Course;

  it('have no sample before anything was asked, and say of the rest what nothing writes yet', async () => {
    at('10-12 08:00');
    const { items, today } = await told.all();
    assert.equal(today, '2026-10-12');
    assert.deepEqual(
      items.map(({ name, status, lacking, period }) => [name, status, lacking, period.name]),
      [
        ['restorationTime', 'noSample', [], '2026Q4'],
        ['agreement', 'noSample', [], '2026Q4'],
        ['takenUpAgain', 'noSample', [], '2026Q4'],
        ['recordCompleteness', 'noSample', [], '2026Q4'],
        ['knowledgeCapture', 'noSample', [], '2026Q4'],
        ['productPassRate', 'notMeasured', ['passedProducts', 'checkedProducts'], '2026'],
        ['acceptancePassRate', 'notMeasured', ['projectsAccepted', 'projectsSubmittedForAcceptance'], '2026'],
        ['responseTime', 'noSample', [], '2026Q4'],
        ['complaintRate', 'notMeasured', ['complaintsReceived'], '2026Q4'],
        ['satisfaction', 'noSample', [], '2026Q4'],
      ],
    );
    assert.deepEqual(await told.inRegister('C-1.3.6-07'), ['notDue', 0, 0, measuredBy('satisfaction')]);
  });

  it('are met by a request that was answered, rated and written down', async () => {
    good = await answered('10-12', { minutes: 20, rating: 'satisfied' });
    assert.deepEqual(await told.stands('responseTime'), ['met', 1200, 1, 1]);
    assert.deepEqual(await told.stands('satisfaction'), ['met', 1, 1, 1]);
    assert.deepEqual(await told.stands('recordCompleteness'), ['met', 1, 1, 1]);
    assert.deepEqual(await told.stands('knowledgeCapture'), ['met', 1, 1, 1]);
    const [row] = await told.rows('satisfaction', '');
    assert.deepEqual(
      [row?.number, row?.rating, row?.isCounted, row?.records.map(({ form, state }) => [form, state])],
      [good.number, 'satisfied', true, [['consultationRecord', 'frozen']]],
    );
  });

  it('C-1.3.6-07 misses its target with the first rating that is not content, which stands behind the figure', async () => {
    assert.deepEqual((await told.inRegister('C-1.3.6-07'))[0], 'notDue', 'the running quarter meets it and has not ended');
    const bad = await answered('10-13', { minutes: 20, rating: 'dissatisfied' });
    assert.deepEqual(await told.stands('satisfaction'), ['missed', 0.5, 1, 2]);
    assert.deepEqual(
      (await told.rows('satisfaction', '&counted=no')).map(({ number, rating }) => [number, rating]),
      [[bad.number, 'dissatisfied']],
    );
    assert.deepEqual(await told.inRegister('C-1.3.6-07'), ['atRisk', 0, 0, measuredBy('satisfaction')]);
  });

  it('C-1.3.3-07 misses its target where a request closed and left nothing for the knowledge base', async () => {
    at('10-14 09:00');
    const fault = await asked(server, 'fault');
    await fault.take('manager', 'no-fault', { reason: '端口统计页面打开即可', agreedBy: '王工' });
    assert.deepEqual(await told.stands('knowledgeCapture'), ['missed', 2 / 3, 2, 3]);
    assert.deepEqual(
      (await told.rows('knowledgeCapture', '&counted=no')).map(({ number }) => number),
      [fault.number],
    );
    const [status, , , metric] = await told.inRegister('C-1.3.3-07');
    assert.deepEqual([status, metric], ['atRisk', measuredBy('knowledgeCapture')]);
  });

  it('C-1.3.6-05 misses its target once a request has waited longer than it says, answered or not', async () => {
    at('10-15 09:00');
    const waiting = await asked(server, 'consultation');
    server.house.time.pass(24 * 60);
    assert.deepEqual((await told.stands('responseTime'))[0], 'met', 'twenty-four hours to the second are no more than that');
    server.house.time.pass(1);
    assert.deepEqual(await told.stands('responseTime'), ['missed', 24 * 3600 + 60, 2, 3]);
    const [row] = await told.rows('responseTime', '&counted=no');
    assert.deepEqual([row?.number, row?.seconds, row?.isOpen], [waiting.number, 24 * 3600 + 60, true]);
    assert.deepEqual(
      (await told.one('responseTime')).also.map(({ name, value }) => [name, value]),
      [
        ['median', 1200],
        ['p95', 24 * 3600 + 60],
        ['shareWithin', 2 / 3],
      ],
    );
    await waiting.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好，久等了。' });
    await waiting.take('branchEngineer', 'start-handling');
    await waiting.take('branchEngineer', 'answer', { finding: '在监控页面', action: '已查手册', nextStep: '请试用' });
    server.house.time.pass(60);
    assert.deepEqual(await told.stands('responseTime'), ['missed', 24 * 3600 + 60, 2, 3], 'it waits no longer');
    const [status, , , metric] = await told.inRegister('C-1.3.6-05');
    assert.deepEqual([status, metric], ['atRisk', measuredBy('responseTime')]);
  });

  it('have their rows a page at a time, each once, and refuse a period or a place that is none', async () => {
    const address = '/api/quality-objectives/responseTime/rows?period=2026Q4&limit=1';
    const numbers: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await server.get('qualityController', `${address}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      numbers.push(...(body.items as ObjectiveRow[]).map(({ number }) => number));
      cursor = body.nextCursor as string | null;
    }
    assert.deepEqual(
      numbers,
      (await told.rows('responseTime', '')).map(({ number }) => number),
    );
    assert.equal(new Set(numbers).size, 3, 'the fault that was none is not among them: it ended before an answer was due');
    const forged = Buffer.from(JSON.stringify(['0000-01-01T00:00:00Z', server.house.projectId])).toString('base64url');
    for (const [query, code] of [
      [`${address}&cursor=${forged}`, 'cursorUnknown'],
      ['/api/quality-objectives?period=0000', 'periodUnknown'],
    ] as const) {
      const { status, body } = await server.get('qualityController', query);
      assert.deepEqual([status, body.code], [400, code]);
    }
    assert.equal((await server.get('complaintHandler', '/api/quality-objectives')).status, 403);
    const own = await server.get('stranger', '/api/quality-objectives/responseTime/rows?period=2026Q4');
    assert.deepEqual(own.body.items, [], 'another customer has none of these');
  });

  it('C-1.3.6-05 C-1.3.6-07 C-1.3.3-07 are breached when a quarter has ended that misses the target', async () => {
    server.house.time.set('2027-01-04T09:00:00+08:00');
    const quarter = await told.one('satisfaction', '?period=2026Q4');
    assert.deepEqual([quarter.status, quarter.period.isOver, quarter.trend.at(-1)?.period], ['missed', true, '2026Q4']);
    assert.deepEqual((await told.one('satisfaction', '')).status, 'noSample', 'the new quarter has none yet');
    assert.deepEqual(await told.inRegister('C-1.3.6-07'), ['breached', 0, 1, measuredBy('satisfaction')]);
    for (const id of ['C-1.3.6-05', 'C-1.3.3-07']) assert.equal((await told.inRegister(id))[0], 'breached', id);
  });

  it('stand as of an earlier day as they stood then', async () => {
    const then = async (id: string, day: string) => (await told.inRegister(id, `?asOf=${day}`))[0];
    assert.deepEqual([await then('C-1.3.6-07', '2026-10-12'), await then('C-1.3.6-07', '2026-10-13')], ['notDue', 'atRisk']);
    // Answered on the sixteenth, after it had waited too long: on the fifteenth nobody knew that.
    assert.deepEqual([await then('C-1.3.6-05', '2026-10-15'), await then('C-1.3.6-05', '2026-10-16')], ['kept', 'atRisk']);
  });

  it('are counted anew as they were counted bit by bit', async () => {
    const facts = () =>
      server.house.within(null, async (tx) => [
        await tx
          .selectFrom('pledge.quality_fact')
          .selectAll()
          .orderBy('request_id')
          .orderBy('quantity')
          .orderBy('place')
          .execute(),
        await tx
          .selectFrom('pledge.quality_house_month')
          .selectAll()
          .where('count', '<>', 0)
          .orderBy('quantity')
          .orderBy('month')
          .orderBy('detail')
          .execute(),
      ]);
    await told.count();
    const before = await facts();
    assert.ok((before[0]?.length ?? 0) > 8);
    await server.house.within(null, (tx) => tx.deleteFrom('pledge.register_count').execute());
    await told.count();
    assert.deepEqual(await facts(), before);
  });
});

describe('quality objectives of another plan', () => {
  let other: TestServer;
  before(async () => {
    other = await openTestServer({ plan: SECOND_PLAN });
  });
  after(() => other.close());

  it('have its own periods and targets, in its own zone', async () => {
    // In Shanghai it is March already.
    other.house.time.set('2026-02-28T23:30:00+01:00');
    const { status, body } = await other.get('qualityController', '/api/quality-objectives');
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((body as ObjectivesAnswer).today, '2026-02-28');
    assert.deepEqual(
      (body as ObjectivesAnswer).items.map(({ name, period, target, lacking }) => [name, period.name, target.value, lacking]),
      [
        ['responseTime', '2026-02', 36 * 3600, []],
        ['complaintRate', '2026', 0.03, ['complaintsReceived']],
        ['satisfaction', '2026H1', 0.95, []],
        ['knowledgeCapture', '2026H1', 0.9, []],
      ],
    );
  });
});
