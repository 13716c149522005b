import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ForecastLine, KeyedFigures, ReplayFigures } from '#centre/commitments/replay/replay.schema.ts';
import { besideEachOther, breachShare, monthsOf, untoldOf } from './replay-words.rules.ts';

const figures = (kept: number, breached: number, rest: Partial<ReplayFigures> = {}): ReplayFigures => ({
  clocks: kept + breached,
  kept,
  breached,
  open: 0,
  cancelled: 0,
  medianSeconds: null,
  p90Seconds: null,
  worst: null,
  ...rest,
});
const keyed = (key: string, kept: number, breached: number): KeyedFigures => ({ key, ...figures(kept, breached) });

describe('the part that breached', () => {
  it('is of those that were judged, open ones with them, what was called off not', () => {
    assert.equal(breachShare(figures(6, 2, { open: 2, cancelled: 90 })), 0.2);
    assert.equal(breachShare(figures(0, 0, { cancelled: 3 })), 0);
  });
});

describe('what a log cannot tell', () => {
  it('is said of a clock once, which began if it began for any of its commitments', () => {
    const line = (part: string, clocks: number): ForecastLine => ({
      commitments: [],
      clocks: [
        { clock: 'answer', planClock: 'answer', name: { zh: '答复', en: 'Answer' }, terms: [], endless: true },
        { clock: `only-${part}`, planClock: `only-${part}`, name: { zh: part, en: part }, terms: [], endless: false },
      ],
      part,
      total: figures(0, clocks),
      byMonth: [],
      byUnit: [],
      bySeverity: [],
      cells: [],
      worst: [],
    });
    const told = untoldOf({
      plan: { id: 'SP-1', revision: 1, title: { zh: '', en: '' }, timezone: 'Asia/Shanghai' },
      severities: {},
      lines: [line('expansion', 2), line('fault', 0)],
      untold: [],
    });
    assert.deepEqual(
      told.map(({ why, names }) => [why, names.map(({ en }) => en)]),
      [
        ['endless', ['Answer']],
        ['neverBegan', ['fault']],
      ],
    );
  });
});

describe('two plans by month', () => {
  it('stand beside each other, a month that only one has with nothing in the other', () => {
    const rows = besideEachOther(
      [keyed('2026-01', 3, 1), keyed('2026-02', 2, 0)],
      [keyed('2026-01', 4, 0), keyed('2026-03', 1, 1)],
    );
    assert.deepEqual(
      rows.map(({ key, now, before }) => [key, now.breached, now.clocks, before?.breached, before?.clocks]),
      [
        ['2026-01', 1, 4, 0, 4],
        ['2026-02', 0, 2, 0, 0],
        ['2026-03', 0, 0, 1, 2],
      ],
    );
    assert.deepEqual(besideEachOther([keyed('2026-01', 3, 1)], null)[0]?.before, null);
  });
});

describe('the months of a chart', () => {
  it('have no gap over the turn of a year', () => {
    assert.deepEqual(monthsOf(['2026-02', '2025-11']), ['2025-11', '2025-12', '2026-01', '2026-02']);
    assert.deepEqual(monthsOf(['2026-02']), ['2026-02']);
    assert.deepEqual(monthsOf([]), []);
  });

  it('of many years are those that were told', () => assert.deepEqual(monthsOf(['2026-01', '2019-05']), ['2019-05', '2026-01']));
});
