import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aDossier,
  aFault,
  aRecord,
  aRequest,
  actors,
  atOf,
  contextOf,
  courseOf,
  decided,
  fire,
  ids,
  surroundings,
  verdictOf,
  writesOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { intakeRows } from './rows.ts';

const named = {
  kind: 'fault',
  siteId: ids.eastSite,
  enquirerName: '王工',
  enquirerPhone: '123',
  content: '交换机宕机',
  symptom: '无响应',
};
const received = (over = {}): Dossier => aDossier({ request: aRequest(over) });

interface Case {
  readonly dossier?: Dossier;
  readonly input?: Record<string, unknown>;
  readonly by?: Circumstances['actor'];
  readonly fields?: readonly string[];
  readonly code?: string;
}
const cases: readonly { readonly event: string; readonly guard: string; readonly refuses: Case; readonly passes: Case }[] = [
  {
    event: 'register',
    guard: 'registerComplete',
    refuses: { input: { ...named, symptom: undefined }, fields: ['symptom'] },
    passes: { input: named },
  },
  {
    event: 'register',
    guard: 'registerComplete',
    refuses: { input: { ...named, enquirerPhone: undefined }, fields: ['enquirerPhone'] },
    passes: { input: { ...named, enquirerPhone: undefined, enquirerEmail: 'a@b.cn' } },
  },
  {
    event: 'register',
    guard: 'registerComplete',
    refuses: { input: { ...named, siteId: ids.customer }, fields: ['siteId'] },
    passes: { input: { ...named, kind: 'consultation', symptom: undefined } },
  },
  {
    event: 'register',
    guard: 'registerComplete',
    refuses: { input: { ...named, kind: 'constructor' }, code: 'kind' },
    passes: { input: { ...named, kind: 'other' } },
  },
  {
    event: 'register',
    guard: 'approvedForm',
    refuses: { dossier: aDossier({ surroundings: { ...surroundings, plan: { ...surroundings.plan, forms: undefined } } }) },
    passes: {},
  },
  {
    event: 'register',
    guard: 'severityProvisional',
    refuses: { input: { ...named, severity: 'critical' }, fields: ['severity'] },
    passes: { input: { ...named, severity: 'major' } },
  },
  {
    event: 'register',
    guard: 'severityProvisional',
    refuses: { input: { severity: 'minor' } },
    passes: { dossier: received({ details: { proposedSeverity: 'minor' } }), input: { severity: 'minor' } },
  },
  {
    event: 'register',
    guard: 'noForbiddenPhrase',
    refuses: { input: { ...named, answer: '不知道' }, fields: ['answer'], code: 'found' },
    passes: { input: { ...named, content: '客户说不知道口令' } },
  },
  {
    event: 'attemptContact',
    guard: 'attemptLogged',
    refuses: { input: { number: '123' }, fields: ['result'] },
    passes: { input: { number: '123', result: 'busy' } },
  },
  {
    event: 'contact',
    guard: 'contactLogged',
    refuses: { input: { contactName: '王工', channel: 'phone' }, fields: ['text'] },
    passes: { input: { contactName: '王工', channel: 'phone', text: '已通话' } },
  },
  { event: 'cancel', guard: 'cancelReason', refuses: { fields: ['reason'] }, passes: { input: { reason: '重复报修' } } },
  {
    event: 'cancel',
    guard: 'noForbiddenPhrase',
    refuses: { input: { reason: '这不是我们的服务范围' }, code: 'found' },
    passes: { input: { reason: '不知道为何好了' }, by: actors.customer },
  },
  {
    event: 'pause',
    guard: 'pauseCause',
    refuses: { input: { reason: 'waitingForVendor', saidBy: '王工', saidAt: '2026-10-03T23:00:00+08:00' }, fields: ['reason'] },
    passes: { input: { reason: 'customerDeniedAccess', saidBy: '王工', saidAt: '2026-10-03T23:00:00+08:00' } },
  },
  {
    event: 'pause',
    guard: 'pauseCause',
    refuses: { input: { reason: 'customerDeniedAccess' }, fields: ['saidBy', 'saidAt'] },
    passes: { input: { reason: 'customerRequestedDelay', saidBy: '王工', saidAt: '2026-10-03T23:00:00+08:00' } },
  },
  {
    event: 'resume',
    guard: 'pauseCause',
    refuses: { code: 'notPaused' },
    passes: { dossier: received({ details: { pausedFor: ['customerDeniedAccess'] } }) },
  },
  {
    event: 'resume',
    guard: 'pauseCause',
    refuses: {
      dossier: received({ details: { pausedFor: ['customerDeniedAccess', 'customerUnreachable'] } }),
      fields: ['reason'],
    },
    passes: {
      dossier: received({ details: { pausedFor: ['customerDeniedAccess', 'customerUnreachable'] } }),
      input: { reason: 'customerUnreachable' },
    },
  },
];

