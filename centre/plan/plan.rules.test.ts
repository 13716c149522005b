import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import {
  commitmentsOfGate,
  flowSetting,
  forbiddenPhrases,
  formOf,
  recordNumberOf,
  requestKindOf,
  serviceClause,
  severitiesOfKind,
  severityOrder,
  unknownKind,
  withProvider,
} from './plan.rules.ts';
import { GUARDS } from './vocabulary.ts';

const sample = planOf(samplePlanText);
const second = planOf(secondPlanText);

test('a gate names its commitments, none for the provider’s own order, or is off', () => {
  assert.deepEqual(commitmentsOfGate(sample, 'priceCap'), ['C-1.2-04', 'C-1.5.2-07']);
  assert.deepEqual(commitmentsOfGate(second, 'priceCap'), ['K-31']);
  assert.deepEqual(commitmentsOfGate(sample, 'dataErased'), []);
  assert.equal(commitmentsOfGate(second, 'branchStays'), 'off');
  assert.deepEqual(commitmentsOfGate(sample, 'constructor'), []);
});

test('numbers follow their pattern', () => {
  const cases: [string, number, number, number, string][] = [
    ['QR-OP10A-{yyyy}-{seq}', 2026, 1, 4, 'QR-OP10A-2026-0001'],
    ['QR-OP10A-{yyyy}-{seq}', 2026, 12345, 4, 'QR-OP10A-2026-12345'],
    ['FB401/{yy}/{seq}', 2027, 42, 5, 'FB401/27/00042'],
    ['{seq}', 2026, 7, 1, '7'],
  ];
  for (const [pattern, year, seq, pad, number] of cases) assert.equal(recordNumberOf(pattern, year, seq, pad), number);
});

test('forms have number and version; a form that is none is a fault of the caller', () => {
  assert.equal(formOf(sample, 'taskOrder').documentNumber, 'QR-OP10A');
  assert.equal(formOf(second, 'taskOrder').documentVersion, '5.0');
  for (const name of ['numbering', 'constructor', 'nothing']) assert.throws(() => formOf(sample, name), RangeError);
});

test('a kind has its flow and clocks; without one a request runs as the intake says', () => {
  assert.equal(requestKindOf(second, 'enhancement').flow, 'enhancement');
  assert.deepEqual(requestKindOf(second, null), second.requestKinds['fault']);
  assert.deepEqual(requestKindOf(second, 'toString'), second.requestKinds['fault']);
  assert.deepEqual(unknownKind(sample), { kind: 'fault', severity: 'major' });
  assert.deepEqual(unknownKind(second), { kind: 'fault', severity: 'degraded' });
  assert.equal(
    unknownKind({ intake: { ifKindUnknown: { kind: 'fault' }, source: [] }, severityRules: second.severityRules }).severity,
    'degraded',
  );
});

test('severities are ordered by gravity as written, whatever order a store gives their keys', () => {
  assert.deepEqual(severityOrder(sample), ['critical', 'major', 'minor', 'none']);
  const stored = {
    severities: Object.fromEntries(
      Object.entries(second.severities).sort(([a], [b]) => a.length - b.length || a.localeCompare(b)),
    ),
  };
  assert.notDeepEqual(Object.keys(stored.severities), Object.keys(second.severities));
  assert.deepEqual(severityOrder(stored), ['outage', 'degraded', 'nuisance', 'cosmetic', 'noFault']);
  assert.deepEqual(severitiesOfKind(second, 'fault'), ['outage', 'degraded', 'nuisance', 'cosmetic']);
  assert.deepEqual(severitiesOfKind(second, 'other'), ['noFault']);
});

test('phrases, clauses and settings are the plan’s', () => {
  assert.deepEqual(forbiddenPhrases(sample), ['不知道', '这不是我们的服务范围']);
  assert.deepEqual(serviceClause(second, 'K-20'), {
    clause: '§ 5.3',
    quote: 'nicht vor Wiederherstellung',
    zh: '恢复运行前不撤离现场',
    en: 'Nobody leaves before operation is restored',
  });
  assert.equal(serviceClause(second, 'C-1.1-01'), undefined);
  assert.equal(flowSetting(second, 'faultEmergency', 'relapseWithin'), 'P11D');
  assert.equal(flowSetting(sample, 'faultEmergency', 'relapseWithin'), undefined);
});

test('what a plan leaves to the provider is filled in, what it states stays', () => {
  const { forms: _forms, quality: _quality, ...rest } = sample;
  const filled = withProvider(rest, { forms: second.forms, onCall: second.onCall });
  assert.equal(formOf(filled, 'taskOrder').documentNumber, 'FB 4-02');
  assert.deepEqual(filled.onCall, sample.onCall);
  assert.equal(filled.quality, undefined);
});

test('every guard of the product is named by both plans', () => {
  for (const plan of [sample, second]) assert.deepEqual(Object.keys(plan.gates).sort(), [...GUARDS].sort());
});
