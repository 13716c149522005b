import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplePlan } from '#flows/dossier/dossier.fixture.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { supportResponse } from '#flows/support-response/index.ts';
import { toldBy, type EventToTell } from './told.ts';

const told = (event: EventToTell, said: string | null = null): string[] =>
  toldBy(event, { plan: samplePlan, names: new Map(), said }).facts.map(({ label, value }) => `${label.zh} ${value.zh}`);

describe('the facts of an event', () => {
  const deferral: EventToTell = {
    type: 'defer',
    module: supportResponse,
    data: { promisedAnswerAt: '2026-10-08T02:00:00Z' },
    texts: [],
  };
  it('a time that the message of the entry says is not said again', () => {
    assert.deepEqual(told(deferral), ['答复时间 2026-10-08 10:00']);
    assert.deepEqual(told(deferral, '下一步：搭环境\n答复时间：2026-10-08 10:00'), []);
    assert.deepEqual(told(deferral, '答复时间：2026-10-09 10:00'), ['答复时间 2026-10-08 10:00']);
  });
  it('a label that tells how to fill in a field gives way to one for reading', () => {
    const text = (field: string, words: string) => ({ field, text: words, contactId: null });
    const treated = {
      type: 'treat',
      module: faultEmergency,
      data: {},
      texts: [text('what', '换电源'), text('steps', '断电\n换上')],
    };
    assert.deepEqual(told(treated), ['步骤 断电\n换上']);
  });
});