const ofRequest = [{ kind: 'serviceRequest', id: ids.request }];

describe('guards of the intake', () => {
  for (const { event, guard, refuses, passes } of cases) {
    it(`${event}: ${guard}${refuses.code ? `, ${refuses.code}` : ''} refuses and lets pass`, () => {
      const verdict = ask(event, guard, refuses);
      assert.notEqual(verdict, true, 'should refuse');
      if (verdict !== true && refuses.code !== undefined) assert.equal(verdict.code, refuses.code);
      if (verdict !== true && refuses.fields !== undefined) assert.deepEqual(verdict.fields, refuses.fields);
      assert.equal(ask(event, guard, passes), true, 'should pass');
    });
  }

  it('has a case here for every guard that its rows ask', () => {
    const rows = intakeRows({ open: ['registered'] }).flatMap((row) => row.guards.map((guard) => `${row.event}.${guard}`));
    const shown = new Set(cases.map(({ event, guard }) => `${event}.${guard}`));
    assert.deepEqual(
      [...new Set(rows)].filter((name) => !shown.has(name)),
      [],
    );
  });
});

function ask(event: string, guard: string, given: Case) {
  return verdictOf(
    faultEmergency,
    event,
    guard,
    contextOf(given.dossier ?? received(), given.input, { actor: given.by ?? actors.branchEngineer }),
  );
}

describe('registration', () => {
  const flows = flowDefinitions;
  it('takes the severity the customer proposed, else the plan’s own until somebody verifies', () => {
    assert.equal(decided(faultEmergency, received(), 'register', named, { flows }).dossier.request.severity, 'major');
    assert.equal(
      decided(faultEmergency, received({ details: { proposedSeverity: 'critical' } }), 'register', named, { flows }).dossier
        .request.severity,
      'critical',
    );
    assert.equal(
      decided(faultEmergency, received(), 'register', { ...named, kind: 'consultation' }, { flows }).dossier.request.severity,
      'none',
    );
  });

  it('hands the request to the flow of its kind, tells the clocks kind and severity, and opens a numbered record', () => {
    const decision = decided(faultEmergency, received(), 'register', { ...named, kind: 'consultation' }, { flows });
    assert.deepEqual([decision.dossier.request.flow, decision.dossier.request.state], ['supportResponse', 'registered']);
    assert.deepEqual(
      decision.events[0]?.writes.map(({ type, fields }) => [type, fields]),
      [
        ['registered', { kind: 'consultation', severity: 'none' }],
        ['consultationRecordSaved', { kind: 'consultation', severity: 'none' }],
      ],
    );
    const [record] = decision.dossier.records;
    assert.deepEqual(
      [record?.form, record?.state, record?.recordNumber, record?.documentNumber],
      ['consultationRecord', 'open', 'next', 'QR-OP09'],
    );
    assert.deepEqual(
      [record?.values['enquiryStage'], record?.values['recordedOn'], record?.values['recorder']],
      ['afterSales', '2026-10-03', '服务经理'],
    );
    assert.ok(!JSON.stringify(decision.events[0]?.data).includes('王工'), 'what people wrote is no data');
  });

  it('gives the request to the branch of its site, or to the service manager where the customer went to headquarters', () => {
    const owner = (details = {}) => {
      const { ownerUnitId, ownerPersonId } = decided(
        faultEmergency,
        received({ ownerUnitId: null, details }),
        'register',
        { ...named, siteId: ids.northSite },
        { flows },
      ).dossier.request;
      return [ownerUnitId, ownerPersonId];
    };
    assert.deepEqual(owner(), [ids.northBranch, null]);
    assert.deepEqual(owner({ headquartersFirst: true }), [null, ids.manager]);
  });

  it('keeps one record: registering what has one opens no second', () => {
    assert.equal(
      decided(faultEmergency, aDossier({ records: [aRecord()] }), 'register', named, { flows }).dossier.records.length,
      1,
    );
  });
});

