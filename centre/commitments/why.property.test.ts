import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planOf, samplePlanText, secondPlanText } from '#centre/plan/plan-file.fixture.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { ExplainedStretch } from './clock/explain.schema.ts';
import { explainTextsEn } from './clock/explain.texts.en.ts';
import { explainTextsZh } from './clock/explain.texts.zh.ts';
import { planClocksFrom } from './plan-clocks.rules.ts';
import { clocksOfSubject, explainSubjectClock } from './subject-clocks.rules.ts';
import type { PlanClock, PlanClocks, SubjectEvent } from './subject-clocks.schema.ts';

/** Every clock of every plan, whatever happened to its subject: each second by one named stretch, and a sum that is the limit. */
const PLANS: readonly PlanClocks[] = [planOf(samplePlanText), planOf(secondPlanText)];
const FROM = Date.parse('2026-01-20T00:00:00Z');
const HOURS = 24 * 120;

const hoursOf = fc.constantFrom('08:30-17:00', '00:00-24:00', '13:15-22:45', '22:00-30:00');
const calendar = fc.record({
  kind: fc.constant('weekly' as const),
  hours: fc.record({ mon: hoursOf, wed: hoursOf, thu: hoursOf, sat: hoursOf }, { requiredKeys: ['mon'] }),
  lunchBreak: fc.constantFrom([], ['12:00-13:30']),
  holidays: fc.constantFrom(null, 'cnStatutory'),
  makeUpWorkdays: fc.constantFrom('open' as const, 'closed' as const),
  extraOff: fc.constantFrom([], ['2026-03-02/2026-03-04']),
});
const limit = fc.constantFrom('PT15M', 'PT1H', 'PT8H30M', 'PT24H', 'P1D', 'P3D', 'P10D');

/** A plan as written, with another calendar under its own, and other limits on the clocks that have one. */
const plans: fc.Arbitrary<PlanClocks> = fc
  .tuple(fc.constantFrom(...PLANS), calendar, fc.array(limit, { minLength: 8, maxLength: 8 }))
  .map(([plan, other, limits]) => ({
    ...plan,
    calendars: Object.fromEntries(
      Object.entries(plan.calendars).map(([name, written]) => [
        name,
        written.kind === 'weekly'
          ? { ...written, ...other, holidays: other.holidays === null ? null : written.holidays }
          : written,
      ]),
    ),
    clocks: Object.fromEntries(
      Object.entries(plan.clocks).map(([name, clock], index): [string, PlanClock] => {
        const wanted = limits[index % limits.length] ?? 'PT1H';
        // A limit in hours on a clock that counts days, or the other way round, is no plan.
        const fits = typeof clock.limit === 'string' && clock.limit.startsWith('PT') === wanted.startsWith('PT');
        return [name, fits ? { ...clock, limit: wanted } : clock];
      }),
    ),
  }));

const MOVES = ['reopened', 'cancel', 'registered', 'verified'] as const;

/** What happened to a subject: starts and stops that its plan names, pauses that come and go, another severity, in any order. */
const histories = (plan: PlanClocks): fc.Arbitrary<SubjectEvent[]> => {
  const named = Object.values(plan.clocks).flatMap(({ start, stop }) => [...(start === undefined ? [] : [start]), ...stop]);
  const reasons = [...new Set(Object.values(plan.clocks).flatMap(({ pauseOn }) => pauseOn ?? []))];
  const severities = Object.keys(plan.severities ?? {});
  const kinds = Object.keys(plan.requestKinds ?? {});
  const event = fc.record({
    type: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...named) },
      { weight: 2, arbitrary: fc.constantFrom('pause', 'resume') },
      { weight: 1, arbitrary: fc.constantFrom(...MOVES) },
    ),
    minute: fc.integer({ min: 0, max: HOURS * 60 }),
    reason: fc.constantFrom(...reasons),
    severity: fc.constantFrom(...severities),
    kind: fc.constantFrom(...kinds),
  });
  return fc.array(event, { maxLength: 14 }).map((happened) => {
    const first = { type: 'reportReceived', minute: 0, reason: '', severity: severities[0] ?? '', kind: 'fault' };
    return [first, ...happened.toSorted((a, b) => a.minute - b.minute)].map(({ type, minute, reason, severity, kind }, seq) => {
      const at = instant(FROM + minute * 60_000);
      const isHeld = type === 'pause' || type === 'resume';
      const fields = type === 'registered' || type === 'verified' ? { kind, severity } : {};
      return { type, at, recordedAt: at, seq, fields, ...(isHeld ? { reason } : {}) };
    });
  });
};

const cases = plans.chain((plan) =>
  fc.tuple(
    fc.constant(plan),
    histories(plan),
    fc.integer({ min: 0, max: HOURS * 60 }).map((minute) => instant(FROM + minute * 60_000)),
  ),
);

function eachSecondOnce(stretches: readonly ExplainedStretch[], from: Instant | null, until: Instant | null): void {
  let reached: number | null = from;
  let total = 0;
  for (const stretch of stretches) {
    assert.equal(stretch.from, reached, 'a stretch begins where the one before ended');
    assert.ok(stretch.to > stretch.from);
    const real = (stretch.to - stretch.from) / 1000;
    assert.equal(stretch.countedSeconds, stretch.kind === 'counted' || stretch.kind === 'expected' ? real : 0);
    total += stretch.countedSeconds;
    assert.equal(stretch.totalSeconds, total);
    for (const texts of [explainTextsZh, explainTextsEn]) {
      assert.notEqual(texts.causes[stretch.cause] ?? '', '', stretch.cause);
      assert.notEqual(texts.kinds[stretch.kind] ?? '', '', stretch.kind);
    }
    reached = stretch.to;
  }
  assert.equal(reached, until);
}

describe('why a due time is what it is', () => {
  it('every second from the start to the due time stands in one named stretch, and the counted ones come to the limit', () => {
    let explained = 0;
    let complete = 0;
    let held = 0;
    fc.assert(
      fc.property(cases, ([plan, events, asOf]) => {
        const rules = planClocksFrom(plan);
        for (const per of new Set(rules.clocks.map((rule) => rule.per)))
          for (const { clock, cycle, answer } of clocksOfSubject(rules, per, events, asOf)) {
            const found = explainSubjectClock(rules, { subjectKind: per, clock, cycle }, events, asOf) ?? assert.fail(clock);
            eachSecondOnce(found.stretches, found.startedAt, found.until);
            assert.deepEqual(found.answer.dueAt, answer.dueAt, 'what is explained is what is told');
            explained += 1;
            held += Number(found.stretches.some(({ kind }) => kind === 'paused'));
            if (answer.dueAt === null) continue;
            complete += 1;
            assert.equal(found.until, answer.dueAt);
            assert.equal(found.sumSeconds, found.limitSeconds, `${clock} ${cycle}`);
          }
      }),
      { numRuns: 200 },
    );
    assert.ok(
      explained > 500 && complete > 300 && held > 20,
      `${explained} explained, ${complete} with a due time, ${held} paused`,
    );
  });
});
