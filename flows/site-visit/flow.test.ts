import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aFault,
  aTaskOrder,
  aVisit,
  actors,
  atOf,
  contextOf,
  ids,
  verdictOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { drawn } from '#flows/dossier/walk.fixture.ts';
import { idOf } from '#flows/dossier/dossier.fixture.ts';
import { siteVisit } from './index.ts';
import {
  now,
  assignees,
  relief,
  signed,
  worked,
  at,
  onSite,
  withConsent,
  withoutForms,
  issued,
  everything,
  asked,
  checked,
} from './visit.fixture.ts';

interface Case {
  readonly event: string;
  readonly guard: string;
  readonly why: string;
  readonly refuses: Dossier;
  readonly passes?: Dossier;
  readonly lacking?: Record<string, unknown>;
  readonly giving?: Record<string, unknown>;
  readonly code?: string;
}

const scopes = [
  ['logIn', 'consentLogIn'],
  ['openEquipment', 'consentOpenEquipment'],
  ['adjust', 'consentAdjust'],
  ['usePhone', 'consentUsePhone'],
  ['useInternet', 'consentUseInternet'],
] as const;
const values = { oldValue: '1', newValue: '2' };

const cases: readonly Case[] = [
  {
    event: 'assign',
    guard: 'orderIssued',
    why: 'an order that is only drafted',
    refuses: at({}, { taskOrders: [aTaskOrder()] }),
    passes: at({}, { taskOrders: issued }),
  },
  {
    event: 'assign',
    guard: 'engineerCompetent',
    why: 'a beginner',
    refuses: at(
      {},
      { taskOrders: [aTaskOrder({ state: 'issued', assignees: [{ personId: ids.beginner, unitId: ids.branch, level: 1 }] })] },
    ),
    passes: at({}, { taskOrders: issued }),
  },
  {
    event: 'acceptTask',
    guard: 'orderAccepted',
    why: 'no signature of the leader',
    refuses: at({}, { taskOrders: issued }),
    giving: { signature: drawn('成都工程师') },
  },
  {
    event: 'acceptTask',
    guard: 'orderAccepted',
    why: 'an order that was withdrawn',
    code: 'notIssued',
    refuses: at({}, { taskOrders: [aTaskOrder({ state: 'withdrawn', assignees })] }),
    passes: at({}, { taskOrders: issued }),
    giving: { signature: drawn('成都工程师') },
  },
  {
    event: 'acceptTask',
    guard: 'siteRulesAccepted',
    why: 'rules not read',
    refuses: at({}),
    lacking: { siteRulesRead: false },
    giving: { siteRulesRead: true },
  },
  {
    event: 'depart',
    guard: 'partsReady',
    why: 'parts not ready',
    refuses: at({ state: 'accepted' }),
    lacking: { partsReady: false, expectedAt: '2026-10-04T00:10:00+08:00' },
    giving: { partsReady: true, expectedAt: '2026-10-04T00:10:00+08:00' },
  },
  {
    event: 'depart',
    guard: 'partsReady',
    why: 'no expected arrival',
    refuses: at({ state: 'accepted' }),
    lacking: { partsReady: true },
    giving: { partsReady: true, expectedAt: '2026-10-04T00:10:00+08:00' },
  },
  {
    event: 'depart',
    guard: 'noForbiddenPhrase',
    why: 'a forbidden phrase',
    refuses: at({ state: 'accepted' }),
    lacking: { told: '什么时候到我不 知道' },
    giving: { told: '一小时后到' },
  },
  {
    event: 'arrive',
    guard: 'checkIn',
    why: 'no contact',
    refuses: at({ state: 'enRoute' }),
    lacking: { place: '东区节点' },
    giving: { place: '东区节点', contactId: ids.siteStaff },
  },
  {
    event: 'arrive',
    guard: 'checkIn',
    why: 'neither place nor the customer’s word',
    refuses: at({ state: 'enRoute' }),
    lacking: { contactId: ids.siteStaff },
    giving: { customerWord: '赵工证实已到', contactId: ids.siteStaff },
  },
  {
    event: 'arrive',
    guard: 'checkIn',
    why: 'a contact of nobody',
    code: 'unknownContact',
    refuses: at({ state: 'enRoute' }),
    lacking: { place: '东区节点', contactId: ids.asset },
    giving: { place: '东区节点', contactId: ids.siteStaff },
  },
  {
    event: 'arrive',
    guard: 'approvedForm',
    why: 'a provider without the form',
    refuses: withoutForms,
    passes: at({ state: 'enRoute' }),
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'no reason',
    refuses: onSite,
    lacking: { ...asked, why: undefined },
    giving: asked,
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'nobody who answers',
    refuses: onSite,
    lacking: { ...asked, givenBy: undefined },
    giving: asked,
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'a scope that is none of a visit',
    code: 'unknown',
    refuses: onSite,
    lacking: { ...asked, scopes: ['remoteSession'] },
    giving: asked,
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'an end before its beginning',
    code: 'endsBeforeItBegins',
    refuses: onSite,
    lacking: { ...asked, until: '2026-10-04T00:59:00+08:00' },
    giving: { ...asked, until: '2026-10-04T02:00:00+08:00' },
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'a consent that is to have held before it was asked for',
    code: 'before',
    refuses: onSite,
    lacking: { ...asked, from: '2026-10-04T00:30:00+08:00' },
    giving: { ...asked, from: '2026-10-04T01:00:00+08:00' },
  },
  {
    event: 'askConsent',
    guard: 'consentScope',
    why: 'the customer’s own word in the portal from anybody else',
    code: 'ownWord',
    refuses: onSite,
    lacking: { ...asked, means: 'portal' },
    giving: { scopes: asked.scopes, what: asked.what, why: asked.why, answer: 'asked' },
  },
  {
    event: 'answerConsent',
    guard: 'consentScope',
    why: 'what nobody asked',
    code: 'notAsked',
    refuses: withConsent({}),
    lacking: { scopes: ['logIn'], answer: 'given' },
    giving: { scopes: ['logIn'], answer: 'given' },
    passes: withConsent({ givenBy: null, means: null }),
  },
  {
    event: 'answerConsent',
    guard: 'consentScope',
    why: 'neither yes nor no',
    code: 'notAnswered',
    refuses: withConsent({ givenBy: null, means: null }),
    lacking: { scopes: ['logIn'], answer: 'asked' },
    giving: { scopes: ['logIn'], answer: 'refused' },
  },
  {
    event: 'withdrawConsent',
    guard: 'consentScope',
    why: 'what was never agreed',
    code: 'notGiven',
    refuses: withConsent({ refused: true }),
    lacking: { scopes: ['logIn'] },
    giving: { scopes: ['logIn'] },
    passes: withConsent({}),
  },
  { event: 'act', guard: 'stepsRecorded', why: 'a step without words', refuses: onSite, giving: { text: '查看指示灯' } },
  ...scopes.map(([scope, guard]): Case => ({
    event: 'act',
    guard,
    why: 'a step without the customer’s consent',
    refuses: onSite,
    lacking: { scope, ...values },
    passes: withConsent({ scope }),
    giving: { scope, ...values },
  })),
  ...scopes.map(([scope, guard]): Case => ({
    event: 'act',
    guard,
    why: 'a consent for another visit, and asks nothing of a step that needs none',
    refuses: withConsent({ scope, visitId: relief }),
    lacking: { scope, ...values },
    giving: {},
  })),
  {
    event: 'act',
    guard: 'consentLogIn',
    why: 'a consent that has ended',
    refuses: withConsent({ until: atOf('2026-10-04T00:59:59+08:00') }),
    lacking: { scope: 'logIn' },
    passes: withConsent({ until: now }),
    giving: { scope: 'logIn' },
  },
  {
    event: 'act',
    guard: 'consentLogIn',
    why: 'a consent that has not begun',
    refuses: withConsent({ from: atOf('2026-10-04T01:00:01+08:00') }),
    lacking: { scope: 'logIn' },
    passes: withConsent({ from: now, until: null }),
    giving: { scope: 'logIn' },
  },
  {
    event: 'act',
    guard: 'consentLogIn',
    why: 'a refusal',
    refuses: withConsent({ refused: true }),
    lacking: { scope: 'logIn' },
    passes: withConsent({}),
    giving: { scope: 'logIn' },
  },
  {
    event: 'act',
    guard: 'consentLogIn',
    why: 'a consent withdrawn before',
    refuses: withConsent({ withdrawnAt: now }),
    lacking: { scope: 'logIn' },
    passes: withConsent({ withdrawnAt: atOf('2026-10-04T01:00:01+08:00') }),
    giving: { scope: 'logIn' },
  },
  {
    event: 'act',
    guard: 'consentAdjust',
    why: 'a change without its old value',
    code: 'values',
    refuses: withConsent({ scope: 'adjust' }),
    lacking: { scope: 'adjust', newValue: '2' },
    giving: { scope: 'adjust', ...values },
  },
  {
    event: 'callSecondLevel',
    guard: 'levelTwoReason',
    why: 'no reason',
    refuses: onSite,
    giving: { reason: '主控板故障，无备件' },
  },
  {
    event: 'noteWaiver',
    guard: 'departureWhileDown',
    why: 'a waiver of nobody',
    code: 'waiver',
    refuses: onSite,
    lacking: { waiver: '同意今晚撤离' },
    giving: { waiver: '同意今晚撤离', waivedBy: '赵工', fileIds: [idOf(95)] },
  },
  {
    event: 'noteWaiver',
    guard: 'departureWhileDown',
    why: 'a waiver of staff without its document',
    code: 'waiverPaper',
    refuses: onSite,
    lacking: { waiver: '同意今晚撤离', waivedBy: '赵工', fileIds: [] },
    giving: { waiver: '同意今晚撤离', waivedBy: '赵工', fileIds: [idOf(95)] },
  },
  {
    event: 'requestDeparture',
    guard: 'departureWhileDown',
    why: 'a service that is down',
    refuses: onSite,
    passes: at({ state: 'onSite' }, { request: aFault({ state: 'restored' }) }),
  },
  {
    event: 'requestDeparture',
    guard: 'departureWhileDown',
    why: 'relief that is still on the road',
    refuses: at({}, { visits: [aVisit({ state: 'onSite' }), aVisit({ id: relief, state: 'enRoute' })] }),
    passes: at({}, { visits: [aVisit({ state: 'onSite' }), aVisit({ id: relief, state: 'onSite' })] }),
  },
  {
    event: 'requestDeparture',
    guard: 'departureWhileDown',
    why: 'a customer who has waived nothing',
    refuses: onSite,
    passes: at({ state: 'onSite', details: { waived: true } }),
  },
  {
    event: 'requestDeparture',
    guard: 'attestations',
    why: 'one attestation missing',
    refuses: onSite,
    lacking: { attested: everything.slice(1) },
    giving: { attested: everything },
  },
  {
    event: 'customerCheck',
    guard: 'recordComplete',
    why: 'a visit without a record',
    code: 'noRecord',
    refuses: at({ state: 'checking' }, { records: [] }),
    passes: at({ state: 'checking' }),
  },
  {
    event: 'customerCheck',
    guard: 'recordComplete',
    why: 'a record without the course of work, before anybody draws',
    refuses: at({ state: 'checking' }, { records: [worked({ values: { ...worked().values, workProcessAndResult: ' ' } })] }),
    passes: at({ state: 'checking' }),
  },
  {
    event: 'customerCheck',
    guard: 'siteCleaned',
    why: 'a site not cleaned',
    refuses: at({ state: 'checking' }),
    lacking: { siteCleaned: false },
    giving: { siteCleaned: true },
  },
  {
    event: 'customerCheck',
    guard: 'customerChecked',
    why: 'no signature',
    refuses: at({ state: 'checking' }),
    lacking: { workChecked: true, opinion: '好' },
    giving: checked,
  },
  {
    event: 'customerCheck',
    guard: 'customerChecked',
    why: 'an empty signature field',
    code: 'notDrawn',
    refuses: at({ state: 'checking' }),
    lacking: { ...checked, signature: { name: '赵工', means: 'handwritten', strokes: [] } },
    giving: checked,
  },
  ...(['phone', 'scanned'] as const).map((means): Case => ({
    event: 'customerCheck',
    guard: 'customerChecked',
    why: `a signature on site that is ${means}`,
    code: 'onTheSpot',
    refuses: at({ state: 'checking' }),
    lacking: { ...checked, signature: { name: '赵工', means, fileIds: [idOf(95)] } },
    giving: checked,
  })),
  {
    event: 'customerCheck',
    guard: 'customerChecked',
    why: 'a record without the course of work',
    code: 'recordIncomplete',
    refuses: at({ state: 'checking' }, { records: [worked({ values: { ...worked().values, workProcessAndResult: '' } })] }),
    lacking: checked,
    passes: at({ state: 'checking' }),
    giving: checked,
  },
  {
    event: 'leave',
    guard: 'recordSigned',
    why: 'a record that is not signed',
    refuses: at({ state: 'signed' }),
    passes: at({ state: 'signed' }, { records: [worked({ signatures: [signed] })] }),
  },
];

