import { readFileSync } from 'node:fs';
import { planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import { readShape } from '#centre/plan/plan-shape.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { readYaml } from '#centre/plan/yaml-document.rules.ts';
import { rowFor, type FlowDefinition, type FlowRow } from '#platform/flow/flow.ts';
import type { GuardVerdict, StepActor } from '#platform/flow/step.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type {
  Dossier,
  RecordState,
  RequestState,
  RequestWords,
  Surroundings,
  TaskOrderState,
  VisitState,
} from './dossier.schema.ts';
import type { DossierContext, DossierStep } from './dossier-step.ts';
import { draftOf, stateOf } from './draft.ts';
import type { Decision } from './draft.schema.ts';
import type { FlowModule } from './flow-module.ts';

/** Dossiers, actors and a small runner for the tests of the flows: the sample plan, invented people, no database. */
export const samplePlan: ServicePlan = (() => {
  const path = new URL('../../plans/sample-plan.yaml', import.meta.url);
  const reading = readShape(readYaml(readFileSync(path, 'utf8')).value);
  if (!('plan' in reading)) throw new Error(`the sample plan cannot be read: ${JSON.stringify(reading.findings)}`);
  return reading.plan;
})();

/** A stable identifier: `idOf(7)`. */
export function idOf(number: number): string {
  return `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** An instant from a text with its offset. */
export function atOf(text: string): Instant {
  return instant(Date.parse(text));
}

export const ids = {
  request: idOf(1),
  customer: idOf(2),
  project: idOf(3),
  order: idOf(4),
  visit: idOf(5),
  consultation: idOf(6),
  orderRecord: idOf(7),
  serviceRecord: idOf(8),
  centralSite: idOf(11),
  eastSite: idOf(12),
  northSite: idOf(13),
  technician: idOf(21),
  representative: idOf(22),
  siteStaff: idOf(23),
  manager: idOf(31),
  supportEngineer: idOf(32),
  branchEngineer: idOf(33),
  northEngineer: idOf(34),
  beginner: idOf(35),
  approver: idOf(36),
  centreManager: idOf(37),
  headquarters: idOf(41),
  branch: idOf(42),
  northBranch: idOf(43),
  integrator: idOf(51),
  carrier: idOf(52),
  vendor: idOf(53),
  asset: idOf(61),
} as const;

/** When the fault of the worked example was received: in the night of a holiday. */
export const receivedAt = atOf('2026-10-03T22:10:00+08:00');

const staff = (id: string, name: string, unitId: string, positions: string[], lacking: string[] = []) => ({
  id,
  name,
  unitId,
  positions,
  competent: lacking.length === 0,
  lacking,
  onCall: false,
});

export const surroundings: Surroundings = {
  plan: samplePlan,
  planId: idOf(9),
  rules: planClocksFrom(samplePlan),
  customer: { id: ids.customer, name: '示例市信息中心' },
  project: { id: ids.project, name: '综合业务网络系统', contractNumber: 'HT-2026-018', managerId: ids.manager },
  sites: [
    { id: ids.centralSite, name: '中央网络中心', servingUnitId: ids.branch, travelTime: 'PT40M', address: null },
    { id: ids.eastSite, name: '东区节点', servingUnitId: ids.branch, travelTime: 'PT1H10M', address: null },
    { id: ids.northSite, name: '北区节点', servingUnitId: ids.northBranch, travelTime: 'PT50M', address: null },
  ],
  contacts: [
    {
      id: ids.technician,
      name: '王工',
      role: 'customerTechnician',
      siteId: ids.centralSite,
      phone: '+86 10 0000 0004',
      email: 'wang@customer.example.cn',
    },
    { id: ids.representative, name: '李主任', role: 'customerRepresentative', siteId: ids.centralSite, phone: null, email: null },
    { id: ids.siteStaff, name: '赵工', role: 'customerSiteStaff', siteId: ids.eastSite, phone: null, email: null },
  ],
  staff: [
    staff(ids.manager, '服务经理', ids.headquarters, ['dedicatedServiceManager']),
    staff(ids.supportEngineer, '本部工程师', ids.headquarters, ['supportEngineer']),
    staff(ids.branchEngineer, '成都工程师', ids.branch, ['branchEngineer']),
    staff(ids.northEngineer, '绵阳工程师', ids.northBranch, ['branchEngineer']),
    staff(ids.beginner, '新工程师', ids.branch, ['branchEngineer'], ['afterSalesYears']),
    staff(ids.approver, '审批经理', ids.headquarters, ['approvingManager']),
    staff(ids.centreManager, '中心经理', ids.headquarters, ['centreManager']),
  ],
  units: [
    { id: ids.headquarters, code: 'HQ', kind: 'headquarters', name: '北京本部', parentId: null },
    { id: ids.branch, code: 'BR-CD', kind: 'branch', name: '成都分支机构', parentId: null },
    { id: ids.northBranch, code: 'BR-MY', kind: 'branch', name: '绵阳分支机构', parentId: null },
  ],
  partners: [
    { id: ids.integrator, kind: 'integrator', name: '示例集成有限公司' },
    { id: ids.carrier, kind: 'carrier', name: '示例通信公司' },
    { id: ids.vendor, kind: 'vendor', name: '示例设备厂商' },
  ],
  assets: [{ id: ids.asset, name: '核心交换机', serialNumber: 'SC77-26-0103', siteId: ids.eastSite }],
};

export function aRequest(over: Partial<RequestState> = {}): RequestState {
  return {
    id: ids.request,
    number: 'SR-2026-0417',
    flow: 'faultEmergency',
    flowVersion: 1,
    version: 1,
    state: 'received',
    kind: null,
    severity: 'major',
    channel: 'email',
    road: 'none',
    round: 1,
    customerId: ids.customer,
    projectId: ids.project,
    siteId: ids.eastSite,
    contactId: ids.technician,
    assetId: null,
    ownerUnitId: ids.branch,
    ownerPersonId: null,
    receivedAt,
    closedAt: null,
    details: {},
    ...over,
  };
}

/** A fault that is registered and verified as `major`. */
export function aFault(over: Partial<RequestState> = {}): RequestState {
  return aRequest({ kind: 'fault', state: 'verified', ...over });
}

/** A consultation in the support response. */
export function aConsultation(over: Partial<RequestState> = {}): RequestState {
  return aRequest({ flow: 'supportResponse', kind: 'consultation', severity: 'none', state: 'inHandling', ...over });
}

export function aTaskOrder(over: Partial<TaskOrderState> = {}): TaskOrderState {
  return {
    id: ids.order,
    state: 'draft',
    flowVersion: 1,
    version: 1,
    urgent: false,
    proposerId: ids.manager,
    leaderId: null,
    serviceMode: 'onSite',
    requiredBy: null,
    issuedAt: null,
    approveBy: null,
    approvedAt: null,
    assignees: [],
    details: {},
    ...over,
  };
}

export function aVisit(over: Partial<VisitState> = {}): VisitState {
  return {
    id: ids.visit,
    taskOrderId: ids.order,
    siteId: ids.eastSite,
    state: 'assigned',
    level: 1,
    flowVersion: 1,
    version: 1,
    details: {},
    ...over,
  };
}

export function aRecord(over: Partial<RecordState> = {}): RecordState {
  return {
    id: ids.consultation,
    form: 'consultationRecord',
    state: 'open',
    taskOrderId: null,
    documentNumber: 'QR-OP09',
    documentVersion: 'A/0',
    recordNumber: 'QR-OP09-2026-0001',
    values: {
      enquirerName: '王工',
      phone: '+86 10 0000 0004',
      organisationName: '示例市信息中心',
      recordedOn: '2026-10-03',
      enquiryStage: 'afterSales',
      enquiryContent: '交换机没有响应',
      recorder: '成都工程师',
    },
    stored: {},
    signatures: [],
    voidReason: null,
    voidedAt: null,
    replacesId: null,
    createdAt: receivedAt,
    version: 1,
    ...over,
  };
}

/** What was said when the fault came in. */
const words: RequestWords = {
  title: '交换机没有响应',
  content: '交换机没有响应',
  symptom: null,
  enquirerName: '王工',
  enquirerPhone: '+86 10 0000 0004',
  enquirerEmail: null,
  serviceNumber: null,
  answer: null,
};

export function aDossier(over: Partial<Dossier> = {}): Dossier {
  return { request: aRequest(), words, taskOrders: [], visits: [], consents: [], records: [], surroundings, ...over };
}

const member = (personId: string, name: string, ...positions: string[]): StepActor => ({
  kind: 'staff',
  personId,
  contactId: null,
  name,
  positions: positions.map((position) => ({ position })),
});

export const actors = {
  manager: member(ids.manager, '服务经理', 'dedicatedServiceManager'),
  supportEngineer: member(ids.supportEngineer, '本部工程师', 'supportEngineer'),
  branchEngineer: member(ids.branchEngineer, '成都工程师', 'branchEngineer'),
  approver: member(ids.approver, '审批经理', 'approvingManager'),
  customer: {
    kind: 'customer',
    personId: idOf(71),
    contactId: ids.technician,
    name: '王工',
    positions: [{ position: 'customerTechnician' }],
  },
  representative: {
    kind: 'customer',
    personId: idOf(72),
    contactId: ids.representative,
    name: '李主任',
    positions: [{ position: 'customerRepresentative' }],
  },
  system: { kind: 'system', personId: null, contactId: null, name: 'system', positions: [] },
} as const satisfies Record<string, StepActor>;

export interface Circumstances {
  readonly actor?: StepActor;
  readonly at?: Instant;
  readonly now?: Instant;
  readonly subjectId?: string;
  readonly nextId?: () => string;
  /** Flows that a step may fire beside its own. */
  readonly flows?: Readonly<Record<string, FlowDefinition>>;
  /** Where the numbers of new identifiers begin: a walk of several commands gives each its own. */
  readonly firstId?: number;
}

export function contextOf(
  dossier: Dossier,
  input: Record<string, unknown> = {},
  given: Circumstances = {},
): DossierContext<Record<string, unknown>> {
  const at = given.at ?? atOf('2026-10-03T22:30:00+08:00');
  return {
    dossier,
    subjectId: given.subjectId ?? dossier.request.id,
    input,
    actor: given.actor ?? actors.manager,
    at,
    now: given.now ?? at,
  };
}

export function stepOf(module: FlowModule, event: string): DossierStep {
  const found = module.steps.find((step) => step.event === event);
  if (found === undefined) throw new Error(`${module.flow.id} has no step ${event}`);
  return found;
}

/** What a guard says about a dossier and its inputs. */
export function verdictOf(module: FlowModule, event: string, guard: string, context: DossierContext): GuardVerdict {
  const { guards, ownGuards } = stepOf(module, event);
  const found = guards[guard] ?? ownGuards?.[guard];
  if (found === undefined) throw new Error(`${module.flow.id}.${event} has no guard ${guard}`);
  return found.holds(context as never);
}

export type Fired = { readonly refused: readonly string[] } | ({ readonly refused?: undefined } & Decision);

/** Fires an event as the runner does, rights and versions left out: all guards of the row, then the decision. */
export function fire(
  module: FlowModule,
  dossier: Dossier,
  event: string,
  input: Record<string, unknown> = {},
  given: Circumstances = {},
): Fired {
  const context = contextOf(dossier, input, given);
  const kind =
    ({ taskOrder: 'taskOrder', siteVisit: 'siteVisit', record: 'record' } as const)[module.flow.subject] ?? 'serviceRequest';
  const state = stateOf(dossier, { kind, id: context.subjectId });
  // Without a subject of its own yet, an event is the one that begins the flow.
  const begins = state === '' ? module.flow.rows.find((known) => known.event === event && known.from.length === 0) : undefined;
  const row: FlowRow | undefined = rowFor(module.flow, event, state) ?? begins;
  if (row === undefined) return { refused: ['noRow'] };
  const guards = [...row.guards, ...Object.keys(stepOf(module, event).ownGuards ?? {})];
  const refused = guards.filter((guard) => verdictOf(module, event, guard, context) !== true);
  if (refused.length > 0) return { refused };
  let last = given.firstId ?? 1000;
  const draft = draftOf(dossier, {
    at: context.at,
    now: context.now,
    nextId: given.nextId ?? (() => idOf((last += 1))),
    guards: [],
    flows: { ...given.flows, [module.flow.id]: module.flow },
  });
  stepOf(module, event).decide(draft, context as never);
  return draft.result();
}

/** The decision of an event that must not be refused. */
export function decided(
  module: FlowModule,
  dossier: Dossier,
  event: string,
  input: Record<string, unknown> = {},
  given: Circumstances = {},
): Decision {
  const fired = fire(module, dossier, event, input, given);
  if (fired.refused !== undefined) throw new Error(`${event} was refused by ${fired.refused.join(', ')}`);
  return fired;
}

/** Names that clocks listen to, written by a decision, each once. */
export function writesOf(decision: Decision): string[] {
  return [...new Set(decision.events.flatMap((event) => event.writes.map((write) => write.type)))];
}

/** A dossier on its way through several flows: each event taken as the runner would, numbers issued as the writer would. */
export interface Course {
  readonly dossier: () => Dossier;
  readonly take: (module: FlowModule, event: string, input?: Record<string, unknown>, given?: Circumstances) => Decision;
}

export function courseOf(begin: Dossier, flows: Circumstances['flows']): Course {
  let dossier = begin;
  let issued = 0;
  let opened = 2000;
  return {
    dossier: () => dossier,
    take: (module, event, input, given) => {
      const decision = decided(module, dossier, event, input, { flows, nextId: () => idOf((opened += 1)), ...given });
      const records = decision.dossier.records.map((record) =>
        record.recordNumber === 'next'
          ? { ...record, recordNumber: `${record.documentNumber}-2026-${String((issued += 1)).padStart(4, '0')}` }
          : record,
      );
      dossier = { ...decision.dossier, records };
      return decision;
    },
  };
}
