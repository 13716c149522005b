import { aDossier, aFault, aRecord, aTaskOrder, aVisit, atOf, ids, surroundings } from '#flows/dossier/dossier.fixture.ts';
import type { ConsentState, Dossier, RecordState, VisitState } from '#flows/dossier/dossier.schema.ts';
import { drawn } from '#flows/dossier/walk.fixture.ts';
import { idOf } from '#flows/dossier/dossier.fixture.ts';

/** A visit on its way, with what stands around it: an order issued urgently, a service record that is written. */
export const now = atOf('2026-10-04T01:00:00+08:00');
export const assignees = [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }];
export const relief = idOf(90);
export const signed = {
  id: idOf(91),
  field: 'customerSignature',
  block: 'customer',
  signerName: '赵工',
  signerRole: 'customerSiteStaff',
  personId: null,
  contactId: ids.siteStaff,
  means: 'handwritten',
  strokes: null,
  covers: [],
  digest: '',
  at: now,
} as const;
export const worked = (over: Partial<RecordState> = {}): RecordState =>
  aRecord({
    id: ids.serviceRecord,
    form: 'serviceRecord',
    taskOrderId: ids.order,
    documentNumber: 'QR-OP10B',
    recordNumber: null,
    values: {
      taskOrderNumber: 'QR-OP10A-2026-0001',
      performer: '成都工程师',
      performedOn: '2026-10-04',
      customerName: '示例市信息中心',
      problemContent: '无响应',
      workProcessAndResult: '已恢复',
      serviceMode: 'onSite',
    },
    ...over,
  });
export const at = (visit: Partial<VisitState>, over: Partial<Dossier> = {}): Dossier =>
  aDossier({
    request: aFault({ state: 'treating', road: 'onSite' }),
    taskOrders: [aTaskOrder({ state: 'inExecution', assignees, leaderId: ids.branchEngineer })],
    visits: [aVisit(visit)],
    records: [aRecord(), worked()],
    ...over,
  });
export const consent = (over: Partial<ConsentState> = {}): ConsentState => ({
  id: idOf(92),
  visitId: ids.visit,
  scope: 'logIn',
  what: '登录',
  why: '查日志',
  givenBy: '赵工',
  means: 'onScreen',
  refused: false,
  from: atOf('2026-10-04T00:30:00+08:00'),
  until: atOf('2026-10-04T02:00:00+08:00'),
  withdrawnAt: null,
  ...over,
});
export const onSite = at({ state: 'onSite' });
export const withConsent = (over: Partial<ConsentState>): Dossier => at({ state: 'onSite' }, { consents: [consent(over)] });
export const withoutForms: Dossier = {
  ...at({ state: 'enRoute' }),
  surroundings: { ...surroundings, plan: { ...surroundings.plan, forms: undefined } },
};
export const issued = [aTaskOrder({ state: 'issued', assignees, leaderId: ids.branchEngineer })];
export const everything = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
export const asked = { scopes: ['logIn'], what: '登录', why: '查日志', answer: 'given', givenBy: '赵工', means: 'word' };
export const checked = { workChecked: true, opinion: '好', signature: drawn('赵工') };
