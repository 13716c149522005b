import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { missingFields } from '#platform/form/missing.rules.ts';
import { forms } from './index.ts';

type Case = {
  readonly form: keyof typeof forms;
  readonly moment: string;
  readonly values: FormValues;
  readonly signed?: readonly string[];
  readonly missing: readonly string[];
};

const saved = {
  enquirerName: '赵工',
  phone: '1',
  organisationName: '中心',
  recordedOn: '2026-10-03',
  enquiryStage: 'afterSales',
  enquiryContent: '中断',
};
const done = {
  taskOrderNumber: 'QR-OP10A-2026-0029',
  performer: '甲',
  performedOn: '2026-10-04',
  customerName: '中心',
  problemContent: '中断',
  workProcessAndResult: '更换',
};

const cases: Readonly<Record<string, Case>> = {
  'a blank consultation record lacks six things before it is saved': {
    form: 'consultationRecord',
    moment: 'save',
    values: {},
    missing: ['enquirerName', 'phone|email', 'organisationName', 'recordedOn', 'enquiryStage', 'enquiryContent'],
  },
  'one way to reach the enquirer is enough': {
    form: 'consultationRecord',
    moment: 'save',
    values: { ...saved, phone: '', email: 'a@b' },
    missing: [],
  },
  'no way to reach the enquirer is one thing missing': {
    form: 'consultationRecord',
    moment: 'save',
    values: { ...saved, phone: ' ' },
    missing: ['phone|email'],
  },
  'it closes with an answer': {
    form: 'consultationRecord',
    moment: 'close',
    values: { ...saved, answer: '已答', recorder: '乙' },
    missing: [],
  },
  'it closes with the number of the task order': {
    form: 'consultationRecord',
    moment: 'close',
    values: { ...saved, furtherHandling: 'yes', taskOrderNumber: 'QR-OP10A-2026-0029', recorder: '乙' },
    missing: [],
  },
  'with “yes” it waits for the printed number, answer or not': {
    form: 'consultationRecord',
    moment: 'close',
    values: { ...saved, furtherHandling: 'yes', answer: '已答', recorder: '乙' },
    missing: ['taskOrderNumber'],
  },
  'nothing is closed without its recorder': {
    form: 'consultationRecord',
    moment: 'close',
    values: { ...saved, answer: '已答' },
    missing: ['recorder'],
  },
  'a task order is submitted with content and time': {
    form: 'taskOrder',
    moment: 'submit',
    values: { proposer: '甲' },
    missing: ['taskContent', 'requiredBy'],
  },
  'an approval needs opinion, verdict and signature': {
    form: 'taskOrder',
    moment: 'approve',
    values: {},
    missing: ['approvalOpinion', 'approvalVerdict', 'approvalSignature'],
  },
  'an approval afterwards needs the same': {
    form: 'taskOrder',
    moment: 'approveAfterwards',
    values: { approvalOpinion: '好', approvalVerdict: 'approved' },
    signed: ['approvalSignature'],
    missing: [],
  },
  'an order is issued to named people': { form: 'taskOrder', moment: 'issue', values: { assignees: [] }, missing: ['assignees'] },
  'an order is accepted by name and signature': {
    form: 'taskOrder',
    moment: 'accept',
    values: { assignees: [{ name: '甲' }] },
    missing: ['leaderSignature'],
  },
  'work on site is recorded with the customer’s signature': {
    form: 'serviceRecord',
    moment: 'submitRecord',
    values: { ...done, serviceMode: 'onSite' },
    missing: ['customerSignature'],
  },
  'signed on site, nothing is missing': {
    form: 'serviceRecord',
    moment: 'submitRecord',
    values: { ...done, serviceMode: 'onSite' },
    signed: ['customerSignature'],
    missing: [],
  },
  'remote work is recorded without a signature': {
    form: 'serviceRecord',
    moment: 'submitRecord',
    values: { ...done, serviceMode: 'remote' },
    missing: [],
  },
  'on site and remote together are signed': {
    form: 'serviceRecord',
    moment: 'submitRecord',
    values: { ...done, serviceMode: ['remote', 'onSite'] },
    missing: ['customerSignature'],
  },
  'the review of remote work waits for the evaluation and its source': {
    form: 'serviceRecord',
    moment: 'reviewRecord',
    values: { ...done, serviceMode: 'remote', reviewOpinion: '好' },
    signed: ['reviewSignature'],
    missing: ['customerEvaluation', 'evaluationSource'],
  },
  'the review of work on site asks for no evaluation': {
    form: 'serviceRecord',
    moment: 'reviewRecord',
    values: { ...done, serviceMode: 'onSite', reviewOpinion: '好' },
    signed: ['reviewSignature'],
    missing: [],
  },
  'a signature field is never filled by a value': {
    form: 'serviceRecord',
    moment: 'reviewRecord',
    values: { ...done, serviceMode: 'onSite', reviewOpinion: '好', reviewSignature: 'x' },
    missing: ['reviewSignature'],
  },
};

for (const [name, { form, moment, values, signed, missing }] of Object.entries(cases)) {
  test(name, () => {
    const found = missingFields({ definition: forms[form], values, moment, signed });
    assert.deepEqual(
      found.map(({ anyOf }) => anyOf.join('|')),
      missing,
    );
  });
}

test('a plan may ask for more', () => {
  const also = [{ anyOf: ['contactName'], when: { field: 'serviceMode', anyOf: ['remote'] } }] as const;
  const asked = (serviceMode: string): number =>
    missingFields({
      definition: forms.serviceRecord,
      values: { ...done, serviceMode },
      moment: 'submitRecord',
      signed: ['customerSignature'],
      also,
    }).length;
  assert.equal(asked('remote'), 1);
  assert.equal(asked('onSite'), 0);
});

test('a moment the form does not know is a fault of the code', () => {
  assert.throws(() => missingFields({ definition: forms.taskOrder, values: {}, moment: 'celebrate' }), RangeError);
});
