import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Transaction } from 'kysely';
import { countRegisters, watchClocks } from '#centre/commitments/index.ts';
import type { CommitmentAnswer, RegisterAnswer } from '#centre/commitments/register/register.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { SECOND_PLAN } from '#centre/testing/house.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const HOUR = 3_600_000;

async function count(server: TestServer): Promise<void> {
  for (let more = true; more;) ({ more } = await countRegisters(server.app.house));
}

/** From here on everything is to be counted anew. */
async function countAnew(server: TestServer): Promise<void> {
  await server.house.within(null, async (tx) => {
    await tx.deleteFrom('pledge.register_counting').execute();
    await tx.deleteFrom('pledge.register_count').execute();
  });
}

/** The centre's work goes on while everything is counted, a portion at a time. */
function meanwhile(server: TestServer, portion: number) {
  const house = { ...server.app.house, portion };
  const { objectives } = house;
  const siteId = Object.values(server.house.sites)[0];
  const last: { request?: Course; strange?: Course } = {};
  const report = (who: 'clerk' | 'technician', more: Record<string, unknown>): Promise<Course> =>
    reported(server, who, { content: '核心交换机宕机', enquirerPhone: '+86 10 0000 0004', ...more });
  return {
    portion: () => countRegisters(house),
    twoAtOnce: () => Promise.all([countRegisters(house), countRegisters(house)]),
    // The worker ends before it commits.
    cutOff: async () => {
      const keep = async (): Promise<void> => Promise.reject(new Error('the worker ended'));
      await countRegisters({ ...house, objectives: { ...objectives, keep } }).catch(() => undefined);
    },
    reported: async () => {
      last.request = await report('technician', { channel: 'web', kind: 'fault', siteId });
      last.strange ??= await report('clerk', { channel: 'email', enquirerEmail: 'nobody@elsewhere.example' });
    },
    answered: async () => {
      await last.request?.take('manager', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
      delete last.request;
      server.house.time.pass(90);
      await watchClocks(server.app.house);
    },
    projectKnown: async () => {
      if (last.strange !== undefined) await becomesKnown(server, last.strange, siteId);
      delete last.strange;
    },
  };
}

/** Of a fault of somebody nobody recognised it becomes known whose it is. */
async function becomesKnown(server: TestServer, fault: Course, siteId: string | undefined): Promise<void> {
  await fault.take('manager', 'register', {
    kind: 'fault',
    projectId: server.house.projectId,
    siteId,
    enquirerName: '王工',
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机宕机',
    symptom: '指示灯全灭',
  });
}

/** Twelve faults over the turn of a month, some answered, some not; the register looks now and then, never after the last of them. */
async function work(server: TestServer): Promise<void> {
  let at = Date.parse('2026-03-30T06:00:00Z');
  const later = (milliseconds: number): void => {
    at += milliseconds;
    server.house.time.set(formatInstant(instant(at)));
  };
  const siteId = Object.values(server.house.sites)[0];
  const strange: Course[] = [];
  for (let place = 0; place < 12; place += 1) {
    later(5 * HOUR);
    const isStrange = place % 4 === 3;
    const fault = await reported(server, isStrange ? 'clerk' : 'technician', {
      channel: isStrange ? 'email' : 'web',
      content: '核心交换机宕机',
      enquirerEmail: isStrange ? `nobody${place}@elsewhere.example` : 'wang@customer.example.cn',
      enquirerPhone: '+86 10 0000 0004',
      ...(isStrange ? {} : { kind: 'fault', siteId }),
    });
    if (isStrange) strange.push(fault);
    if (place % 3 === 0) await count(server);
    if (place % 2 === 0) {
      later(HOUR / 12);
      await fault.take('manager', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    }
    if (place % 4 === 1) later(2 * HOUR);
    await watchClocks(server.app.house);
    if (place % 4 === 1) await count(server);
  }
  await count(server);
  // What happened before anybody knew whose a request is counts for its project from now on; of one nobody ever finds out.
  for (const fault of strange.slice(1)) await becomesKnown(server, fault, siteId);
  later(HOUR / 6);
  await watchClocks(server.app.house);
}

async function countedRows(tx: Transaction<Tables>) {
  const months = await tx
    .selectFrom('pledge.fulfilment_month')
    .selectAll()
    .orderBy('project_id')
    .orderBy('commitment')
    .orderBy('month')
    .execute();
  const house = await tx.selectFrom('pledge.fulfilment_house_month').selectAll().orderBy('commitment').orderBy('month').execute();
  return { months, house };
}

/** A line for each figure of the months, as it is counted by hand. */
function toldOf(months: Awaited<ReturnType<typeof countedRows>>['months']): string[] {
  const told = months.flatMap((row) =>
    (['kept', 'breached', 'passed'] as const).flatMap((what) =>
      row.commitment === '*' || row[what] === 0 ? [] : [`${row.commitment} ${row.month} ${what} ${row[what]}`],
    ),
  );
  return told.sort();
}

/** The same by hand: every row that says something of a commitment, read and counted one by one. */
async function countedByHand(tx: Transaction<Tables>, zone: string): Promise<string[]> {
  const requests = await tx.selectFrom('pledge.service_request').select(['id', 'project_id']).execute();
  const projectOf = new Map(requests.map(({ id, project_id }) => [id, project_id]));
  const outcomes = await tx.selectFrom('pledge.clock_outcome').selectAll().execute();
  const events = await tx.selectFrom('pledge.event').selectAll().execute();
  const counts = new Map<string, number>();
  const add = (requestId: string | null, fact: { commitment: string; at: number; what: string }): void => {
    if (requestId === null || projectOf.get(requestId) == null) return;
    const month = `${dateIn(zone, fact.at as Instant).slice(0, 7)}-01`;
    const key = `${fact.commitment} ${month} ${fact.what}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { request_id, commitments, verdict, at } of outcomes)
    if (verdict === 'kept' || verdict === 'breached')
      for (const commitment of commitments) add(request_id, { commitment, at, what: verdict });
  for (const { request_id, commitments, payload, occurred_at } of events)
    if ((payload as { flow: string | null }).flow !== null)
      for (const commitment of commitments) add(request_id, { commitment, at: occurred_at, what: 'passed' });
  return [...counts].map(([key, times]) => `${key} ${times}`).sort();
}

for (const [which, plan, zone] of [
  ['the sample plan', undefined, 'Asia/Shanghai'],
  ['another provider’s plan in another zone', SECOND_PLAN, 'Europe/Berlin'],
] as const)
  describe(`what the register counts under ${which}`, () => {
    let server: TestServer;
    before(async () => {
      server = await openTestServer(plan === undefined ? {} : { plan });
      await work(server);
      await count(server);
    });
    after(() => server.close());

    it('is what verdicts and passed guards say, month by month of the plan’s zone', async () => {
      const { months } = await server.house.within(null, countedRows);
      const told = toldOf(months);
      assert.ok(told.length > 20, 'something was counted');
      assert.equal(new Set(months.map(({ month }) => month)).size, 2, 'in two months');
      assert.deepEqual(told, await server.house.within(null, (tx) => countedByHand(tx, zone)));
    });

    it('is the same counted anew at once, for the projects and for the house', async () => {
      const before = await server.house.within(null, countedRows);
      await countAnew(server);
      await count(server);
      assert.deepEqual(await server.house.within(null, countedRows), before);
    });

    it('is the same counted in portions, whatever is written, cut off and counted by two at once meanwhile', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 4 }),
          fc.array(fc.constantFrom('portion', 'cutOff', 'twoAtOnce', 'reported', 'answered', 'projectKnown'), {
            minLength: 12,
            maxLength: 24,
          }),
          async (portion, order) => {
            await countAnew(server);
            const steps = meanwhile(server, portion);
            for (const what of order) await steps[what]();
            await count(server);
            const inPortions = await server.house.within(null, countedRows);
            await countAnew(server);
            await count(server);
            assert.deepEqual(await server.house.within(null, countedRows), inPortions);
          },
        ),
        { numRuns: 12 },
      );
      const told = await server.house.within(null, countedRows);
      assert.deepEqual(toldOf(told.months), await server.house.within(null, (tx) => countedByHand(tx, zone)));
    });

    it('shows how far it is meanwhile, and not what would be too little', async () => {
      await countAnew(server);
      const { counting: begun, countedAt } = (await server.get('manager', '/api/fulfilments')).body as RegisterAnswer;
      assert.deepEqual([begun, countedAt], [{ projects: 0, ofProjects: 1, requests: 0 }, null]);
      for (let place = 0; place < 20; place += 1) await countRegisters({ ...server.app.house, portion: 1 });
      const { counting } = (await server.get('manager', '/api/fulfilments')).body as RegisterAnswer;
      assert.ok((counting?.requests ?? 0) > 2 && (counting?.requests ?? 0) < 20, JSON.stringify(counting));
      const [first] = ((await server.get('technician', '/api/fulfilments?limit=1')).body as RegisterAnswer).items;
      const one = (await server.get('technician', `/api/fulfilments/${first?.id}`)).body as CommitmentAnswer;
      assert.deepEqual(one.counting, { projects: 0, ofProjects: 1, requests: null }, 'a customer is not told of others');
      await count(server);
      const whole = (await server.get('manager', '/api/fulfilments')).body as RegisterAnswer;
      assert.equal(whole.counting, null);
      assert.equal(typeof whole.countedAt, 'string');
    });

    it('is the sum of its projects for the house', async () => {
      const { months, house } = await server.house.within(null, countedRows);
      const sums = (rows: readonly { kept: number; breached: number; passed: number }[]) =>
        rows.reduce((sum, row) => sum + row.kept + row.breached + row.passed, 0);
      assert.equal(sums(house), sums(months));
    });
  });
