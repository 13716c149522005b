import { bilingual } from '#platform/form/definition.rules.ts';
import type { FormDefinition } from '#platform/form/definition.schema.ts';
import { en } from './consultation-record.texts.en.ts';
import { zh } from './consultation-record.texts.zh.ts';

const text = bilingual(zh, en);

const fields = {
  enquirerName: { type: 'text', maxLength: 100, label: text.enquirerName },
  phone: { type: 'text', maxLength: 60, label: text.phone },
  email: { type: 'text', maxLength: 254, label: text.email },
  organisationName: { type: 'text', maxLength: 200, label: text.organisationName },
  recordedOn: { type: 'date', label: text.recordedOn },
  projectOrProductName: { type: 'text', maxLength: 200, label: text.projectOrProductName },
  enquiryStage: {
    type: 'choice',
    label: text.enquiryStage,
    options: [
      { id: 'preSales', label: text.preSales },
      { id: 'afterSales', label: text.afterSales },
      { id: 'other', label: text.other },
    ],
  },
  enquiryContent: { type: 'longText', maxLength: 10_000, label: text.enquiryContent },
  serviceNumber: { type: 'text', maxLength: 500, label: text.serviceNumber },
  answer: { type: 'longText', maxLength: 10_000, label: text.answer },
  recorder: { type: 'text', maxLength: 100, label: text.recorder },
  furtherHandling: {
    type: 'choice',
    label: text.furtherHandling,
    options: [
      { id: 'yes', label: text.yes },
      { id: 'no', label: text.no },
    ],
  },
  taskOrderNumber: { type: 'text', maxLength: 60, label: text.taskOrderNumber, automatic: true },
} as const satisfies FormDefinition['fields'];

const all = Object.keys(fields);

/** What a record says from its first moment on, and so at its end too. */
const always = [
  { anyOf: ['enquirerName'] },
  { anyOf: ['phone', 'email'] },
  { anyOf: ['organisationName'] },
  { anyOf: ['recordedOn'] },
  { anyOf: ['enquiryStage'] },
  { anyOf: ['enquiryContent'] },
];

/** One for every service request, whatever the channel. Signed by nobody: the end of the record freezes it. */
export const consultationRecord: FormDefinition = {
  id: 'consultationRecord',
  title: text.title,
  columns: [16, 17, 8.5, 21.5, 12, 25],
  fields,
  rows: [
    {
      id: '1',
      cells: [
        { kind: 'label', span: 1, label: text.enquirerName },
        { kind: 'entry', span: 1, field: 'enquirerName' },
        { kind: 'label', span: 1, label: text.phone },
        { kind: 'entry', span: 1, field: 'phone' },
        { kind: 'label', span: 1, label: text.email },
        { kind: 'entry', span: 1, field: 'email' },
      ],
    },
    {
      id: '2',
      cells: [
        { kind: 'label', span: 1, label: text.organisationName },
        { kind: 'entry', span: 3, field: 'organisationName' },
        { kind: 'label', span: 1, label: text.recordedOn },
        { kind: 'entry', span: 1, field: 'recordedOn' },
      ],
    },
    {
      id: '3',
      cells: [
        { kind: 'label', span: 1, label: text.projectOrProductName },
        { kind: 'entry', span: 3, field: 'projectOrProductName' },
        { kind: 'ticks', span: 2, field: 'enquiryStage' },
      ],
    },
    {
      id: '4',
      cells: [{ kind: 'tall', span: 6, label: text.enquiryContent, entries: [{ field: 'enquiryContent' }], minHeightMm: 45 }],
    },
    {
      id: '5',
      joined: true,
      cells: [{ kind: 'line', span: 6, align: 'left', parts: [{ label: text.serviceNumber, field: 'serviceNumber' }] }],
    },
    { id: '6', cells: [{ kind: 'tall', span: 6, label: text.answer, entries: [{ field: 'answer' }], minHeightMm: 60 }] },
    {
      id: '7',
      joined: true,
      cells: [{ kind: 'line', span: 6, align: 'right', parts: [{ label: text.recorder, field: 'recorder' }] }],
    },
    {
      id: '8',
      cells: [
        {
          kind: 'ticks',
          span: 6,
          label: text.furtherHandling,
          field: 'furtherHandling',
          behind: { option: 'yes', part: { label: text.taskOrderNumber, field: 'taskOrderNumber' } },
        },
      ],
    },
  ],
  blocks: [{ id: 'consultation', by: ['recorder'], fields: all, closing: { covers: all } }],
  course: ['save', 'close'],
  required: {
    save: always,
    close: [
      ...always,
      { anyOf: ['answer', 'taskOrderNumber'] },
      { anyOf: ['recorder'] },
      { anyOf: ['taskOrderNumber'], when: { field: 'furtherHandling', anyOf: ['yes'] } },
    ],
  },
};
