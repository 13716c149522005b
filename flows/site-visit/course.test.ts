import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { aFault, aRecord, aTaskOrder, aVisit, actors, fire, ids, type Circumstances } from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { roadOf } from '#flows/dossier/visits.rules.ts';
import { drawn, walkFrom } from '#flows/dossier/walk.fixture.ts';
import { idOf } from '#flows/dossier/dossier.fixture.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { rowsFrom } from '#platform/flow/flow.ts';
import { siteVisit } from './index.ts';
import { now, assignees, relief, at, onSite, issued, everything, asked, checked } from './visit.fixture.ts';

describe('a visit', () => {
  const by = (subjectId: string = ids.visit): Circumstances => ({ subjectId, actor: actors.branchEngineer, at: now });

  it('notes a refusal, and takes back with it what was agreed before', () => {
    const walk = walkFrom(onSite);
    walk.take('siteVisit', 'askConsent', { ...asked, scopes: ['logIn', 'usePhone'] }, by());
    walk.take('siteVisit', 'askConsent', { ...asked, answer: 'refused' }, by());
    assert.deepEqual(walk.refused('siteVisit', 'act', { text: '登录', scope: 'logIn' }, by()), ['consentLogIn']);
    assert.deepEqual(walk.refused('siteVisit', 'act', { text: '致电厂商', scope: 'usePhone' }, by()), []);
    assert.equal(walk.dossier().consents.filter((known) => known.refused).length, 1);
  });

  it('leaves by a waiver, which is on file before the departure is asked for', () => {
    const walk = walkFrom(onSite);
    assert.deepEqual(walk.refused('siteVisit', 'requestDeparture', { attested: everything }, by()), ['departureWhileDown']);
    walk.take('siteVisit', 'noteWaiver', { waiver: '同意今晚撤离，明早再来' }, { ...by(), actor: actors.representative });
    assert.deepEqual(walk.take('siteVisit', 'requestDeparture', { attested: everything }, by()), ['workDone']);
  });

  it('goes back to work on an objection, and the work is done but once', () => {
    const walk = walkFrom(at({ state: 'onSite' }, { request: aFault({ state: 'restored' }) }));
    walk.take('siteVisit', 'requestDeparture', { attested: everything }, by());
    walk.take('siteVisit', 'objection', { text: '机柜门没关' }, { ...by(), actor: actors.customer });
    assert.equal(walk.dossier().visits[0]?.state, 'onSite');
    assert.deepEqual(walk.take('siteVisit', 'requestDeparture', { attested: everything }, by()), []);
  });

  it('that is relieved leaves work, record and signature to those who stay', () => {
    const walk = walkFrom(at({}, { visits: [aVisit({ state: 'onSite' }), aVisit({ id: relief, state: 'onSite', level: 2 })] }));
    assert.deepEqual(walk.take('siteVisit', 'requestDeparture', { attested: everything }, by()), []);
    walk.take('siteVisit', 'customerCheck', { siteCleaned: true, workChecked: true }, by());
    assert.deepEqual(walk.take('siteVisit', 'leave', {}, by()), []);
    assert.deepEqual([walk.dossier().taskOrders[0]?.state, walk.dossier().request.road], ['inExecution', 'onSite']);
    assert.deepEqual(
      walk.dossier().records.flatMap((record) => record.signatures),
      [],
    );
    assert.deepEqual(walk.refused('siteVisit', 'requestDeparture', { attested: everything }, by(relief)), ['departureWhileDown']);
  });

  it('second-level support is asked for where the service manager reads it, and the customer does not', () => {
    const walk = walkFrom(onSite);
    walk.take('siteVisit', 'callSecondLevel', { reason: '主控板反复重启' }, by());
    assert.deepEqual(
      walk.last().messages.map(({ direction, text }) => [direction, text.endsWith('原因：主控板反复重启')]),
      [['internal', true]],
    );
  });

  it('a consent asked in the portal holds from the customer’s answer until the customer withdraws it', () => {
    const walk = walkFrom(onSite);
    const representative = { ...by(), actor: actors.representative };
    const acts = () => walk.refused('siteVisit', 'act', { text: '登录', scope: 'logIn' }, by());
    walk.take('siteVisit', 'askConsent', { scopes: ['logIn'], what: '登录', why: '查日志', answer: 'asked' }, by());
    assert.deepEqual(acts(), ['consentLogIn'], 'asked is not agreed');
    walk.take('siteVisit', 'answerConsent', { scopes: ['logIn'], answer: 'given' }, representative);
    const last = walk.dossier().consents.at(-1);
    assert.deepEqual([last?.givenBy, last?.means, last?.what], ['李主任', 'portal', '登录']);
    assert.deepEqual(acts(), []);
    walk.take('siteVisit', 'withdrawConsent', { scopes: ['logIn'] }, representative);
    assert.deepEqual(acts(), ['consentLogIn']);
  });

  it('under an order that was accepted on its own page needs no second signature', () => {
    const walk = walkFrom(
      at({ state: 'assigned' }, { taskOrders: [aTaskOrder({ state: 'accepted', assignees, details: { acceptedAt: now } })] }),
    );
    assert.deepEqual(walk.take('siteVisit', 'acceptTask', { siteRulesRead: true }, by()), []);
  });

  it('shows on the road how far the furthest has come, without those whose order was withdrawn', () => {
    const visits = (...states: string[]): Dossier =>
      at({}, { visits: states.map((state, index) => aVisit({ id: idOf(80 + index), state })) });
    assert.equal(roadOf(visits()), 'none');
    assert.equal(roadOf(visits('departed')), 'none');
    assert.equal(roadOf(visits('departed', 'assigned')), 'enRoute');
    assert.equal(roadOf(visits('enRoute', 'checking')), 'onSite');
    assert.equal(roadOf({ ...visits('enRoute'), taskOrders: [aTaskOrder({ state: 'withdrawn' })] }), 'none');
  });
});

