import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aConsultation, aDossier, aFault, aRecord, aTaskOrder, actors, atOf, ids } from '#flows/dossier/dossier.fixture.ts';
import type { ClockWrite } from '#flows/dossier/draft.schema.ts';
import { walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';

const at = (time: string) => atOf(`2026-10-04T${time}:00+08:00`);
const request = { kind: 'serviceRequest', id: ids.request };
const order = { kind: 'taskOrder', id: ids.order };
const record = { kind: 'serviceRecord', id: ids.serviceRecord };
const all = [request, order, record];
const parts = {
  taskOrders: [aTaskOrder({ state: 'inExecution' })],
  records: [
    aRecord(),
    aRecord({ id: ids.serviceRecord, form: 'serviceRecord', taskOrderId: ids.order, state: 'voided' }),
    aRecord({ id: ids.asset, form: 'serviceRecord', taskOrderId: ids.order, replacesId: ids.serviceRecord }),
  ],
};
const fault = (state: string): Walk => walkFrom(aDossier({ request: aFault({ state, severity: 'major' }), ...parts }));
const written = (walk: Walk, type: string): ClockWrite[] =>
  walk.last().events.flatMap(({ writes }) => writes.filter((write) => write.type === type));
const subjects = (walk: Walk, type: string) => written(walk, type).flatMap((write) => write.subjects ?? []);
const checklist = { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有' };

describe('what is said of a request reaches the clocks of its orders and records', () => {
  it('another severity', () => {
    const walk = fault('treating');
    walk.take('faultEmergency', 'setSeverity', { severity: 'critical', reason: '扩大' }, { at: at('00:10') });
    assert.deepEqual(subjects(walk, 'severitySet'), all);
    assert.deepEqual(written(walk, 'severitySet')[0]?.fields, { severity: 'critical' });
  });

  it('the severity that verification finds', () => {
    const walk = fault('registered');
    walk.take('faultEmergency', 'verify', { ...checklist, severity: 'critical' }, { at: at('00:10') });
    assert.deepEqual(subjects(walk, 'severitySet'), [order, record]);
  });

  it('a pause and its end', () => {
    const walk = fault('treating');
    const said = { reason: 'customerRequestedDelay', saidBy: '王工', saidAt: '2026-10-04T00:05:00+08:00' };
    walk.take('faultEmergency', 'pause', said, { at: at('00:10') });
    assert.deepEqual(subjects(walk, 'pause'), all);
    walk.take('faultEmergency', 'resume', {}, { at: at('00:20') });
    assert.deepEqual(subjects(walk, 'resume'), all);
  });

  it('the end of the request, with the record that waits for its review', () => {
    for (const event of ['cancel', 'noFault']) {
      const walk = fault(event === 'cancel' ? 'resolved' : 'verified');
      walk.take('faultEmergency', event, { reason: '不再需要', agreedBy: '王工' }, { at: at('00:10') });
      assert.deepEqual(written(walk, 'cancel')[0]?.subjects, all, event);
    }
  });

  it('an order that is drafted while the request is paused begins paused', () => {
    const paused = aConsultation({ state: 'taskOrdered', details: { pausedFor: ['customerRequestedDelay'] } });
    const walk = walkFrom(aDossier({ request: paused, records: [aRecord()] }));
    const content = { content: '检修', requiredBy: '2026-10-05T17:00:00+08:00' };
    walk.take('taskOrder', 'draft', content, { at: at('00:10'), actor: actors.manager });
    const drafted = { kind: 'taskOrder', id: walk.dossier().taskOrders[0]?.id };
    assert.deepEqual(written(walk, 'pause'), [{ type: 'pause', reason: 'customerRequestedDelay', subjects: [drafted] }]);
  });
});
