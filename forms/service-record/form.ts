import { bilingual } from '#platform/form/definition.rules.ts';
import type { FieldSpec, FormDefinition } from '#platform/form/definition.schema.ts';
import { en } from './service-record.texts.en.ts';
import { zh } from './service-record.texts.zh.ts';

const text = bilingual(zh, en);

const work = {
  taskOrderNumber: { type: 'text', maxLength: 60, label: text.taskOrderNumber, automatic: true, prefixOf: 'taskOrder' },
  performer: { type: 'text', maxLength: 100, label: text.performer },
  performedOn: { type: 'date', label: text.performedOn },
  customerName: { type: 'text', maxLength: 200, label: text.customerName },
  address: { type: 'text', maxLength: 300, label: text.address },
  phoneOrFax: { type: 'text', maxLength: 100, label: text.phoneOrFax },
  email: { type: 'text', maxLength: 254, label: text.email },
  contactName: { type: 'text', maxLength: 100, label: text.contactName },
  serviceNumber: { type: 'text', maxLength: 500, label: text.serviceNumber },
  problemContent: { type: 'longText', maxLength: 10_000, label: text.problemContent },
  workProcessAndResult: { type: 'longText', maxLength: 20_000, label: text.workProcessAndResult },
  serviceMode: {
    type: 'choice',
    label: text.serviceMode,
    severalIfAllowed: true,
    options: [
      { id: 'onSite', label: text.onSite },
      { id: 'remote', label: text.remote },
      { id: 'consultation', label: text.consultation },
      { id: 'other', label: text.other },
    ],
  },
} as const satisfies Record<string, FieldSpec>;

const customer = {
  customerOpinion: { type: 'longText', maxLength: 4_000, label: text.customerOpinion },
  customerEvaluation: { type: 'longText', maxLength: 4_000, label: text.customerEvaluation },
  evaluationSource: { type: 'text', maxLength: 200, label: text.evaluationSource },
  customerSignature: { type: 'signature', label: text.customerSignature },
  customerSignedOn: { type: 'date', label: text.date, automatic: true },
} as const satisfies Record<string, FieldSpec>;

const review = {
  reviewOpinion: { type: 'longText', maxLength: 4_000, label: text.reviewOpinion },
  reviewSignature: { type: 'signature', label: text.signature },
  reviewedOn: { type: 'date', label: text.date, automatic: true },
} as const satisfies Record<string, FieldSpec>;

const customerCovers = [...Object.keys(work), 'customerOpinion', 'customerEvaluation', 'evaluationSource', 'customerSignedOn'];
const reviewCovers = [...customerCovers, 'reviewOpinion', 'reviewedOn'];

const onSite = { field: 'serviceMode', anyOf: ['onSite'] } as const;
const notOnSite = { field: 'serviceMode', noneOf: ['onSite'] } as const;
const workNeeds = ['performer', 'performedOn', 'customerName', 'problemContent', 'workProcessAndResult', 'serviceMode'].map(
  (field) => ({ anyOf: [field] }),
);
const evaluationNeeds = [{ anyOf: ['customerEvaluation'] }, { anyOf: ['evaluationSource'] }];

/**
 * The record of work done: the customer signs it on site; elsewhere the evaluation with its source stands
 * in place of opinion and signature and closes the customer's block. The manager's review closes the sheet.
 */
