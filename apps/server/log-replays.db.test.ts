import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { replay, type Replay, type ReplayFigures } from '#centre/commitments/replay/replay.schema.ts';
import { LOG, MAP } from '#centre/history/log.fixture.ts';
import { samplePlanText, secondPlanText } from '#centre/plan/plan-file.fixture.ts';
import { openLogReplays, type LogReplays } from '#centre/requests/replay-job/replay-logs.job.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { admitSecondCustomer, openSecondProvider, SECOND_MANAGER } from '#centre/testing/second-parties.ts';
import { asProvider, openTestServer, type TestServer } from './testing/test-server.ts';
import { uploadLog } from './testing/upload-log.ts';

/** A log replayed as a job: asked about, judged by plans that one may author, cut off and begun anew. Workers are opened by hand. */
let server: TestServer;
let second: TestServer;
let ours: string;
before(async () => {
  server = await openTestServer({ env: { PLEDGE_IMPORT_MB: '1' } });
  second = asProvider(server, await openSecondProvider(server.house));
  ours = await planOf(server);
});
after(() => server.close());

const PATH = '/api/log-replays';

const planOf = (of: TestServer, code = 'SP-2026-001'): Promise<string> =>
  of.house.within(null, async (tx) => {
    const found = await tx.selectFrom('pledge.service_plan').select('id').where('code', '=', code).executeTakeFirstOrThrow();
    return found.id;
  });

const worker = (
  time: TestServer['house']['time'] | { now: TestServer['house']['time']['now'] } = server.house.time,
): LogReplays => openLogReplays({ db: server.house.db, time, files: server.app.house.files });

async function uploaded(who: HouseName = 'manager', bytes: Buffer | string = LOG, of: TestServer = server): Promise<string> {
  const { status, body } = await uploadLog(of, who, { bytes, path: PATH });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id ?? assert.fail('no id');
}

const question = (rest: Record<string, unknown> = {}) => ({ map: MAP, plan: { planId: ours }, ...rest });
const post = (id: string, action: string, body: Record<string, unknown> = {}, who: HouseName = 'manager') =>
  server.post(who, `${PATH}/${id}/${action}`, body);
const detail = async (id: string, who: HouseName = 'manager') => (await server.get(who, `${PATH}/${id}`)).body;

async function answered(id: string, rest: Record<string, unknown> = {}): Promise<Replay> {
  const begun = await post(id, 'start', question(rest));
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  await worker().look();
  const { state, answer, why } = await detail(id);
  assert.equal(state, 'done', JSON.stringify(why));
  return replay.parse(answer);
}

/** Of the lines of a clock the last: what it is for whatever the severity. */
function totalOf(forecast: Replay['forecast'] | null, clock: string): number[] {
  const line = forecast?.lines.findLast(({ clocks }) => clocks.some((one) => one.clock === clock));
  const { clocks, kept, breached }: ReplayFigures = line?.total ?? assert.fail(clock);
  return [clocks, kept, breached];
}

