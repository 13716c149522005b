import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { refusedDeparture, stagesOf, thumbOf } from './visit-steps.rules.ts';

const VISIT = '0199-visit';
const own = (event: string, allowed = true) => step(event, `/api/site-visits/${VISIT}/${event}`, allowed);
const ofRequest = (event: string, allowed = true) => step(event, `/api/service-requests/0199-request/${event}`, allowed);

function step(event: string, path: string, allowed: boolean): NextEvent {
  const label = { zh: event, en: event };
  return { event, label, path, allowed, needs: [], refusedBy: [], guards: [], reason: null, version: 1 };
}

function clock(mark: ClockView['mark'], stoppedAt: string): ClockView {
  return { mark, stoppedAt, lateSeconds: mark === 'breached' ? 300 : null } as ClockView;
}

const logged = { id: '1', text: '', scope: null, oldValue: null, newValue: null, at: '', by: '' };
const request = { id: '0199-request', number: 'SR-1', title: '', state: 'treating', open: true };

describe('what stands at the thumb', () => {
  const primary = (events: readonly NextEvent[], visit: { steps?: boolean; state?: string } = {}) =>
    thumbOf(events, {
      id: VISIT,
      steps: visit.steps === true ? [logged] : [],
      request: { ...request, state: visit.state ?? 'treating' },
    }).primary?.event;

  it('the road leads: accept, depart, arrive come before anything of the request', () => {
    for (const event of ['acceptTask', 'depart', 'arrive', 'customerCheck', 'leave'])
      assert.equal(primary([ofRequest('classify'), own(event)]), event);
  });
  it('on site what the request needs most leads, in the server’s order', () => {
    assert.equal(primary([ofRequest('restore'), ofRequest('notSolved'), own('act'), own('requestDeparture', false)]), 'restore');
  });
  it('once the service is restored departure leads; where nobody worked yet, work does', () => {
    const events = [ofRequest('permanentFix'), own('act'), own('requestDeparture')];
    assert.equal(primary(events, { state: 'restored' }), 'requestDeparture');
    assert.equal(primary([own('act'), own('requestDeparture')], { state: 'taskOrdered' }), 'act');
    assert.equal(primary([own('act'), own('requestDeparture')], { state: 'taskOrdered', steps: true }), 'requestDeparture');
  });
  it('another visit to the same place is its people’s; what its sheets refuse is the desk’s', () => {
    const other = step('depart', '/api/site-visits/0199-other/depart', true);
    const thumb = thumbOf([other, step('finishWork', '/api/task-orders/0199-order/finish-work', false)], {
      id: VISIT,
      steps: [],
      request,
    });
    assert.deepEqual([thumb.primary, thumb.further, thumb.refused], [undefined, [], []]);
  });
  it('the refused departure is found for the checklist, and only where it is refused', () => {
    assert.equal(refusedDeparture([own('requestDeparture', false)], VISIT)?.event, 'requestDeparture');
    assert.equal(refusedDeparture([own('requestDeparture')], VISIT), undefined);
  });
});

describe('the line of the five steps', () => {
  const at = '2026-10-03T16:15:00Z';
  const visit = { state: 'onSite', acceptedAt: null, departedAt: null, arrivedAt: at, leftAt: null, clocks: [] as ClockView[] };
  const standings = (state: string) =>
    stagesOf({ ...visit, state })
      .map(({ standing }) => standing.charAt(0))
      .join('');

  it('goes with the state', () => {
    assert.deepEqual(['assigned', 'accepted', 'enRoute', 'onSite', 'checking', 'signed', 'departed'].map(standings), [
      'caaaa',
      'dcaaa',
      'ddcaa',
      'dddca',
      'ddddc',
      'ddddc',
      'ddddd',
    ]);
  });
  it('a clock that broke with a step marks that step; a kept one or one that broke elsewhere does not', () => {
    const late = (clocks: ClockView[]) =>
      stagesOf({ ...visit, clocks })
        .filter((mark) => mark.late)
        .map(({ stage }) => stage);
    assert.deepEqual(late([clock('breached', at)]), ['arrive']);
    assert.deepEqual(late([clock('kept', at), clock('breached', '2026-10-03T15:00:00Z')]), []);
  });
});
