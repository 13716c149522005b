import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bytesOf, LOG, MAP, mapOf, NOW } from '#centre/history/log.fixture.ts';
import { planOf, samplePlanText, secondPlanText } from '#centre/plan/plan-file.fixture.ts';
import { parseInstant } from '#platform/time/instant.ts';
import type { JudgedClock } from './judge.rules.ts';
import { judgingPlan, replayLog, type ReadToReplay, type ReplayReading } from './replay-log.ts';
import type { ForecastLine, Replay, ReplayFigures } from './replay.schema.ts';

const sample = planOf(samplePlanText);
/** The sample plan with more time until somebody is on site, and less for the repair. */
const other = planOf(
  samplePlanText
    .replace('{ critical: PT2H, major: PT2H, minor: { limit: PT4H,', '{ critical: PT4H, major: PT4H, minor: { limit: PT8H,')
    .replace('{ critical: PT5H, major: PT5H, minor: { limit: P1D,', '{ critical: PT90M, major: PT90M, minor: { limit: P1D,'),
);
const UNIT_MAP = `${MAP}unit: Place\n`;

interface About extends Partial<ReadToReplay> {
  readonly log?: string;
  readonly text?: string;
}

function read({ log = LOG, text = MAP, ...rest }: About): Promise<ReplayReading> {
  return replayLog(bytesOf(log), { plan: judgingPlan(sample), now: NOW, ...rest, map: mapOf(text).map });
}

async function replayed(about: About = {}): Promise<Replay & { readonly all: readonly JudgedClock[] }> {
  const all: JudgedClock[] = [];
  const reading = await read({ ...about, each: (judged) => void all.push(...judged) });
  assert.ok('replay' in reading, JSON.stringify(reading));
  return { ...reading.replay, all };
}

/** The line of a clock; of several the one for the commitment. */
function lineOf({ forecast }: Pick<Replay, 'forecast'>, clock: string, commitment?: string): ForecastLine {
  const lines = forecast.lines.filter(({ clocks }) => clocks.some((one) => one.clock === clock));
  const isFor = ({ commitments }: ForecastLine) => commitments.some(({ id }) => id === commitment);
  return lines.find((line) => commitment === undefined || isFor(line)) ?? assert.fail(clock);
}

/** Promised for every fault, whatever its severity. */
const SOLVED_SOON = 'C-1.4.4-04';
/** The first of each group of commitments that the repair is for. */
const IN_PARTS = ['C-1.1-07', SOLVED_SOON];

const counts = ({ clocks, kept, breached, open, cancelled }: ReplayFigures) => [clocks, kept, breached, open, cancelled];

