import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clocksOfRequest, judgingPlan, replayLog, watchClocks } from '#centre/commitments/index.ts';
import { auditOf } from '#centre/testing/audit.ts';
import { bytesOf, LOG, MAP, mapOf } from '#centre/history/log.fixture.ts';
import { activePlan } from '#centre/plan/index.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { fireStep } from '../fire-step.ts';
import { nextSteps } from '../next-steps.ts';
import { loadDossier } from '../dossier.store.ts';
import { requestListQuery } from '../request-list.schema.ts';
import { listRequests } from '../request-list.store.ts';
import { timelineOf } from '../timeline.store.ts';
import { importHistories, prepareLog, type PreparedLog, type ReadyLog } from './import-log.ts';
import { importRequest } from './import-request.ts';

/** Histories read in on the real thing: the sample plan, the one write path, the clocks and the evidence. */
let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const prepare = (log = LOG, map = MAP): Promise<PreparedLog> =>
  prepareLog(house.deps, { actor: house.actors.administrator, source: bytesOf(log), read: mapOf(map) });

async function ready(log = LOG, map = MAP): Promise<ReadyLog> {
  const prepared = await prepare(log, map);
  assert.ok('reading' in prepared, JSON.stringify(prepared));
  return prepared;
}

const importAll = async (log?: string, map?: string) =>
  importHistories(house.deps, { actor: house.actors.administrator, log: await ready(log, map) });

const rowOf = (externalId: string) =>
  house.within(null, (tx) =>
    tx.selectFrom('pledge.service_request').selectAll().where('external_id', '=', externalId).executeTakeFirstOrThrow(),
  );

