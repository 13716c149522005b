import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countRegisters, watchClocks } from '#centre/commitments/index.ts';
import type { EvidenceRow } from '#centre/commitments/register/evidence.schema.ts';
import type { CommitmentAnswer } from '#centre/commitments/register/register.schema.ts';
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

const critical = (): Promise<Course> =>
  reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'critical',
    content: '全网中断',
    symptom: '核心交换机无响应',
  });
const verified = (fault: Course) =>
  fault.take('manager', 'verify', {
    symptom: '核心交换机无响应',
    since: '今晨',
    extent: '全网',
    changesBefore: '无',
    backupState: '有备份',
    severity: 'critical',
  });
const lowered = (fault: Course, agreedAt: string) =>
  fault.take('manager', 'set-severity', { severity: 'minor', reason: '仅一台终端受影响', agreedBy: '王工', agreedAt });

before(async () => {
  server = await openTestServer();
  at('09:00');
  course = await critical();
  await verified(course);
});
after(() => server.close());

describe('a breach of terms that a lower severity replaces', () => {
  it('stays in the answer of the clock, with the limit it broke', async () => {
    at('12:00');
    const broken = await arrival();
    assert.deepEqual([broken.mark, broken.pastBreaches], ['breached', []]);
    await lowered(course, '2026-10-21T11:59:00+08:00');
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

describe('a warning of terms that a lower severity replaces', () => {
  const looked = async (time: string): Promise<void> => {
    server.house.time.set(time);
    await watchClocks(server.house.deps);
    for (let { more } = { more: true }; more;) ({ more } = await countRegisters(server.app.house));
  };
  /** How many clocks put the commitment at risk, and of how many warnings its evidence tells. */
  const atRisk = async (commitment: string, query = ''): Promise<[number, number]> => {
    const of = `/api/fulfilments/${commitment}`;
    const { atRisk: clocks } = (await server.get('manager', of + query)).body as CommitmentAnswer;
    const { items } = (await server.get('manager', `${of}/evidence${query}`)).body as { items: EvidenceRow[] };
    return [clocks, items.filter(({ what }) => what === 'warned').length];
  };

  it('puts nothing at risk any more; the next warning puts at risk what the clock serves since', async () => {
    server.house.time.set('2026-10-28T22:30:00+08:00');
    const fault = await critical();
    await verified(fault);
    await looked('2026-10-28T23:35:00+08:00');
    assert.deepEqual(
      [await atRisk('C-1.1-06'), await atRisk('C-1.4.4-02')],
      [
        [1, 1],
        [1, 1],
      ],
      'one of two hours left',
    );
    await lowered(fault, '2026-10-28T23:36:00+08:00');
    await looked('2026-10-28T23:40:00+08:00');
    assert.deepEqual(
      [await atRisk('C-1.1-06'), await atRisk('C-1.4.4-02')],
      [
        [0, 0],
        [0, 0],
      ],
      'four hours, one of them gone',
    );
    await looked('2026-10-29T00:35:00+08:00');
    assert.deepEqual(
      [await atRisk('C-1.1-06'), await atRisk('C-1.4.4-02')],
      [
        [0, 0],
        [1, 1],
      ],
    );
    const then = '?asOf=2026-10-28';
    assert.deepEqual(
      [await atRisk('C-1.1-06', then), await atRisk('C-1.4.4-02', then)],
      [
        [0, 0],
        [0, 0],
      ],
      'at midnight',
    );
    await looked('2026-10-30T09:00:00+08:00');
    const before = '?asOf=2026-10-27';
    assert.deepEqual(
      [await atRisk('C-1.1-06', before), await atRisk('C-1.4.4-02', then)],
      [
        [0, 0],
        [0, 0],
      ],
    );
  });
});
