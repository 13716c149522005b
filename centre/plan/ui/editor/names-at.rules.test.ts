import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, samplePlanText, secondPlanText } from '../../plan-file.fixture.ts';
import { givenNames } from './given-names.rules.ts';
import { namesAt } from './names-at.rules.ts';
import { placeInText } from './place-in-text.rules.ts';

describe('names that a text gives', () => {
  for (const [title, text] of [
    ['the sample plan', samplePlanText],
    ['the second plan', secondPlanText],
  ] as const)
    it(`are those of ${title} as it is read`, () => {
      const plan = planOf(text);
      const given = givenNames(text);
      const names = (block: string) => (given.get(block) ?? []).map(({ name }) => name);
      for (const block of ['calendars', 'severities', 'requestKinds', 'clocks', 'flows', 'channels', 'schedules'] as const)
        assert.deepEqual(names(block), Object.keys(plan[block]), block);
      assert.deepEqual(names('faultHandling.types'), Object.keys(plan.faultHandling.types));
      assert.deepEqual(
        names('commitments'),
        plan.commitments.map(({ id }) => id),
      );
      assert.deepEqual(
        names('customer.sites'),
        plan.customer.sites.map(({ id }) => id),
      );
      assert.deepEqual(
        names('organisation.units'),
        plan.organisation?.units.map(({ id }) => id),
      );
      assert.deepEqual(
        names('phases'),
        plan.phases.map(({ id }) => id),
      );
      assert.equal(given.get('commitments')?.[3]?.zh, plan.commitments[3]?.zh);
      assert.equal(given.get('severities')?.[0]?.en, Object.values(plan.severities)[0]?.en);
    });

  it('are read in any way of writing, and of a text that is not finished', () => {
    const given = givenNames(
      'calendars: { day: { kind: always }, "night": { kind: always } }\nclocks:\n    c1: { limit: [\n    c2:\n        zh: 第二 # a remark\n        when: {\ncustomer:\n  sites:\n  - id: A\n    name: { zh: 甲, en: a }\n  -\n    id: B\n',
    );
    const names = (block: string) => (given.get(block) ?? []).map(({ name }) => name);
    assert.deepEqual(names('calendars'), ['day', 'night']);
    assert.deepEqual(names('clocks'), ['c1', 'c2']);
    assert.equal(given.get('clocks')?.[1]?.zh, '第二');
    assert.deepEqual(names('customer.sites'), ['A']);
  });
});

/** Names proposed where the bar stands in the sample plan with one snippet written otherwise. */
function proposed(from: string, to: string): { names: string[]; isList: boolean } {
  assert.ok(samplePlanText.includes(from), from);
  const written = samplePlanText.replace(from, () => to);
  const at = samplePlanText.indexOf(from) + to.indexOf('|');
  const text = written.slice(0, at) + written.slice(at + 1);
  const { path, isValue } = placeInText(text, at);
  const { names, isList } = namesAt(text, { path, isKey: !isValue });
  return { names: names.map(({ name }) => name), isList };
}

// prettier-ignore
const PLACES: readonly (readonly [what: string, from: string, to: string, some: string, isList?: true])[] = [
  ['calendars of a clock', 'limit: PT24H, calendar: continuous, source', 'limit: PT24H, calendar: |, source', 'office'],
  ['severities as keys', 'bySeverity: { critical: PT2H,', 'bySeverity: { |', 'critical'],
  ['clocks of a kind', 'technicalExchange: { flow: technicalExchange, clocks: [acknowledge,', 'technicalExchange: { flow: technicalExchange, clocks: [|', 'firstContact'],
  ['flows of a kind', 'fault: { flow: faultEmergency', 'fault: { flow: |', 'faultEmergency'],
  ['units of a site', 'servingUnit: BR-MY', 'servingUnit: |', 'BR-MY'],
  ['guards', '  dataErased: []', '  |', 'dataErased'],
  ['commitments of a source', 'source: [C-1.3.6-05] }\n  answer', 'source: [|] }\n  answer', 'C-1.3.6-05'],
  ['commitments before the bracket', 'source: [C-1.3.6-05] }\n  answer', 'source: | }\n  answer', 'C-1.3.6-05', true],
  ['commitments of a gate', 'cancelReason: [C-1.3.1-11]', 'cancelReason: [C-1.3.1-11, |]', 'C-1.1-01'],
  ['commitments that conflict', 'clauses: [C-1.1-09, C-1.6.2-11]', 'clauses: [|', 'C-1.6.2-11'],
  ['values of a condition', 'when: { faultType: [line, software] }', 'when: { faultType: [|] }', 'equipment'],
  ['commitments that a clock counts for at times', 'sourceWhen: { C-1.1-06: { severity: [critical, major] }', 'sourceWhen: { |', 'C-1.1-06'],
  ['the values at which it does', 'sourceWhen: { C-1.1-06: { severity: [critical, major] }', 'sourceWhen: { C-1.1-06: { severity: [|] }', 'major'],
  ['channels for complaints', 'channels: [phone, email, web, mobile]', 'channels: [|]', 'fax'],
  ['holiday sets', 'holidays: cnStatutory', 'holidays: |', 'cnStatutory'],
  ['phases of a schedule', '    byPhase: { trialRun: { every: quarterEnd },', '    byPhase: { |', 'warranty'],
  ['forms of a schedule', 'form: inspectionReport', 'form: |', 'inspectionReport'],
];

describe('names proposed at a place', () => {
  for (const [what, from, to, some, isList] of PLACES)
    it(what, () => {
      const found = proposed(from, to);
      assert.ok(found.names.includes(some), found.names.join(', '));
      assert.equal(found.isList, isList ?? false);
    });

  it('none where no name belongs', () => {
    assert.deepEqual(proposed('limit: PT24H, calendar', 'limit: |, calendar').names, []);
    assert.deepEqual(proposed('title: { zh:', 'title: { |zh:').names, []);
  });
});