describe('guards of the site visit', () => {
  const given: Circumstances = { subjectId: ids.visit, actor: actors.branchEngineer, at: now };
  for (const { event, guard, why, ...tried } of cases) {
    it(`${event}: ${guard} refuses ${why}`, () => {
      const refused = verdictOf(siteVisit, event, guard, contextOf(tried.refuses, tried.lacking ?? {}, given));
      assert.notEqual(refused, true);
      if (tried.code !== undefined) assert.equal(refused === true ? undefined : refused.code, tried.code);
      assert.equal(verdictOf(siteVisit, event, guard, contextOf(tried.passes ?? tried.refuses, tried.giving ?? {}, given)), true);
    });
  }

  it('are all shown', () => {
    const named = siteVisit.flow.rows.flatMap((row) => row.guards.map((guard) => `${row.event}.${guard}`));
    const shown = cases.map(({ event, guard }) => `${event}.${guard}`);
    assert.deepEqual(
      named.filter((guard) => !shown.includes(guard)),
      [],
    );
  });

  it('that ask the dossier do not look at inputs', () => {
    for (const { event, guard, refuses } of cases) {
      const rule = siteVisit.steps.find((step) => step.event === event)?.guards[guard];
      if (rule?.asks !== 'dossier') continue;
      const untyped = new Proxy({}, { get: (_, name) => assert.fail(`${event}.${guard} reads ${String(name)}`) });
      rule.holds({ ...contextOf(refuses, {}, given), input: untyped });
    }
  });
});
