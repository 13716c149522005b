import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { supportResponse } from '#flows/support-response/index.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { statesEntered, type Firing } from './path.rules.ts';

describe('the states that a firing entered', () => {
  const table: [string, FlowModule, Firing, string[]][] = [
    ['the one its row leads to', supportResponse, { event: 'register', from: 'received', to: 'registered' }, ['registered']],
    [
      'and the one it passed on its way further',
      supportResponse,
      { event: 'register', from: 'received', to: 'contacted' },
      ['registered', 'contacted'],
    ],
    [
      'of several rows the one that was taken',
      supportResponse,
      { event: 'contact', from: 'registered', to: 'contacted' },
      ['contacted'],
    ],
    ['where the flow begins, what it begins with', faultEmergency, { event: 'report', from: null, to: 'received' }, ['received']],
    [
      'of a row that leaves the state, what was written',
      faultEmergency,
      { event: 'contact', from: 'registered', to: 'verified' },
      ['verified'],
    ],
  ];
  for (const [name, { flow }, firing, states] of table) it(name, () => assert.deepEqual(statesEntered(flow, firing), states));
  it('an event of a flow that is no more is where it led', () =>
    assert.deepEqual(statesEntered(undefined, { event: 'register', from: 'received', to: 'contacted' }), ['contacted']));
});
