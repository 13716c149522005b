import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARRYING, checkCitations } from './citations.rules.ts';
import { planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { planJsonSchema } from './plan-json-schema.rules.ts';
import { readPlan } from './read-plan.ts';

/** The text without one block: from its line at the margin to the next. */
function without(text: string, ...blocks: readonly string[]): string {
  return blocks.reduce((rest, block) => rest.replace(new RegExp(`^${block}:.*\\n(?:(?![A-Za-z]).*\\n)*`, 'm'), ''), text);
}

function told(text: string): [code: string, path: string, message: string][] {
  const reading = readPlan(text, 'plan.yaml');
  const found = 'plan' in reading ? reading.warnings : reading.diagnostics;
  return found.flatMap(({ code, path, message }) => (code === 'splitText' ? [] : [[code, path, message.en]]));
}

const named = (message = '') => message.match(/[CK]-[\d.]*\d(?:-\d+)?/g) ?? [];

// Block, how many commitments it leaves without a place, and whether a plan has to have it.
for (const [block, count, isRequired] of [
  ['organisation', 13, false],
  ['quality', 5, false],
  ['rules', 15, false],
  ['channels', 8, true],
  ['clocks', 5, true],
  ['flows', 6, true],
  ['calendars', 1, true],
] as const) {
  test(`a plan without ${block} is told of it once, with all ${count} commitments that are left`, () => {
    const found = told(without(samplePlanText, block));
    assert.deepEqual(
      found.flatMap(([code, path]) => (code === 'uncitedWithoutBlock' ? [path] : [])),
      [block],
    );
    assert.deepEqual(
      found.flatMap(([code, path]) => (code === 'missingKey' ? [path] : [])),
      isRequired ? [block] : [],
    );
    assert.equal(found.length, isRequired ? 2 : 1, JSON.stringify(found));
    const message = found.find(([code]) => code === 'uncitedWithoutBlock')?.[2] ?? '';
    assert.equal(new Set(named(message)).size, count, message);
    assert.ok(message.includes(`under ${block}, and`), message);
  });
}

test('two blocks that are not there are named together; another fault is told beside them', () => {
  const text = without(samplePlanText, 'organisation', 'channels').replace('timezone: Asia/Shanghai', 'timezone: Asia/Shanghi');
  const found = told(text);
  assert.deepEqual(
    found.map(([code]) => code),
    ['missingKey', 'uncitedWithoutBlock', 'invalidTimezone'],
  );
  assert.match(found[1]?.[2] ?? '', /channels, organisation/);
});

test('what a block that is there no longer cites is told one by one, and so are two where an optional block is not', () => {
  const plan = planOf(samplePlanText);
  const codes = (changed: object) => checkCitations({ ...plan, ...changed }).map(({ code }) => code);
  assert.deepEqual(codes({ quality: undefined }), ['uncitedWithoutBlock']);
  const objectives = Object.fromEntries(
    Object.entries(plan.quality?.objectives ?? {}).map(([id, objective]) => [id, { ...objective, source: [] }]),
  );
  assert.ok(codes({ quality: { ...plan.quality, objectives } }).every((code) => code === 'uncitedCommitment'));
  const second = planOf(secondPlanText);
  const two = { id: 'K-98', clause: '§ 9' };
  assert.deepEqual(
    checkCitations({ ...second, resident: undefined, commitments: [...second.commitments, two, { ...two, id: 'K-99' }] }).map(
      ({ code }) => code,
    ),
    ['uncitedCommitment', 'uncitedCommitment'],
  );
});

test('the blocks that carry commitments out are those whose entries can cite', () => {
  const { properties = {}, required = [] } = planJsonSchema();
  const cites = Object.keys(properties).filter((block) => JSON.stringify(properties[block]).includes('"source":{'));
  const carrying = [...cites, 'gates'].filter((block) => block !== 'runningRequests');
  const sorted = (blocks: readonly string[]) => [...blocks].sort();
  assert.deepEqual(sorted(CARRYING.required), sorted(carrying.filter((block) => required.includes(block))));
  assert.deepEqual(sorted(CARRYING.optional), sorted(carrying.filter((block) => !required.includes(block))));
});
