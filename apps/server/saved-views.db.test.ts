import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const PATH = '/api/saved-views';

describe('saved views', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  const listed = async (who: HouseName) => (await server.get(who, PATH)).body;
  const named = async (who: HouseName, name: string) =>
    (await listed(who)).items.find((view: { name: string }) => view.name === name);
  const save = (who: HouseName, name: string, more: Record<string, unknown> = {}) =>
    server.post(who, PATH, { name, query: 'clock=breached', unitId: null, ...more });
  const unitOf = async (who: HouseName): Promise<string> => (await listed(who)).units[0].id;

  it('are kept as the list asks, one spelling for one view, and are the own ones alone', async () => {
    const { status, body } = await save('manager', '东区超时', {
      query: `sort=received&clock=breached&q=${encodeURIComponent('东区')}`,
    });
    assert.equal(status, 201);
    const view = await named('manager', '东区超时');
    assert.deepEqual(view, {
      id: body.id,
      name: '东区超时',
      query: `clock=breached&q=${encodeURIComponent('东区')}&sort=received`,
      own: true,
      owner: '韩经理',
      unit: null,
      version: 1,
      faults: [],
    });
    assert.deepEqual((await listed('branchEngineer')).items, []);
  });

  it('saved again with the same command id stand once', async () => {
    const commandId = randomUUID();
    const first = await save('assistant', '一次', { commandId });
    const again = await save('assistant', '一次', { commandId });
    assert.deepEqual(again.body, first.body);
    assert.equal((await listed('assistant')).items.length, 1);
  });

  it('shared with the unit are seen by all of it, changed by who saved them alone, and taken back', async () => {
    const unitId = await unitOf('branchEngineer');
    const { body } = await save('branchEngineer', '本分支', { unitId });
    assert.deepEqual((await named('secondBranchEngineer', '本分支')).unit.id, unitId);
    assert.equal((await named('secondBranchEngineer', '本分支')).own, false);
    assert.equal(await named('northEngineer', '本分支'), undefined);
    for (const [what, input] of [
      ['change', { version: 1, name: '改名' }],
      ['delete', {}],
    ] as const) {
      const refused = await server.post('secondBranchEngineer', `${PATH}/${body.id}/${what}`, input);
      assert.equal(refused.status, 404);
    }
    assert.equal((await server.post('branchEngineer', `${PATH}/${body.id}/change`, { version: 1, unitId: null })).status, 200);
    assert.equal(await named('secondBranchEngineer', '本分支'), undefined);
    const elsewhere = await save('branchEngineer', '别处', { unitId: await unitOf('northEngineer') });
    assert.equal(elsewhere.status, 422);
    assert.equal(elsewhere.body.code, 'notYourUnit');
  });

  it('renamed on what is no longer there are refused; one name stands for one view', async () => {
    const { body } = await save('northEngineer', '甲');
    await save('northEngineer', '乙');
    assert.equal((await server.post('northEngineer', `${PATH}/${body.id}/change`, { version: 1, name: '丙' })).body.version, 2);
    const late = await server.post('northEngineer', `${PATH}/${body.id}/change`, { version: 1, name: '丁' });
    assert.equal(late.status, 409);
    assert.equal(late.body.code, 'changedMeanwhile');
    const taken = await server.post('northEngineer', `${PATH}/${body.id}/change`, { version: 2, name: '乙' });
    assert.equal(taken.status, 409);
    assert.equal(taken.body.code, 'nameTaken');
    assert.equal((await save('northEngineer', '乙')).body.code, 'nameTaken');
  });

  it('stand in the order that names each once', async () => {
    const before = (await listed('northEngineer')).items.map((view: { id: string }) => view.id);
    assert.equal(before.length, 2);
    const turned = before.toReversed();
    assert.equal((await server.post('northEngineer', `${PATH}/order`, { ids: turned })).status, 200);
    assert.deepEqual(
      (await listed('northEngineer')).items.map((view: { id: string }) => view.id),
      turned,
    );
    for (const ids of [[turned[0]], [...turned, turned[0]], [turned[0], randomUUID()]]) {
      const refused = await server.post('northEngineer', `${PATH}/order`, { ids });
      assert.equal(refused.status, 422);
    }
  });

  it('are gone once deleted, and the list they showed is not', async () => {
    const { body } = await save('auditor', '一时');
    assert.equal((await server.post('auditor', `${PATH}/${body.id}/delete`)).status, 200);
    assert.deepEqual((await listed('auditor')).items, []);
    assert.equal((await server.post('auditor', `${PATH}/${body.id}/delete`)).status, 404);
  });

  it('that ask for what the list does not know are refused, by name', async () => {
    const { status, body } = await save('manager', '红色', { query: 'colour=red' });
    assert.equal(status, 400);
    assert.equal(body.fields[0].field, 'query');
    assert.match(body.detail, /colour/);
  });

  it('whose query would not fit as it is kept are refused and say what to do, new ones and changed ones', async () => {
    // Short enough as it is typed; each of its characters is kept as nine.
    const query = `state=all&sort=received&site=${randomUUID()}&customer=${randomUUID()}&q=${'专'.repeat(100)}`;
    assert.ok(query.length < 1_000);
    const refused = await save('manager', '长条件', { query });
    assert.deepEqual([refused.status, refused.body.fields[0].field], [400, 'query']);
    assert.match(refused.body.detail, /1000个字符/);
    const { body } = await save('manager', '短条件', { query: `q=${'专'.repeat(100)}` });
    const changed = await server.post('manager', `${PATH}/${body.id}/change`, { version: 1, query });
    assert.deepEqual([changed.status, changed.body.fields[0].field], [400, 'query']);
  });

  it('that no list could answer are not kept, and one that was kept before is told beside the others, which are counted', async () => {
    for (const query of ['q=专', 'q=a%00b', 'kind=%00'])
      assert.equal((await save('branchEngineer', '查不了', { query })).status, 400, query);
    const unitId = await unitOf('branchEngineer');
    const { body } = await save('branchEngineer', '一个字', { unitId, query: 'q=专线' });
    await server.house.within(null, (tx) =>
      sql`update pledge.saved_view set query = 'q=%E4%B8%93' where id = ${body.id}`.execute(tx),
    );
    const { faults } = await named('secondBranchEngineer', '一个字');
    assert.match(faults[0].zh, /两个字/);
    const counted = await server.get(
      'branchEngineer',
      `/api/service-requests/counts?of=state%3Dall&of=${encodeURIComponent('q=a%00b')}`,
    );
    assert.deepEqual([counted.status, counted.body.fields[0].field], [400, 'of']);
    await server.post('branchEngineer', `${PATH}/${body.id}/delete`);
  });

  it('whose condition no longer holds say so', async () => {
    const { body } = await save('supportEngineer', '旧条件', { query: `kind=fault&site=${randomUUID()}` });
    await server.house.within(null, (tx) =>
      sql`update pledge.saved_view set query = query || '&colour=red' where id = ${body.id}`.execute(tx),
    );
    assert.match((await named('supportEngineer', '旧条件')).faults[0].zh, /colour/);
    await server.post('supportEngineer', `${PATH}/${body.id}/change`, { version: 1, query: `kind=moon&site=${randomUUID()}` });
    const { faults } = await named('supportEngineer', '旧条件');
    assert.deepEqual(
      faults.map(({ en }: { en: string }) => en),
      ['The site that it names is there no more.', 'No plan has the kind “moon” any more.'],
    );
  });

  it('are forty at most', async () => {
    for (let count = 0; count < 40; count += 1) assert.equal((await save('clerk', `第${count}个`)).status, 201);
    assert.equal((await save('clerk', '多一个')).body.code, 'tooManyViews');
  });

  it('are forty at most for many at once, too', async () => {
    const atOnce = async (from: number, to: number): Promise<number> => {
      const places = Array.from({ length: to - from }, (_, place) => from + place);
      const answers = await Promise.all(places.map((place) => save('auditor', `同时${place}`)));
      assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'tooManyViews'));
      return answers.filter(({ status }) => status === 201).length;
    };
    assert.equal(await atOnce(0, 39), 39);
    assert.equal(await atOnce(39, 51), 1);
    assert.equal((await listed('auditor')).items.length, 40);
  });

  it('are no business of customers', async () => {
    assert.equal((await server.get('technician', PATH)).status, 403);
    assert.equal((await save('technician', '我的')).status, 403);
    assert.equal((await server.get(null, PATH)).status, 401);
  });
  it('shared by somebody who left are listed for the administrator, who deletes them; nobody else does, and no other ones', async () => {
    const unitId = await unitOf('beginner');
    const shared = await save('beginner', '留下的', { unitId });
    const own = await save('beginner', '自己的');
    const others = await save('northEngineer', '还在的', { unitId: await unitOf('northEngineer') });
    const remove = (who: HouseName, id: string) => server.post(who, `${PATH}/${id}/delete`);
    assert.deepEqual((await server.get('administrator', `${PATH}/left`)).body.items, []);
    assert.equal((await remove('administrator', shared.body.id)).status, 404, 'while somebody is there, it is theirs');
    const { personId } = server.house.actors.beginner;
    assert.equal((await server.post('administrator', `/api/people/${personId}/end-access`)).status, 200);
    assert.deepEqual((await server.get('administrator', `${PATH}/left`)).body.items, [
      { id: shared.body.id, name: '留下的', owner: '周工', unit: '成都分支机构' },
    ]);
    assert.equal((await server.get('centreManager', `${PATH}/left`)).status, 403);
    for (const [who, view] of [
      ['branchEngineer', shared],
      ['centreManager', shared],
      ['administrator', own],
      ['administrator', others],
    ] as const)
      assert.equal((await remove(who, view.body.id)).status, 404);
    assert.ok(await named('branchEngineer', '留下的'));
    assert.equal((await remove('administrator', shared.body.id)).status, 200);
    assert.equal(await named('branchEngineer', '留下的'), undefined);
    assert.deepEqual((await server.get('administrator', `${PATH}/left`)).body.items, []);
  });
});
