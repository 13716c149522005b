import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changed, samplePlanText } from './plan-file.fixture.ts';
import { readPlan } from './read-plan.ts';

/** Faults of one line each, by what is written instead of what: several of them in one block. */
const FAULTS = [
  ['id: SP-2026-001', '\tid: SP-2026-001', 'yamlTab'],
  ['title: { zh: 复杂项目', 'title: { zh: 复杂: 项目', 'yamlColon'],
  ['effectiveFrom: 2026', 'effectiveFrom：2026', 'fullWidthMark'],
  ['role: customerRepresentative, approvedOn', 'role: "customerRepresentative, approvedOn', 'yamlQuote'],
  ['en: "One inspection each quarter"', 'en: One inspection: each quarter', 'yamlColon'],
  ['kind: objective, means', 'kind: objective，means', 'fullWidthMark'],
  ['critical: PT2H, major: PT2H', 'critical: PT2H，major: PT2H', 'fullWidthMark'],
  ['    warnAt: [50, 80]', '     warnAt: [50, 80]', 'yamlIndent'],
  ['limit: PT24H, calendar: continuous', 'limit: PT24H calendar: continuous', 'yamlColon'],
  ['signatures: [customer, provider] }', 'signatures: [customer, provider ]', 'yamlBracket'],
] as const;

function told(text: string): [number, string][] {
  const reading = readPlan(text, 'plan.yaml');
  return 'plan' in reading ? [] : reading.diagnostics.map(({ code, line }) => [line, code]);
}

function lineOf(text: string, snippet: string): number {
  return text.slice(0, text.indexOf(snippet)).split('\n').length;
}

test('whatever faults of the syntax an author makes at once, each is told at its line and nothing else is', () => {
  const some = fc.subarray([...FAULTS], { minLength: 1 });
  fc.assert(
    fc.property(some, (faults) => {
      const text = changed(samplePlanText, ...faults.map(([from, to]) => [from, to] as const));
      const expected = faults.map(([, to, code]) => [lineOf(text, to), code] as const).toSorted(([a], [b]) => a - b);
      assert.deepEqual(told(text), expected);
    }),
    { numRuns: 10 },
  );
});

test('full-width quotes around a text are letters of it, and the author is told at their place', () => {
  const text = changed(samplePlanText, [
    'zh: "巡检包含在服务之内，不向客户另行收费"',
    'zh: “巡检包含在服务之内，不向客户另行收费”',
  ]);
  const reading = readPlan(text, 'plan.yaml');
  assert.ok('plan' in reading);
  assert.deepEqual(
    reading.warnings.map(({ code, line }) => [code, line]),
    [
      ['fullWidthMark', lineOf(text, '“巡检包含')],
      ['splitText', 278],
    ],
  );
});
