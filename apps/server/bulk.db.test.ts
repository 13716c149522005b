import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { auditOf } from '#centre/testing/audit.ts';
import type { BulkAction } from '#centre/requests/bulk/bulk-actions.ts';
import type { BulkVerdict } from '#centre/requests/bulk/bulk.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const PREVIEW = '/api/service-requests/preview';

describe('one action on several requests', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  const need = (kind: 'fault' | 'consultation', site = 'SITE-01') => ({
    kind,
    siteId: server.house.sites[site],
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机无响应',
    symptom: '指示灯全灭',
  });
  const several = (...kinds: ('fault' | 'consultation')[]): Promise<Course[]> =>
    Promise.all(kinds.map((kind) => reported(server, 'technician', need(kind))));
  const idsOf = (courses: readonly Course[]): string[] => courses.map(({ id }) => id);
  const personOf = (who: HouseName): string => server.house.actors[who].personId ?? assert.fail(`${who} is no person`);
  const offeredTo = async (who: HouseName, ids: readonly string[]): Promise<Record<string, number>> => {
    const { status, body } = await server.post(who, PREVIEW, { ids, commandId: undefined });
    assert.equal(status, 200, JSON.stringify(body));
    return Object.fromEntries(body.offered.map((one: { action: string; count: number }) => [one.action, one.count]));
  };
  const preview = async (who: HouseName, ids: readonly string[], action: BulkAction, input: object): Promise<BulkVerdict[]> => {
    const { status, body } = await server.post(who, PREVIEW, { ids, action, input, commandId: undefined });
    assert.equal(status, 200, JSON.stringify(body));
    return body.items;
  };
  /** As the console sends what it previewed: one id per row, the version that was judged. */
  const carryOut = async (who: HouseName, verdicts: readonly BulkVerdict[], input: object) => {
    const commands = verdicts.map(({ path, version }) => ({ commandId: randomUUID(), path, version, ...input }));
    const { body } = await server.post(who, '/api/commands', { commands, commandId: undefined });
    return body.results as { status: number; body: { code?: string; version: number } }[];
  };
  const ownerOf = async (id: string): Promise<{ unit: string | null; person: string | null }> =>
    server.house.within(null, async (tx) => {
      const row = await tx.selectFrom('pledge.service_request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      return { unit: row.owner_unit_id, person: row.owner_person_id };
    });
  const duesOf = async (course: Course): Promise<unknown[]> =>
    (await course.clocks('manager')).map(({ id, subject, cycle, dueAt, startedAt, mark }) => [
      id,
      subject.id,
      cycle,
      dueAt,
      startedAt,
      mark,
    ]);
  const handOver = () => ({ ownerPersonId: personOf('supportEngineer'), reason: '交本部' });

  it('is offered to those who may do it, for as many as it can be done to, with the choices that all have', async () => {
    const ids = idsOf(await several('fault', 'consultation'));
    assert.deepEqual(await offeredTo('manager', ids), { note: 2, assignOwner: 2, cancel: 2 });
    assert.deepEqual(await offeredTo('centreManager', ids), { note: 2, assignOwner: 2 });
    assert.deepEqual(await offeredTo('branchEngineer', ids), { note: 2 });
    assert.deepEqual(await offeredTo('auditor', ids), {});
    assert.deepEqual(await offeredTo('technician', ids), { cancel: 2 });
    assert.deepEqual(await offeredTo('stranger', ids), {});
    const { body } = await server.post('manager', PREVIEW, { ids, commandId: undefined });
    const [owner] = body.offered.find((one: { action: string }) => one.action === 'assignOwner').needs;
    const people = owner.options.map((option: { value: string }) => option.value);
    assert.ok(people.includes(personOf('supportEngineer')) && !people.includes(personOf('auditor')));
  });

  it('is previewed by the rules that judge its commands, and nothing is written', async () => {
    const [open, closed, other] = await several('fault', 'fault', 'consultation');
    assert.ok(open && closed && other);
    await closed.take('manager', 'cancel', { reason: '重复报修' });
    const before = [await ownerOf(open.id), await open.next('manager')];
    const verdicts = await preview('manager', [...idsOf([open, closed, other]), randomUUID()], 'assignOwner', handOver());
    assert.deepEqual(
      verdicts.map(({ id, allowed }) => [id, allowed]),
      [
        [open.id, true],
        [closed.id, false],
        [other.id, true],
      ],
    );
    assert.match(verdicts[1]?.reason?.zh ?? '', /取消/);
    assert.deepEqual([await ownerOf(open.id), await open.next('manager')], before);
    const results = await carryOut('manager', verdicts, handOver());
    assert.deepEqual(
      results.map(({ status }) => status < 300),
      verdicts.map(({ allowed }) => allowed),
    );
  });

  it('names the guard and the commitments that refuse it', async () => {
    const [course] = await several('fault');
    assert.ok(course);
    const [said] = await preview('manager', [course.id], 'cancel', { reason: '这不是我们的服务范围' });
    assert.deepEqual([said?.allowed, said?.guards], [false, ['noForbiddenPhrase']]);
    assert.ok((said?.refusedBy ?? []).length > 0);
    const [lacks] = await preview('manager', [course.id], 'cancel', {});
    assert.deepEqual(lacks?.guards, ['cancelReason']);
    const [cancels] = await preview('manager', [course.id], 'cancel', { reason: '重复报修' });
    assert.deepEqual(cancels?.leads?.to, { zh: '取消', en: 'Cancelled' });
  });

  it('refuses what is no question: too many, none, inputs that the action does not have', async () => {
    const id = randomUUID();
    const asked = (body: object) => server.post('manager', PREVIEW, { ...body, commandId: undefined });
    for (const body of [
      { ids: [] },
      { ids: Array.from({ length: 201 }, () => randomUUID()) },
      { ids: [id], action: 'close', input: {} },
      { ids: [id], action: 'cancel', input: { text: '甲' } },
    ])
      assert.deepEqual([(await asked(body)).status, (await asked(body)).body.code], [400, 'invalidInput']);
    assert.equal((await asked({ ids: Array.from({ length: 200 }, () => randomUUID()) })).status, 200);
  });

  it('hands requests over: the clocks go on as they ran, the new owner has them in the list and sees them', async () => {
    const courses = await several('fault', 'consultation');
    const engineer = 'secondSupportEngineer';
    const input = { ownerPersonId: personOf(engineer), reason: '交班' };
    for (const { id } of courses) assert.equal((await server.get(engineer, `/api/service-requests/${id}`)).status, 404);
    const dues = await Promise.all(courses.map(duesOf));
    const results = await carryOut('manager', await preview('manager', idsOf(courses), 'assignOwner', input), input);
    assert.deepEqual(
      results.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual(await Promise.all(courses.map(duesOf)), dues);
    const mine = await server.get(engineer, '/api/service-requests?owner=me');
    for (const { id } of courses) assert.ok(mine.body.items.some((row: { id: string }) => row.id === id));
    for (const { id } of courses) assert.equal((await ownerOf(id)).person, personOf(engineer));
    assert.equal((await auditOf(server.house)).first, null);
  });

  it('is undone by a command of its own, and not where somebody acted meanwhile', async () => {
    const courses = await several('fault', 'fault');
    const [first, second] = courses;
    assert.ok(first && second);
    const before = await Promise.all(idsOf(courses).map(ownerOf));
    const done = await carryOut('manager', await preview('manager', idsOf(courses), 'assignOwner', handOver()), handOver());
    await second.take('manager', 'verify', {
      symptom: '无响应',
      since: '22点',
      extent: '全部',
      changesBefore: '无',
      backupState: '有',
      severity: 'major',
    });
    const undo = courses.map((course, place) => ({
      commandId: randomUUID(),
      path: course.addressOf('return-owner'),
      version: done[place]?.body.version,
    }));
    const { body } = await server.post('manager', '/api/commands', { commands: undo, commandId: undefined });
    assert.deepEqual(
      body.results.map((result: { status: number; body: { code?: string } }) => [result.status, result.body.code]),
      [
        [200, undefined],
        [409, 'changedMeanwhile'],
      ],
    );
    assert.deepEqual(await ownerOf(first.id), before[0]);
    assert.deepEqual((await ownerOf(second.id)).person, personOf('supportEngineer'));
    const again = await server.post('manager', '/api/commands', { commands: undo, commandId: undefined });
    assert.deepEqual(again.body.results, body.results, 'sent again it finds its first answers');
    const events = await server.get('manager', `/api/service-requests/${first.id}/timeline`);
    const titles = events.body.items.map((entry: { title: { zh: string } }) => entry.title.zh);
    assert.ok(titles.includes('移交请求') && titles.includes('撤回移交'));
    const seen = await server.get('technician', `/api/service-requests/${first.id}/timeline`);
    assert.ok(!seen.body.items.some((entry: { title: { zh: string } }) => entry.title.zh === '移交请求'));
  });

  it('is handed over by managers alone, to people who work on requests', async () => {
    const [course] = await several('fault');
    assert.ok(course);
    for (const who of ['branchEngineer', 'supportEngineer', 'technician'] as const)
      assert.equal((await course.fire(who, 'assign-owner', handOver())).status, 403, who);
    assert.equal((await course.fire('auditor', 'assign-owner', handOver())).status, 403);
    const auditor = await course.fire('manager', 'assign-owner', { ownerPersonId: personOf('auditor'), reason: '交' });
    assert.deepEqual([auditor.status, auditor.body.guards], [422, ['ownerGiven']]);
    assert.equal((await course.fire('centreManager', 'assign-owner', handOver())).status, 200);
  });

  it('previews two hundred at once', async () => {
    const [course] = await several('fault');
    assert.ok(course);
    const ids = [course.id, ...Array.from({ length: 199 }, () => randomUUID())];
    assert.deepEqual(
      (await preview('manager', ids, 'note', { text: '已知' })).map(({ id, path }) => [id, path]),
      [[course.id, `/api/service-requests/${course.id}/messages`]],
    );
  });
});
