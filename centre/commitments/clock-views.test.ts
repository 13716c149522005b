import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { ServicePlan } from '#centre/plan/index.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { clockViewOf, type ClockFacts } from './clock-views.ts';
import { planClocksFrom } from './plan-clocks.rules.ts';
import type { PlanClocks } from './subject-clocks.schema.ts';

const written: unknown = parse(readFileSync(new URL('../../plans/sample-plan.yaml', import.meta.url), 'utf8'));
const rules = planClocksFrom(written as PlanClocks);
const plan = written as Pick<ServicePlan, 'clocks' | 'plan'>;

/** A clock that runs, in a calendar of the sample plan. */
function running(calendar: string): ClockFacts {
  return {
    id: 'substantiveResponse',
    subject: { kind: 'serviceRequest', id: '1' },
    cycle: 1,
    commitments: [],
    state: 'running',
    limit: null,
    unit: null,
    calendar,
    limitSeconds: null,
    elapsedSeconds: 0,
    startedAt: null,
    dueAt: null,
    stoppedAt: null,
    breached: false,
    breachedAt: null,
    pastBreaches: [],
    warnAt: [],
    pausedFor: [],
    cancelCause: null,
    provisional: false,
  };
}

describe('when the calendar of a clock turns', () => {
  const table: [string, string, string, [open: boolean, opensAt: string | null, closesAt: string | null]][] = [
    ['in office hours', 'office', '2026-10-09T10:00:00+08:00', [true, null, '2026-10-09T17:00:00+08:00']],
    ['at night', 'office', '2026-10-08T20:00:00+08:00', [false, '2026-10-09T08:30:00+08:00', null]],
    ['in the week of the holiday', 'office', '2026-10-03T10:00:00+08:00', [false, '2026-10-08T08:30:00+08:00', null]],
    ['round the clock', 'continuous', '2026-10-03T10:00:00+08:00', [true, null, null]],
  ];
  for (const [name, calendar, now, expected] of table)
    it(name, () => {
      const at = parseInstant(now) ?? assert.fail();
      const { openNow, opensAt, closesAt } = clockViewOf(running(calendar), { rules, plan, now: at }).calendar;
      const moment = (text: string | null) => (text === null ? null : Date.parse(text));
      assert.deepEqual([openNow, moment(opensAt), moment(closesAt)], [expected[0], moment(expected[1]), moment(expected[2])]);
    });
});
