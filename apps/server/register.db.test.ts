import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countRegisters, watchClocks } from '#centre/commitments/index.ts';
import type { Fulfilment, RegisterAnswer } from '#centre/commitments/register/register.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let fault: Course;
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-03T22:10:00+08:00');
  fault = await reported(server, 'technician', {
    channel: 'web',
    kind: 'fault',
    siteId: server.house.sites['SITE-01'],
    content: '核心交换机宕机',
    enquirerPhone: '+86 10 0000 0004',
  });
});
after(() => server.close());

const count = async (): Promise<void> => {
  for (let { more } = { more: true }; more;) ({ more } = await countRegisters(server.app.house));
};
const register = async (who: HouseName, query = ''): Promise<RegisterAnswer> => {
  const { status, body } = await server.get(who, `/api/fulfilments${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const row = async (id: string, who: HouseName = 'manager', query = ''): Promise<Fulfilment> => {
  const found = (await register(who, query)).items.find((item) => item.id === id);
  assert.ok(found, id);
  return found;
};
const stands = async (id: string) => {
  const { status, kept, due } = await row(id);
  return [status, kept, due];
};

describe('the register of commitments', () => {
  it('shows every commitment of the plan, each with its status', async () => {
    await count();
    const { items, total, statuses } = await register('manager');
    assert.equal(total, items.length);
    assert.equal(
      Object.values(statuses).reduce((sum, one) => sum + one, 0),
      total,
    );
  });

  it('keeps what the plan arranged since it became active, and says of the rest what it waits for', async () => {
    assert.deepEqual(await stands('C-1.3-01'), ['kept', 1, 1]);
    const inspections = await row('C-1.1-14');
    assert.equal(inspections.status, 'notMeasured');
    assert.deepEqual(inspections.feeds, [{ means: 'schedule', by: null, names: ['inspections'] }]);
  });

  it('C-1.1-03 falls due and is kept when its clock is stopped in time', async () => {
    assert.deepEqual(await stands('C-1.1-03'), ['notDue', 0, 0]);
    server.house.time.set('2026-10-03T22:13:00+08:00');
    await fault.take('manager', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    await count();
    assert.deepEqual(await stands('C-1.1-03'), ['kept', 1, 1]);
    assert.deepEqual(await stands('C-1.3.2-05'), ['kept', 1, 1], 'the row that repeats it');
  });

  it('C-1.1-06 is at risk from its first warning, and breached when nobody came', async () => {
    server.house.time.set('2026-10-03T23:11:00+08:00');
    await watchClocks(server.app.house);
    await count();
    assert.deepEqual(await stands('C-1.1-06'), ['atRisk', 0, 0]);
    server.house.time.set('2026-10-04T00:11:00+08:00');
    await watchClocks(server.app.house);
    await count();
    const arrival = await row('C-1.1-06');
    assert.deepEqual([arrival.status, arrival.kept, arrival.due, arrival.unexplained, arrival.atRisk], ['breached', 0, 1, 1, 0]);
    assert.deepEqual(arrival.trend.at(-1), { month: '2026-10-01', due: 1, breached: 1 });
  });
});
