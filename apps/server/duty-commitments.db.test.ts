import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { countDuties, countRegisters, planDuties } from '#centre/commitments/index.ts';
import type { EvidenceRow } from '#centre/commitments/register/evidence.schema.ts';
import type { CommitmentAnswer, Fulfilment } from '#centre/commitments/register/register.schema.ts';
import { evidenceNow } from '#centre/evidence/audit.ts';
import { fileFor, saveFile } from '#centre/requests/files.store.ts';
import type { EMPLOYEES, HouseName } from '#centre/testing/house-people.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
/** The plan is active since the first of March. */
const BEGUN = '2026-03-01T12:00:00+08:00';
before(async () => {
  server = await openTestServer();
  const { db } = server.app;
  for (let { more } = { more: true }; more;) ({ more } = await countRegisters(server.app.house));
  server.house.time.set(BEGUN);
  await planDuties({ db, time: server.house.time });
});
after(() => server.close());

type Employee = keyof typeof EMPLOYEES;

/** Who reports a duty, who may not, an instant at which the first is open, and the instant until which it must be reported. */
interface Row {
  readonly id: string;
  readonly by: Employee;
  readonly notBy: Employee;
  readonly openAt: string;
  readonly dueAt: string;
  readonly withFile?: true;
  /** What each is owed for by itself; one for the whole project where nothing is said. */
  readonly parts?: readonly string[];
  /** Others that the same work is done for. */
  readonly also?: readonly string[];
}

const MONTHLY = { openAt: '2026-03-28T12:00:00+08:00', dueAt: '2026-04-01T16:00:00Z' };
const ROWS: readonly Row[] = [
  { id: 'C-1.3.1-12', by: 'qualityController', notBy: 'manager', ...MONTHLY },
  { id: 'C-1.3.2-03', by: 'centreManager', notBy: 'clerk', ...MONTHLY },
  { id: 'C-1.5.2-01', by: 'manager', notBy: 'qualityController', ...MONTHLY },
  { id: 'C-1.6.1-02', by: 'supportEngineer', notBy: 'manager', ...MONTHLY },
  { id: 'C-1.5.1-01', also: ['C-1.5.3-05'], by: 'supportEngineer', notBy: 'manager', ...MONTHLY },
  {
    id: 'C-1.5.1-03',
    also: ['C-1.5.1-10'],
    by: 'supportEngineer',
    notBy: 'clerk',
    openAt: '2026-03-28T12:00:00+08:00',
    dueAt: '2026-03-31T16:00:00Z',
  },
  {
    id: 'C-1.5.3-02',
    by: 'seniorSupportEngineer',
    notBy: 'manager',
    openAt: '2026-03-28T12:00:00+08:00',
    dueAt: '2026-03-31T16:00:00Z',
  },
  { id: 'C-1.3.4-20', by: 'centreManager', notBy: 'manager', openAt: '2026-05-28T12:00:00+08:00', dueAt: '2026-06-01T16:00:00Z' },
  // Ten working days after the quarter: the holiday of April is none.
  {
    id: 'C-1.6.4-01',
    by: 'qualityController',
    notBy: 'clerk',
    openAt: '2026-04-10T12:00:00+08:00',
    dueAt: '2026-04-15T09:00:00Z',
  },
  {
    id: 'C-1.6.3-04',
    also: ['C-1.1-14', 'C-1.6.3-01'],
    by: 'manager',
    notBy: 'qualityController',
    openAt: '2026-06-15T12:00:00+08:00',
    dueAt: '2026-06-20T16:00:00Z',
    withFile: true,
    parts: ['北区节点', '东区节点', '中央网络中心'],
  },
];
const at = async (instant: string): Promise<void> => {
  server.house.time.set(instant);
  await planDuties({ db: server.app.db, time: server.house.time });
  await countDuties({ db: server.app.db, time: server.house.time });
};
const opened = async (id: string, who: Employee = 'auditor'): Promise<CommitmentAnswer> =>
  (await server.get(who, `/api/fulfilments/${id}?period=all`)).body;
const stands = async (id: string): Promise<string> => {
  const { body } = await server.get('auditor', '/api/fulfilments?period=all');
  return (body.items as Fulfilment[]).find((item) => item.id === id)?.status ?? 'absent';
};
const evidence = async (id: string, query = '', who: HouseName = 'auditor'): Promise<EvidenceRow[]> => {
  const { items, nextCursor } = (await server.get(who, `/api/fulfilments/${id}/evidence${query}`)).body;
  return nextCursor === null
    ? items
    : [...items, ...(await evidence(id, `${query === '' ? '?' : `${query}&`}cursor=${nextCursor}`, who))];
};
/** Those of one date, by the name of what each is owed for. */
const dutiesOf = async (id: string, dueAt: string) => {
  const { duties } = await opened(id);
  const [first, ...others] = duties
    .filter((duty) => Date.parse(duty.dueAt) === Date.parse(dueAt))
    .toSorted((a, b) => (a.part?.zh ?? '').localeCompare(b.part?.zh ?? '', 'zh'));
  assert.ok(first, `${id} ${dueAt} ${JSON.stringify(duties)}`);
  return [first, ...others] as const;
};

