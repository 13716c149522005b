import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant, type Instant } from '#platform/time/instant.ts';
import { compileCalendar } from '../calendar/calendar.rules.ts';
import type { CalendarDefinition, Opening } from '../calendar/calendar.schema.ts';
import { openTimeBetween } from '../calendar/open-time.rules.ts';
import type { ClockDefinition, ClockEvent } from './clock.schema.ts';
import { evaluateClock, nextWake, viewOf } from './evaluate.rules.ts';
import { explainClock } from './explain.rules.ts';
import { openMinutes, oracle } from './fixtures/minute-oracle.ts';
import { calendars, clocks, EPOCH, histories, instants } from './fixtures/random-clocks.ts';

const RUNS = { numRuns: 150 };

function compiled(a: CalendarDefinition, b: CalendarDefinition) {
  return new Map([
    ['a', compileCalendar('a', a)],
    ['b', compileCalendar('b', b)],
  ]);
}

test('the engine says what walking minute by minute says', () => {
  fc.assert(
    fc.property(calendars, calendars, clocks, histories, instants, (a, b, clock, history, asOf) => {
      // What happens to a stopped clock's terms has named cases of its own.
      const events = withoutChangesWhileStopped(clock, viewOf(history, asOf));
      const expected = oracle(clock, { a: openMinutes(a, EPOCH), b: openMinutes(b, EPOCH) }, events, asOf);
      const { state, elapsedSeconds, dueAt, breachedAt, pastBreaches } = evaluateClock(clock, compiled(a, b), events, asOf);
      const found = {
        state,
        elapsedSeconds,
        dueAt: expected.dueAt === undefined ? undefined : dueAt,
        breachedAt,
        pastBreaches: pastBreaches.map((breach) => breach.breachedAt),
      };
      assert.deepEqual(found, expected);
    }),
    RUNS,
  );
});

function withoutChangesWhileStopped(clock: ClockDefinition, events: readonly ClockEvent[]): ClockEvent[] {
  const kept: ClockEvent[] = [];
  const always = new Map(['a', 'b'].map((name) => [name, compileCalendar(name, { timezone: 'UTC', always: true })]));
  for (const { recordedAt: _known, ...event } of events) {
    const { state } = evaluateClock(clock, always, kept, event.at);
    if (event.type !== 'clockChanged' || state === 'running' || state === 'paused') kept.push(event);
  }
  return kept;
}

test('counted time never exceeds real time, and open time is additive', () => {
  fc.assert(
    fc.property(calendars, instants, instants, instants, (definition, x, y, z) => {
      const [from, middle, to] = [x, y, z].sort((p, q) => p - q) as [Instant, Instant, Instant];
      const calendar = compileCalendar('a', definition);
      const whole = openTimeBetween(calendar, from, to);
      assert.ok(whole >= 0 && whole <= to - from);
      assert.equal(openTimeBetween(calendar, from, middle) + openTimeBetween(calendar, middle, to), whole);
    }),
    RUNS,
  );
});

test('more open time never makes a due time later', () => {
  const more: readonly Opening[] = [['10:00', '11:00']];
  fc.assert(
    fc.property(calendars, clocks, instants, (definition, clock, start) => {
      const opened: CalendarDefinition = {
        ...definition,
        weekly: { ...definition.weekly, wed: [...(definition.weekly?.wed ?? []), ...more] },
      };
      const due = (calendar: CalendarDefinition) =>
        evaluateClock(clock, compiled(calendar, calendar), [{ at: start, type: 'start' }], start).dueAt ?? Infinity;
      assert.ok(due(opened) <= due(definition));
    }),
    RUNS,
  );
});

