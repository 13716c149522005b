import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { instant, type Instant } from '#platform/time/instant.ts';
import {
  aDossier,
  aFault,
  aRecord,
  aRequest,
  actors,
  aTaskOrder,
  atOf,
  aVisit,
  contextOf,
  idOf,
  ids,
  stepOf,
  type Circumstances,
} from './dossier/dossier.fixture.ts';
import type { Dossier, SubjectKind } from './dossier/dossier.schema.ts';
import { precedingOf, settledAfter } from './dossier/time-order.rules.ts';
import { drawn, walkFrom, type Walk } from './dossier/walk.fixture.ts';
import { flowModules } from './registry.ts';

const on = (time: string): Instant => atOf(`2026-10-${time}+08:00`);
type Taken = readonly [flow: string, event: string, input?: Record<string, unknown>];

/** Whether a step may be entered with a time, as the centre asks before it fires. */
function fits(walk: Walk, [flow, event, input = {}]: Taken, given: Circumstances & { at: Instant }): string | true {
  const module = flowModules[flow];
  assert.ok(module);
  const kind = (
    flow === 'taskOrder' || flow === 'siteVisit' || flow === 'record' ? flow : 'serviceRequest'
  ) satisfies SubjectKind;
  const context = contextOf(walk.dossier(), input, given);
  const preceding = precedingOf({
    flow: module.flow,
    step: stepOf(module, event),
    subject: { kind, id: context.subjectId },
    context: context as never,
  });
  return preceding === undefined || settledAfter(given.at, preceding.at) !== null ? true : preceding.event;
}