describe('reaching the customer', () => {
  const attempt = { number: '123', result: 'noAnswer' };
  it('pauses what waits for the customer at the third failed attempt, and goes on when somebody is reached', () => {
    const course = courseOf(received(), flowDefinitions);
    assert.deepEqual(writesOf(course.take(faultEmergency, 'attemptContact', attempt)), []);
    course.take(faultEmergency, 'attemptContact', attempt);
    assert.deepEqual(course.take(faultEmergency, 'attemptContact', attempt).events[0]?.writes, [
      { type: 'pause', reason: 'customerUnreachable', subjects: ofRequest },
    ]);
    assert.deepEqual(writesOf(course.take(faultEmergency, 'attemptContact', attempt)), []);
    const reached = course.take(faultEmergency, 'contact', { contactName: '王工', channel: 'phone', text: '已通话' });
    assert.deepEqual(writesOf(reached), ['firstContactMade', 'callBackMade', 'resume']);
    assert.deepEqual(course.dossier().request.details.pausedFor, []);
  });

  it('pauses again after three more failed attempts, once the pause was lifted', () => {
    const course = courseOf(received(), flowDefinitions);
    const attempts = () => [1, 2, 3].map(() => writesOf(course.take(faultEmergency, 'attemptContact', attempt)));
    assert.deepEqual(attempts(), [[], [], ['pause']]);
    course.take(faultEmergency, 'resume', {});
    assert.deepEqual(attempts(), [[], [], ['pause']]);
  });
});

describe('ending and pausing', () => {
  it('a withdrawal ends request and orders, freezes the record, and is no message to the customer', () => {
    const decision = decided(
      faultEmergency,
      aDossier({ request: aFault(), records: [aRecord()] }),
      'cancel',
      { reason: '自行恢复' },
      { actor: actors.customer },
    );
    assert.deepEqual(
      [decision.dossier.request.state, decision.dossier.request.details.closedAs, decision.dossier.records[0]?.state],
      ['cancelled', 'withdrawn', 'frozen'],
    );
    assert.deepEqual(decision.messages, []);
    assert.equal(
      decided(faultEmergency, aDossier({ request: aFault() }), 'cancel', { reason: '重复报修' }).messages[0]?.text,
      '重复报修',
    );
  });

  it('pauses for a reason and resumes the same', () => {
    const course = courseOf(received(), flowDefinitions);
    const paused = course.take(
      faultEmergency,
      'pause',
      { reason: 'customerDeniedAccess', saidBy: '王工', saidAt: '2026-10-03T22:20:00+08:00' },
      { at: atOf('2026-10-03T22:21:00+08:00') },
    );
    assert.deepEqual(paused.events[0]?.writes, [{ type: 'pause', reason: 'customerDeniedAccess', subjects: ofRequest }]);
    assert.deepEqual(course.take(faultEmergency, 'resume').events[0]?.writes, [
      { type: 'resume', reason: 'customerDeniedAccess', subjects: ofRequest },
    ]);
    assert.deepEqual(fire(faultEmergency, course.dossier(), 'resume').refused, ['pauseCause']);
  });

  it('asks the plan’s own phrases and forms, not the product’s', () => {
    const free = {
      ...surroundings.plan,
      conduct: { ...surroundings.plan.conduct, phrases: { courteous: [], forbidden: ['随便'] } },
    };
    const dossier = aDossier({ surroundings: { ...surroundings, plan: free } });
    assert.equal(ask('cancel', 'noForbiddenPhrase', { dossier, input: { reason: '不知道' } }), true);
    assert.notEqual(ask('cancel', 'noForbiddenPhrase', { dossier, input: { reason: '随 便' } }), true);
  });
});
