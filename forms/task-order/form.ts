import { bilingual } from '#platform/form/definition.rules.ts';
import type { FieldSpec, FormDefinition } from '#platform/form/definition.schema.ts';
import { en } from './task-order.texts.en.ts';
import { zh } from './task-order.texts.zh.ts';

const text = bilingual(zh, en);

/** What the approval of an urgently issued order prints under the remarks; it belongs to the approver's block. */
export const RETROSPECTIVE_REMARK = '紧急派单，事后审批';

const proposed = {
  issuedOn: { type: 'date', label: text.issuedOn, automatic: true },
  productOrProjectName: { type: 'text', maxLength: 200, label: text.productOrProjectName },
  requiredBy: { type: 'instant', label: text.requiredBy },
  customerName: { type: 'text', maxLength: 200, label: text.customerName },
  contractNumber: { type: 'text', maxLength: 100, label: text.contractNumber },
  contactName: { type: 'text', maxLength: 100, label: text.contactName },
  address: { type: 'text', maxLength: 300, label: text.address },
  phoneOrFax: { type: 'text', maxLength: 100, label: text.phoneOrFax },
  email: { type: 'text', maxLength: 254, label: text.email },
  taskContent: { type: 'longText', maxLength: 10_000, label: text.taskContent },
  proposer: { type: 'text', maxLength: 100, label: text.proposer, automatic: true },
} as const satisfies Record<string, FieldSpec>;

const approval = {
  approvalVerdict: {
    type: 'choice',
    label: text.approvalVerdict,
    options: [
      { id: 'approved', label: text.approved },
      { id: 'rejected', label: text.rejected },
    ],
  },
  approvalOpinion: { type: 'longText', maxLength: 4_000, label: text.approvalOpinion },
  approvalSignature: { type: 'signature', label: text.signature },
  approvedOn: { type: 'date', label: text.date, automatic: true },
  retrospectiveRemark: { type: 'text', maxLength: 200, label: text.retrospectiveRemark, automatic: true },
} as const satisfies Record<string, FieldSpec>;

const acceptance = {
  assignees: {
    type: 'list',
    maxItems: 60,
    label: text.assignees,
    item: {
      name: { type: 'text', maxLength: 100, label: text.assigneeName },
      unit: { type: 'text', maxLength: 200, label: text.assigneeUnit, optional: true },
      level: {
        type: 'choice',
        label: text.assigneeLevel,
        optional: true,
        options: [
          { id: '1', label: text.level1 },
          { id: '2', label: text.level2 },
        ],
      },
    },
  },
  leaderSignature: { type: 'signature', label: text.leaderSignature },
  acceptedOn: { type: 'date', label: text.date, automatic: true },
} as const satisfies Record<string, FieldSpec>;

const remarks = {
  remarks: { type: 'longText', maxLength: 4_000, label: text.remarks },
} as const satisfies Record<string, FieldSpec>;

const approvalCovers = [
  ...Object.keys(proposed).filter((field) => field !== 'issuedOn'),
  'approvalVerdict',
  'approvalOpinion',
  'approvedOn',
  'retrospectiveRemark',
];
const leaderCovers = ['issuedOn', ...approvalCovers, 'assignees', 'acceptedOn'];
const approvalNeeds = [{ anyOf: ['approvalOpinion'] }, { anyOf: ['approvalVerdict'] }];

/**
 * The order of a task: proposed, approved, accepted by the leader of the group. An urgent order is approved
 * afterwards; until then the leader's signature leaves the approver's block open.
 */