describe('a log replayed', () => {
  it('says for each commitment what would have been kept and what breached, as of its last instant', async () => {
    const replay = await replayed();
    assert.deepEqual(
      [replay.rows, replay.requests, replay.firstAt, replay.lastAt, replay.asOf],
      [9, 3, '2026-03-02T01:00:00Z', '2026-03-04T13:00:00Z', '2026-03-04T13:00:00Z'],
    );
    // Five hours are promised for the two graver severities: A-2 is none of theirs.
    const inFiveHours = lineOf(replay, 'resolution', 'C-1.1-07');
    assert.deepEqual(
      inFiveHours.commitments.map(({ id, clause }) => [id, clause !== '']),
      [
        ['C-1.1-07', true],
        ['C-1.6.2-09', true],
      ],
    );
    assert.deepEqual(
      inFiveHours.clocks.flatMap(({ terms }) => terms.map(({ severity, limit }) => [severity, limit])),
      [
        ['critical', 'PT5H'],
        ['major', 'PT5H'],
      ],
    );
    assert.deepEqual(
      [counts(inFiveHours.total), inFiveHours.worst.map(({ request }) => request)],
      [
        [2, 1, 1, 0, 0],
        ['A-3', 'A-1'],
      ],
    );
    const resolution = lineOf(replay, 'resolution', SOLVED_SOON);
    // A-1 took three of five hours. A-3 took twelve, seven too many; A-2 has run 36 hours of the day it had.
    assert.deepEqual(counts(resolution.total), [3, 1, 2, 0, 0]);
    assert.deepEqual(
      [resolution.total.medianSeconds, resolution.total.p90Seconds, resolution.total.worst],
      [3 * 3600, 12 * 3600, { request: 'A-2', overSeconds: 12 * 3600 }],
    );
    assert.deepEqual(
      resolution.worst.map(({ request, overSeconds, breached, stoppedAt }) => [request, overSeconds, breached, stoppedAt]),
      [
        ['A-2', 12 * 3600, true, null],
        ['A-3', 7 * 3600, true, '2026-03-04T13:00:00Z'],
        ['A-1', -2 * 3600, false, '2026-03-02T04:00:00Z'],
      ],
    );
  });

  it('as of an earlier instant it knows nothing of what came later', async () => {
    const asOf = parseInstant('2026-03-03T02:00:00Z');
    const replay = await replayed({ asOf });
    assert.equal(replay.asOf, '2026-03-03T02:00:00Z');
    assert.deepEqual(counts(lineOf(replay, 'resolution', SOLVED_SOON).total), [2, 1, 0, 1, 0]);
    assert.ok(replay.all.every(({ startedAt, stoppedAt }) => startedAt <= Number(asOf) && Number(stoppedAt) <= Number(asOf)));
  });

  it('tells them by month of the plan’s zone, by unit and by severity, the gravest first', async () => {
    const late = LOG.replaceAll('2026-03-04 09:00:00', '2026-03-31 23:30:00').replaceAll(
      '2026-03-04 21:00:00',
      '2026-04-01 00:30:00',
    );
    const { byMonth, byUnit, bySeverity } = lineOf(await replayed({ log: late, text: UNIT_MAP }), 'resolution', SOLVED_SOON);
    const shown = (figures: typeof byMonth) => figures.map(({ key, ...rest }) => [key, ...counts(rest).slice(0, 3)]);
    assert.deepEqual(shown(byMonth), [['2026-03', 3, 2, 1]]);
    assert.deepEqual(shown(byUnit), [
      ['SITE-01', 2, 2, 0],
      ['SITE-02', 1, 0, 1],
    ]);
    assert.deepEqual(shown(bySeverity), [
      ['major', 2, 2, 0],
      ['minor', 1, 0, 1],
    ]);
    const utc = MAP.replace('Asia/Shanghai', 'UTC');
    assert.deepEqual(shown(lineOf(await replayed({ log: late, text: utc }), 'resolution', SOLVED_SOON).byMonth), [
      ['2026-03', 2, 1, 1],
      ['2026-04', 1, 1, 0],
    ]);
  });

  it('says of which clocks the log tells nothing: no start, no end, another subject than a request', async () => {
    const replay = await replayed();
    const why = (clock: string) => replay.forecast.untold.find((one) => one.clock === clock)?.why;
    assert.deepEqual([why('dispatch'), why('assignment'), why('resolution')], ['noStart', 'otherSubject', undefined]);
    const endless = (clock: string) => lineOf(replay, clock).clocks[0]?.endless;
    assert.deepEqual([endless('arrival'), endless('resolution')], [true, false]);
  });

  it('a request with a bad row is left out whole and named; the others are judged', async () => {
    const reading = await read({ log: LOG.replace('2026-03-04 21:00:00', 'yesterday') });
    assert.ok('replay' in reading);
    assert.deepEqual(
      reading.faults.map(({ line, column, code, value, externalId }) => [line, column, code, value, externalId]),
      [[9, 'When', 'invalidTimestamp', 'yesterday', 'A-3']],
    );
    const { requests, faultyRows, leftOut } = reading.replay;
    assert.deepEqual([requests, faultyRows, leftOut], [2, 1, 1]);
  });

  it('kinds and severities that the plan does not have are findings at their place, and nothing is read', async () => {
    const reading = await read({ text: MAP.replace('kind: fault', 'kind: fualt').replace('Low: minor', 'Low: mild') });
    assert.ok('findings' in reading);
    assert.deepEqual(
      reading.findings.map(({ code, path, details }) => [code, path.join('.'), details?.['nearest']]),
      [['unknownKind', 'kind', 'fault']],
    );
    const severity = await read({ text: MAP.replace('Low: minor', 'Low: mild') });
    assert.deepEqual('findings' in severity && severity.findings.map(({ path }) => path.join('.')), ['severity.values.Low']);
  });

  it('another provider’s plan judges by its own clocks, zone and words', async () => {
    const text = MAP.replace('{ High: major, Low: minor }', '{ High: outage, Low: nuisance }').replaceAll(
      'customerDelay',
      'kundeNichtErreichbar',
    );
    const replay = await replayed({ text, plan: judgingPlan(planOf(secondPlanText)) });
    assert.equal(replay.forecast.plan.timezone, 'Europe/Berlin');
    assert.ok(lineOf(replay, 'wiederherstellung').total.clocks > 0);
    assert.deepEqual(Object.keys(replay.forecast.severities)[0], 'outage');
  });

  it('holidays are those known today: a make-up Saturday of a year that the plan does not state is a working day', async () => {
    const years = LOG.replaceAll('2026-03-02', '2025-02-08')
      .replaceAll('2026-03-03', '2025-02-08')
      .replaceAll('2026-03-04', '2025-02-15');
    const { all } = await replayed({ log: years });
    const counted = all
      .filter(({ clock }) => clock === 'recordConsultation')
      .map(({ request, dueAt }) => [request, new Date(dueAt ?? 0).toISOString()]);
    // Reported on Saturday, 8 February 2025 at nine: eight of the eight and a half office hours on that day, the rest on Monday.
    assert.equal(counted.find(([request]) => request === 'A-1')?.[1], '2025-02-10T01:00:00.000Z');
  });
});