test('pauses unite: two reasons that overlap cost what one over both would', () => {
  fc.assert(
    fc.property(
      calendars,
      clocks,
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 4, maxLength: 4 }),
      instants,
      (definition, clock, minutes, asOf) => {
        const [p, q, r, s] = minutes.sort((x, y) => x - y).map((minute) => instant(EPOCH + minute * 60_000)) as [
          Instant,
          Instant,
          Instant,
          Instant,
        ];
        const event = (at: number, type: string, reason?: string): ClockEvent => ({
          at: instant(at),
          type,
          ...(reason === undefined ? {} : { reason }),
        });
        const two = [
          event(EPOCH, 'start'),
          event(p, 'pause', 'w'),
          event(q, 'pause', 'v'),
          event(r, 'resume', 'w'),
          event(s, 'resume', 'v'),
        ];
        const one = [event(EPOCH, 'start'), event(p, 'pause', 'w'), event(s, 'resume', 'w')];
        const set = compiled(definition, definition);
        assert.deepEqual(evaluateClock(clock, set, two, asOf), evaluateClock(clock, set, one, asOf));
      },
    ),
    RUNS,
  );
});

test('a view as of T is never changed by what is recorded later', () => {
  fc.assert(
    fc.property(calendars, calendars, clocks, histories, instants, (a, b, clock, history, asOf) => {
      const set = compiled(a, b);
      const known = history.filter((event) => (event.recordedAt ?? event.at) <= asOf);
      assert.deepEqual(evaluateClock(clock, set, history, asOf), evaluateClock(clock, set, known, asOf));
    }),
    RUNS,
  );
});

test('an explanation accounts for every second, and its parts add up to the limit', () => {
  fc.assert(
    fc.property(calendars, calendars, clocks, histories, instants, (a, b, clock, history, asOf) => {
      const { answer, startedAt, until, limitSeconds, stretches, sumSeconds } = explainClock(
        clock,
        compiled(a, b),
        history,
        asOf,
      );
      let reached: number | null = startedAt;
      for (const stretch of stretches) {
        assert.equal(stretch.from, reached);
        assert.ok(stretch.to > stretch.from);
        const real = (stretch.to - stretch.from) / 1000;
        assert.equal(stretch.countedSeconds, stretch.kind === 'counted' || stretch.kind === 'expected' ? real : 0);
        assert.ok(stretch.kind !== 'expected' || stretch.to > asOf || answer.state === 'stopped');
        reached = stretch.to;
      }
      assert.equal(reached, until);
      assert.equal(sumSeconds, answer.dueAt === null ? (startedAt === null ? 0 : answer.elapsedSeconds) : limitSeconds);
    }),
    RUNS,
  );
});

test('between now and the next wake nothing changes by itself', () => {
  const warned = clocks.map((clock): ClockDefinition => ({ ...clock, warnAt: [{ percent: 50 }, { before: 'PT30M' }] }));
  fc.assert(
    fc.property(calendars, warned, histories, instants, (definition, clock, history, asOf) => {
      const set = compiled(definition, definition);
      const known = viewOf(history, asOf);
      const wake = nextWake(clock, set, known, asOf);
      const before = evaluateClock(clock, set, known, asOf);
      if (wake === null) return assert.equal(evaluateClock(clock, set, known, instant(asOf + 9e9)).breached, before.breached);
      assert.ok(wake > asOf);
      assert.equal(evaluateClock(clock, set, known, wake).breached, wake === asOf + 1 ? true : before.breached);
    }),
    RUNS,
  );
});

test('the zone of the process never matters', () => {
  const file = new URL('./fixtures/answer-all.ts', import.meta.url).pathname;
  const answers = ['Asia/Shanghai', 'America/St_Johns', 'Pacific/Apia'].map((TZ) => {
    const child = spawnSync(process.execPath, [file], { env: { ...process.env, TZ }, encoding: 'utf8', timeout: 60_000 });
    assert.equal(child.status, 0, child.stderr);
    return child.stdout;
  });
  assert.ok((answers[0] ?? '').length > 1000);
  assert.equal(new Set(answers).size, 1);
});
