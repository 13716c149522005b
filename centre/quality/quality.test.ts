import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formulaOf, lackingOf, QUANTITIES, type PlanObjective } from '#centre/plan/objectives.rules.ts';
import { figureOf, type Counted } from './figure.rules.ts';
import { objectiveTitle } from './objective.texts.ts';
import { lastDayOf, monthsIn, periodOf, periodsUpTo } from './periods.rules.ts';
import { periodsSince, standingOver } from './standings.rules.ts';
import { OBJECTIVE_PERIODS } from './vocabulary.ts';

const share = (target: PlanObjective['target'], more: Partial<PlanObjective> = {}): PlanObjective => ({
  target,
  period: 'quarter',
  formula: 'satisfiedRatings / ratings',
  satisfiedMeans: ['satisfied'],
  source: [],
  ...more,
});
const quarter = periodOf('quarter', '2026-11-28');
const ratings = (satisfied: number, other: number, month = '2026-10-01'): Counted => ({
  quantities: [
    { quantity: 'ratings', month, detail: 'satisfied', count: satisfied },
    { quantity: 'ratings', month, detail: 'dissatisfied', count: other },
  ],
  times: [],
});

describe('the period of an objective', () => {
  const cases: readonly (readonly [
    kind: (typeof OBJECTIVE_PERIODS)[number],
    day: string,
    name: string,
    from: string,
    to: string,
  ])[] = [
    ['month', '2026-12-31', '2026-12', '2026-12-01', '2027-01-01'],
    ['quarter', '2026-01-01', '2026Q1', '2026-01-01', '2026-04-01'],
    ['quarter', '2026-12-31', '2026Q4', '2026-10-01', '2027-01-01'],
    ['halfYear', '2026-07-01', '2026H2', '2026-07-01', '2027-01-01'],
    ['year', '2026-07-01', '2026', '2026-01-01', '2027-01-01'],
  ];
  for (const [kind, day, name, from, to] of cases)
    it(`of a ${kind} with ${day} is ${name}`, () => assert.deepEqual(periodOf(kind, day), { name, from, to }));

  it('has a last day by its name, and no other text has one', () => {
    assert.deepEqual(['2026', '2026H1', '2026Q1', '2026-02', '2028-02', '1900-02'].map(lastDayOf), [
      '2026-12-31',
      '2026-06-30',
      '2026-03-31',
      '2026-02-28',
      '2028-02-29',
      '1900-02-28',
    ]);
    for (const text of ['', '2026Q5', '2026H3', '2026-13', '2026Q', 'Q4', '26Q4', '2026q4', '0000'])
      assert.equal(lastDayOf(text), null, text);
  });

  it('follows the one before it without a gap, is found by its name again, and holds its months', () => {
    const day = fc
      .record({
        year: fc.integer({ min: 1990, max: 2100 }),
        month: fc.integer({ min: 1, max: 12 }),
        of: fc.integer({ min: 1, max: 28 }),
      })
      .map(({ year, month, of }) => `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.constantFrom(...OBJECTIVE_PERIODS), day, (kind, today) => {
        const periods = periodsUpTo(kind, today, 8);
        assert.equal(periods.length, 8);
        for (const [place, period] of periods.entries()) {
          assert.equal(period.to, periods[place + 1]?.from ?? period.to);
          assert.deepEqual(periodOf(kind, lastDayOf(period.name) ?? ''), period);
          assert.equal(monthsIn(period)[0], period.from);
          assert.equal(monthsIn(period).length, { month: 1, quarter: 3, halfYear: 6, year: 12 }[kind]);
        }
        const last = periods.at(-1);
        assert.ok(last !== undefined && last.from <= today && today < last.to);
      }),
    );
  });
});

describe('what an objective is measured by', () => {
  const cases: readonly (readonly [why: string, name: string, objective: PlanObjective, lacks: readonly string[]])[] = [
    ['a share of what is counted', 'satisfaction', share({ above: 0.9 }), []],
    [
      'what no process writes yet',
      'complaintRate',
      share({ below: 0.1 }, { formula: 'complaintsReceived / closedRequests' }),
      ['complaintsReceived'],
    ],
    ['a name that is none', 'other', share({ below: 0.1 }, { formula: 'a / ratings' }), ['a']],
    ['no word on what is satisfied', 'satisfaction', share({ above: 0.9 }, { satisfiedMeans: undefined }), ['satisfiedMeans']],
    ['no formula', 'other', share({ above: 0.9 }, { formula: undefined }), ['formula']],
    ['no quotient', 'other', share({ above: 0.9 }, { formula: 'ratings' }), ['formula']],
    [
      'the time of responses',
      'responseTime',
      share({ atMost: 'PT24H' }, { formula: undefined, measure: 'maximum', over: 'serviceRequest' }),
      [],
    ],
    [
      'the time of restorations',
      'restorationTime',
      share({ atMost: 'P1D' }, { formula: undefined, measure: 'maximum', over: 'fault' }),
      [],
    ],
    [
      'the time of restorations over what is none',
      'restorationTime',
      share({ atMost: 'P1D' }, { formula: undefined, measure: 'maximum' }),
      ['restorationTime'],
    ],
    [
      'a time that nobody takes',
      'travelTime',
      share({ atMost: 'PT2H' }, { formula: undefined, measure: 'maximum' }),
      ['travelTime'],
    ],
    [
      'a time of what has none',
      'responseTime',
      share({ atMost: 'PT2H' }, { formula: undefined, measure: 'maximum', over: 'part' }),
      ['responseTime'],
    ],
  ];
  for (const [why, name, objective, lacks] of cases) it(why, () => assert.deepEqual(lackingOf(name, objective), lacks));

  it('reads a quotient of two names however it is spaced, and nothing else', () => {
    const gap = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(
        fc.constantFrom(...QUANTITIES),
        fc.constantFrom(...QUANTITIES),
        gap,
        gap,
        (numerator, denominator, one, other) => {
          assert.deepEqual(formulaOf(`${one}${numerator}${other}/${one}${denominator}${other}`), { numerator, denominator });
          for (const text of [
            numerator,
            `${numerator} / ${denominator} / 2`,
            `1 - ${numerator} / ${denominator}`,
            `${numerator} * 2`,
          ])
            assert.equal(formulaOf(text), null, text);
        },
      ),
    );
  });
});

describe('the figure of an objective', () => {
  const cases: readonly (readonly [
    why: string,
    target: PlanObjective['target'],
    satisfied: number,
    other: number,
    status: string,
  ])[] = [
    ['exactly the target is not above it', { above: 0.99 }, 99, 1, 'missed'],
    ['more than the target is above it', { above: 0.99 }, 199, 1, 'met'],
    ['exactly the target is at least it', { atLeast: 0.95 }, 95, 5, 'met'],
    ['exactly the target is not below it', { below: 0.01 }, 1, 99, 'missed'],
    ['exactly the target is at most it', { atMost: 0.01 }, 1, 99, 'met'],
    ['all are all', { equals: 1 }, 3, 0, 'met'],
    ['all but one are not all', { equals: 1 }, 999_999, 1, 'missed'],
    ['nothing is no sample, and no zero', { equals: 1 }, 0, 0, 'noSample'],
  ];
  for (const [why, target, satisfied, other, status] of cases)
    it(why, () => {
      const figure = figureOf('satisfaction', share(target), { period: quarter, counted: ratings(satisfied, other) });
      assert.deepEqual(figure, {
        status,
        value: satisfied + other === 0 ? null : satisfied / (satisfied + other),
        numerator: satisfied,
        denominator: satisfied + other,
      });
    });

  it('counts the months of its period and no other', () => {
    for (const [month, counts] of [
      ['2026-09-01', 0],
      ['2026-10-01', 2],
      ['2026-12-01', 2],
      ['2027-01-01', 0],
    ] as const)
      assert.equal(
        figureOf('satisfaction', share({ above: 0.5 }), { period: quarter, counted: ratings(1, 1, month) }).denominator,
        counts,
        month,
      );
  });

  it('of a time is the longest of its months, with the share that kept the limit', () => {
    const objective = share({ atMost: 'PT24H' }, { formula: undefined, measure: 'maximum' });
    const of = (detail: string, count: number) => ({ quantity: 'responses', month: '2026-10-01', detail, count });
    const times = { month: '2026-11-01', longest: 90_000, over: 2, overUnanswered: 1 };
    const counted: Counted = {
      // One of the four that ended without a response had waited too long; the others were not due.
      quantities: [of('answered', 7), of('open', 2), of('unanswered', 4)],
      times: [{ month: '2026-10-01', longest: 60, over: 0, overUnanswered: 0 }, times],
    };
    assert.deepEqual(figureOf('responseTime', objective, { period: quarter, counted }), {
      status: 'missed',
      value: 90_000,
      numerator: 8,
      denominator: 10,
    });
  });
});

describe('how an objective stands in the register', () => {
  const objective = share({ above: 0.9 });
  const stands = (byPeriod: Readonly<Record<string, Counted>>) =>
    standingOver('satisfaction', objective, {
      periods: periodsSince(objective, { from: '2026-02-01', today: '2026-11-28' }),
      today: '2026-11-28',
      countedIn: ({ name }) => byPeriod[name] ?? ratings(0, 0),
    });

  it('holds the periods that end after the first month, up to the running one', () => {
    const periods = periodsSince(objective, { from: '2026-02-01', today: '2026-11-28' });
    assert.deepEqual(
      periods.map(({ name }) => name),
      ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
    );
  });

  it('counts each ended period with a sample once, and only warns of the running one', () => {
    assert.deepEqual(stands({}), { kept: 0, breached: 0, isMissing: false });
    assert.deepEqual(
      stands({ '2026Q1': ratings(1, 0, '2026-01-01'), '2026Q2': ratings(1, 1, '2026-05-01'), '2026Q4': ratings(0, 1) }),
      { kept: 1, breached: 1, isMissing: true },
    );
  });
});

describe('what an objective is called', () => {
  it('is what the plan says, else what its name usually means, else the name', () => {
    assert.deepEqual(objectiveTitle('satisfaction', { zh: '满意', en: 'Content' }), { zh: '满意', en: 'Content' });
    assert.deepEqual(objectiveTitle('satisfaction', {}), { zh: '客户满意度', en: 'Satisfaction' });
    assert.deepEqual(objectiveTitle('toString', {}), { zh: 'toString', en: 'toString' });
  });
});
