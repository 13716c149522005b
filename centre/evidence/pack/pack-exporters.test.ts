import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CUSTOMER_POSITIONS, positionsThatMay } from '#centre/people/index.ts';
import { PACK_EXPORTERS } from './pack-exporters.rules.ts';

it('a pack is offered to the staff whom the matrix lets export the evidence', () => {
  const customers: readonly string[] = CUSTOMER_POSITIONS;
  assert.deepEqual(
    positionsThatMay('export', 'auditTrail').filter((position) => !customers.includes(position)),
    PACK_EXPORTERS,
  );
});