const people = [{ personId: ids.branchEngineer, level: 1 }];
const checklist = { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' };
const DISPATCH: Taken = ['faultEmergency', 'dispatch', { people, taskContent: '检查' }];
const ACCEPT: Taken = ['siteVisit', 'acceptTask', { signature: drawn('成都工程师'), siteRulesRead: true }];
const DEPART: Taken = ['siteVisit', 'depart', { partsReady: true, expectedAt: '2026-10-04T00:10:00+08:00' }];
const ARRIVE: Taken = ['siteVisit', 'arrive', { place: '东区节点', contactId: ids.siteStaff }];
const CLASSIFY: Taken = ['faultEmergency', 'classify', { faultType: 'other', faultPoint: '主控板', evidence: '告警' }];
const TREAT: Taken = ['faultEmergency', 'treat', { what: '更换', steps: '一\n二' }];
const RESTORE: Taken = ['faultEmergency', 'restore', { how: 'fix', confirmedBy: '赵工', confirmedMeans: 'onSite' }];
const LEAVE: Taken = ['siteVisit', 'requestDeparture', { attested: ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'] }];

/** The night of a fault, in the order in which it happens. */
const night: readonly Taken[] = [
  [
    'faultEmergency',
    'register',
    { kind: 'fault', siteId: ids.eastSite, enquirerName: '王工', enquirerPhone: '1', content: '停了', symptom: '停了' },
  ],
  ['faultEmergency', 'verify', checklist],
  DISPATCH,
  ACCEPT,
  DEPART,
  ARRIVE,
  CLASSIFY,
  TREAT,
  RESTORE,
  LEAVE,
  [
    'siteVisit',
    'customerCheck',
    { siteCleaned: true, workChecked: true, opinion: '好', signature: drawn('赵工', ids.siteStaff) },
  ],
  ['siteVisit', 'leave'],
  ['taskOrder', 'approveAfterwards', { opinion: '同意', signature: drawn('审批经理') }],
  ['taskOrder', 'reviewRecord', { opinion: '同意', signature: drawn('审批经理') }],
  ['faultEmergency', 'permanentFix', { cause: '主控板失效' }],
  ['faultEmergency', 'linkKnowledge', { articleReference: 'KB-1' }],
];

function actorOf(event: string): Circumstances['actor'] {
  if (event.startsWith('approve') || event.startsWith('review')) return actors.approver;
  return ['register', 'verify', 'dispatch'].includes(event) ? actors.manager : actors.branchEngineer;
}

/** Enters a history with the times given; the event that was refused by the order of times, with what it must follow. */
function entered(times: readonly Instant[]): { walk: Walk; refused: readonly [string, string] | null } {
  const walk = walkFrom(aDossier({ request: aRequest() }));
  for (const [index, taken] of night.entries()) {
    const [flow, event, input] = taken;
    const dossier = walk.dossier();
    const subjectId =
      (flow === 'siteVisit' ? dossier.visits.at(-1)?.id : flow === 'taskOrder' ? dossier.taskOrders.at(-1)?.id : undefined) ??
      dossier.request.id;
    const at = times[index] ?? assert.fail('a time for each');
    const actor = actorOf(event);
    const given = { subjectId, at, ...(actor === undefined ? {} : { actor }) };
    const verdict = fits(walk, taken, given);
    if (verdict !== true) return { walk, refused: [event, verdict] };
    walk.take(flow, event, input, given);
  }
  return { walk, refused: null };
}

/** Steps of which each follows the one before; what stands beside them may come sooner or later: who is sent waits for no verification. */
const CHAINS: readonly (readonly string[])[] = [
  'register dispatch acceptTask depart arrive classify treat restore requestDeparture customerCheck leave reviewRecord'.split(
    ' ',
  ),
  'register verify classify treat restore permanentFix linkKnowledge'.split(' '),
  'dispatch approveAfterwards'.split(' '),
];

const gaps = fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: night.length, maxLength: night.length });
const timesOf = (steps: readonly number[]): Instant[] => {
  let at = on('03T22:10:00') + 1;
  return steps.map((gap) => instant((at += gap)));
};

describe('what happened in the order of its times', () => {
  it('is accepted, however long each took', () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const { walk, refused } = entered(timesOf(steps));
        assert.equal(refused, null);
        const { request, taskOrders, visits } = walk.dossier();
        for (const subject of [request, ...taskOrders, ...visits]) {
          const passed = (subject.details.passed ?? []).map(({ at }) => at);
          assert.deepEqual(
            passed,
            passed.toSorted((a, b) => a - b),
          );
          assert.equal(subject.details.passed?.at(-1)?.state, subject.state);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is refused with two times exchanged, whichever', () => {
    fc.assert(
      fc.property(gaps, fc.constantFrom(...CHAINS), fc.nat(), fc.nat(), (steps, chain, one, other) => {
        const times = timesOf(steps);
        const fixed = night.flatMap(([, event], index) => (chain.includes(event) ? [index] : []));
        const [first, second] = [fixed[one % fixed.length] ?? 0, fixed[other % fixed.length] ?? 0];
        fc.pre(first !== second);
        const swapped = times.map((at, index) => (index === first ? times[second] : index === second ? times[first] : at));
        assert.notEqual(entered(swapped as Instant[]).refused, null, `${night[first]?.[1]} and ${night[second]?.[1]}`);
      }),
      { numRuns: 120 },
    );
  });

  it('may be entered late in one go: 22:40 sent, 23:30 arrived', () => {
    const clock = ['22:12', '22:20', '22:40', '22:45', '22:50', '23:30', '23:40', '23:50'];
    const times = [
      ...clock.map((time) => on(`03T${time}:00`)),
      ...['00:05', '00:10', '00:15', '00:20', '09:00', '09:30', '10:00', '10:05'].map((time) => on(`04T${time}:00`)),
    ];
    assert.equal(entered(times).refused, null);
  });
});

describe('two visits of one order', () => {
  const other = idOf(15);
  const begin = (): Dossier =>
    aDossier({
      request: aFault({ state: 'restored' }),
      taskOrders: [
        aTaskOrder({
          state: 'issued',
          leaderId: ids.branchEngineer,
          issuedAt: on('03T22:00:00'),
          assignees: [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }],
        }),
      ],
      visits: [aVisit(), aVisit({ id: other })],
      records: [
        aRecord(),
        aRecord({ id: ids.orderRecord, form: 'taskOrder', taskOrderId: ids.order, values: { taskContent: '检查' } }),
      ],
    });

  it('are entered side by side: none waits for the other', () => {
    const way = [DEPART, ARRIVE, ['siteVisit', 'act', { text: '检查' }], LEAVE] as const satisfies readonly Taken[];
    const steps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: way.length, maxLength: way.length });
    const turns = fc.shuffledSubarray([0, 0, 0, 0, 1, 1, 1, 1], { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(steps, steps, turns, (mine, theirs, order) => {
        const walk = walkFrom(begin());
        for (const subjectId of [ids.visit, other])
          walk.take(...ACCEPT, { subjectId, at: on('03T22:30:00'), actor: actors.branchEngineer });
        const at = [on('03T22:30:00') as number, on('03T22:30:00') as number];
        const place = [0, 0];
        for (const who of order) {
          const taken: Taken = way[place[who] ?? 0] ?? assert.fail('a step');
          at[who] = (at[who] ?? 0) + ((who === 0 ? mine : theirs)[place[who] ?? 0] ?? 1) * 60_000;
          place[who] = (place[who] ?? 0) + 1;
          const given = { subjectId: who === 0 ? ids.visit : other, at: instant(at[who] ?? 0), actor: actors.branchEngineer };
          assert.equal(fits(walk, taken, given), true, `${taken[1]} of ${who}`);
          walk.take(taken[0], taken[1], taken[2], given);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a time that lies before what the step follows', () => {
  const walk = walkFrom(aDossier({ request: aRequest() }));
  const manager = { actor: actors.manager };
  const engineer = (at: string): Circumstances & { at: Instant } => ({
    subjectId: walk.dossier().visits[0]?.id ?? '',
    actor: actors.branchEngineer,
    at: on(at),
  });
  const fault = (at: string): Circumstances & { at: Instant } => ({ actor: actors.branchEngineer, at: on(at) });
  const [REGISTER, VERIFY] = night as readonly [Taken, Taken];

  it('is told with what comes first', () => {
    walk.take(...REGISTER, { ...manager, at: on('03T22:20:40') });
    assert.equal(fits(walk, VERIFY, { ...manager, at: on('03T22:19:00') }), 'register');
    assert.equal(fits(walk, VERIFY, { ...manager, at: on('03T22:20:00') }), true, 'a minute is told without its seconds');
    assert.equal(settledAfter(on('03T22:20:00'), on('03T22:20:40')), on('03T22:20:40'));
    walk.take(...VERIFY, { ...manager, at: on('03T22:30:00') });
    assert.equal(fits(walk, DISPATCH, { ...manager, at: on('03T22:15:00') }), 'register');
    assert.equal(fits(walk, DISPATCH, { ...manager, at: on('03T22:25:00') }), true, 'nobody waits for the verification');
    walk.take(...DISPATCH, { ...manager, at: on('03T22:40:00') });
    assert.equal(fits(walk, ACCEPT, engineer('03T22:39:00')), 'assign');
    walk.take(...ACCEPT, engineer('03T22:45:00'));
    assert.equal(fits(walk, DEPART, engineer('03T22:44:00')), 'acceptTask');
    walk.take(...DEPART, engineer('03T22:50:00'));
    assert.equal(fits(walk, ARRIVE, engineer('03T22:35:00')), 'depart');
    assert.equal(fits(walk, CLASSIFY, fault('03T22:29:00')), 'verify');
    walk.take(...CLASSIFY, fault('03T22:55:00'));
    walk.take(...TREAT, fault('03T22:56:00'));
    walk.take(...ARRIVE, engineer('03T23:30:00'));
    assert.equal(fits(walk, RESTORE, fault('03T23:20:00')), 'arrive', 'who came restored it there');
    assert.equal(
      fits(walk, ['faultEmergency', 'restore', { ...RESTORE[2], confirmedMeans: 'phone' }], {
        actor: actors.supportEngineer,
        at: on('03T23:20:00'),
      }),
      true,
      'from afar nobody waits for who is on the road',
    );
    walk.take(...RESTORE, fault('03T23:50:00'));
    assert.equal(fits(walk, LEAVE, engineer('03T23:49:00')), 'restore');
    walk.take(...LEAVE, engineer('03T23:55:00'));
    assert.equal(
      fits(walk, ['taskOrder', 'approveAfterwards', {}], {
        subjectId: walk.dossier().taskOrders[0]?.id ?? '',
        at: on('03T22:39:00'),
      }),
      'issueUrgently',
    );
  });

  it('of pauses is measured against each other', () => {
    const paused = { reason: 'customerDeniedAccess', saidBy: '赵工', saidAt: '2026-10-03T23:00:00+08:00' };
    const stands = walkFrom(aDossier({ request: aFault() }));
    stands.take('faultEmergency', 'pause', paused, { at: on('03T23:00:00') });
    const resume: Taken = ['faultEmergency', 'resume', { reason: 'customerDeniedAccess' }];
    assert.equal(fits(stands, resume, { at: on('03T22:59:00') }), 'pause');
    stands.take(...resume, { at: on('03T23:10:00') });
    assert.equal(fits(stands, ['faultEmergency', 'pause', paused], { at: on('03T23:05:00') }), 'resume');
  });
});