describe('any course of a visit', () => {
  const inputs: Readonly<Record<string, Record<string, unknown>>> = {
    acceptTask: { siteRulesRead: true, signature: drawn('签') },
    depart: { partsReady: true, expectedAt: '2026-10-04T00:10:00+08:00' },
    arrive: { place: '东区', contactId: ids.siteStaff },
    askConsent: asked,
    act: { text: '做', scope: 'logIn' },
    callSecondLevel: { reason: '难' },
    noteWaiver: { waiver: '可', waivedBy: '赵工', fileIds: [idOf(95)] },
    requestDeparture: { attested: everything },
    customerCheck: { siteCleaned: true, ...checked },
    objection: { text: '不行' },
  };
  it('stays within the table, and nobody has left a service that is down without a waiver', () => {
    let departed = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 10, maxLength: 30 }), (course) => {
        let dossier = at(
          {},
          { taskOrders: issued, records: [aRecord()], request: aFault({ state: 'diagnosing', road: 'enRoute' }) },
        );
        for (const [index, choice] of course.entries()) {
          const moves = rowsFrom(siteVisit.flow, dossier.visits[0]?.state ?? '');
          const event = moves[choice % Math.max(1, moves.length)]?.event;
          if (event === undefined) break;
          const fired = fire(siteVisit, dossier, event, inputs[event] ?? {}, {
            subjectId: ids.visit,
            actor: actors.branchEngineer,
            at: now,
            flows: flowDefinitions,
            firstId: 1000 + index * 100,
          });
          if (fired.refused !== undefined) continue;
          dossier = fired.dossier;
          const visit = dossier.visits[0];
          assert.ok(siteVisit.flow.states.includes(visit?.state ?? ''));
          if (visit?.state === 'departed') {
            assert.equal(visit.details.waived, true);
            departed += 1;
          }
          assert.equal(dossier.request.road, roadOf(dossier));
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(departed > 0, 'no course came to its end');
  });
});