async function report(id: string, who: Employee, withFile: boolean) {
  const { house } = server;
  const fileId = randomUUID();
  if (withFile)
    await house.within(null, (tx) =>
      saveFile(tx, house.actors[who], {
        file: { id: fileId, name: '报告.pdf', mediaType: 'application/pdf', size: 3, digest: 'b'.repeat(64) },
        now: house.time.current(),
      }),
    );
  const doneOn = new Date(house.time.current() + 8 * 3_600_000).toISOString().slice(0, 10);
  return server.post(who, `/api/duties/${id}/report`, { note: '已完成', doneOn, ...(withFile ? { fileId } : {}) });
}

describe('by dated work that is reported', () => {
  for (const { id, by, notBy, openAt, dueAt, withFile = false, also = [], parts = [undefined] } of ROWS)
    it(`${[id, ...also].join(', ')}: breached once it is due and nobody has reported; kept by the report of ${by}, not of ${notBy}`, async () => {
      await at(new Date(Date.parse(dueAt) + 1_000).toISOString());
      for (const missed of [id, ...also]) assert.equal(await stands(missed), 'breached', missed);
      await at(openAt);
      const [duty, ...others] = await dutiesOf(id, dueAt);
      assert.deepEqual(
        [duty, ...others].map(({ part }) => part?.zh),
        parts,
      );
      assert.ok(['atRisk', 'notDue'].includes(duty.status), duty.status);
      assert.deepEqual((await report(duty.id, notBy, withFile)).body.code, 'notAllowed');
      if (withFile) assert.equal((await report(duty.id, by, false)).body.code, 'needsFile');
      const given = await report(duty.id, by, withFile);
      assert.deepEqual([given.status, given.body.kept], [201, true], JSON.stringify(given.body));
      assert.equal((await report(duty.id, by, withFile)).body.code, 'alreadyReported');
      for (const other of others) assert.equal((await report(other.id, by, withFile)).status, 201);
      const [told] = (await evidence(id, '?only=kept')).filter(({ subject }) => subject.id === duty.id);
      assert.deepEqual([told?.dueAt, told?.duty?.report?.note, told?.lateSeconds], [dueAt, '已完成', null]);
      assert.equal(told?.duty?.report?.file?.name, withFile ? '报告.pdf' : undefined);
      assert.equal((await server.get('auditor', `/api/events/${told?.eventId}/proof`)).status, 200);
      for (const kept of [id, ...also]) assert.equal(await stands(kept), 'kept', kept);
    });

  it('C-1.6.3-05: kept by the looser cadence, breached where half a year went by', async () => {
    await at('2026-12-10T12:00:00+08:00');
    const [one, ...others] = await dutiesOf('C-1.1-14', '2026-12-18T16:00:00Z');
    const together = async () =>
      server.house.within(null, (tx) =>
        tx.selectFrom('pledge.duty').select(['work', 'site']).where('done_on', '=', '2026-12-10').orderBy('work').execute(),
      );
    assert.equal((await report(one.id, 'manager', true)).status, 201);
    const ofOne = await together();
    assert.deepEqual(
      [ofOne.map(({ work }) => work), new Set(ofOne.map(({ site }) => site)).size],
      [['inspections', 'inspectionsOuter'], 1],
    );
    for (const other of others) assert.equal((await report(other.id, 'manager', true)).status, 201);
    assert.equal(await stands('C-1.6.3-05'), 'kept');
    await at('2027-09-19T12:00:00+08:00');
    assert.equal(await stands('C-1.6.3-05'), 'breached');
  });

  it('a missed one asks for its cause and measure as any breach does: told by whoever reports it, before its report and after', async () => {
    const fulfilment = async (id: string) => {
      const { body } = await server.get('auditor', '/api/fulfilments?period=all');
      const found = (body.items as Fulfilment[]).find((item) => item.id === id);
      return [found?.breached, found?.unexplained];
    };
    const id = 'C-1.5.2-01';
    await at('2027-09-20T12:00:00+08:00');
    const [missed] = await evidence(id, '?only=breached', 'manager');
    assert.deepEqual([missed?.lateSeconds, missed?.explanation], [null, null]);
    assert.deepEqual([missed?.duty?.mayExplain, missed?.duty?.mayReport], [true, true]);
    const [count = 0, unexplained = 0] = await fulfilment(id);
    assert.ok(count > 0 && count === unexplained, 'a late report alone would tell no cause');
    const path = `/api/duties/${missed?.subject.id}/explain-breach`;
    const { people } = await opened(id, 'manager');
    const responsible = people.find(({ name }) => name === '陈工');
    const told = { cause: '专职经理休假', measure: '指定代理', responsibleId: responsible?.id, dueOn: '2027-10-31' };
    const tell = async (who: HouseName, changed: object = {}) => {
      const { status, body } = await server.post(who, path, { ...told, ...changed });
      return [status, body.code ?? null];
    };
    assert.deepEqual(await tell('qualityController'), [403, 'notAllowed']);
    assert.deepEqual(await tell('technician'), [403, 'notAllowed']);
    assert.deepEqual(await tell('stranger'), [404, 'notFound']);
    assert.deepEqual(await tell('manager', { cause: '不知道' }), [422, 'guardRefused']);
    assert.deepEqual(await tell('manager', { responsibleId: server.house.actors.technician.personId }), [422, 'unknownPerson']);
    assert.deepEqual(await tell('manager'), [201, null]);
    assert.deepEqual(await fulfilment(id), [count, unexplained - 1]);
    assert.deepEqual((await report(missed?.subject.id ?? '', 'manager', false)).body.kept, false);
    assert.deepEqual(await fulfilment(id), [count, unexplained - 1], 'reported late it was missed all the same');
    await at('2027-09-21T12:00:00+08:00');
    assert.deepEqual(await tell('manager', { measure: '两人轮值' }), [201, null]);
    const seen = async (query: string) => (await evidence(id, `?only=breached${query}`, 'technician'))[0];
    const expected = { cause: '专职经理休假', responsible: '陈工', dueOn: '2027-10-31' };
    const now = await seen('');
    assert.deepEqual(now?.explanation, { ...expected, measure: '两人轮值' });
    assert.deepEqual([now?.duty?.mayExplain, now?.duty?.report?.note], [false, '已完成']);
    assert.deepEqual((await seen('&asOf=2027-09-20'))?.explanation, { ...expected, measure: '指定代理' });
    const [reported] = await evidence(id, '?only=breached', 'manager');
    assert.deepEqual([reported?.duty?.mayExplain, reported?.duty?.mayReport], [true, false]);
    const [kept] = await evidence(id, '?only=kept');
    const kind = await server.post('manager', `/api/duties/${kept?.subject.id}/explain-breach`, told);
    assert.deepEqual([kind.status, kind.body.code], [422, 'noSuchBreach']);
  });

  it('leaves evidence that holds', async () => {
    const { db, directUrl, providerId } = server.house;
    const { first } = await evidenceNow(db, { url: directUrl, providerId, seals: { keys: [] } });
    assert.equal(first, null);
  });

  it('shows the customer what was reported and what was missed, page by page, as of any day', async () => {
    const shown = await evidence('C-1.5.2-01', '', 'technician');
    const [first] = shown.filter(({ what }) => what === 'kept');
    assert.equal(first?.duty?.report?.note, '已完成');
    assert.deepEqual(await evidence('C-1.5.2-01', '?only=passed', 'technician'), []);
    // Reported on the 28th of March.
    assert.deepEqual(await evidence('C-1.5.2-01', '?asOf=2026-03-27'), []);
    assert.deepEqual(
      (await evidence('C-1.5.2-01', '?asOf=2026-03-28')).map(({ what }) => what),
      ['kept'],
    );
    assert.equal((await server.get('technician', `/api/events/${first.eventId}/proof`)).body.holds, true);
    assert.equal((await server.get('stranger', `/api/events/${first.eventId}/proof`)).status, 404);
    const [inspected] = await evidence('C-1.6.3-04', '?only=kept', 'technician');
    const opensFile = (who: HouseName): Promise<boolean> => {
      const { house } = server;
      const about = { id: inspected?.duty?.report?.file?.id ?? '', now: house.time.current() };
      return house.within(house.actors[who], async (tx) => !isRefusal(await fileFor(tx, house.actors[who], about)));
    };
    assert.deepEqual([await opensFile('technician'), await opensFile('stranger')], [true, false]);
    await at('2030-01-15T12:00:00+08:00');
    const all = await evidence('C-1.5.2-01');
    const known = await server.house.within(null, async (tx) => {
      const rows = await tx.selectFrom('pledge.duty').select(['id', 'due_at']).where('work', '=', 'careCall').execute();
      return rows.filter(({ due_at }) => due_at < server.house.time.current());
    });
    assert.ok(known.length > 40, 'more than a page');
    assert.deepEqual(all.map(({ subject }) => subject.id).toSorted(), known.map(({ id }) => id).toSorted());
    assert.deepEqual(
      all.map(({ at: told }) => told),
      all
        .map(({ at: told }) => told)
        .toSorted()
        .toReversed(),
    );
    assert.equal(all.filter(({ what }) => what === 'kept').length, 1);
    const forged = Buffer.from(JSON.stringify(['duties never', first.subject.id])).toString('base64url');
    assert.equal((await server.get('auditor', `/api/fulfilments/C-1.5.2-01/evidence?cursor=${forged}`)).status, 400);
  });

  it('waits where nothing writes what it comes after', async () => {
    const waiting = await opened('C-1.4.4-09');
    assert.deepEqual([waiting.status, waiting.duties], ['notMeasured', []]);
    assert.deepEqual(waiting.feeds[0], { means: 'schedule', by: null, names: ['residentDailyLog (residentAssigned)'] });
  });
});
