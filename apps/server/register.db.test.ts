import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { countRegisters, watchClocks } from '#centre/commitments/index.ts';
import type { ClockExplanation } from '#centre/commitments/clock-view.schema.ts';
import type { CardAnswer } from '#centre/commitments/contact-card/contact-card.schema.ts';
import type { PlacesAnswer } from '#centre/commitments/register/register-places.schema.ts';
import type { EvidenceRow } from '#centre/commitments/register/evidence.schema.ts';
import type { CommitmentAnswer, Fulfilment, RegisterAnswer } from '#centre/commitments/register/register.schema.ts';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { saveFile } from '#centre/requests/files.store.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { admitSecondCustomer } from '#centre/testing/second-parties.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { applyVersion } from './testing/apply-version.ts';
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
    assert.equal(inspections.status, 'notDue');
    assert.deepEqual(inspections.feeds, [{ means: 'schedule', by: 'duties', names: ['inspections'] }]);
    const column = await row('C-1.5.3-06');
    assert.deepEqual([column.status, column.feeds[0]?.names], ['notMeasured', ['channels.web.projectColumn']]);
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

  it('C-1.4.1-11 is tried and refused before it is kept: a refusal is evidence, and the same again within a day no other', async () => {
    const gate = async () => {
      const { status, refused, kept } = await row('C-1.4.1-11');
      return [status, refused, kept];
    };
    for (let tried = 0; tried < 3; tried += 1) assert.equal((await fault.fire('manager', 'verify')).status, 422);
    await count();
    assert.deepEqual(await gate(), ['notDue', 1, 0]);
    const { items } = (await server.get('technician', '/api/fulfilments/C-1.4.1-11/evidence')).body;
    assert.deepEqual(
      items.map((one: EvidenceRow) => [one.what, one.title.zh, one.guards, one.times, one.request?.number]),
      [['refused', '核实故障现象', ['verificationChecklist'], 3, fault.number]],
    );
    const { named } = (await server.get('technician', '/api/fulfilments/C-1.4.1-11')).body as CommitmentAnswer;
    const told = [items[0].reasons[0].zh, named[0]?.words.zh];
    assert.deepEqual(told, ['核实清单不全。', '写明现象、从何时开始、影响范围、此前有无变更、备份情况和严重程度。']);
  });

  it('from a status the evidence is one address away: its event, its request, its clock', async () => {
    const { items, nextCursor } = (await server.get('manager', '/api/fulfilments/C-1.1-06/evidence')).body;
    assert.equal(nextCursor, null);
    assert.deepEqual(
      items.map((one: EvidenceRow) => [one.what, one.clock, one.request?.number, one.at]),
      [['breached', 'arrival', fault.number, '2026-10-03T16:10:00Z']],
    );
    const [breach] = items;
    const proof = await server.get('manager', `/api/events/${breach.eventId}/proof`);
    assert.equal(proof.status, 200);
    const only = (await server.get('manager', '/api/fulfilments/C-1.1-06/evidence?only=breached')).body.items;
    assert.deepEqual(only, [breach]);
    const before = (await server.get('manager', '/api/fulfilments/C-1.1-06/evidence?asOf=2026-10-03')).body.items;
    assert.deepEqual([...new Set(before.map(({ what }: EvidenceRow) => what))], ['warned'], 'the day before it was breached');
    for (const [path, status] of [
      ['/api/fulfilments/C-9.9-99/evidence', 404],
      ['/api/fulfilments/C-9.9-99', 404],
      ['/api/fulfilments/C-1.1-06/evidence?cursor=nowhere', 400],
      ['/api/fulfilments/C-1.1-06/evidence?asOf=2026-10-05', 400],
      ['/api/fulfilments?cursor=C-9.9-99', 400],
    ] as const)
      assert.equal((await server.get('manager', path)).status, status, path);
  });

  it('a breach asks for its cause and measure, told by who works on the request, read by the customer', async () => {
    const { items } = (await server.get('manager', '/api/fulfilments/C-1.1-06/evidence?only=breached')).body;
    const [breach] = items as [EvidenceRow];
    const { people } = (await server.get('manager', '/api/fulfilments/C-1.1-06')).body as CommitmentAnswer;
    const responsible = people.find(({ name }) => name === '陈工');
    assert.ok(responsible);
    const path = `/api/service-requests/${fault.id}/explain-breach`;
    const told = {
      clock: breach.clock,
      subjectId: breach.subject.id,
      cycle: breach.cycle,
      cause: '高速公路封闭',
      measure: '备选路线写入出发单',
      responsibleId: responsible.id,
      dueOn: '2026-10-31',
    };
    const refused = async (who: HouseName, changed: object) => {
      const { status, body } = await server.post(who, path, { ...told, ...changed });
      return [status, body.code];
    };
    assert.deepEqual(await refused('technician', {}), [403, 'notAllowed']);
    assert.deepEqual(await refused('auditor', {}), [403, 'notAllowed']);
    assert.deepEqual(await refused('stranger', {}), [404, 'notFound']);
    assert.deepEqual(await refused('manager', { clock: 'resolution' }), [422, 'noSuchBreach']);
    assert.deepEqual(await refused('manager', { responsibleId: server.house.actors.technician.personId }), [
      422,
      'unknownPerson',
    ]);
    assert.deepEqual(await refused('manager', { cause: '不知道' }), [422, 'guardRefused']);
    assert.equal((await server.post('manager', path, told)).status, 201);
    assert.equal((await server.post('manager', path, { ...told, measure: '增设备勤点' })).status, 201);
    await count();
    const arrival = await row('C-1.1-06');
    assert.deepEqual([arrival.status, arrival.breached, arrival.unexplained], ['breached', 1, 0]);
    const seen = (await server.get('technician', '/api/fulfilments/C-1.1-06/evidence?only=breached')).body.items[0].explanation;
    assert.deepEqual(seen, { cause: '高速公路封闭', measure: '增设备勤点', responsible: '陈工', dueOn: '2026-10-31' });
    const { items: entries } = (await server.get('technician', `/api/service-requests/${fault.id}/timeline`)).body;
    assert.ok(entries.some(({ title }: { title: { zh: string } }) => title.zh === '违约说明'));
  });

  it('C-1.3-04 is attested by whom it holds, with a file, for a year at most; then it is overdue until attested again', async () => {
    const fileId = randomUUID();
    const { actors, projectId, within, providerId } = server.house;
    await within(null, (tx) =>
      saveFile(tx, actors.centreManager, {
        file: { id: fileId, name: '确认书.pdf', mediaType: 'application/pdf', size: 3, digest: 'a'.repeat(64) },
        now: server.house.time.current(),
      }),
    );
    const attest = async (who: HouseName, changed: object = {}) =>
      server.post(who, '/api/fulfilments/C-1.3-04/attest', { projectId, fileId, ...changed });
    const refused = async (who: HouseName, changed: object) => {
      const { status, body } = await attest(who, changed);
      return [status, body.code];
    };
    assert.deepEqual(await stands('C-1.3-04'), ['notMeasured', 0, 0]);
    assert.deepEqual(await refused('manager', {}), [403, 'notAllowed']);
    assert.deepEqual(await refused('technician', {}), [403, 'notAllowed']);
    assert.deepEqual(await refused('centreManager', { holdsUntil: '2027-10-05' }), [422, 'wrongEnd']);
    assert.deepEqual(await refused('centreManager', { fileId: randomUUID() }), [422, 'unknownFile']);
    assert.deepEqual(await refused('centreManager', { projectId: providerId }), [404, 'notFound']);
    assert.equal((await attest('centreManager')).body.holdsUntil, '2027-10-04');
    assert.deepEqual(await stands('C-1.3-04'), ['kept', 1, 1]);
    const { items } = (await server.get('technician', '/api/fulfilments/C-1.3-04/evidence')).body;
    assert.deepEqual(
      items.map((one: EvidenceRow) => [one.what, one.attestation?.by, one.attestation?.holdsUntil, one.attestation?.file.name]),
      [['attested', '罗主任', '2027-10-04', '确认书.pdf']],
    );
    const now = server.house.time.current();
    server.house.time.set('2027-09-20T12:00:00+08:00');
    assert.deepEqual(await stands('C-1.3-04'), ['atRisk', 1, 1]);
    server.house.time.set('2027-10-05T12:00:00+08:00');
    assert.deepEqual(await stands('C-1.3-04'), ['breached', 0, 1]);
    server.house.time.set(formatInstant(now));
  });

  it('is kept by the card that the customer is shown, and broken while somebody’s number is missing there', async () => {
    const { within, actors, projectId } = server.house;
    const number = async (mobile: string | null): Promise<void> => {
      await within(null, (tx) =>
        tx
          .updateTable('pledge.person_reach')
          .set({ mobile })
          .where('person_id', '=', actors.manager.personId ?? '')
          .execute(),
      );
    };
    const card = async (who: HouseName) => ((await server.get(who, '/api/contact-card')).body as CardAnswer).card;
    assert.deepEqual(await stands('C-1.4.1-07'), ['kept', 1, 1]);
    const [shown] = (await server.get('technician', '/api/fulfilments/C-1.4.1-07/evidence')).body.items as EvidenceRow[];
    assert.deepEqual([shown?.what, shown?.projectId], ['published', projectId]);
    await number(null);
    assert.deepEqual(await stands('C-1.4.1-07'), ['breached', 0, 1]);
    const { lacks } = (await server.get('technician', '/api/fulfilments/C-1.4.1-07')).body as CommitmentAnswer;
    assert.deepEqual(
      lacks.map(({ part, lacks: told }) => [part.zh, told.map(({ zh }) => zh)]),
      [['手机', ['现在没有写明号码的专职服务经理']]],
    );
    await number('+86 139 0000 0007');
    const ofCustomer = await card('technician');
    const [manager] = ofCustomer?.parts.find(({ place }) => place === 'channels.mobile')?.lines ?? [];
    assert.deepEqual([manager?.label?.zh, manager?.phone], ['专职服务经理 韩经理', '+86 139 0000 0007']);
    assert.deepEqual(ofCustomer, await card('manager'), 'staff see the same card');
    assert.equal(JSON.stringify(ofCustomer).includes('@service.example.cn'), true);
    assert.equal(JSON.stringify(ofCustomer).includes('manager@'), false, 'nobody agreed that the own mailbox is shown');
    assert.deepEqual(await stands('C-1.4.1-07'), ['kept', 1, 1]);
  });

  it('shows any day as it was: by what was recorded until then', async () => {
    const then = async (id: string, asOf: string) => {
      const { status, kept, due, unexplained, refused } = await row(id, 'manager', `?asOf=${asOf}`);
      return [status, kept, due, unexplained, refused];
    };
    server.house.time.set('2026-10-04T23:59:59+08:00');
    await watchClocks(server.app.house);
    await count();
    const { countedAt: _now, ...now } = await register('manager');
    server.house.time.set('2026-10-05T09:00:00+08:00');
    assert.deepEqual(await then('C-1.1-06', '2026-10-03'), ['atRisk', 0, 0, 0, 0], 'nobody had come yet');
    assert.deepEqual(await then('C-1.1-06', '2026-10-04'), ['breached', 0, 1, 0, 0]);
    assert.deepEqual(await then('C-1.1-03', '2026-10-02'), ['notDue', 0, 0, 0, 0]);
    assert.deepEqual(await then('C-1.3-01', '2026-03-01'), ['kept', 1, 1, 0, 0], 'on the day of the activation');
    assert.deepEqual((await register('manager', '?asOf=2026-02-28')).total, 0, 'no plan was active');
    const { countedAt: _then, ...asOf } = await register('manager', '?asOf=2026-10-04');
    assert.deepEqual(asOf, now, 'counted from the events it is what is kept counted');
    const evidence = async (query: string): Promise<EvidenceRow[]> =>
      (await server.get('manager', `/api/fulfilments/C-1.1-06/evidence${query}`)).body.items;
    assert.deepEqual(
      (await evidence('?asOf=2026-10-03')).map(({ what }) => what),
      ['warned'],
      'what shows it is of that day too',
    );
    assert.deepEqual(await evidence('?asOf=2026-10-04'), await evidence(''), 'with cause and measure as they were told by then');
  });

  it('leads from an earlier day to the clock as it ran then, and from now to what became of it', async () => {
    const why = async (day: string) => {
      const path = '/api/fulfilments/C-1.1-06';
      const { until } = (await server.get('technician', path + day)).body as CommitmentAnswer;
      const [row] = (await server.get('technician', `${path}/evidence${day}`)).body.items as EvidenceRow[];
      const which = `subject=${row?.subject.id}&cycle=${row?.cycle}${until === null ? '' : `&asOf=${until}`}`;
      const answer = await server.get(
        'technician',
        `/api/service-requests/${fault.id}/clocks/${row?.clock}/explanation?${which}`,
      );
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      const { clock, stretches, sumSeconds } = answer.body as ClockExplanation;
      return [
        until,
        clock.mark,
        ...stretches.map(({ to, kind, countedSeconds }) => `${kind} ${countedSeconds} to ${to}`),
        sumSeconds,
      ];
    };
    assert.deepEqual(await why('?asOf=2026-10-03'), [
      '2026-10-03T16:00:00Z',
      'warning',
      'counted 6600 to 2026-10-03T16:00:00Z',
      'expected 600 to 2026-10-03T16:10:00Z',
      7_200,
    ]);
    assert.deepEqual(await why(''), [null, 'breached', 'counted 7200 to 2026-10-03T16:10:00Z', 7_200]);
  });

  it('refuses a day that has not come in the zone of the plan, and says which day it is', async () => {
    for (const path of ['', '/C-1.1-06', '/C-1.1-06/evidence']) {
      const ask = (day: string) => server.get('manager', `/api/fulfilments${path}?asOf=${day}`);
      assert.equal((await ask('2026-10-05')).status, 200, 'today is the page as it is');
      const { status, body } = await ask('2026-10-06');
      assert.deepEqual([status, body.code, body.fields?.[0]?.field], [400, 'invalidInput', 'asOf'], JSON.stringify(body));
      assert.match(JSON.stringify(body), /2026-10-05/);
    }
  });

  it('shows a customer the own projects alone, and nobody of the house how to reach their people', async () => {
    for (const path of ['', '/C-1.1-06/evidence'])
      assert.equal((await server.get('stranger', `/api/fulfilments${path}`)).body.items?.length ?? 0, 0, path);
    // Whoever reads the plan sees how it stands; what happened on a request, whoever may see that request.
    assert.equal((await row('C-1.1-06', 'northEngineer')).breached, 1);
    assert.deepEqual((await server.get('northEngineer', '/api/fulfilments/C-1.1-06/evidence')).body.items, []);
    assert.deepEqual((await server.get('technician', '/api/fulfilments/C-1.1-06')).body.people, []);
    assert.equal((await register('representative')).total, (await register('manager')).total);
    assert.equal((await server.get('siteStaff', '/api/fulfilments')).status, 403);
  });

  it('names the projects and customers that it can be narrowed by: to each the own, by a part of the name', async () => {
    const places = async (who: HouseName, query = ''): Promise<PlacesAnswer> =>
      (await server.get(who, `/api/fulfilment-places${query}`)).body;
    const { projects, customers } = await places('manager');
    assert.deepEqual([projects.total, customers.total, projects.chosen], [1, 1, null]);
    const [project] = projects.items;
    assert.ok(project);
    assert.deepEqual((await places('stranger')).projects.items, []);
    assert.deepEqual((await places('manager', '?q=nowhere')).projects, { items: [], fitting: 0, total: 1, chosen: null });
    const found = await places('technician', `?q=${project.code.toLowerCase()}&project=${project.id}`);
    assert.deepEqual([found.projects.items, found.projects.chosen], [[project], project]);
    const [customer] = customers.items;
    assert.equal((await register('manager', `?customer=${customer?.id ?? ''}`)).total, (await register('manager')).total);
  });

  it('is asked by clause, kind, means, role, status and project, a page at a time', async () => {
    const ids = async (query: string) => (await register('manager', query)).items.map(({ id }) => id);
    assert.ok((await ids('?clause=1.4')).every((id) => id.startsWith('C-1.4')));
    assert.deepEqual(await ids('?status=breached&kind=clock&means=clock&role=branchEngineer&clause=1.1'), ['C-1.1-06']);
    const [first, second] = [
      await register('manager', '?clause=1.1&limit=10'),
      await register('manager', '?clause=1.1&limit=10&cursor=C-1.1-10'),
    ];
    assert.deepEqual([first.nextCursor, second.items[0]?.id, second.nextCursor], ['C-1.1-10', 'C-1.1-11', 'C-1.1-20']);
    assert.deepEqual(await ids(`?project=${fault.id}`), []);
    assert.equal((await ids(`?project=${server.house.projectId}`)).length, first.total);
  });
});

