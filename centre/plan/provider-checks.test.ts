import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { checkProvider, differsFromProvider } from './provider-checks.rules.ts';

const sample = planOf(samplePlanText);

const paths = (...edits: [string, string][]) =>
  differsFromProvider(planOf(changed(samplePlanText, ...edits)), sample).map(({ path }) => path.join('.'));

test('a plan agrees with itself, with its stored form, and with a provider of whom nothing is stored', () => {
  assert.deepEqual(differsFromProvider(sample, sample), []);
  assert.deepEqual(differsFromProvider(sample, JSON.parse(JSON.stringify(sample))), []);
  assert.deepEqual(differsFromProvider(sample, {}), []);
  assert.deepEqual(differsFromProvider({}, sample), []);
});

test('another number, another rotation, another target: each is told with both places', () => {
  const [difference] = differsFromProvider(
    planOf(changed(samplePlanText, ['documentNumber: QR-OP11,', 'documentNumber: QR-OP99,'])),
    sample,
  );
  assert.deepEqual(difference, {
    path: ['forms', 'inspectionReport', 'documentNumber'],
    storedPath: ['forms', 'inspectionReport', 'documentNumber'],
    written: 'QR-OP99',
    stored: 'QR-OP11',
  });
  assert.deepEqual(
    paths(
      ['rotation: { length: P7D', 'rotation: { length: P14D'],
      ['above: 0.99 }, period: quarter', 'above: 0.9 }, period: quarter'],
    ),
    ['onCall.rotation.length', 'quality.objectives.satisfaction.target.above'],
  );
});

test('units are compared by their id: the order does not count, a unit not stored does', () => {
  const units = sample.organisation?.units ?? [];
  const [first, ...others] = units;
  assert.ok(sample.organisation !== undefined && first !== undefined);
  assert.deepEqual(differsFromProvider({ organisation: { ...sample.organisation, units: [...others, first] } }, sample), []);
  const added = differsFromProvider(
    { organisation: { ...sample.organisation, units: [...units, { ...first, id: 'BR-XX' }] } },
    sample,
  );
  assert.deepEqual(
    added.map(({ path, stored }) => [path.join('.'), stored]),
    [['organisation.units.6', undefined]],
  );
});

test('citations and covered sites are each plan’s own, a new holiday year is imported, a stored year must agree', () => {
  assert.deepEqual(
    paths(
      ['covers: [SITE-02]', 'covers: [SITE-01]'],
      ['source: [C-1.3.6-03] }', 'source: [] }'],
      ['source: [C-1.1-03, C-1.3.2-05]\n\nrequestNumber', 'source: [C-1.1-03, C-1.3.6-03]\n\nrequestNumber'],
    ),
    [],
  );
  assert.deepEqual(paths(['    yearMissing: {', '    "2027": { off: [2027-01-01], makeUp: [] }\n    yearMissing: {']), []);
  assert.deepEqual(paths(['2026-09-20, 2026-10-10]', '2026-09-20]']), ['holidaySets.cnStatutory.2026.makeUp']);
});

test('the second plan speaks of another provider: every block differs', () => {
  const differing = differsFromProvider(planOf(secondPlanText), sample).map(({ path }) => path[0]);
  assert.deepEqual([...new Set(differing)], ['organisation', 'onCall', 'forms', 'quality']);
});

test('a finding names who stated the stored block', () => {
  const [finding] = checkProvider(
    planOf(changed(samplePlanText, ['rotation: { length: P7D', 'rotation: { length: P14D'])),
    sample,
    'SP-2026-001 revision 1',
  );
  assert.deepEqual(finding?.details, {
    name: 'onCall.rotation.length',
    place: 'SP-2026-001 revision 1: onCall.rotation.length',
    written: 'P14D',
    stored: 'P7D',
  });
});

test('days that the holiday table has otherwise are told with the way to the table', () => {
  const restated = planOf(changed(samplePlanText, ['2026-09-20, 2026-10-10]', '2026-09-20]']));
  assert.deepEqual(
    checkProvider(restated, sample, 'SP-2026-001 revision 1').map(({ code, path }) => [code, path.join('.')]),
    [['differsFromNotice', 'holidaySets.cnStatutory.2026.makeUp']],
  );
});
