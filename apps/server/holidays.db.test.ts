import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openRecounts } from '#centre/commitments/index.ts';
import { importNotice, NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A notice of the provider's holiday table after the plan was applied: what the clocks of requests make of it. */
let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string) => server.house.time.set(`2026-11-${time.replace(' ', 'T')}:00+08:00`);
/** The notice of a year as it stands in the sample plan, with Wednesday the 18th of November off. */
async function wednesdayIsOff(): Promise<void> {
  const { house } = server;
  const row = await house.within(null, (tx) =>
    tx.selectFrom('pledge.holiday_year').selectAll().where('year', '=', 2026).executeTakeFirstOrThrow(),
  );
  const days = (dates: readonly string[], isOffDay: boolean) => dates.flatMap(datesIn).map((date) => ({ date, isOffDay }));
  const text = JSON.stringify({
    year: 2026,
    papers: ['国办发明电〔2026〕99号'],
    days: [...days([...row.off, '2026-11-18'], true), ...days(row.make_up, false)],
  });
  const actor = { ...house.actors.administrator, kind: 'operator' as const, personId: null };
  const answer = await runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: house.providerId, customerId: null },
    actorKey: 'operator:tester',
    path: 'test',
    envelope: { commandId: crypto.randomUUID() },
    body: { text },
    work: (run) => importNotice(run, { actor, set: row.holiday_set, text }),
  });
  assert.ok(!isRefusal(answer), JSON.stringify(answer));
  await delay(NOTICES_FRESH_MS + 50);
}
function datesIn(range: string): string[] {
  const [from = range, to = from] = range.split('/');
  const dates: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}
const consulted = async (): Promise<Course> => {
  const course = await reported(server, 'clerk', {
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
  return course;
};
/** Eight hours of the office from the registration, and the record of it, which is saved at once. */
const lines = async (course: Course) => {
  const { answer, recordConsultation } = linesOf(await course.clocks());
  return [answer, recordConsultation];
};
const explanation = async (course: Course) => {
  const [clock] = (await server.get('manager', `/api/service-requests/${course.id}/clocks`)).body.items.filter(
    (one: { id: string }) => one.id === 'answer',
  );
  return clock.explanation;
};

describe('a day that turns out to be off', () => {
  let earlier: Course;

  it('is not known before it is noticed', async () => {
    at('17 15:00');
    earlier = await consulted();
    assert.deepEqual(await lines(earlier), [
      ['11-18 14:30', 'running', 0],
      ['11-18 15:00', 'kept', 0],
    ]);
    assert.deepEqual((await explanation(earlier)).holidayNotices, []);
  });

  it('moves the due time of a clock that starts after, and the explanation names day and notice', async () => {
    at('17 16:00');
    await wednesdayIsOff();
    at('17 16:30');
    const course = await consulted();
    assert.deepEqual((await lines(course))[0], ['11-19 16:00', 'running', 0]);
    const { stretches, holidayNotices } = await explanation(course);
    assert.ok(
      stretches.some(
        (stretch: { cause: string; from: string }) => stretch.cause === 'holiday' && stretch.from === '2026-11-17T16:00:00Z',
      ),
    );
    assert.deepEqual(holidayNotices, [
      {
        at: '2026-11-17T08:00:00Z',
        source: '国办发明电〔2026〕99号',
        text: {
          zh: '放假安排在方案制定之后有更改，已按更改后的日历计算',
          en: 'the holiday table changed after the plan was made; counted by the table as changed',
        },
      },
    ]);
  });

  it('moves what runs already and leaves what has ended, in lists too once the workers have looked', async () => {
    const inList = async () =>
      (
        await server.house.within(null, (tx) =>
          tx
            .selectFrom('pledge.clock')
            .select('due_at')
            .where('request_id', '=', earlier.id)
            .where('clock', '=', 'answer')
            .executeTakeFirstOrThrow(),
        )
      ).due_at;
    assert.deepEqual(await lines(earlier), [
      ['11-19 14:30', 'running', 5_400],
      ['11-18 15:00', 'kept', 0],
    ]);
    assert.equal(await inList(), Date.parse('2026-11-18T14:30:00+08:00'));
    const recounts = openRecounts(server.house.deps);
    while ((await recounts.look()).recounts.length > 0);
    assert.equal(await inList(), Date.parse('2026-11-19T14:30:00+08:00'));
  });
});
