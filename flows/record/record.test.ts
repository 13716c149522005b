import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aDossier,
  aFault,
  aRecord,
  aTaskOrder,
  actors,
  atOf,
  contextOf,
  ids,
  verdictOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier, RecordState, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { definitionOf, firstRevisionOf, recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { drawn, walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { record } from './index.ts';

const at = atOf('2026-10-04T03:08:00+08:00');
const assignees = [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }];
const worked = (over: Partial<RecordState> = {}): RecordState =>
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
const sheet = (over: Partial<RecordState> = {}): RecordState =>
  aRecord({
    id: ids.order,
    form: 'taskOrder',
    taskOrderId: ids.order,
    documentNumber: 'QR-OP10A',
    recordNumber: null,
    state: 'draft',
    values: { taskContent: '检修', proposer: '服务经理' },
    ...over,
  });
const of = (order: Partial<TaskOrderState>, ...records: RecordState[]): Dossier =>
  aDossier({
    request: aFault(),
    taskOrders: [aTaskOrder({ assignees, leaderId: ids.branchEngineer, ...order })],
    records: [aRecord(), ...records],
  });
const by = (subjectId: string, actor: Circumstances['actor'] = actors.branchEngineer): Circumstances => ({
  subjectId,
  at,
  actor,
});
const find = (walk: Walk, id: string): RecordState =>
  walk.dossier().records.find((known) => known.id === id) ?? assert.fail(`no record ${id}`);
const code = (
  dossier: Dossier,
  event: string,
  guard: string,
  input: Record<string, unknown>,
  given: Circumstances,
): string | true | undefined => {
  const verdict = verdictOf(record, event, guard, contextOf(dossier, input, given));
  return verdict === true ? true : verdict.code;
};

describe('filling a record', () => {
  const fill = (dossier: Dossier, values: Record<string, unknown> | undefined, id: string, actor?: Circumstances['actor']) =>
    code(dossier, 'fillRecord', 'approvedForm', { values }, by(id, actor));
  const open = of({ state: 'workDone' }, worked());

  it('writes cells of an open block, each as evidence', () => {
    const walk = walkFrom(open);
    walk.take(
      'record',
      'fillRecord',
      { values: { workProcessAndResult: '换上备机，恢复。', email: 'wang@customer.example.cn', performer: '成都工程师' } },
      by(ids.serviceRecord),
    );
    assert.equal(find(walk, ids.serviceRecord).values['workProcessAndResult'], '换上备机，恢复。');
    assert.deepEqual(walk.last().events[0]?.data['fields'], ['workProcessAndResult', 'email']);
    assert.deepEqual(walk.last().events[0]?.texts, {
      workProcessAndResult: '换上备机，恢复。',
      email: 'wang@customer.example.cn',
    });
  });

  it('empties a cell by an empty text', () => {
    const walk = walkFrom(open);
    walk.take('record', 'fillRecord', { values: { problemContent: '' } }, by(ids.serviceRecord));
    assert.equal('problemContent' in find(walk, ids.serviceRecord).values, false);
  });

  describe('the consultation record', () => {
    const asked = aDossier({ request: aFault(), records: [aRecord()] });
    const says = (values: Record<string, unknown>) => fill(asked, values, ids.consultation);

    it('keeps what is required of it from its first saving on', () => {
      for (const cell of ['enquirerName', 'phone', 'organisationName', 'recordedOn', 'enquiryStage', 'enquiryContent'])
        assert.equal(says({ [cell]: '' }), 'required', cell);
      assert.equal(says({ phone: '', email: 'wang@customer.example.cn' }), true, 'one way to reach the enquirer is enough');
      assert.equal(says({ serviceNumber: '', answer: '已答复' }), true);
    });

    it('takes no answer with a phrase that no customer may read (C-1.3.4-03); what the enquirer said is their own', () => {
      const speaks = (values: Record<string, unknown>) =>
        code(asked, 'fillRecord', 'noForbiddenPhrase', { values }, by(ids.consultation));
      assert.equal(speaks({ answer: '这不是我们的服务范围' }), 'found');
      assert.equal(speaks({ answer: '已转给厂商，明天上午答复' }), true);
      assert.equal(speaks({ enquiryContent: '不知道口令' }), true);
    });

    it('takes no day before the request was received nor one to come', () => {
      assert.equal(says({ recordedOn: '2020-01-01' }), 'dateOutside');
      assert.equal(says({ recordedOn: '2026-10-02' }), 'dateOutside');
      assert.equal(says({ recordedOn: '2026-10-05' }), 'dateOutside');
      assert.equal(says({ recordedOn: '2026-10-04' }), true);
    });
  });

  it('does not take out again what a record was handed in with', () => {
    const handedIn = of(
      { state: 'recorded', serviceMode: 'remote' },
      worked({ values: { ...worked().values, serviceMode: 'remote' } }),
    );
    assert.equal(fill(handedIn, { workProcessAndResult: '' }, ids.serviceRecord), 'required');
    assert.equal(fill(handedIn, { workProcessAndResult: '已换备机' }, ids.serviceRecord), true);
    const values = { taskContent: '检修', proposer: '服务经理', requiredBy: '2026-10-05T17:00:00+08:00' };
    const submitted = of({ state: 'submitted' }, sheet({ values }));
    assert.equal(fill(submitted, { taskContent: '' }, ids.order, actors.manager), 'required');
  });

  it('refuses what a form does not take, each lack by its own code', () => {
    assert.equal(fill(open, undefined, ids.serviceRecord), 'nothing');
    assert.equal(fill(open, { price: '1' }, ids.serviceRecord), 'unknownCell');
    assert.equal(fill(open, { constructor: 'x' }, ids.serviceRecord), 'unknownCell');
    assert.equal(fill(open, { performedOn: '4 October' }, ids.serviceRecord), 'invalid');
    assert.equal(fill(open, { serviceMode: 'byPigeon' }, ids.serviceRecord), 'invalid');
    assert.equal(fill(open, { customerSignature: 'x' }, ids.serviceRecord), 'invalid');
    assert.equal(fill(open, { taskOrderNumber: 'QR-OP10A-2026-0099' }, ids.serviceRecord), 'automatic');
    assert.equal(fill(open, { reviewOpinion: '同意' }, ids.serviceRecord), 'others');
    assert.equal(fill(open, { workProcessAndResult: '别人写的' }, ids.serviceRecord, actors.supportEngineer), 'others');
    assert.equal(fill(open, { workProcessAndResult: '客户写的' }, ids.serviceRecord, actors.customer), 'others');
    assert.equal(
      fill(open, { customerOpinion: '很好' }, ids.serviceRecord, actors.customer),
      'others',
      'a technician signs nothing',
    );
    assert.equal(fill(open, { customerOpinion: '很好' }, ids.serviceRecord, actors.representative), true);
    assert.equal(
      fill(open, { taskOrderNumber: 'QR-OP10A-2026-0001', workProcessAndResult: '一起送回' }, ids.serviceRecord),
      true,
    );
  });

  it('refuses cells that a signature has frozen, and names them', () => {
    const walk = walkFrom(open);
    walk.take(
      'record',
      'signRecord',
      { block: 'customer', opinion: '很好', signature: drawn('赵工', ids.siteStaff) },
      by(ids.serviceRecord),
    );
    const verdict = verdictOf(
      record,
      'fillRecord',
      'approvedForm',
      contextOf(walk.dossier(), { values: { problemContent: '别的' } }, by(ids.serviceRecord)),
    );
    assert.deepEqual(verdict, { fields: ['problemContent'], code: 'frozen', values: { cells: '问题内容', cellsEn: 'Problem' } });
    assert.equal(
      code(walk.dossier(), 'fillRecord', 'approvedForm', { values: { problemContent: '无响应' } }, by(ids.serviceRecord)),
      true,
    );
    assert.equal(
      code(
        walk.dossier(),
        'fillRecord',
        'approvedForm',
        { values: { reviewOpinion: '同意' } },
        by(ids.serviceRecord, actors.approver),
      ),
      true,
    );
  });

  it('moves the time of an order with the time on its sheet', () => {
    const walk = walkFrom(of({ state: 'draft' }, sheet()));
    walk.take('record', 'fillRecord', { values: { requiredBy: '2026-10-05T17:00:00+08:00' } }, by(ids.order, actors.manager));
    assert.equal(walk.dossier().taskOrders[0]?.requiredBy, atOf('2026-10-05T17:00:00+08:00'));
    assert.equal(fill(walk.dossier(), { taskContent: '别的' }, ids.order, actors.approver), 'others');
  });

  it('lets whoever receives customers write the consultation record', () => {
    assert.equal(fill(open, { answer: '已远程处理' }, ids.consultation, actors.supportEngineer), true);
    assert.equal(fill(open, { answer: '已远程处理' }, ids.consultation, actors.customer), 'others');
  });
});

describe('signing a record', () => {
  const open = of({ state: 'workDone' }, worked());
  const sign = (dossier: Dossier, block: string | undefined, id: string, actor?: Circumstances['actor']) =>
    code(dossier, 'signRecord', 'approvedForm', { block }, by(id, actor));

  it('freezes exactly the covered cells under a digest', () => {
    const walk = walkFrom(open);
    walk.take(
      'record',
      'signRecord',
      { block: 'customer', opinion: '很好', signature: drawn('赵工', ids.siteStaff) },
      by(ids.serviceRecord),
    );
    const { values, signatures, documentNumber, documentVersion } = find(walk, ids.serviceRecord);
    const signature = signatures[0] ?? assert.fail('no signature');
    assert.deepEqual(
      [signature.signerName, signature.signerRole, signature.contactId, signature.means, signature.at],
      ['赵工', 'customerSiteStaff', ids.siteStaff, 'handwritten', at],
    );
    assert.deepEqual(signature.covers, definitionOf('serviceRecord').blocks[1]?.closing?.covers);
    const digest = (changed: FormValues) =>
      coveredDigest({
        definition: definitionOf('serviceRecord'),
        covers: signature.covers,
        values: { ...(values as FormValues), ...changed },
        documentNumber,
        documentVersion,
      });
    assert.equal(digest({}), signature.digest);
    assert.equal(digest({ reviewOpinion: '后来写的' }), signature.digest);
    assert.notEqual(digest({ customerOpinion: '别的' }), signature.digest);
  });

  it('is refused for what is not signed here', () => {
    assert.equal(sign(open, undefined, ids.serviceRecord), undefined);
    assert.equal(sign(open, 'work', ids.serviceRecord), 'notSigned');
    assert.equal(sign(open, 'review', ids.serviceRecord, actors.approver), 'byProcess');
    assert.equal(sign(of({ state: 'issued' }, sheet({ state: 'open' })), 'approval', ids.order, actors.approver), 'byProcess');
    assert.equal(sign(of({ state: 'issued' }, sheet({ state: 'open' })), 'acceptance', ids.order), 'byProcess');
    assert.equal(sign(open, 'customer', ids.serviceRecord, actors.supportEngineer), 'othersBlock');
    assert.equal(sign(open, 'customer', ids.serviceRecord, actors.customer), 'othersBlock');
    assert.equal(sign(open, 'customer', ids.serviceRecord, actors.representative), true);
    const walk = walkFrom(open);
    walk.take('record', 'signRecord', { block: 'customer', signature: drawn('赵工') }, by(ids.serviceRecord));
    assert.equal(sign(walk.dossier(), 'customer', ids.serviceRecord), 'signedAlready');
  });

  it('asks each guard of the row', () => {
    const guard = (dossier: Dossier, name: string, input: Record<string, unknown>, id: string, actor?: Circumstances['actor']) =>
      verdictOf(record, 'signRecord', name, contextOf(dossier, input, by(id, actor)));
    const approved = of({ state: 'issued', approvedAt: at }, sheet({ state: 'open' }));
    assert.notEqual(guard(approved, 'approverNotProposer', { block: 'approval' }, ids.order, actors.manager), true);
    assert.equal(guard(approved, 'approverNotProposer', { block: 'approval' }, ids.order, actors.approver), true);
    assert.notEqual(guard(open, 'reviewerNotPerformer', { block: 'review' }, ids.serviceRecord), true);
    assert.equal(guard(open, 'reviewerNotPerformer', { block: 'review' }, ids.serviceRecord, actors.approver), true);
    assert.notEqual(guard(of({}, worked({ values: {} })), 'recordComplete', { block: 'customer' }, ids.serviceRecord), true);
    assert.equal(guard(open, 'recordComplete', { block: 'customer' }, ids.serviceRecord), true);
    assert.notEqual(guard(open, 'recordSigned', { signature: { name: '赵工', means: 'handwritten' } }, ids.serviceRecord), true);
    const confirmed = { block: 'customer', signature: { name: '赵工', means: 'portal' } };
    assert.equal(guard(open, 'recordSigned', confirmed, ids.serviceRecord, actors.customer), true);
    assert.notEqual(guard(open, 'recordSigned', confirmed, ids.serviceRecord), true);
  });
});

describe('correcting a record', () => {
  const signedWalk = (): Walk => {
    const walk = walkFrom(of({ state: 'workDone' }, worked({ recordNumber: 'QR-OP10B-2026-0031' })));
    walk.take(
      'record',
      'signRecord',
      { block: 'customer', opinion: '很好', signature: drawn('赵工', ids.siteStaff) },
      by(ids.serviceRecord),
    );
    return walk;
  };

  it('opens a revision that names the old one and the reason, without its signatures', () => {
    const walk = signedWalk();
    walk.take('record', 'correctRecord', { reason: '设备序列号写错' }, by(ids.serviceRecord));
    const old = find(walk, ids.serviceRecord);
    const next = recordOfOrder(walk.dossier(), 'serviceRecord', ids.order) ?? assert.fail('no revision');
    assert.deepEqual(
      [old.state, old.recordNumber, old.voidReason, old.signatures.length, old.stored['replacedById']],
      ['voided', 'QR-OP10B-2026-0031', '设备序列号写错', 1, next.id],
    );
    assert.deepEqual(
      [next.state, next.replacesId, next.stored['correctionReason'], next.stored['correctsNumber'], next.signatures.length],
      ['open', old.id, '设备序列号写错', 'QR-OP10B-2026-0031', 0],
    );
    assert.equal(next.values['problemContent'], '无响应');
    assert.equal('customerSignedOn' in next.values, false);
    assert.notEqual(next.recordNumber, old.recordNumber);
    assert.deepEqual(
      walk.last().events.map((event) => event.type),
      ['correctRecord', 'openRecord'],
    );
    assert.equal(
      code(walk.dossier(), 'fillRecord', 'approvedForm', { values: { serviceNumber: 'SC77-26-0104' } }, by(next.id)),
      true,
    );
  });

  it('keeps the clocks of the record on its first revision', () => {
    const walk = signedWalk();
    walk.take('record', 'correctRecord', { reason: '写错' }, by(ids.serviceRecord));
    const second = recordOfOrder(walk.dossier(), 'serviceRecord', ids.order) ?? assert.fail('no revision');
    walk.take('record', 'signRecord', { block: 'customer', signature: drawn('赵工') }, by(second.id));
    walk.take('taskOrder', 'submitRecord', {}, by(ids.order));
    assert.deepEqual(walk.last().events[0]?.writes[0]?.subjects?.[2], { kind: 'serviceRecord', id: ids.serviceRecord });
    assert.equal(firstRevisionOf(walk.dossier(), second), ids.serviceRecord);
  });

  it('of an urgent task order that waits for its approval leaves the time for it as it was', () => {
    const approveBy = atOf('2026-10-05T10:00:00+08:00');
    const waiting = { state: 'accepted', urgent: true, approvedAt: null, approveBy };
    const walk = walkFrom(of(waiting, sheet({ state: 'frozen', recordNumber: 'QR-OP10A-2026-0001' })));
    walk.take('record', 'correctRecord', { reason: '合同号写错' }, by(ids.order, actors.manager));
    assert.equal(walk.dossier().taskOrders[0]?.approveBy, approveBy);
  });

  it('of a task order asks for its approval again', () => {
    const walk = walkFrom(
      of({ state: 'accepted', approvedAt: at }, sheet({ state: 'frozen', recordNumber: 'QR-OP10A-2026-0001' })),
    );
    walk.take('record', 'correctRecord', { reason: '合同号写错' }, by(ids.order, actors.manager));
    assert.equal(walk.dossier().taskOrders[0]?.approvedAt, null);
    assert.deepEqual(
      walk.refused(
        'taskOrder',
        'approveAfterwards',
        { opinion: '同意', signature: drawn('审批经理') },
        by(ids.order, actors.approver),
      ),
      [],
    );
  });

  it('is refused where nothing is frozen, under review and before an order is issued; the reason is needed', () => {
    const correct = (dossier: Dossier, id: string) => code(dossier, 'correctRecord', 'approvedForm', {}, by(id));
    assert.equal(correct(of({ state: 'workDone' }, worked()), ids.serviceRecord), 'nothingFrozen');
    assert.equal(correct(of({ state: 'recorded' }, worked({ state: 'frozen' })), ids.serviceRecord), 'underReview');
    assert.equal(correct(of({ state: 'approved' }, sheet({ state: 'frozen' })), ids.order), 'notIssued');
    assert.equal(correct(of({ state: 'closed' }, worked({ state: 'frozen' })), ids.serviceRecord), true);
    const context = (input: Record<string, unknown>) => contextOf(of({}, worked()), input, by(ids.serviceRecord));
    assert.notEqual(verdictOf(record, 'correctRecord', 'withdrawReason', context({})), true);
    assert.equal(verdictOf(record, 'correctRecord', 'withdrawReason', context({ reason: '写错' })), true);
  });

  it('is for those who take a part in it, not for any colleague of the branch', () => {
    const by2 = by(ids.serviceRecord, actors.supportEngineer);
    for (const event of ['correctRecord', 'voidRecord'])
      assert.equal(code(of({ state: 'closed' }, worked({ state: 'frozen' })), event, 'approvedForm', {}, by2), 'othersRecord');
  });

  it('of a reviewed record is signed again by both and frozen with the last', () => {
    const walk = walkFrom(
      of(
        { state: 'closed', approvedAt: at, details: { reviewedAt: at } },
        worked({ state: 'frozen', recordNumber: 'QR-OP10B-2026-0031' }),
      ),
    );
    walk.take('record', 'correctRecord', { reason: '写错' }, by(ids.serviceRecord));
    const second = recordOfOrder(walk.dossier(), 'serviceRecord', ids.order)?.id ?? '';
    walk.take(
      'record',
      'signRecord',
      { block: 'customer', opinion: '好', signature: drawn('李主任') },
      by(second, actors.representative),
    );
    assert.equal(find(walk, second).state, 'open');
    walk.take(
      'record',
      'signRecord',
      { block: 'review', opinion: '同意', signature: drawn('审批经理') },
      by(second, actors.approver),
    );
    assert.equal(find(walk, second).state, 'frozen');
  });
});

describe('voiding a record', () => {
  const voids = (dossier: Dossier, id: string) => code(dossier, 'voidRecord', 'approvedForm', {}, by(id, actors.manager));

  it('is refused while something rests on it', () => {
    assert.equal(voids(of({ state: 'workDone' }, worked()), ids.serviceRecord), 'inUse');
    assert.equal(voids(of({ state: 'issued' }, sheet({ state: 'open' })), ids.order), 'byWithdrawal');
    assert.equal(voids(of({}), ids.consultation), 'inUse');
  });

  it('keeps the number and needs a reason', () => {
    const walk = walkFrom({ ...of({}), request: aFault({ state: 'cancelled' }) });
    assert.deepEqual(walk.refused('record', 'voidRecord', {}, by(ids.consultation, actors.manager)), ['withdrawReason']);
    walk.take('record', 'voidRecord', { reason: '重复登记' }, by(ids.consultation, actors.manager));
    assert.deepEqual(
      [find(walk, ids.consultation).state, find(walk, ids.consultation).recordNumber, find(walk, ids.consultation).voidReason],
      ['voided', 'QR-OP09-2026-0001', '重复登记'],
    );
    assert.deepEqual(walk.refused('record', 'fillRecord', { values: { answer: 'x' } }, by(ids.consultation)), ['noRow']);
  });
});
