import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { aDossier, aRequest, actors, atOf, fire, ids } from './dossier/dossier.fixture.ts';
import { forbiddenPhrases } from '#centre/plan/plan.rules.ts';
import type { Dossier } from './dossier/dossier.schema.ts';
import { rowsFrom } from '#platform/flow/flow.ts';
import { instant } from '#platform/time/instant.ts';
import { flowDefinitions, flowModules } from './registry.ts';

const ENDINGS = ['cancel', 'noFault', 'pause', 'attemptContact'];

/** Inputs that satisfy most guards, some of them wrong on purpose; each step takes those it knows. */
const text = fc.constantFrom('已处理', '不知道', undefined);
const inputs = fc.record({
  kind: fc.constantFrom('fault', 'consultation', 'other', 'technicalExchange'),
  siteId: fc.constantFrom(ids.eastSite, ids.northSite, ids.customer),
  enquirerName: fc.constant('王工'),
  enquirerPhone: fc.constant('123'),
  content: fc.constant('内容'),
  symptom: text,
  contactName: fc.constant('王工'),
  channel: fc.constantFrom('phone', 'email', undefined),
  text: fc.constant('已通话'),
  number: fc.constant('123'),
  reason: fc.constantFrom('customerDeniedAccess', '别的原因'),
  saidBy: fc.constant('王工'),
  saidAt: fc.constant('2026-10-03T22:20:00+08:00'),
  since: fc.constant('22点'),
  extent: fc.constant('全部'),
  changesBefore: fc.constant('无'),
  backupState: fc.constant('有'),
  severity: fc.constantFrom('critical', 'major', 'minor', undefined),
  emergencyKind: fc.constantFrom('virusDamage', undefined),
  finding: text,
  action: fc.constant('已做'),
  nextStep: fc.constant('下一步'),
  people: fc.constantFrom(
    [{ personId: ids.branchEngineer, level: 1 }],
    [
      { personId: ids.branchEngineer, level: 1 },
      { personId: ids.supportEngineer, level: 2 },
    ],
    [{ personId: ids.beginner, level: 1 }],
  ),
  urgentReason: text,
  faultType: fc.constantFrom('line', 'operation', 'equipment', 'other'),
  faultPoint: fc.constant('点'),
  evidence: fc.constant('依据'),
  what: text,
  steps: fc.constantFrom('一\n二', undefined),
  claimReference: fc.constantFrom('RMA', undefined),
  reportedHow: fc.constantFrom('fix', undefined),
  partnerId: fc.constantFrom(ids.carrier, ids.vendor),
  person: fc.constant('客服'),
  reference: fc.constant('T-1'),
  tool: fc.constant('专杀'),
  givenTo: fc.constant('王工'),
  how: fc.constantFrom('fix', 'standbyUnit', undefined),
  confirmedBy: fc.constant('赵工'),
  confirmedMeans: fc.constant('phone'),
  result: fc.constantFrom('无效', undefined),
  cause: text,
  fullyRestoredBy: fc.constant('李主任'),
  overview: fc.constant('甲'),
  diagnosis: fc.constant('乙'),
  solution: fc.constant('丙'),
  impact: fc.constant('丁'),
  prevention: fc.constant('戊'),
  reviewerId: fc.constant(ids.approver),
  articleReference: fc.constantFrom('KB-1', undefined),
  loanSettled: fc.constant('returned'),
  opinion: fc.constant('好'),
  opinionBy: fc.constant('李主任'),
  agreedBy: fc.constant('李主任'),
  agreedAt: fc.constant('2026-10-03T22:20:00+08:00'),
  promisedAnswerAt: fc.constant('2026-10-20T10:00:00+08:00'),
  furtherHandling: fc.boolean(),
  taskContent: fc.constant('更换'),
  requiredBy: fc.constant('2026-10-20T10:00:00+08:00'),
  serviceMode: fc.constantFrom('onSite', 'remote'),
  visitReason: fc.constant('断电'),
});
const walk = fc.array(
  fc.record({
    pick: fc.nat(),
    ends: fc.nat(20),
    input: inputs,
    actor: fc.constantFrom(actors.manager, actors.branchEngineer, actors.customer),
  }),
  { minLength: 20, maxLength: 80 },
);

it('a request never leaves the states of its flow, whatever is fired in whatever order', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(walk, (steps) => {
      let dossier: Dossier = aDossier({ request: aRequest() });
      steps.forEach(({ pick, ends, input, actor }, index) => {
        const module = flowModules[dossier.request.flow];
        assert.ok(module);
        // Mostly moves that the state has and that do not end the walk, else it would seldom get far.
        const moves = rowsFrom(module.flow, dossier.request.state)
          .map((row) => row.event)
          .filter((name) => ends === 0 || !ENDINGS.includes(name));
        const event = ends === 1 ? 'close' : (moves[pick % moves.length] ?? 'reopen');
        if (!module.steps.some((step) => step.event === event)) return;
        const before = dossier;
        const fired = fire(module, before, event, input, {
          actor,
          flows: flowDefinitions,
          at: instant(atOf('2026-10-03T22:10:00+08:00') + index * 60_000),
          nextId: nextIdOf(index),
        });
        if (fired.refused !== undefined) return;
        dossier = fired.dossier;
        const { request } = dossier;
        const own = fired.events.filter((entry) => entry.subject.kind === 'serviceRequest');
        assert.ok(flowDefinitions[request.flow]?.states.includes(request.state), request.state);
        assert.equal(own.length, 1, `${event} fires its own row once`);
        assert.equal(own[0]?.to, request.state, 'the event says where the request went');
        assert.equal(
          request.closedAt !== null,
          flowDefinitions[request.flow]?.final.includes(request.state),
          'closed and dated together',
        );
        assert.ok(
          dossier.records.filter((record) => record.form === 'consultationRecord' && record.state === 'open').length <= 1,
        );
        for (const message of fired.messages.filter((known) => known.direction === 'outgoing')) {
          for (const phrase of forbiddenPhrases(dossier.surroundings.plan))
            assert.ok(!message.text.includes(phrase) || event === 'contact', `${event} says ${phrase}`);
        }
        reached.add(`${request.flow}.${request.state}`);
      });
    }),
    // A fixed seed: what the walks reach below must not hang on luck.
    { numRuns: 250, seed: 20_261_003 },
  );
  for (const state of [
    'faultEmergency.treating',
    'faultEmergency.restored',
    'supportResponse.answered',
    'supportResponse.taskOrdered',
  ])
    assert.ok(reached.has(state), `the walk is long enough to reach ${state}`);
});

function nextIdOf(index: number): () => string {
  let last = 0;
  return () => `01990000-0000-7000-8000-${String(5_000_000 + index * 100 + (last += 1)).padStart(12, '0')}`;
}