it('a clock that the map never ends says nothing of a commitment that another one tells', async () => {
  const { acknowledge, callBack } = sample.clocks;
  assert.ok(acknowledge !== undefined && callBack !== undefined);
  const source = acknowledge.source ?? [];
  const clocks = { ...sample.clocks, callBack: { ...callBack, source } };
  const line = lineOf(await replayed({ plan: judgingPlan({ ...sample, clocks }) }), 'callBack');
  assert.deepEqual(
    line.clocks.map(({ clock, endless }) => [clock, endless]),
    [
      ['acknowledge', false],
      ['callBack', true],
    ],
  );
  // A-1 was answered within ten minutes; the call-back that nobody wrote down breaks nothing.
  assert.deepEqual(counts(line.total), [3, 1, 2, 0, 0]);
});

describe('two plans over one log', () => {
  it('are judged in one pass and marked by what they promise: weaker, stronger, the same', async () => {
    const replay = await replayed({
      plan: judgingPlan(other),
      against: judgingPlan(sample),
      text: MAP.replace('event: restored', 'event: engineerArrived'),
    });
    const change = (clock: string) => replay.changes.find(({ clocks }) => clocks.includes(clock))?.change;
    assert.deepEqual([change('arrival'), change('resolution'), change('response')], ['weaker', 'stronger', 'same']);
    const before = replay.against ?? assert.fail();
    // A-1 arrived after three hours: too late for two, in time for four.
    assert.deepEqual(counts(lineOf({ forecast: before }, 'arrival', 'C-1.4.4-02').total), [3, 0, 3, 0, 0]);
    assert.deepEqual(counts(lineOf(replay, 'arrival', 'C-1.4.4-02').total), [3, 1, 2, 0, 0]);
  });

  it('each is judged as it is alone', async () => {
    const both = await replayed({ plan: judgingPlan(other), against: judgingPlan(sample) });
    assert.deepEqual(both.against, (await replayed()).forecast);
    assert.deepEqual(both.forecast, (await replayed({ plan: judgingPlan(other) })).forecast);
  });

  it('a clock that only one of them has is new, or no more', async () => {
    const { resolution: _gone, ...clocks } = sample.clocks;
    const without = { ...sample, clocks };
    const marks = async (plan: typeof sample, against: typeof sample) =>
      (await replayed({ plan: judgingPlan(plan), against: judgingPlan(against) })).changes.filter(
        ({ clocks: [name] }) => name === 'resolution',
      );
    assert.deepEqual(
      await marks(without, sample),
      IN_PARTS.map((part) => ({ clocks: ['resolution'], part, change: 'removed' })),
    );
    assert.deepEqual(
      await marks(sample, without),
      IN_PARTS.map((part) => ({ clocks: ['resolution'], part, change: 'added' })),
    );
  });
});

