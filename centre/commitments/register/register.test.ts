import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readPlan } from '#centre/plan/index.ts';
import { planPath, SAMPLE, SECOND_PLAN, type HousePlan } from '#centre/testing/furnish.ts';
import { planClocksFrom } from '../plan-clocks.rules.ts';
import { askedByFlows } from './asked-by-flows.rules.ts';
import { clockLimits } from './clock-limits.ts';
import { feedsOf } from './feeds.rules.ts';
import { BY_GRAVITY, NOTHING, repeated, standingOf } from './fulfilment.rules.ts';
import { monthsOf } from './months.rules.ts';
import type { Feed, Tally } from './register.schema.ts';
import { PERIODS } from './vocabulary.ts';

function planOf(plan: HousePlan) {
  const reading = readPlan(readFileSync(planPath(plan), 'utf8'), plan.file);
  assert.ok('plan' in reading);
  return reading.plan;
}
const sample = planOf(SAMPLE);
const feeds = feedsOf(sample, askedByFlows);

describe('the limits of a commitment', () => {
  const rules = planClocksFrom(sample);
  const cases: readonly (readonly [clock: string, commitment: string, limits: readonly string[]])[] = [
    ['response', 'C-1.1-05', ['响应：1小时（7×24），限系统严重故障、部分重要服务不正常']],
    [
      'arrival',
      'C-1.4.4-02',
      ['到场：2小时（7×24），限系统严重故障、部分重要服务不正常', '到场：4小时（7×24），限个别服务不正常'],
    ],
    ['callBack', 'C-1.4.1-08', ['回电：15分钟（7×24）']],
    ['callBack', 'C-1.4.2-04', ['回电：15分钟（7×24），限邮件']],
    ['replacement', 'C-1.6.2-11', ['更换外限：7天（按日期）']],
  ];
  for (const [clock, commitment, expected] of cases)
    it(`${commitment} by ${clock}: one for each limit, with whom it holds for unless for all`, () =>
      assert.deepEqual(
        clockLimits(rules, sample, { clock, commitment }).map(({ zh }) => zh),
        expected,
      ));
});

describe('how a commitment is measured', () => {
  const cases: readonly (readonly [id: string, why: string, feeds: readonly Feed[]])[] = [
    ['C-1.1-06', 'by its clock', [{ means: 'clock', by: 'clocks', names: ['arrival'] }]],
    ['C-1.6.2-04', 'by a clock that a step starts, not a row', [{ means: 'clock', by: 'clocks', names: ['dispatch'] }]],
    [
      'C-1.4.4-06',
      'by the guard that holds whoever would leave',
      [{ means: 'gate', by: 'guards', names: ['departureWhileDown'] }],
    ],
    ['C-1.3.4-09', 'by what is ticked at each departure', [{ means: 'attest', by: 'guards', names: ['attestations'] }]],
    [
      'C-1.3-04',
      'by the word of those whom the plan names; its figure waits',
      [
        { means: 'attest', by: 'attestations', names: ['centreManager', 'qualityController'] },
        { means: 'metric', by: null, names: [] },
      ],
    ],
    ['C-1.3-01', 'by a check of the activation', [{ means: 'config', by: 'plan', names: ['organisationComplete'] }]],
    ['C-1.4.2-01', 'by what the plan states', [{ means: 'config', by: 'plan', names: ['channels.email'] }]],
    ['C-1.1-17', 'by nothing yet: no process writes its anchor', [{ means: 'clock', by: null, names: ['endOfLifeNotice'] }]],
    [
      'C-1.6.1-01',
      'by nothing yet: its process is not carried out',
      [{ means: 'config', by: null, names: ['flows.softwareUpgrade'] }],
    ],
    [
      'C-1.5.1-04',
      'by nothing yet: no kind that is carried out has its clock',
      [{ means: 'clock', by: null, names: ['firstContact'] }],
    ],
    [
      'C-1.5.2-03',
      'by nothing yet: the clock that faults start holds for it in a kind that is not carried out',
      [{ means: 'clock', by: null, names: ['substantiveResponse (enhancement)'] }],
    ],
    ['C-1.4.1-07', 'by what its customer is shown', [{ means: 'publish', by: 'card', names: ['channels.mobile'] }]],
    [
      'C-1.5.3-06',
      'by nothing yet: no page shows what is promised there',
      [{ means: 'publish', by: null, names: ['channels.web.projectColumn'] }],
    ],
    ['C-1.3.2-05', 'by what it repeats', []],
  ];
  // A test that names a commitment shows it kept: these show by what it is measured, or that nothing does.
  for (const [id, why, expected] of cases) it(why, () => assert.deepEqual(feeds.get(id), expected, id));

  it('covers every commitment of both plans with its means in the plan’s order', () => {
    for (const plan of [sample, planOf(SECOND_PLAN)]) {
      const found = feedsOf(plan, askedByFlows);
      for (const { id, means, repeats } of plan.commitments)
        assert.deepEqual(
          found.get(id)?.map((feed) => feed.means),
          repeats === undefined || repeats.length === 0 ? means : [],
          id,
        );
    }
  });

  it('knows of every event that starts a clock of the plans whether the flows write it', () => {
    const folder = fileURLToPath(new URL('../../../flows/', import.meta.url));
    const sources = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.(test|fixture)\.ts$|texts/.test(file));
    const text = sources.map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
    const starts = [sample, planOf(SECOND_PLAN)].flatMap(({ clocks }) =>
      Object.values(clocks).flatMap(({ start }) => start ?? []),
    );
    for (const start of new Set(starts)) assert.equal(askedByFlows.written.has(start), text.includes(`'${start}'`), start);
  });
});