describe('the register of several projects', () => {
  /** The project of the fault, another of the same customer, and one of another customer. */
  let first: string;
  let second: string;
  let others: string;
  let othersCustomer: string;
  let ofSecond: Course;

  before(async () => {
    server.house.time.set('2026-10-06T10:00:00+08:00');
    first = server.house.projectId;
    const known = await admitSecondCustomer(server.house);
    [others, othersCustomer] = [known.projectId, known.customerId];
    const another = changed(
      samplePlanText,
      ['  id: SP-2026-001', '  id: SP-2026-003'],
      ['  id: PRJ-001', '  id: PRJ-002'],
      ['综合业务网络系统', '视频会议系统'],
    );
    await applyVersion(server, another);
    const { projects } = (await server.get('representative', '/api/fulfilment-places')).body as PlacesAnswer;
    second = projects.items.find(({ code }) => code === 'PRJ-002')?.id ?? '';
    ofSecond = await reported(server, 'representative', {
      kind: 'fault',
      projectId: second,
      siteId: server.house.sites['SITE-01'],
      content: '会议终端无画面',
      enquirerPhone: '+86 10 0000 0004',
    });
    // Nobody calls, and nobody comes.
    server.house.time.pass(130);
    await watchClocks(server.app.house);
    await count();
  });

  const figure = async (id: string, who: HouseName, query: string) => {
    const { kept, due, breached } = await row(id, who, query);
    return [kept, due, breached];
  };

  it('is narrowed to one project or one customer: the figures, the evidence and the projects it stands worst in', async () => {
    for (const [query, arrival, contact] of [
      ['', [0, 2, 2], [1, 2, 1]],
      [`?project=${first}`, [0, 1, 1], [1, 1, 0]],
      [`?project=${second}`, [0, 1, 1], [0, 1, 1]],
      [`?project=${others}`, [0, 0, 0], [0, 0, 0]],
      [`?customer=${server.house.customerId}`, [0, 2, 2], [1, 2, 1]],
      [`?customer=${othersCustomer}`, [0, 0, 0], [0, 0, 0]],
    ] as const) {
      const told = [await figure('C-1.1-06', 'centreManager', query), await figure('C-1.1-03', 'centreManager', query)];
      assert.deepEqual(told, [arrival, contact], query);
    }
    const foreign = `?customer=${othersCustomer}&project=${first}`;
    assert.equal((await register('centreManager', foreign)).total, 0, 'a project of another customer');
    const evidence = async (who: HouseName, query: string): Promise<(string | undefined)[]> => {
      const { items } = (await server.get(who, `/api/fulfilments/C-1.1-03/evidence${query}`)).body as { items: EvidenceRow[] };
      return [...new Set(items.map(({ request }) => request?.number))];
    };
    assert.deepEqual(await evidence('centreManager', ''), [ofSecond.number, fault.number]);
    assert.deepEqual(await evidence('representative', `?project=${first}`), [fault.number]);
    assert.deepEqual(await evidence('representative', `?project=${second}`), [ofSecond.number]);
    const worst = async (who: HouseName, query = '') =>
      ((await server.get(who, `/api/fulfilments/C-1.1-03${query}`)).body as CommitmentAnswer).projects;
    const told = await worst('centreManager');
    assert.deepEqual(
      told.map(({ code, kept, breached }) => [code, kept, breached]),
      [
        ['PRJ-002', 0, 1],
        ['PRJ-001', 1, 0],
      ],
    );
    assert.deepEqual(await worst('representative'), told);
    const [then, before] = [`?project=${second}&asOf=2026-10-06`, `?project=${second}&asOf=2026-10-05`];
    server.house.time.set('2026-10-07T10:00:00+08:00');
    assert.deepEqual(await figure('C-1.1-03', 'centreManager', then), [0, 1, 1], 'told from the events');
    assert.deepEqual(await worst('centreManager', '?asOf=2026-10-06'), told);
    assert.equal((await register('centreManager', before)).total, 0, 'there was no such project yet');
  });

  it('tells customers the own projects alone, whatever project or customer they ask for', async () => {
    const codes = async (who: HouseName, query = ''): Promise<[string[], string[]]> => {
      const { projects, customers } = (await server.get(who, `/api/fulfilment-places${query}`)).body as PlacesAnswer;
      return [projects.items.map(({ code }) => code), customers.items.map(({ code }) => code)];
    };
    assert.deepEqual(await codes('representative'), [['PRJ-001', 'PRJ-002'], ['CUST-001']]);
    assert.deepEqual(await codes('technician'), [['PRJ-001'], ['CUST-001']], 'who is bound to one project has that one');
    assert.deepEqual(await codes('manager'), [['PRJ-001'], ['CUST-001']]);
    assert.deepEqual(await codes('stranger'), [['PRJ-OTHER'], ['CUST-OTHER']]);
    assert.deepEqual(await codes('centreManager'), [
      ['PRJ-001', 'PRJ-002', 'PRJ-OTHER'],
      ['CUST-001', 'CUST-OTHER'],
    ]);
    assert.deepEqual(await codes('centreManager', `?customer=${othersCustomer}`), [['PRJ-OTHER'], ['CUST-001', 'CUST-OTHER']]);
    assert.deepEqual(await figure('C-1.1-03', 'representative', ''), [1, 2, 1]);
    assert.deepEqual(await figure('C-1.1-03', 'technician', ''), [1, 1, 0]);
    assert.deepEqual(await figure('C-1.1-03', 'stranger', ''), [0, 0, 0]);
    for (const [who, query] of [
      ['representative', `?project=${others}`],
      ['representative', `?customer=${othersCustomer}`],
      ['technician', `?project=${second}`],
      ['stranger', `?project=${second}`],
      ['stranger', `?customer=${server.house.customerId}`],
    ] as const) {
      assert.equal((await register(who, query)).total, 0, `${who} ${query}`);
      for (const path of ['/C-1.1-03', '/C-1.1-03/evidence'])
        assert.equal((await server.get(who, `/api/fulfilments${path}${query}`)).status, 404, `${who} ${path}${query}`);
      const { chosen } = ((await server.get(who, `/api/fulfilment-places${query}`)).body as PlacesAnswer).projects;
      assert.equal(chosen, null);
    }
  });

  it('tells of a commitment by the plans that state it, whatever other plans are in reach', async () => {
    const text = readFileSync(new URL('../../plans/incident-log-plan.yaml', import.meta.url), 'utf8');
    await applyVersion(server, text);
    const { status, body } = await server.get('centreManager', '/api/fulfilments/V-04');
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.plan.code, body.planCount], ['SP-VINST', 1]);
    const evidence = await server.get('centreManager', '/api/fulfilments/C-1.1-01/evidence');
    const titles = evidence.body.items.map(({ title }: EvidenceRow) => title.en);
    assert.ok(titles.length > 0 && titles.every((title: string) => !title.includes('SP-VINST')), titles.join());
  });
});