export const taskOrder: FormDefinition = {
  id: 'taskOrder',
  title: text.title,
  columns: [12, 16, 17, 20, 12, 23],
  fields: { ...proposed, ...approval, ...acceptance, ...remarks },
  rows: [
    {
      id: '1',
      cells: [
        { kind: 'label', span: 1, label: text.issuedOn },
        { kind: 'entry', span: 1, field: 'issuedOn' },
        { kind: 'label', span: 1, label: text.productOrProjectName },
        { kind: 'entry', span: 1, field: 'productOrProjectName' },
        { kind: 'label', span: 1, label: text.requiredBy },
        { kind: 'entry', span: 1, field: 'requiredBy' },
      ],
    },
    { id: '2', cells: [{ kind: 'banner', span: 6, label: text.customerBanner }] },
    ...(
      [
        ['customerName', 'contractNumber'],
        ['contactName', 'address'],
        ['phoneOrFax', 'email'],
      ] as const
    ).map(([left, right], index) => ({
      id: String(index + 3),
      cells: [
        { kind: 'label', span: 1, label: text[left] },
        { kind: 'entry', span: 2, field: left },
        { kind: 'label', span: 1, label: text[right] },
        { kind: 'entry', span: 2, field: right },
      ] as const,
    })),
    { id: '6', cells: [{ kind: 'banner', span: 6, label: text.taskBanner }] },
    {
      id: '7',
      cells: [{ kind: 'tall', span: 6, label: text.taskContent, entries: [{ field: 'taskContent' }], minHeightMm: 60 }],
    },
    {
      id: '8',
      joined: true,
      cells: [{ kind: 'line', span: 6, align: 'right', parts: [{ label: text.proposer, field: 'proposer' }] }],
    },
    {
      id: '9',
      cells: [
        {
          kind: 'tall',
          span: 6,
          label: text.approvalOpinion,
          entries: [
            { field: 'approvalVerdict', after: '。' },
            { field: 'approvalOpinion', sameLine: true },
          ],
          minHeightMm: 15,
        },
      ],
    },
    {
      id: '9.1',
      joined: true,
      cells: [
        {
          kind: 'signature',
          span: 6,
          label: text.signature,
          field: 'approvalSignature',
          dateLabel: text.date,
          dateField: 'approvedOn',
        },
      ],
    },
    { id: '10', cells: [{ kind: 'banner', span: 6, label: text.assignees }] },
    { id: '10.1', cells: [{ kind: 'names', span: 6, field: 'assignees', minHeightMm: 15 }] },
    {
      id: '11',
      cells: [
        {
          kind: 'signature',
          span: 6,
          label: text.leaderSignature,
          field: 'leaderSignature',
          dateLabel: text.date,
          dateField: 'acceptedOn',
        },
      ],
    },
    {
      id: '12',
      cells: [
        { kind: 'label', span: 1, label: text.remarks },
        { kind: 'tall', span: 5, entries: [{ field: 'retrospectiveRemark' }, { field: 'remarks' }], minHeightMm: 15 },
      ],
    },
  ],
  blocks: [
    { id: 'proposal', by: ['proposer'], fields: Object.keys(proposed) },
    {
      id: 'approval',
      by: ['approvingManager'],
      fields: Object.keys(approval),
      closing: { covers: approvalCovers, signature: { field: 'approvalSignature', dateField: 'approvedOn' } },
    },
    {
      id: 'acceptance',
      by: ['dedicatedServiceManager', 'taskLeader'],
      fields: Object.keys(acceptance),
      closing: {
        covers: leaderCovers,
        exceptWhileOpen: ['approval'],
        signature: { field: 'leaderSignature', dateField: 'acceptedOn' },
      },
    },
    { id: 'remarks', by: ['proposer', 'taskLeader', 'dedicatedServiceManager'], fields: Object.keys(remarks) },
  ],
  course: ['submit', 'approve', 'issue', 'accept'],
  required: {
    save: [],
    submit: [{ anyOf: ['taskContent'] }, { anyOf: ['requiredBy'] }, { anyOf: ['proposer'] }],
    approve: [...approvalNeeds, { anyOf: ['approvalSignature'] }],
    reject: approvalNeeds,
    approveAfterwards: [...approvalNeeds, { anyOf: ['approvalSignature'] }],
    issue: [{ anyOf: ['assignees'] }],
    issueUrgently: [{ anyOf: ['assignees'] }],
    accept: [{ anyOf: ['assignees'] }, { anyOf: ['leaderSignature'] }],
  },
};
