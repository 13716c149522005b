import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { merkleRoot, merkleTree, rootOfPath } from './merkle.ts';

/** Leaves and roots of the trees of one to eight leaves that implementations of certificate transparency are compared by. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

for (const [at, root] of ROOTS.entries())
  it(`gives the known root of ${at + 1} leaves`, () => {
    const leaves = LEAVES.slice(0, at + 1).map((leaf) => Buffer.from(leaf, 'hex'));
    assert.equal(merkleRoot(leaves).toString('hex'), root);
  });

const leavesOf = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 });

it('leads from every leaf to the root, and from no other leaf, place or path', () => {
  fc.assert(
    fc.property(leavesOf, fc.nat(), fc.nat(), (leaves, picked, spoilt) => {
      const place = picked % leaves.length;
      const leaf = leaves[place] ?? new Uint8Array();
      const root = merkleRoot(leaves);
      const path = merkleTree(leaves).path(place);
      const at = { leaf, place, size: leaves.length };
      assert.deepEqual(rootOfPath(at, path), root);
      const other = Uint8Array.from(leaf, (byte, index) => (index === spoilt % 32 ? byte ^ 1 : byte));
      assert.notDeepEqual(rootOfPath({ ...at, leaf: other }, path), root);
      if (path.length > 0) {
        const bent = path.map((node, index) => (index === spoilt % path.length ? Buffer.from(other) : node));
        assert.notDeepEqual(rootOfPath(at, bent), root);
        assert.notDeepEqual(rootOfPath(at, path.slice(1)), root);
      }
      assert.notDeepEqual(rootOfPath(at, [...path, root]), root);
      assert.equal(rootOfPath({ ...at, place: leaves.length }, path), null);
    }),
  );
});

it('refuses a tree of nothing', () => {
  assert.throws(() => merkleRoot([]), RangeError);
});
