import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signatureInput, type SignatureInput } from '#platform/flow/fields.ts';
import { aDossier, actors, idOf, ids } from './dossier.fixture.ts';
import { customerSigner, signatureVerdict } from './signing.rules.ts';

const drawing = (...points: [number, number][]): SignatureInput['strokes'] => [{ points: points.map(([x, y]) => ({ x, y })) }];
const strokes = drawing([1, 2], [12, 9], [30, 4]);
const signed = (over: Partial<SignatureInput>): SignatureInput => ({ name: '赵工', means: 'handwritten', ...over });
const codeOf = (...given: Parameters<typeof signatureVerdict>): string | true => {
  const verdict = signatureVerdict(...given);
  return verdict === true ? true : (verdict.code ?? '');
};

describe('a signature', () => {
  const { branchEngineer: engineer, customer } = actors;
  const table: readonly [what: string, signature: SignatureInput | undefined, own: string | true, customers: string | true][] = [
    ['none', undefined, 'notDrawn', 'notDrawn'],
    ['by hand without strokes', signed({}), 'notDrawn', 'notDrawn'],
    ['one dot', signed({ strokes: drawing([10, 10]) }), 'notDrawn', 'notDrawn'],
    ['a straight line', signed({ strokes: drawing([1, 2], [15, 9], [29, 16]) }), 'notDrawn', 'notDrawn'],
    ['drawn', signed({ strokes }), true, true],
    ['a scan without the scanned paper', signed({ means: 'scanned' }), 'withoutFile', 'withoutFile'],
    ['a scan', signed({ means: 'scanned', fileIds: [idOf(90)] }), true, true],
    ['noted from the phone without the note', signed({ means: 'phone', fileIds: [] }), 'withoutFile', 'withoutFile'],
    ['noted from the phone', signed({ means: 'phone', fileIds: [idOf(90)] }), true, true],
    ['a confirmation in the portal', signed({ means: 'portal' }), 'notInPortal', 'notInPortal'],
  ];
  for (const [what, signature, own, customers] of table) {
    it(`${what}: ${own === true ? 'counts' : own}`, () => {
      assert.equal(codeOf(engineer, signature), own);
      assert.equal(codeOf(engineer, signature, 'customer'), customers);
    });
  }

  it('by confirmation is the customer’s, in the own portal', () => {
    assert.equal(codeOf(customer, signed({ means: 'portal' }), 'customer'), true);
    assert.equal(codeOf(customer, signed({ means: 'portal' })), 'notInPortal', 'no block of the house');
  });

  it('names the files of its paper at the door', () => {
    assert.deepEqual(signatureInput.parse({ name: '赵工', means: 'scanned', fileIds: [idOf(90)] }).fileIds, [idOf(90)]);
  });
});

describe('the signature of the customer', () => {
  it('in the portal is that of whose portal it is, whatever contact is named', () => {
    const named = { name: '李主任', means: 'portal', contactId: ids.siteStaff } as const;
    assert.equal(customerSigner(aDossier(), actors.customer, named).contactId, actors.customer.contactId);
  });
});
