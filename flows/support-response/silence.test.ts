import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CalendarCorrection } from '#centre/commitments/calendar-corrections.rules.ts';
import { planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import {
  aConsultation,
  aDossier,
  aRecord,
  actors,
  atOf,
  decided,
  fire,
  samplePlan,
  surroundings,
} from '#flows/dossier/dossier.fixture.ts';
import type { RequestDetails } from '#flows/dossier/details.schema.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { endOfSilence, nextOfSilence, noteWords } from '#flows/dossier/silence.rules.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { supportResponse } from './index.ts';

const on = (text: string) => atOf(`2026-${text}:00+08:00`);
const answeredAt = on('09-14T10:00');
const planWith = (settings: Record<string, string | number>) => ({
  ...samplePlan,
  flows: { ...samplePlan.flows, supportResponse: { definition: 'supportResponse@1', source: [], settings } },
});
const around = (plan: typeof samplePlan, corrections: readonly CalendarCorrection[] = []) => ({
  plan,
  // Clocks of a plan ask for their calendars; here days alone are counted.
  rules: planClocksFrom({ ...plan, clocks: {} }, corrections),
});
const answered = (details: RequestDetails = {}): Dossier =>
  aDossier({
    request: aConsultation({ state: 'answered', details: { answeredAt, reminders: [], ...details } }),
    records: [aRecord()],
  });
const bySystem = (at: string) => ({ actor: actors.system, at: on(at), flows: flowDefinitions });
const times = (plan: typeof samplePlan): string[] => {
  const reminders = [];
  for (;;) {
    const next = nextOfSilence(around(plan), { since: answeredAt, reminders });
    if (next === null) return ['never'];
    if (next.event === 'noReply') return [...reminders, next.at].map((at) => formatInstant(at));
    reminders.push(next.at);
  }
};

describe('a customer who does not answer', () => {
  // Holidays of the plan: 25–27 September and 1–7 October off, 20 September and 10 October worked.
  it('is reminded twice and waited for five working days each time, where the plan says nothing else', () => {
    assert.deepEqual(times(samplePlan), ['2026-09-20T09:00:00Z', '2026-09-28T09:00:00Z', '2026-10-10T09:00:00Z']);
  });

  for (const [name, settings, expected] of [
    ['other working days', { waitingDays: 1, reminders: 1 }, ['2026-09-15T09:00:00Z', '2026-09-16T09:00:00Z']],
    [
      'the time in which it wants the word, with the reminders spread over it',
      { confirmWithin: 'P16D', reminders: 3 },
      ['2026-09-18T02:00:00Z', '2026-09-22T02:00:00Z', '2026-09-26T02:00:00Z', '2026-09-30T02:00:00Z'],
    ],
    ['no reminder at all', { waitingDays: 2, reminders: 0 }, ['2026-09-16T09:00:00Z']],
  ] as const) {
    it(`is waited for as the plan says: ${name}`, () => assert.deepEqual(times(planWith(settings)), expected));
  }

  it('is never hurried: after a reminder that went out late the whole wait runs again', () => {
    const late = on('10-20T10:00');
    assert.deepEqual(nextOfSilence(around(samplePlan), { since: answeredAt, reminders: [late, late] }), {
      event: 'noReply',
      at: on('10-27T17:00'),
    });
    assert.equal(endOfSilence(around(samplePlan), { since: answeredAt, reminders: [] }), on('10-10T17:00'));
  });

  it('is waited for through days that the holiday table made holidays after the plan', () => {
    const published = { off: ['2026-09-16/2026-09-18'], makeUp: [] };
    const notice = { at: on('09-15T12:00'), holidaySets: { cnStatutory: { 2026: published } } };
    assert.equal(nextOfSilence(around(samplePlan, [notice]), { since: answeredAt, reminders: [] })?.at, on('09-24T17:00'));
  });

  it('is waited for without end where the plan has no calendar that says when', () => {
    const { office: _office, ...calendars } = samplePlan.calendars;
    assert.equal(nextOfSilence(around({ ...samplePlan, calendars }), { since: answeredAt, reminders: [] }), null);
  });
});

describe('the reminder', () => {
  it('is a message of the conversation in the language of the customer, and says when it was due', () => {
    const decision = decided(supportResponse, answered(), 'remind', {}, bySystem('09-21T08:00'));
    assert.deepEqual(decision.events[0]?.data, { reminder: 1, dueAt: on('09-20T17:00') });
    const [message] = decision.messages;
    assert.deepEqual(
      [message?.direction, message?.automatic, message?.delivery, message?.author],
      ['outgoing', true, 'queued', 'system'],
    );
    assert.match(message?.text ?? '', /SR-2026-0417.*第1次提醒，共2次.*2026-10-12 17:00之后/s);
    assert.deepEqual(decision.dossier.request.details.reminders, [on('09-21T08:00')]);
    assert.equal(decision.dossier.request.state, 'answered');
    const english = { ...surroundings, plan: { ...samplePlan, plan: { ...samplePlan.plan, language: 'en' } } };
    const abroad = decided(supportResponse, { ...answered(), surroundings: english }, 'remind', {}, bySystem('09-21T08:00'));
    assert.match(abroad.messages[0]?.text ?? '', /This is reminder 1 of 2/);
  });

  it('wakes nobody before its time, and has nothing left to say after the last', () => {
    assert.deepEqual(fire(supportResponse, answered(), 'remind', {}, bySystem('09-20T16:59')).refused, ['twoReminders']);
    const reminded = answered({ reminders: [on('09-20T17:00'), on('09-28T17:00')] });
    assert.deepEqual(fire(supportResponse, reminded, 'remind', {}, bySystem('12-01T10:00')).refused, ['twoReminders']);
    assert.deepEqual(
      supportResponse.timed?.(reminded).map(({ event, at }) => [event, at]),
      [['noReply', on('10-10T17:00')]],
    );
  });

  it('and the end wait for nobody who has confirmed, contradicted or withdrawn', () => {
    const due = answered({ wakeAt: on('09-20T17:00') });
    for (const [event, input] of [
      ['confirm', {}],
      ['notSolved', { comment: '不通' }],
      ['cancel', { reason: '不用了' }],
    ] as const) {
      const { dossier } = decided(supportResponse, due, event, input, { actor: actors.customer, flows: flowDefinitions });
      assert.equal(dossier.request.details.wakeAt, undefined, event);
      assert.deepEqual(supportResponse.timed?.(dossier), [], event);
    }
  });

  it('stops when the customer writes, and the silence begins anew with what we write back', () => {
    const written = (dossier: Dossier, direction: 'incoming' | 'outgoing' | 'internal', at: string): Dossier => {
      const draft = draftOf(dossier, { at: on(at), now: on(at), nextId: () => '', guards: [], flows: flowDefinitions });
      noteWords(draft, direction);
      return draft.result().dossier;
    };
    const asked = written(answered(), 'incoming', '09-18T10:00');
    assert.deepEqual(supportResponse.timed?.(asked), []);
    assert.deepEqual(fire(supportResponse, asked, 'remind', {}, bySystem('09-21T08:00')).refused, ['twoReminders']);
    assert.deepEqual(supportResponse.timed?.(written(asked, 'internal', '09-18T11:00')), []);
    const back = written(asked, 'outgoing', '09-18T11:00');
    assert.equal(supportResponse.timed?.(back)[0]?.at, on('09-24T17:00'));
    assert.equal(back.request.details.wakeAt, on('09-24T17:00'));
    // Words of ours that answer nobody's change nothing.
    assert.equal(written(answered(), 'outgoing', '09-18T11:00').request.details.silentSince, undefined);
  });
});