const countOf = (table: 'pledge.event' | 'pledge.clock_event' | 'pledge.clock_outcome' | 'pledge.outbox' | 'pledge.message') =>
  house.within(null, async (tx) => {
    const { n } = await tx
      .selectFrom(table)
      .select((expression) => expression.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  });

const told = (request: string, about: readonly unknown[]): string => [request, ...about].join(' ');

describe('a log is imported', () => {
  it('each request whole, one event for each row with the time at which it happened, none of a flow', async () => {
    const { faults, ...count } = await importAll();
    assert.deepEqual([count, faults], [{ done: 3, imported: 3, hereAlready: 0, open: 1, rows: 9, planChanged: false }, []]);
    const request = await rowOf('A-1');
    const events = await house.within(null, (tx) =>
      tx
        .selectFrom('pledge.event')
        .select(['type', 'seq', 'payload', 'occurred_at', 'recorded_at', 'visibility'])
        .where('stream_id', '=', request.id)
        .orderBy('seq')
        .execute(),
    );
    assert.deepEqual(
      events.map(({ type, seq, payload, occurred_at: at }) => [type, seq, payload.flow, formatInstant(at as never)]),
      ['01:00', '01:10', '01:30', '03:30', '04:00'].map((time, place) => [
        'historyImported',
        place + 1,
        null,
        `2026-03-02T${time}:00Z`,
      ]),
    );
    assert.ok(events.every(({ recorded_at: at }) => at === house.time.current()));
    assert.deepEqual(
      [request.number, request.state, request.kind, request.severity, request.enquirer_name, request.site_id],
      ['IMP-PRJ-001/A-1', 'closed', 'fault', 'major', 'Bo', house.sites['SITE-01']],
    );
    assert.equal(request.closed_at, Date.parse('2026-03-02T12:00:00+08:00'));
  });

  it('its clocks are judged by when things happened, the pause held: kept, and broken where it was late', async () => {
    const verdicts = async (externalId: string) => {
      const { id } = await rowOf(externalId);
      const rows = await house.within(null, (tx) =>
        tx
          .selectFrom('pledge.clock_outcome')
          .select(['verdict', 'at', 'late_seconds'])
          .where('request_id', '=', id)
          .where('clock', '=', 'resolution')
          .where('verdict', 'in', ['kept', 'breached'])
          .execute(),
      );
      return rows.map(({ verdict, at, late_seconds: late }) => [verdict, formatInstant(at as never), late]);
    };
    assert.deepEqual(await verdicts('A-1'), [['kept', '2026-03-02T04:00:00Z', null]]);
    // Reported 09:00, five hours: due 14:00 by the clock of the plan, restored at 21:00.
    assert.deepEqual(await verdicts('A-3'), [['breached', '2026-03-04T06:00:00Z', 7 * 3600]]);
  });

  it('a replay of the same log by the same plan says of every clock what the import says', async () => {
    const { id: planId, plan } = await house.within(null, (tx) => activePlan(tx, house.projectId));
    const judged: string[] = [];
    const reading = await replayLog(bytesOf(LOG), {
      map: mapOf(MAP).map,
      plan: judgingPlan(plan),
      now: house.time.current(),
      asOf: house.time.current(),
      each: (clocks) =>
        void judged.push(
          ...clocks.map((one) =>
            told(one.request, [one.clock, one.cycle, one.state, one.dueAt, one.breachedAt, one.elapsedSeconds]),
          ),
        ),
    });
    assert.ok('replay' in reading);
    const imported = await Promise.all(
      ['A-1', 'A-2', 'A-3'].map(async (externalId) => {
        const { id } = await rowOf(externalId);
        const clocks = await house.within(null, (tx) => clocksOfRequest(tx, { id, planId }, house.time.current()));
        return clocks.map(({ clock: { clock, cycle, state, answer } }) =>
          told(externalId, [clock, cycle, state, answer.dueAt, answer.breachedAt, answer.elapsedSeconds]),
        );
      }),
    );
    assert.ok(judged.length > 20);
    assert.deepEqual(judged.toSorted(), imported.flat().toSorted());
  });

  it('what time brought is on record with it: a worker finds nothing to tell, and nobody is written to', async () => {
    const before = await countOf('pledge.clock_outcome');
    const looked = await watchClocks({ db: house.db, time: house.time });
    assert.deepEqual([looked.recorded, await countOf('pledge.clock_outcome')], [0, before]);
    assert.deepEqual([await countOf('pledge.outbox'), await countOf('pledge.message')], [0, 0]);
    const { id } = await rowOf('A-2');
    const open = await house.within(null, (tx) =>
      tx.selectFrom('pledge.clock_outcome').select(['clock', 'verdict']).where('request_id', '=', id).execute(),
    );
    assert.ok(
      open.some(({ verdict }) => verdict === 'breached'),
      'an open one of months ago is late, once',
    );
  });

  it('all evidence holds afterwards', async () => {
    const result = await auditOf(house, { now: house.time.current() });
    assert.equal(result.first, null);
  });

  it('its timeline tells each row with its words', async () => {
    const { id } = await rowOf('A-1');
    const entries = await house.within(null, (tx) =>
      timelineOf(tx, { requestId: id, actor: house.actors.manager, now: house.time.current() }),
    );
    assert.equal(entries.length, 5);
    assert.match(entries[0]?.text ?? '', /Status: Done/);
    assert.equal(entries[0]?.title.zh, '导入的历史');
    assert.ok(entries[0]?.effects.some(({ mark }) => mark === 'kept'));
  });
});

it('a request of thousands of rows is one command like any other', async () => {
  const rows = Array.from({ length: 2_500 }, (_, place) => {
    const at = formatInstant((Date.parse('2026-03-02T01:00:00Z') + place * 60_000) as never).slice(0, 19);
    return `L-1,${at.replace('T', ' ')},${place % 2 === 0 ? 'Assigned' : 'Waiting'},High,SITE-01,Bo,x`;
  });
  const { imported } = await importAll([LOG.split('\n')[0], ...rows, ''].join('\n'));
  const { seq } = await rowOf('L-1');
  assert.deepEqual([imported, seq], [1, 2_500]);
});

describe('imported again', () => {
  it('nothing changes, whoever does it', async () => {
    const counts = async () => [
      await countOf('pledge.event'),
      await countOf('pledge.clock_event'),
      await countOf('pledge.clock_outcome'),
    ];
    const before = await counts();
    const { hereAlready, imported } = await importAll();
    assert.deepEqual([hereAlready, imported, await counts()], [3, 0, before]);
    const log = await ready();
    const operator = { ...house.actors.administrator, kind: 'operator' as const, personId: null, name: 'root' };
    assert.equal((await importHistories(house.deps, { actor: operator, log })).hereAlready, 3);
  });

  it('in another order of lines it is the same; with another row it is refused by name and left as it is', async () => {
    const [head = '', ...rows] = LOG.trimEnd().split('\n');
    assert.equal((await importAll([head, ...rows.toReversed()].join('\n'))).hereAlready, 3);
    const { hereAlready, faults } = await importAll(LOG.replace('switched over', 'switched back'));
    assert.equal(hereAlready, 2);
    assert.deepEqual(
      faults.map(({ code, externalId, words }) => [code, externalId, words?.en.split(':')[0]]),
      [
        [
          'refused',
          'A-1',
          'It was imported before with other rows or under another map. What is here stays as it is; what has to be said still is written in the request itself.',
        ],
      ],
    );
  });

  it('twice at once: one of each', async () => {
    const log = LOG.replaceAll('A-', 'B-');
    const both = await Promise.all([importAll(log), importAll(log)]);
    assert.deepEqual(
      both.reduce((sum, { imported, hereAlready }) => [(sum[0] ?? 0) + imported, (sum[1] ?? 0) + hereAlready], [0, 0]),
      [3, 3],
    );
    const there = await house.within(null, (tx) =>
      tx.selectFrom('pledge.service_request').select('id').where('external_id', 'like', 'B-%').execute(),
    );
    assert.equal(there.length, 3);
  });
});

describe('afterwards', () => {
  it('one that ended there is read-only: no next step, no word, and the refusal says what to do', async () => {
    const { id } = await rowOf('A-1');
    const loaded = await house.within(null, (tx) => loadDossier(tx, id, { lock: false, now: house.time.current() }));
    assert.ok(loaded !== null);
    assert.deepEqual(nextSteps(loaded.dossier, house.actors.manager, house.time.current()), []);
    const fired = await fire(id, 'cancel', { cancelReason: 'x' });
    assert.deepEqual(isRefusal(fired) && [fired.status, fired.code], [409, 'importedReadOnly']);
  });

  it('one that was open goes on in the flow of its kind, from the state that the map names', async () => {
    const { id, state } = await rowOf('A-2');
    assert.equal(state, 'treating');
    const { northEngineer, supportEngineer, manager } = house.actors;
    const how = { how: 'fix', steps: 'changed the part', confirmedBy: 'Cleo', confirmedMeans: 'phone' };
    const sections = Object.fromEntries(
      ['overview', 'diagnosis', 'cause', 'solution', 'impact', 'prevention'].map((part) => [part, 'worn out']),
    );
    for (const [actor, event, input] of [
      [northEngineer, 'restore', how],
      [northEngineer, 'permanentFix', { cause: 'worn out', fullyRestored: true }],
      [supportEngineer, 'linkKnowledge', { articleReference: 'KB-7' }],
      [supportEngineer, 'sendReport', { ...sections, reviewerId: house.actors.approver.personId, explainedTo: 'Cleo' }],
    ] as const) {
      const fired = await fire(id, event, input, actor);
      assert.ok(!isRefusal(fired), `${event}: ${JSON.stringify(fired)}`);
      house.time.pass(5);
    }
    assert.equal((await rowOf('A-2')).state, 'reported');
    const loaded = await house.within(null, (tx) => loadDossier(tx, id, { lock: false, now: house.time.current() }));
    assert.ok(loaded !== null && nextSteps(loaded.dossier, manager, house.time.current()).some(({ event }) => event === 'close'));
    assert.equal(loaded?.dossier.records[0]?.form, 'consultationRecord');
  });

  it('is marked in every list and found by what it was called there', async () => {
    const listed = async (asked: Record<string, string>) => {
      const query = requestListQuery.parse({ state: 'all', ...asked });
      const page = await house.within(null, (tx) =>
        listRequests(tx, house.actors.centreManager, { query, now: house.time.current() }),
      );
      return 'rows' in page ? page.rows.map((row) => row.external_id) : [];
    };
    assert.deepEqual(await listed({ q: 'A-2' }), ['A-2']);
    assert.deepEqual(await listed({ q: 'A-2', imported: 'false' }), []);
    assert.ok((await listed({ imported: 'true' })).includes('A-1'));
  });

  it('its clocks counted anew are those that were written', async () => {
    const { id, plan_id: planId } = await rowOf('A-2');
    const counted = await house.within(null, (tx) => clocksOfRequest(tx, { id, planId: planId ?? '' }, house.time.current()));
    const cached = await house.within(null, (tx) =>
      tx.selectFrom('pledge.clock').selectAll().where('request_id', '=', id).execute(),
    );
    assert.deepEqual(
      new Set(counted.map(({ clock }) => `${clock.clock} ${clock.state} ${clock.answer.breached}`)),
      new Set(cached.map(({ clock, state, breached }) => `${clock} ${state} ${breached}`)),
    );
  });
});

describe('what does not fit is refused before anything is written', () => {
  const codes = (prepared: PreparedLog) =>
    'diagnostics' in prepared
      ? prepared.diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(({ line, code, remedy }) => [line, code, remedy.en])
      : prepared;

  it('a kind, a severity or a state that the plan does not have, a project that is not there: all with line and nearest name', async () => {
    const wrong = MAP.replace('kind: fault', 'kind: fautl')
      .replace('High: major', 'High: majro')
      .replace('state: treating', 'state: treatin');
    assert.deepEqual(codes(await prepare(LOG, wrong)), [[6, 'unknownKind', 'Did you mean fault?']]);
    assert.deepEqual(codes(await prepare(LOG, wrong.replace('fautl', 'fault'))), [
      [7, 'unknownSeverity', 'Did you mean major?'],
      [18, 'unknownState', 'Did you mean treating?'],
    ]);
    assert.deepEqual(codes(await prepare(LOG, MAP.replace('PRJ-001', 'PRJ-01'))), [
      [5, 'unknownProject', 'Did you mean PRJ-001?'],
    ]);
  });

  it('clocks that the log starts and the map never ends are named beforehand, and keep nothing out', async () => {
    const told = async (map: string) =>
      (await ready(LOG, map)).warnings.map(({ line, code, message }) => [line, code, message.en]);
    const [only, ...more] = await told(MAP);
    assert.deepEqual([only?.slice(0, 2), more], [[9, 'clocksUnended'], []]);
    assert.match(
      String(only?.[2]),
      /: arrival \(Arrival\), callBack \(Call-back\), response \(Response\), .*substantiveResponse/,
    );
    assert.doesNotMatch(
      String(only?.[2]),
      /acknowledge|resolution|remoteAttempt|complaint/,
      'ended by the map, or never started by it',
    );
    const all = MAP.replace(
      '{ Status: Assigned }, first: true, event: firstContactMade',
      '{ Status: Assigned }, event: substantiveResponseGiven',
    );
    assert.doesNotMatch(String((await told(all))[0]?.[2]), /substantiveResponse|response/i);
  });

  it('what ends such a clock is called as whoever points at columns finds it in the list, beside the word of the map', async () => {
    const [only] = (await ready(LOG, MAP)).warnings;
    assert.match(String(only?.message.zh), /：到场 arrival, 回电 callBack, /);
    assert.match(String(only?.remedy.zh), /：工程师到场 engineerArrived, /);
    assert.match(String(only?.remedy.en), /: engineerArrived \(Engineer arrived\), /);
  });

  it('a site that the customer does not have keeps its request out, the others in', async () => {
    const { reading } = await ready(LOG.replaceAll('SITE-02', 'SITE-99').replaceAll('A-', 'C-'));
    assert.deepEqual(
      [reading.histories.length, reading.faults.map(({ line, column, code, value }) => [line, column, code, value])],
      [2, [[10, 'Place', 'unknownSite', 'SITE-99']]],
    );
  });

  it('nobody but the system administrator imports', async () => {
    const log = await ready(LOG.replaceAll('A-', 'D-'));
    for (const name of ['centreManager', 'manager', 'technician'] as const) {
      const { faults, imported } = await importHistories(house.deps, { actor: house.actors[name], log });
      assert.deepEqual([imported, faults.length], [0, 3], name);
    }
  });

  it('a plan that is no longer in force is noticed', async () => {
    const log = await ready(LOG.replaceAll('A-', 'E-'));
    const context = { ...log.context, surroundings: { ...log.context.surroundings, planId: house.customerId } };
    const [first] = log.reading.histories;
    assert.ok(first !== undefined);
    const rows = first.history.rows.map((row) => ({ ...row, text: '' }));
    const { unit: _unit, ...own } = first.history;
    const history = { ...own, state: 'closed', rows };
    const sent = await importRequest(house.deps, { actor: house.actors.administrator, context, history });
    assert.deepEqual(sent.outcome === 'refused' && sent.why.code, 'planChanged');
  });
});

function fire(subjectId: string, event: string, input: Record<string, unknown>, actor = house.actors.manager) {
  return fireStep(house.deps, {
    actor,
    subjectKind: 'serviceRequest',
    subjectId,
    event,
    envelope: { commandId: crypto.randomUUID() },
    input,
    body: input,
    path: event,
  });
}
