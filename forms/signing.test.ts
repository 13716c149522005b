import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coveredDigest, coveredDigestInput, refusedChanges } from '#platform/form/covered.ts';
import type { BlockClosing, FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import { coveredFields, frozenFields, openFields, statementCloses } from '#platform/form/freezing.rules.ts';
import { forms } from './index.ts';
import { filled } from './testing/samples.ts';

const { taskOrder, serviceRecord, consultationRecord } = forms;

function close(definition: FormDefinition, block: string, closings: readonly BlockClosing[]): readonly BlockClosing[] {
  return [...closings, { block, means: 'signature', covers: coveredFields(definition, block, closings) }];
}

const closedBy = (means: BlockClosing['means'], closings: readonly BlockClosing[]): readonly BlockClosing[] =>
  closings.map((closing) => ({ ...closing, means }));

const fieldsOf = (definition: FormDefinition, ...blocks: readonly string[]): readonly string[] =>
  definition.blocks.filter(({ id }) => blocks.includes(id)).flatMap(({ fields }) => fields);
const withoutSignatures = (definition: FormDefinition, fields: readonly string[]): readonly string[] =>
  fields.filter((field) => definition.fields[field]?.type !== 'signature');
const sorted = (fields: Iterable<string>): readonly string[] => [...fields].toSorted();

test('the approval covers rows 1 to 9 but for the date of issue', () => {
  const expected = withoutSignatures(taskOrder, fieldsOf(taskOrder, 'proposal', 'approval')).filter(
    (field) => field !== 'issuedOn',
  );
  assert.deepEqual(sorted(coveredFields(taskOrder, 'approval', [])), sorted(expected));
});

test('the leader’s signature covers rows 1 to 11 once approved', () => {
  const approved = close(taskOrder, 'approval', []);
  const expected = withoutSignatures(taskOrder, fieldsOf(taskOrder, 'proposal', 'approval', 'acceptance'));
  assert.deepEqual(sorted(coveredFields(taskOrder, 'acceptance', approved)), sorted(expected));
});

test('while the approval of an urgent order is to come, the leader’s signature leaves row 9 and its remark open', () => {
  const accepted = close(taskOrder, 'acceptance', []);
  const expected = withoutSignatures(taskOrder, fieldsOf(taskOrder, 'proposal', 'acceptance'));
  assert.deepEqual(sorted(coveredFields(taskOrder, 'acceptance', [])), sorted(expected));
  const open = openFields({ definition: taskOrder, closings: accepted, parts: ['approvingManager'] });
  assert.deepEqual(sorted(open), ['approvalOpinion', 'approvalVerdict']);
  assert.ok(!frozenFields(taskOrder, accepted).has('retrospectiveRemark'));
  assert.ok(frozenFields(taskOrder, close(taskOrder, 'approval', accepted)).has('retrospectiveRemark'));
});

test('the remarks stay open to those they belong to, below every signature', () => {
  const all = close(taskOrder, 'acceptance', close(taskOrder, 'approval', []));
  assert.deepEqual([...openFields({ definition: taskOrder, closings: all, parts: ['taskLeader'] })], ['remarks']);
  assert.deepEqual([...openFields({ definition: taskOrder, closings: all, parts: ['approvingManager'] })], []);
});

test('what a command writes is open to nobody', () => {
  const open = openFields({
    definition: taskOrder,
    closings: [],
    parts: ['proposer', 'approvingManager', 'taskLeader', 'dedicatedServiceManager'],
  });
  for (const field of ['issuedOn', 'proposer', 'approvedOn', 'retrospectiveRemark', 'approvalSignature', 'leaderSignature'])
    assert.ok(!open.has(field), field);
});

test('the customer’s signature covers rows 1 to 10, the review all of the sheet', () => {
  const work = fieldsOf(serviceRecord, 'work', 'customer');
  assert.deepEqual(sorted(coveredFields(serviceRecord, 'customer', [])), sorted(withoutSignatures(serviceRecord, work)));
  const signed = close(serviceRecord, 'customer', []);
  assert.deepEqual(
    sorted(coveredFields(serviceRecord, 'review', signed)),
    sorted(withoutSignatures(serviceRecord, Object.keys(serviceRecord.fields))),
  );
  assert.deepEqual([...openFields({ definition: serviceRecord, closings: signed, parts: ['performer'] })], []);
});

const statements: readonly [name: string, values: FormValues, closes: boolean][] = [
  ['remote with evaluation and source', { serviceMode: 'remote', customerEvaluation: '满意', evaluationSource: '电话' }, true],
  [
    'by advice with evaluation and source',
    { serviceMode: 'consultation', customerEvaluation: '满意', evaluationSource: '邮件' },
    true,
  ],
  ['remote without the source', { serviceMode: 'remote', customerEvaluation: '满意' }, false],
  ['remote with an opinion only', { serviceMode: 'remote', customerOpinion: '好' }, false],
  ['on site', { serviceMode: 'onSite', customerEvaluation: '满意', evaluationSource: '电话' }, false],
  ['on site and remote', { serviceMode: ['onSite', 'remote'], customerEvaluation: '满意', evaluationSource: '电话' }, false],
  ['mode still open', { customerEvaluation: '满意', evaluationSource: '电话' }, false],
];

for (const [name, values, closes] of statements) {
  test(`service ${name}: the evaluation ${closes ? 'closes' : 'does not close'} the customer’s block`, () =>
    assert.equal(statementCloses(serviceRecord, 'customer', values), closes));
}

test('a statement freezes what a signature would', () => {
  const stated = frozenFields(serviceRecord, closedBy('statement', close(serviceRecord, 'customer', [])));
  assert.deepEqual(sorted(stated), sorted(frozenFields(serviceRecord, close(serviceRecord, 'customer', []))));
});

test('a consultation record is signed by nobody: its end freezes all of it', () => {
  const ended = closedBy('end', close(consultationRecord, 'consultation', []));
  assert.deepEqual(sorted(frozenFields(consultationRecord, ended)), sorted(Object.keys(consultationRecord.fields)));
  assert.ok(consultationRecord.blocks.every(({ closing }) => closing?.signature === undefined));
});

const question = {
  definition: taskOrder,
  covers: coveredFields(taskOrder, 'approval', []),
  values: filled['task-order'].values,
  documentNumber: 'QR-OP10A',
  documentVersion: 'A/0',
};

test('the digest reads exactly the covered fields with document number and version', () => {
  const input: unknown = JSON.parse(coveredDigestInput(question));
  assert.ok(
    typeof input === 'object' && input !== null && 'fields' in input && typeof input.fields === 'object' && input.fields !== null,
  );
  assert.deepEqual(sorted(Object.keys(input.fields)), sorted(question.covers));
  assert.deepEqual(sorted(Object.keys(input)), ['documentNumber', 'documentVersion', 'fields', 'form', 'layout']);
});

const changes: readonly [name: string, changed: Partial<typeof question>, same: boolean][] = [
  ['the order of the values', { values: Object.fromEntries(Object.entries(question.values).toReversed()) }, true],
  ['a remark below', { values: { ...question.values, remarks: '注意安全' } }, true],
  ['the date of issue', { values: { ...question.values, issuedOn: '2026-12-31' } }, true],
  ['the names of the group', { values: { ...question.values, assignees: [] } }, true],
  ['the task', { values: { ...question.values, taskContent: '另一任务' } }, false],
  ['the remark of a later approval', { values: { ...question.values, retrospectiveRemark: '' } }, false],
  ['the verdict', { values: { ...question.values, approvalVerdict: 'rejected' } }, false],
  ['the version of the document', { documentVersion: 'A/1' }, false],
  ['the document', { documentNumber: 'QR-OP10Z' }, false],
];

for (const [name, changed, same] of changes) {
  test(`${name} ${same ? 'leaves the digest' : 'changes the digest'}`, () =>
    assert.equal(coveredDigest({ ...question, ...changed }) === coveredDigest(question), same));
}

test('an empty field and an absent one are the same statement, white space alone is empty', () => {
  const digest = (values: FormValues): string => coveredDigest({ ...question, values });
  assert.equal(digest({}), digest({ taskContent: '', requiredBy: undefined, address: ' \n' }));
});

test('a change of a frozen field is named, a change of an open one is not', () => {
  const closings = close(serviceRecord, 'customer', []);
  const before = filled['service-record'].values;
  const after = { ...before, workProcessAndResult: '改', reviewOpinion: '同意归档', email: '' };
  assert.deepEqual(refusedChanges({ definition: serviceRecord, closings, before, after }), ['workProcessAndResult']);
});

test('questions about blocks and fields a form does not have are faults of the code', () => {
  assert.throws(() => coveredFields(taskOrder, 'stamp', []), RangeError);
  assert.throws(() => coveredFields(taskOrder, 'remarks', []), RangeError);
  assert.throws(() => coveredDigestInput({ ...question, covers: ['stamp'] }), RangeError);
});