describe('how a commitment stands', () => {
  const clock: Feed = { means: 'clock', by: 'clocks', names: ['arrival'] };
  const gate: Feed = { means: 'gate', by: 'guards', names: ['checkIn'] };
  const config: Feed = { means: 'config', by: 'plan', names: ['channels'] };
  const word: Feed = { means: 'attest', by: 'attestations', names: ['centreManager'] };
  const card: Feed = { means: 'publish', by: 'card', names: ['quality.policy'] };
  const metric: Feed = { means: 'metric', by: null, names: [] };
  const cases: readonly (readonly [why: string, feeds: readonly Feed[], tally: Partial<Tally>, standing: readonly unknown[]])[] =
    [
      ['a clock that ended in time', [clock], { kept: 3 }, ['kept', 3, 3]],
      ['one of twelve late', [clock], { kept: 11, breached: 1 }, ['breached', 11, 12]],
      ['a breach weighs more than what is at risk', [clock], { breached: 1, atRisk: 1 }, ['breached', 0, 1]],
      ['a clock past its warning', [clock], { kept: 3, atRisk: 1 }, ['atRisk', 3, 3]],
      ['the customer waived one', [clock], { kept: 5, waived: 1 }, ['waived', 5, 5]],
      ['nothing fell due', [clock], {}, ['notDue', 0, 0]],
      ['a gate that let pass', [gate], { passed: 4, refused: 2 }, ['kept', 4, 4]],
      ['a gate that only refused has held and kept nothing yet', [gate], { refused: 2 }, ['notDue', 0, 0]],
      ['a clock counts before the gate beside it', [clock, gate], { kept: 2, passed: 9 }, ['kept', 2, 2]],
      ['a passed gate of a commitment that clocks measure proves nothing', [clock], { passed: 9 }, ['notDue', 0, 0]],
      [
        'a clock that is none of its means, broken, is a breach all the same',
        [gate],
        { passed: 2, kept: 7, breached: 1 },
        ['breached', 2, 3],
      ],
      ['a word that holds', [word], { attested: { holding: 1, ending: 0, ended: 0 } }, ['kept', 1, 1]],
      ['a word that ends soon', [word], { attested: { holding: 1, ending: 1, ended: 0 } }, ['atRisk', 2, 2]],
      ['a word that has ended', [word], { attested: { holding: 1, ending: 0, ended: 1 } }, ['breached', 1, 2]],
      ['a word that nobody gave', [word], {}, ['notMeasured', 0, 0]],
      ['what two plans arrange', [config], { plans: 2 }, ['kept', 2, 2]],
      ['what two customers are shown', [card], { published: { shown: 2, lacking: 0 } }, ['kept', 2, 2]],
      ['what one of two is not shown', [card], { published: { shown: 1, lacking: 1 } }, ['breached', 1, 2]],
      ['what nothing measures', [metric], { passed: 3, plans: 1 }, ['notMeasured', 0, 0]],
      ['what is arranged, though its figure is not measured', [config, metric], { plans: 1 }, ['kept', 1, 1]],
    ];
  for (const [why, given, tally, [status, kept, due]] of cases)
    it(`${why}: ${String(status)}`, () => assert.deepEqual(standingOf(given, { ...NOTHING, ...tally }), { status, kept, due }));

  it('one that repeats others stands as the gravest of them', () => {
    const kept = { status: 'kept', kept: 2, due: 2 } as const;
    const breached = { status: 'breached', kept: 1, due: 2 } as const;
    assert.deepEqual(repeated([kept, breached]), breached);
    assert.deepEqual(repeated([]), { status: 'notMeasured', kept: 0, due: 0 });
  });

  it('never keeps more than fell due, and no further breach makes it look better', () => {
    const count = fc.nat({ max: 50 });
    const tallies = fc.record({
      kept: count,
      breached: count,
      waived: count,
      passed: count,
      refused: count,
      explained: count,
      atRisk: count,
      plans: count,
      attested: fc.record({ holding: count, ending: count, ended: count }),
      published: fc.record({ shown: count, lacking: count }),
    });
    fc.assert(
      fc.property(fc.subarray([clock, gate, config, metric, card], { minLength: 1 }), tallies, (given, tally) => {
        const before = standingOf(given, tally);
        const after = standingOf(given, { ...tally, breached: tally.breached + 1 });
        assert.ok(before.kept <= before.due);
        assert.ok(BY_GRAVITY.indexOf(after.status) <= BY_GRAVITY.indexOf(before.status));
        assert.equal(after.status, 'breached');
      }),
    );
  });
});

describe('the months of a period', () => {
  it('end with the present one, over the turn of a year', () => {
    assert.deepEqual(monthsOf('quarter', '2026-01-31'), ['2025-11-01', '2025-12-01', '2026-01-01']);
    assert.deepEqual(
      PERIODS.map((period) => monthsOf(period, '2026-10-04').length),
      [1, 3, 6, 12, 12],
    );
  });
});