export const serviceRecord: FormDefinition = {
  id: 'serviceRecord',
  title: text.title,
  columns: [15, 25, 12, 20, 12, 16],
  fields: { ...work, ...customer, ...review },
  rows: [
    {
      id: '1',
      cells: (['taskOrderNumber', 'performer', 'performedOn'] as const).flatMap(
        (field) =>
          [
            { kind: 'label', span: 1, label: text[field] },
            { kind: 'entry', span: 1, field },
          ] as const,
      ),
    },
    { id: '2', cells: [{ kind: 'banner', span: 6, label: text.customerBanner }] },
    {
      id: '3',
      cells: (['customerName', 'address'] as const).flatMap(
        (field) =>
          [
            { kind: 'label', span: 1, label: text[field] },
            { kind: 'entry', span: 2, field },
          ] as const,
      ),
    },
    {
      id: '4',
      cells: (['phoneOrFax', 'email', 'contactName'] as const).flatMap(
        (field) =>
          [
            { kind: 'label', span: 1, label: text[field] },
            { kind: 'entry', span: 1, field },
          ] as const,
      ),
    },
    {
      id: '5',
      cells: [
        { kind: 'label', span: 1, label: text.serviceNumber },
        { kind: 'entry', span: 5, field: 'serviceNumber' },
      ],
    },
    {
      id: '6',
      cells: [
        { kind: 'label', span: 1, label: text.problemContent },
        { kind: 'tall', span: 5, entries: [{ field: 'problemContent' }], minHeightMm: 30 },
      ],
    },
    { id: '7', cells: [{ kind: 'banner', span: 6, label: text.workBanner }] },
    {
      id: '7.1',
      cells: [
        {
          kind: 'tall',
          span: 6,
          label: text.workProcessAndResult,
          entries: [{ field: 'workProcessAndResult' }],
          minHeightMm: 60,
        },
      ],
    },
    { id: '8', cells: [{ kind: 'ticks', span: 6, label: text.serviceMode, field: 'serviceMode' }] },
    {
      id: '9',
      cells: [
        {
          kind: 'tall',
          span: 6,
          label: text.customerOpinion,
          entries: [
            { field: 'customerOpinion' },
            { field: 'customerEvaluation' },
            { field: 'evaluationSource', before: '（评价来源：', after: '）', sameLine: true },
          ],
          minHeightMm: 30,
        },
      ],
    },
    {
      id: '10',
      cells: [
        {
          kind: 'signature',
          span: 6,
          label: text.customerSignature,
          field: 'customerSignature',
          dateLabel: text.date,
          dateField: 'customerSignedOn',
          instead: { when: { field: 'serviceMode', anyOf: ['remote'] }, text: text.evaluatedInstead },
        },
      ],
    },
    {
      id: '11',
      cells: [{ kind: 'tall', span: 6, label: text.reviewOpinion, entries: [{ field: 'reviewOpinion' }], minHeightMm: 10 }],
    },
    {
      id: '11.1',
      joined: true,
      cells: [
        {
          kind: 'signature',
          span: 6,
          label: text.signature,
          field: 'reviewSignature',
          dateLabel: text.date,
          dateField: 'reviewedOn',
        },
      ],
    },
  ],
  blocks: [
    { id: 'work', by: ['performer'], fields: Object.keys(work) },
    {
      id: 'customer',
      by: ['customerRepresentative', 'performer'],
      fields: Object.keys(customer),
      closing: {
        covers: customerCovers,
        signature: { field: 'customerSignature', dateField: 'customerSignedOn' },
        statement: { when: notOnSite, fields: ['customerEvaluation', 'evaluationSource'] },
      },
    },
    {
      id: 'review',
      by: ['approvingManager'],
      fields: Object.keys(review),
      closing: { covers: reviewCovers, signature: { field: 'reviewSignature', dateField: 'reviewedOn' } },
    },
  ],
  course: ['customerCheck', 'submitRecord', 'reviewRecord'],
  required: {
    save: [],
    customerCheck: [...workNeeds, { anyOf: ['customerSignature'], when: onSite }],
    submitRecord: [{ anyOf: ['taskOrderNumber'] }, ...workNeeds, { anyOf: ['customerSignature'], when: onSite }],
    evaluate: evaluationNeeds,
    reviewRecord: [
      ...evaluationNeeds.map((need) => ({ ...need, when: notOnSite })),
      { anyOf: ['reviewOpinion'] },
      { anyOf: ['reviewSignature'] },
    ],
    returnRecord: [{ anyOf: ['reviewOpinion'] }],
  },
};