describe('a log is replayed', () => {
  it('by whoever may author plans, and by no other', async () => {
    assert.equal((await uploadLog(server, null, { bytes: LOG, path: PATH })).status, 401);
    for (const who of ['centreManager', 'supportEngineer', 'administrator', 'representative'] as const) {
      assert.equal((await uploadLog(server, who, { bytes: LOG, path: PATH })).status, 403, who);
      assert.equal((await server.get(who, PATH)).status, 403, who);
    }
    const id = await uploaded('planAuthor');
    assert.equal((await detail(id, 'planAuthor')).state, 'uploaded');
  });

  it('judged by a stored version it answers what it would have kept and breached, and writes no request', async () => {
    const id = await uploaded();
    const { forecast, against, requests, asOf } = await answered(id);
    assert.deepEqual([requests, asOf, against], [3, '2026-03-04T13:00:00Z', null]);
    assert.deepEqual(totalOf(forecast, 'resolution'), [3, 1, 2]);
    const told = await detail(id);
    assert.deepEqual(
      [told.done, told.requests, told.asked, told.answered],
      [3, 3, told.answered, { ...question(), against: null, changes: [] }],
    );
    const stored = await server.house.within(null, (tx) => tx.selectFrom('pledge.service_request').select('id').execute());
    assert.deepEqual(stored, []);
  });

  it('with a limit changed it stands beside itself as it was, and says that it is weaker', async () => {
    const changes = [{ clock: 'resolution', severity: 'major', limit: 'PT13H' }];
    const { forecast, against, changes: marks } = await answered(await uploaded(), { changes });
    assert.deepEqual(
      [totalOf(against, 'resolution'), totalOf(forecast, 'resolution')],
      [
        [3, 1, 2],
        [3, 2, 1],
      ],
    );
    assert.equal(marks.find(({ clocks }) => clocks.includes('resolution'))?.change, 'weaker');
    assert.deepEqual(
      marks.filter(({ change }) => change !== 'same').map(({ clocks, part }) => [...clocks, part]),
      [
        ['resolution', 'C-1.1-07'],
        ['resolution', 'C-1.4.4-04'],
      ],
    );
  });

  it('by a text of one’s own, held against a stored version; the text is stored as no plan', async () => {
    const text = samplePlanText.replace('{ critical: PT5H, major: PT5H,', '{ critical: PT2H, major: PT2H,');
    const { forecast, against, changes } = await answered(await uploaded(), { plan: { text }, against: { planId: ours } });
    assert.deepEqual(
      [totalOf(against, 'resolution'), totalOf(forecast, 'resolution')],
      [
        [3, 1, 2],
        [3, 0, 3],
      ],
    );
    assert.equal(changes.find(({ clocks }) => clocks.includes('resolution'))?.change, 'stronger');
    const versions = await server.house.within(null, (tx) => tx.selectFrom('pledge.service_plan').select('id').execute());
    assert.equal(versions.length, 1);
  });

  it('by a draft as it was last saved; one that was saved since is another question', async () => {
    const begun = await server.post('manager', '/api/plan-drafts', { projectId: server.house.projectId });
    const draftId: string = begun.body.id;
    const { text } = (await server.get('manager', `/api/plan-drafts/${draftId}`)).body;
    const saved = await server.post('manager', `/api/plan-drafts/${draftId}/save`, {
      version: 1,
      text: text.replace('{ critical: PT5H, major: PT5H,', '{ critical: PT13H, major: PT13H,'),
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const { drafts } = (await server.get('manager', `${PATH}/choices`)).body;
    assert.deepEqual(
      drafts.map((one: { draftId: string; version: number }) => [one.draftId, one.version]),
      [[draftId, 2]],
    );
    const id = await uploaded();
    const { forecast, against } = await answered(id, { plan: { draftId, version: 2 }, against: { planId: ours } });
    assert.deepEqual(
      [totalOf(against, 'resolution'), totalOf(forecast, 'resolution')],
      [
        [3, 1, 2],
        [3, 2, 1],
      ],
    );
    assert.equal((await post(id, 'start', question({ plan: { draftId, version: 1 } }))).body.code, 'planNotFound');
  });

  it('by another provider’s text as well: nothing that only the sample can pass', async () => {
    const map = MAP.replace('{ High: major, Low: minor }', '{ High: outage, Low: nuisance }').replaceAll(
      'customerDelay',
      'kundeNichtErreichbar',
    );
    const { forecast } = await answered(await uploaded(), { map, plan: { text: secondPlanText } });
    assert.equal(forecast.plan.timezone, 'Europe/Berlin');
    assert.equal(totalOf(forecast, 'wiederherstellung')[0], 3);
  });

  it('rows that cannot be read are told with line and reason, the others judged', async () => {
    const id = await uploaded('manager', LOG.replace('2026-03-04 21:00:00', 'yesterday'));
    const { requests, faultyRows, leftOut } = await answered(id);
    assert.deepEqual([requests, faultyRows, leftOut], [2, 1, 1]);
    const { faults } = await detail(id);
    assert.deepEqual([faults[0].line, faults[0].column, faults[0].externalId], [9, 'When', 'A-3']);
    assert.match(faults[0].reason.en, /yesterday/);
  });
});

describe('a question is looked at before', () => {
  it('and all that is wrong with it is told at its place; nothing begins', async () => {
    const id = await uploaded();
    const wrong = question({
      map: MAP.replace('at: When', 'at: Whem').replace('kind: fault', 'kind: fautl'),
      against: { text: samplePlanText.replace('timezone: Asia/Shanghai', 'timezone: Asia/Shanghia') },
      changes: [
        { clock: 'resolution', severity: 'major', limit: 'PT0S' },
        { clock: 'resolution', severity: 'grave', limit: 'PT1H' },
        { clock: 'resolutoin', severity: null, limit: 'PT1H' },
        { clock: 'acknowledge', severity: null, limit: 'P1M' },
        { clock: 'replacementOuter', severity: null, limit: 'P9D' },
      ],
    });
    const { body } = await post(id, 'check', wrong);
    const codes = (found: { code: string; line: number }[]) => found.map(({ code, line }) => [code, line]);
    assert.deepEqual(codes(body.map), [
      ['unknownColumn', 2],
      ['unknownKind', 6],
    ]);
    assert.equal(body.against[0].severity, 'error');
    assert.deepEqual(
      body.changes.map(({ clock, severity }: { clock: string; severity: string | null }) => [clock, severity]),
      [
        ['resolution', 'major'],
        ['resolution', 'grave'],
        ['resolutoin', null],
        ['acknowledge', null],
      ],
    );
    const refused = await post(id, 'start', wrong);
    assert.deepEqual([refused.status, refused.body.code], [422, 'replayHasErrors']);
    assert.equal((await detail(id)).state, 'uploaded');
  });

  it('and what can be pointed at in its plan is told: kinds, severities, clocks with their limits', async () => {
    const { body } = await post(await uploaded(), 'check', question());
    assert.deepEqual([body.map, body.plan, body.changes], [[], [], []]);
    assert.deepEqual(
      body.kinds
        .find(({ kind }: { kind: string }) => kind === 'fault')
        .severities.map(({ severity }: { severity: string }) => severity),
      ['critical', 'major', 'minor'],
    );
    const arrival = body.clocks.find(({ clock }: { clock: string }) => clock === 'arrival');
    assert.deepEqual(arrival.terms[0], { severity: 'critical', limit: 'PT2H', unit: null, calendar: 'continuous' });
    const names = body.clocks.map(({ clock }: { clock: string }) => clock);
    assert.deepEqual(
      ['assignment', 'promisedAnswer'].filter((clock) => names.includes(clock)),
      [],
      'those that run on orders, or have no limit of their own',
    );
  });
});

describe('a replay is a job of the workers', () => {
  it('killed in the middle it is left alone for a while, then another begins it anew', async () => {
    const id = await uploaded();
    assert.equal((await post(id, 'start', question())).status, 200);
    let asked = 0;
    const now: TestServer['house']['time']['now'] = (databaseNow) => {
      asked += 1;
      if (asked > 1) throw new Error('killed');
      return server.house.time.now(databaseNow);
    };
    await assert.rejects(worker({ now }).look(), /killed/);
    assert.equal((await detail(id)).state, 'running');
    assert.deepEqual((await worker().look()).replays, [], 'it is held by the one that was killed');
    server.house.time.pass(1);
    assert.deepEqual((await worker().look()).replays, [id]);
    assert.deepEqual(totalOf((await detail(id)).answer.forecast, 'resolution'), [3, 1, 2]);
  });

  it('two workers at once do it once', async () => {
    const id = await uploaded();
    await post(id, 'start', question());
    const looked = await Promise.all([worker().look(), worker().look()]);
    assert.deepEqual(
      looked.flatMap(({ replays }) => replays),
      [id],
    );
  });

  it('ended while it runs, it answers nothing, and the answer before stays', async () => {
    const id = await uploaded();
    const before = await answered(id);
    await post(id, 'start', question({ changes: [{ clock: 'resolution', severity: 'major', limit: 'PT13H' }] }));
    assert.equal((await post(id, 'start', question())).body.code, 'replayAtWork');
    const { files } = server.app.house;
    const open = async (digest: string) => {
      assert.equal((await post(id, 'cancel')).status, 200);
      return files.open(digest);
    };
    await openLogReplays({ db: server.house.db, time: server.house.time, files: { ...files, open } }).look();
    const { state, answer } = await detail(id);
    assert.deepEqual([state, answer], ['cancelled', before]);
    assert.equal((await post(id, 'cancel')).body.code, 'replayNotAtWork');
  });

  it('a log whose file is gone is told as such', async () => {
    const id = await uploaded('manager', LOG.replace('no light', 'gone'));
    await post(id, 'start', question());
    const gone = openLogReplays({
      db: server.house.db,
      time: server.house.time,
      files: { ...server.app.house.files, open: () => Promise.resolve(undefined) },
    });
    await gone.look();
    const { state, why } = await detail(id);
    assert.equal(state, 'failed');
    assert.match(why.en, /gone or damaged/);
  });

  it('ends where whoever asked may no longer author, and says so', async () => {
    const id = await uploaded('planAuthor');
    assert.equal((await post(id, 'start', question(), 'planAuthor')).status, 200);
    const person = server.house.actors.planAuthor.personId ?? '';
    const until = (on: string | null) =>
      server.house.within(null, (tx) =>
        tx.updateTable('pledge.position_held').set({ to_on: on }).where('person_id', '=', person).execute(),
      );
    await until('2026-10-02');
    await worker().look();
    await until(null);
    const { state, why } = await detail(id, 'planAuthor');
    assert.equal(state, 'failed');
    assert.match(why.en, /no longer author/);
  });
});

describe('a replay is its author’s own', () => {
  it('another author, another provider and nobody find nothing by its id', async () => {
    const id = await uploaded();
    await answered(id);
    for (const [of, who] of [
      [server, 'planAuthor'],
      [second, 'manager'],
    ] as const) {
      for (const path of ['', '/sample']) assert.equal((await of.get(who, `${PATH}/${id}${path}`)).status, 404, `${who} ${path}`);
      for (const action of ['check', 'start'])
        assert.equal((await of.post(who, `${PATH}/${id}/${action}`, question())).status, 404, action);
      assert.equal((await of.post(who, `${PATH}/${id}/cancel`)).status, 404);
      const listed = (await of.get(who, PATH)).body.items.map((one: { id: string }) => one.id);
      assert.ok(!listed.includes(id));
    }
  });

  it('plans of another provider, and of a project that one does not author, are not found by their ids', async () => {
    const { house } = await admitSecondCustomer(server.house);
    const beside = asProvider(server, house);
    const theirs = await planOf(server, 'SP-2026-002');
    const bound = await uploadLog(beside, SECOND_MANAGER, { bytes: LOG, path: PATH });
    const id = bound.body.id ?? assert.fail('no id');
    const ask = async (planId: string) =>
      (await beside.post(SECOND_MANAGER, `${PATH}/${id}/check`, question({ plan: { planId } }))).body.code;
    assert.equal(await ask(theirs), undefined);
    assert.equal(await ask(ours), 'planNotFound');
    assert.equal(await ask(await planOf(second)), 'planNotFound');
    const draft = await server.post('manager', '/api/plan-drafts', { projectId: server.house.projectId });
    const ofDraft = await beside.post(
      SECOND_MANAGER,
      `${PATH}/${id}/check`,
      question({ plan: { draftId: draft.body.id, version: 1 } }),
    );
    assert.equal(ofDraft.body.code, 'planNotFound');
    const { plans, drafts } = (await beside.get(SECOND_MANAGER, `${PATH}/choices`)).body;
    assert.deepEqual(drafts, []);
    assert.deepEqual(
      plans.map(({ planId }: { planId: string }) => planId),
      [theirs],
    );
  });
});
