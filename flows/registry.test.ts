import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLOCK_EVENTS, GUARDS } from '#centre/plan/vocabulary.ts';
import { faultsOfFlow } from '#platform/flow/flow.ts';
import { aConsultation, aDossier, aRecord, aTaskOrder, aVisit, contextOf, ids } from './dossier/dossier.fixture.ts';
import type { FlowModule } from './dossier/flow-module.ts';
import { flowDefinitions, flowModules } from './registry.ts';

/** Names beside those of the plan's clocks that pause, resume and end them. */
const CLOCK_ACTS = ['cancel', 'pause', 'resume', 'reopened'];
/** The intake's own command begins a request. */
const WITHOUT_STEP = ['report'];
/** States that a flow is led to by the steps of others: a record is issued and frozen by the process it belongs to. */
const LED_FROM_OUTSIDE: Readonly<Record<string, readonly string[]>> = { record: ['open', 'frozen'] };
/** Lists of options that come from the plan. */
const LISTS_OF_THE_PLAN = [
  'kinds',
  'severities',
  'emergencyKinds',
  'faultTypes',
  'pauseReasons',
  'partners',
  'reviewers',
  'consentScopes',
  'owners',
];

const dossier = aDossier({ request: aConsultation(), taskOrders: [aTaskOrder()], visits: [aVisit()], records: [aRecord()] });

for (const module of Object.values(flowModules).filter((known): known is FlowModule => known !== undefined)) {
  const { flow, steps, texts } = module;

  describe(`the flow ${flow.id}`, () => {
    it('is a sound table', () => {
      assert.deepEqual(faultsOfFlow(flow), []);
      assert.equal(flowDefinitions[flow.id], flow);
    });

    it('can be left from every state that is not final, and reached in every state', () => {
      for (const state of flow.states) {
        if (!flow.final.includes(state))
          assert.ok(
            flow.rows.some((row) => row.from.includes(state)),
            `${state} cannot be left`,
          );
        if (state !== flow.initial && !LED_FROM_OUTSIDE[flow.id]?.includes(state))
          assert.ok(
            flow.rows.some((row) => row.to === state),
            `${state} cannot be reached`,
          );
      }
    });

    it('asks only guards of the vocabulary, each with a rule in its step', () => {
      for (const row of flow.rows) {
        const step = steps.find((known) => known.event === row.event);
        for (const guard of row.guards) {
          assert.ok((GUARDS as readonly string[]).includes(guard), `${guard} is no guard of the vocabulary`);
          assert.ok(step?.guards[guard], `${row.event} has no rule for ${guard}`);
        }
      }
      for (const step of steps) {
        for (const guard of Object.keys(step.ownGuards ?? {}))
          assert.ok(
            !(GUARDS as readonly string[]).includes(guard),
            `${guard} is of the vocabulary: a plan would switch off what it cannot`,
          );
        const asked = flow.rows.filter((row) => row.event === step.event).flatMap((row) => row.guards);
        for (const guard of Object.keys(step.guards)) assert.ok(asked.includes(guard), `no row asks ${step.event}.${guard}`);
      }
    });

    it('shows refusals of the dossier before anybody types: those guards never look at the inputs', () => {
      const unread = new Proxy({}, { get: (_, name) => assert.fail(`reads the input ${String(name)}`) });
      for (const step of steps) {
        for (const guard of Object.values({ ...step.guards, ...step.ownGuards })) {
          if (guard.asks === 'dossier') guard.holds({ ...contextOf(dossier), input: unread, subjectId: ids.order });
        }
      }
    });

    it('has one step for every event and no step without one', () => {
      const events = new Set(flow.rows.map((row) => row.event).filter((event) => !WITHOUT_STEP.includes(event)));
      assert.deepEqual([...events].sort(), steps.map((step) => step.event).sort());
    });

    it('writes only names that clocks know', () => {
      for (const name of flow.rows.flatMap((row) => row.writes)) assert.ok([...CLOCK_EVENTS, ...CLOCK_ACTS].includes(name), name);
    });

    for (const [language, words] of Object.entries(texts)) {
      it(`has words for all of it in ${language}`, () => {
        for (const state of flow.states) assert.ok(words.states[state], `state ${state}`);
        for (const row of flow.rows) assert.ok(words.events[row.event], `event ${row.event}`);
        for (const guard of flow.rows.flatMap((row) => row.guards))
          assert.ok(words.guards[guard]?.reason && words.guards[guard].remedy, `guard ${guard}`);
        for (const guard of steps.flatMap((step) => Object.keys(step.ownGuards ?? {})))
          assert.ok(words.guards[guard]?.reason && words.guards[guard].remedy, `guard ${guard}`);
        for (const step of steps) {
          for (const [name, field] of Object.entries(step.fields)) {
            assert.ok(words.fields[name], `${step.event}.${name}`);
            if (field.options !== undefined && !LISTS_OF_THE_PLAN.includes(field.options))
              assert.ok(words.options[field.options], `options ${field.options}`);
          }
        }
      });
    }

    it('says the same things in both languages', () => {
      for (const part of ['states', 'events', 'guards', 'fields'] as const)
        assert.deepEqual(Object.keys(texts.zh[part]).sort(), Object.keys(texts.en[part]).sort(), part);
      assert.deepEqual(optionKeys(texts.zh.options), optionKeys(texts.en.options));
    });
  });
}

function optionKeys(options: FlowModule['texts']['zh']['options']): string[] {
  return Object.entries(options)
    .flatMap(([list, values]) => Object.keys(values).map((value) => `${list}.${value}`))
    .sort();
}
