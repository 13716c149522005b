import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { instant } from '#platform/time/instant.ts';
import * as example from './clock/fixtures/worked-example.ts';
import { planClocksFrom } from './plan-clocks.rules.ts';
import { clocksOfSubject } from './subject-clocks.rules.ts';
import type { PlanClocks, SubjectClock, SubjectEvent } from './subject-clocks.schema.ts';

const { at } = example;
const plan = parse(readFileSync(new URL('../../plans/sample-plan.yaml', import.meta.url), 'utf8')) as PlanClocks;
const rules = planClocksFrom(plan);

/** Clock to its due time, how long it took to the stop in minutes, and by how many minutes it was late. */
type Row = readonly [clock: string, due: string, minutes: number | null, late?: number];

function rowsOf(kind: string, events: readonly SubjectEvent[], asOf: string): Row[] {
  return clocksOfSubject(rules, kind, events, at(asOf)).map((clock) => rowOf(clock));
}

function rowOf({ clock, answer, startedAt, endedAt, state }: SubjectClock): Row {
  const due = answer.dueAt === null ? 'none' : text(answer.dueAt);
  if (endedAt === null || state === 'cancelled') return [clock, due, null];
  const minutes = (endedAt - startedAt) / 60_000;
  return answer.breached && answer.breachedAt !== null
    ? [clock, due, minutes, (endedAt - answer.breachedAt) / 60_000]
    : [clock, due, minutes];
}

/** `MM-DD HH:MM` at UTC+8, written without asking the process's zone. */
function text(due: number): string {
  return new Date(due + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
}

test('the mail of Saturday night starts the clocks of a fault at major, though kind and severity are unknown', () => {
  assert.deepEqual(rowsOf('serviceRequest', example.REQUEST, '10-03 22:10'), [
    ['acknowledge', '10-03 22:25', null],
    ['callBack', '10-03 22:25', null],
    ['response', '10-03 23:10', null],
    ['arrival', '10-04 00:10', null],
    ['resolution', '10-04 03:10', null],
    ['responseCeiling', '10-04 22:10', null],
  ]);
});

test('the automatic receipt stops none of them', () => {
  const states = clocksOfSubject(rules, 'serviceRequest', example.REQUEST, at('10-03 22:12')).map((clock) => clock.state);
  assert.deepEqual(new Set(states), new Set(['running']));
});

test('registration starts its four clocks; the record made at once is due after the holiday', () => {
  const rows = rowsOf('serviceRequest', example.REQUEST, '10-03 22:18').filter(([clock]) =>
    ['substantiveResponse', 'verification', 'nearestDispatch', 'recordConsultation'].includes(clock),
  );
  assert.deepEqual(rows, [
    ['substantiveResponse', '10-03 22:33', null],
    ['verification', '10-03 22:33', null],
    ['recordConsultation', '10-08 17:00', 0],
    ['nearestDispatch', '10-03 22:48', null],
  ]);
});

test('the request at the end: arrival 5 minutes and nearestDispatch 17 minutes late, all else kept', () => {
  assert.deepEqual(rowsOf('serviceRequest', example.REQUEST, '10-09 11:00'), [
    ['acknowledge', '10-03 22:25', 3],
    ['callBack', '10-03 22:25', 3],
    ['substantiveResponse', '10-03 22:33', 12],
    ['response', '10-03 23:10', 20],
    ['verification', '10-03 22:33', 8],
    ['recordConsultation', '10-08 17:00', 0],
    ['dispatch', '10-03 23:13', 7],
    ['nearestDispatch', '10-03 22:48', 47, 17],
    ['remoteAttempt', '10-03 23:01', 27],
    ['arrival', '10-04 00:10', 125, 5],
    ['resolution', '10-04 03:10', 280],
    ['replacement', '10-06 00:00', 31 * 60],
    ['replacementOuter', '10-12 00:00', 31 * 60],
    ['responseCeiling', '10-04 22:10', 20],
    ['knowledgeCapture', '10-13 17:00', 89 * 60],
    ['resolutionReport', '10-10 17:00', 89 * 60],
  ]);
});

test('task orders: assignment, issue, due time given by the order, service record', () => {
  assert.deepEqual(rowsOf('taskOrder', example.FIRST_ORDER, '10-09 11:00'), [
    ['assignment', '10-03 23:13', 7],
    ['taskOrderIssue', '10-03 23:13', 7],
    ['taskDue', '10-04 03:10', 237],
    ['recordService', '10-08 17:00', 5],
  ]);
  assert.deepEqual(rowsOf('taskOrder', example.SECOND_ORDER, '10-05 18:00'), [['recordService', '10-08 17:00', null]]);
  assert.deepEqual(rowsOf('taskOrder', example.SECOND_ORDER, '10-09 11:00'), [['recordService', '10-08 17:00', 69 * 60]]);
});

test('service records and the part', () => {
  assert.deepEqual(rowsOf('serviceRecord', example.FIRST_RECORD, '10-04 03:10'), [['recordReview', '10-10 17:00', null]]);
  assert.deepEqual(rowsOf('serviceRecord', example.FIRST_RECORD, '10-09 11:00'), [['recordReview', '10-10 17:00', 380]]);
  assert.deepEqual(rowsOf('serviceRecord', example.SECOND_RECORD, '10-08 15:00'), [['recordReview', '10-12 17:00', null]]);
  assert.deepEqual(rowsOf('part', example.PART, '10-09 11:00'), [['spareReserve', '10-04 01:15', 10]]);
});

test('the outer limit serves the looser clause of its conflict, the clock what else it cites and holds at the severity', () => {
  const clocks = clocksOfSubject(rules, 'serviceRequest', example.REQUEST, at('10-04 09:00'));
  assert.deepEqual(clocks.find(({ clock }) => clock === 'replacementOuter')?.sources, ['C-1.6.2-11']);
  assert.deepEqual(clocks.find(({ clock }) => clock === 'replacement')?.sources, ['C-1.1-09']);
  assert.deepEqual(clocks.find(({ clock }) => clock === 'substantiveResponse')?.sources, ['C-1.1-04', 'C-1.6.2-03']);
});

test('a view is the same whatever is recorded later, to the millisecond of the due time', () => {
  const asOf = instant(at('10-04 00:10'));
  const then = clocksOfSubject(
    rules,
    'serviceRequest',
    example.REQUEST.filter((event) => event.recordedAt <= asOf),
    asOf,
  );
  assert.deepEqual(clocksOfSubject(rules, 'serviceRequest', example.REQUEST, asOf), then);
  assert.equal(then.find(({ clock }) => clock === 'arrival')?.answer.breached, false);
});
