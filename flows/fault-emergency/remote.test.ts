import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import {
  aDossier,
  aFault,
  aRecord,
  actors,
  atOf,
  courseOf,
  decided,
  fire,
  samplePlan,
  surroundings,
  writesOf,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { faultEmergency } from './index.ts';

const on = (time: string) => atOf(`2026-10-03T${time}+08:00`);
const session = { reason: '电话里无法判断', consentBy: '王工', consentUntil: '2026-10-03T23:31:00+08:00' };
const by = (actor: keyof typeof actors, time: string) => ({ actor: actors[actor], at: on(time), flows: flowDefinitions });
const remote = (over: Partial<Dossier> = {}) => {
  const course = courseOf(aDossier({ request: aFault(), records: [aRecord()], ...over }), flowDefinitions);
  const begun = course.take(faultEmergency, 'startRemote', session, by('supportEngineer', '22:31:00'));
  return { course, begun };
};
const under = (clocks: typeof samplePlan.clocks) => {
  const plan = { ...samplePlan, clocks };
  return { ...surroundings, plan, rules: planClocksFrom(plan) };
};

describe('diagnosis from afar', () => {
  it('begins with the customer’s consent, from when until when, and starts the plan’s clock', () => {
    const { course, begun } = remote();
    assert.deepEqual(writesOf(begun), ['remoteDiagnosisStarted']);
    assert.equal(course.dossier().request.state, 'diagnosing');
    const [consent] = course.dossier().consents;
    assert.deepEqual(
      [consent?.scope, consent?.givenBy, consent?.from, consent?.until],
      ['remoteSession', '王工', on('22:31:00'), on('23:31:00')],
    );
    assert.deepEqual(fire(faultEmergency, course.dossier(), 'startRemote', session, by('supportEngineer', '22:32:00')).refused, [
      'phoneInsufficient',
    ]);
  });

  it('is over at the limit of the plan, and where nobody is sent somebody has to go', () => {
    const { course } = remote();
    const [due, ...others] = faultEmergency.timed?.(course.dossier()) ?? [];
    assert.deepEqual([due?.event, due?.at, due?.happens, others.length], ['notRemote', on('23:01:00'), 'atDue', 0]);
    assert.equal(course.dossier().request.details.wakeAt, on('23:01:00'));
    const ended = course.take(faultEmergency, 'notRemote', { ...due?.input }, by('system', '23:01:00'));
    assert.deepEqual(writesOf(ended).sort(), ['notRemotelySolvable', 'remoteDiagnosisEnded', 'taskNeeded']);
    assert.equal(course.dossier().request.road, 'dispatching');
    assert.equal(course.dossier().records.find((record) => record.form === 'taskOrder')?.values['proposer'], '系统');
    assert.deepEqual(faultEmergency.timed?.(course.dossier()), []);
    assert.equal(course.dossier().request.details.wakeAt, undefined);
  });

  it('is given up by nobody but people once the fault is classified, restored or no fault at all', () => {
    const { course } = remote();
    const classified = decided(
      faultEmergency,
      course.dossier(),
      'classify',
      { faultType: 'operation', faultPoint: '终端', evidence: '远程所见' },
      by('supportEngineer', '22:40:00'),
    );
    assert.deepEqual(faultEmergency.timed?.(classified.dossier), []);
    assert.equal(classified.dossier.request.details.wakeAt, undefined);
  });

  it('under way is looked at when the limit of the new severity is over, where the plan gives each its own', () => {
    const { limit: _limit, ...attempt } = samplePlan.clocks['remoteAttempt'] ?? assert.fail();
    const bySeverity = { critical: { limit: 'PT10M' }, major: { limit: 'PT30M' }, minor: { limit: 'PT1H' } };
    const { course } = remote({ surroundings: under({ ...samplePlan.clocks, remoteAttempt: { ...attempt, bySeverity } }) });
    assert.equal(course.dossier().request.details.wakeAt, on('23:01:00'));
    course.take(faultEmergency, 'setSeverity', { severity: 'critical', reason: '全网中断' }, by('manager', '22:35:00'));
    assert.equal(course.dossier().request.details.wakeAt, on('22:41:00'));
    assert.deepEqual(
      faultEmergency.timed?.(course.dossier()).map(({ at }) => at),
      [on('22:41:00')],
    );
  });

  it('has the limit that the plan gives it, and none where the plan gives none', () => {
    const limited = (clocks: typeof samplePlan.clocks) =>
      faultEmergency.timed?.(remote({ surroundings: under(clocks) }).course.dossier()).map(({ at }) => at);
    const { remoteAttempt, ...clocks } = samplePlan.clocks;
    assert.ok(remoteAttempt);
    assert.deepEqual(limited({ ...clocks, fernversuch: { ...remoteAttempt, limit: 'PT52M' } }), [on('23:23:00')]);
    assert.deepEqual(limited(clocks), []);
  });
});
