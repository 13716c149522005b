import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, planOf, samplePlanText, secondPlanText } from '../plan-file.fixture.ts';
import { withNames, withRevision } from './revision.rules.ts';

const own = { plan: 'SP-9', project: { id: 'PRJ-9', name: '新项目: 一期' }, customer: { id: 'CUST-9', name: '新客户' } };

test('another revision is the only thing that changes', () => {
  assert.equal(withRevision(samplePlanText, 12), changed(samplePlanText, ['  revision: 1', '  revision: 12']));
  assert.equal(withRevision('plan: { revision: 3, id: A }\n', 4), 'plan: { revision: 4, id: A }\n');
  for (const text of ['plan: [', 'plan: { revision: x }\n', '']) assert.equal(withRevision(text, 2), text);
});

for (const [title, text] of [
  ['the sample plan', samplePlanText],
  ['the second plan', secondPlanText],
] as const)
  test(`${title} under other names is a first revision of theirs, and all else is kept`, () => {
    const taken = planOf(withNames(text, own));
    const before = planOf(text);
    assert.deepEqual([taken.plan.id, taken.plan.revision], ['SP-9', 1]);
    assert.deepEqual([taken.project.id, taken.project.name], ['PRJ-9', { zh: '新项目: 一期', en: '新项目: 一期' }]);
    assert.deepEqual([taken.customer.id, taken.customer.name], ['CUST-9', { zh: '新客户', en: '新客户' }]);
    assert.deepEqual(
      {
        ...taken,
        plan: before.plan,
        project: { ...taken.project, id: before.project.id, name: before.project.name },
        customer: { ...taken.customer, id: before.customer.id, name: before.customer.name },
      },
      before,
    );
  });

test('a value in braces ends at its comma, on a line of its own at its end or its remark', () => {
  const text =
    'plan: { id: A, revision: 2 }\nproject:\n  id: P # a remark\n  name: Hafen, Nord\ncustomer: { id: "C", name: { zh: 甲, en: a } }\n';
  assert.equal(
    withNames(text, own),
    'plan: { id: SP-9, revision: 1 }\nproject:\n  id: PRJ-9 # a remark\n  name: "新项目: 一期"\ncustomer: { id: CUST-9, name: { zh: "新客户", en: "新客户" } }\n',
  );
});
