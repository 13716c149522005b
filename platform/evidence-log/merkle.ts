import { hash } from 'node:crypto';

/**
 * Merkle trees as in RFC 9162, section 2.1: SHA-256, a leaf marked by 0x00 and a node by 0x01, so that none is ever taken for the other.
 * A tree is made level by level, a node without a neighbour going up as it is, which gives the same root as the splitting that the RFC tells.
 */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export function leafHash(data: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, data]), 'buffer');
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left !== undefined) above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}

/** A tree that is kept to give the paths of many leaves. */
export interface MerkleTree {
  readonly root: Buffer;
  /** The neighbours on the way from a leaf to the root, lowest first. */
  readonly path: (place: number) => Buffer[];
}

export function merkleTree(leaves: readonly Uint8Array[]): MerkleTree {
  const levels = [leaves.map(leafHash)];
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) level = levelAbove(level);
  const root = levels.at(-1)?.[0];
  if (root === undefined) throw new RangeError('a tree without leaves');
  return {
    root,
    path: (place) =>
      levels.flatMap((level, height) => {
        const neighbour = level[(place >> height) ^ 1];
        return level.length === 1 || neighbour === undefined ? [] : [neighbour];
      }),
  };
}

/** The root over what the leaves hold, in their order. Throws where there are none: nothing is not sealed. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  return merkleTree(leaves).root;
}

/** Where a leaf stands in its tree. */
export interface LeafPlace {
  readonly leaf: Uint8Array;
  /** From 0. */
  readonly place: number;
  /** How many leaves there are. */
  readonly size: number;
}

/** The root that a path leads to (RFC 9162, 2.1.3.2); null for a path that is none of such a tree. */
export function rootOfPath({ leaf, place, size }: LeafPlace, path: readonly Uint8Array[]): Buffer | null {
  if (place < 0 || place >= size) return null;
  let found = leafHash(leaf);
  let [at, last] = [place, size - 1];
  for (const neighbour of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      found = nodeHash(neighbour, found);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else found = nodeHash(found, neighbour);
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 ? found : null;
}
