import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aDossier, actors, ids } from './dossier.fixture.ts';
import { customerSigner, isSignedByCustomer } from './signing.rules.ts';

const strokes = [
  {
    points: [
      { x: 1, y: 2 },
      { x: 30, y: 9 },
    ],
  },
];

describe('the signature of the customer', () => {
  it('in the portal is that of whose portal it is, whatever contact is named', () => {
    const named = { name: '李主任', means: 'portal', contactId: ids.siteStaff } as const;
    assert.equal(customerSigner(aDossier(), actors.customer, named).contactId, actors.customer.contactId);
  });

  it('on an engineer’s screen is drawn: nobody of the house confirms in a customer’s portal', () => {
    const portal = { name: '李主任', means: 'portal' } as const;
    assert.equal(isSignedByCustomer(actors.customer, portal), true);
    assert.equal(isSignedByCustomer(actors.branchEngineer, portal), false);
    assert.equal(isSignedByCustomer(actors.branchEngineer, { name: '赵工', means: 'handwritten' }), false);
    assert.equal(isSignedByCustomer(actors.branchEngineer, { name: '赵工', means: 'handwritten', strokes }), true);
  });
});