describe('whatever the log', () => {
  const HOUR = 3_600_000;
  const row = fc.record({
    request: fc.constantFrom('R-1', 'R-2', 'R-3', 'R-4'),
    hours: fc.integer({ min: 0, max: 24 * 60 }),
    status: fc.constantFrom('New', 'Assigned', 'Waiting', 'Done'),
    impact: fc.constantFrom('High', 'Low'),
    place: fc.constantFrom('SITE-01', 'SITE-02', ''),
  });
  // One row an hour at most: rows of one time keep the order of the file, which is then part of what they say.
  const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ request, hours }) => `${request} ${hours}` });
  const csv = (some: readonly (typeof row extends fc.Arbitrary<infer Row> ? Row : never)[]): string =>
    [
      LOG.split('\n')[0],
      ...some.map(({ request, hours, status, impact, place }) => {
        const at = new Date(Date.UTC(2026, 1, 10) + hours * HOUR).toISOString().slice(0, 19).replace('T', ' ');
        return `${request},${at},${status},${impact},${place},Anna,x`;
      }),
      '',
    ].join('\n');

  it('every figure is a recount of the clocks, by month, unit and severity as together', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const { forecast, all } = await replayed({ log: csv(some), text: UNIT_MAP });
        for (const line of forecast.lines) {
          const told = line.clocks.filter(({ endless }) => !endless);
          const names = (told.length === 0 ? line.clocks : told).map(({ clock }) => clock);
          const [first] = line.commitments;
          const isTold = ({ clock, commitments }: JudgedClock) =>
            names.includes(clock) && (first === undefined ? commitments.length === 0 : commitments.includes(first.id));
          const recount = (which: (clock: JudgedClock) => boolean): number[] => {
            const found = all.filter((clock) => isTold(clock) && which(clock));
            const of = (verdict: string): number => found.filter((clock) => clock.verdict === verdict).length;
            return [found.length, of('kept'), of('breached'), of('open'), of('cancelled')];
          };
          assert.deepEqual(
            counts(line.total),
            recount(() => true),
          );
          for (const { key, ...rest } of line.byMonth)
            assert.deepEqual(
              counts(rest),
              recount(({ month }) => month === key),
            );
          for (const { key, ...rest } of line.byUnit)
            assert.deepEqual(
              counts(rest),
              recount(({ unit }) => unit === key),
            );
          for (const { key, ...rest } of line.bySeverity)
            assert.deepEqual(
              counts(rest),
              recount(({ severity }) => severity === key),
            );
          for (const cell of line.cells)
            assert.deepEqual(
              counts(cell),
              recount((one) => one.month === cell.month && one.unit === cell.unit && one.severity === cell.severity),
            );
          const over = all.flatMap((one) => (isTold(one) && one.verdict !== 'cancelled' ? (one.overSeconds ?? []) : []));
          assert.equal(line.total.worst?.overSeconds, over.length === 0 ? undefined : Math.max(...over));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('rows may stand in any order', async () => {
    const order = fc.integer({ min: 0, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(order, { minLength: 20, maxLength: 20 }), async (some, keys) => {
        const shuffled = some.map((one, place) => ({ one, key: keys[place] ?? 0 })).sort((a, b) => a.key - b.key);
        const clocks = async (of: typeof some) => {
          const { all } = await replayed({ log: csv(of), text: UNIT_MAP });
          return all.toSorted((a, b) => `${a.request} ${a.clock} ${a.cycle}`.localeCompare(`${b.request} ${b.clock} ${b.cycle}`));
        };
        assert.deepEqual(await clocks(shuffled.map(({ one }) => one)), await clocks(some));
      }),
      { numRuns: 40 },
    );
  });
});
