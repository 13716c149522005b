import { hash } from 'node:crypto';
import { sidesOfPath } from './merkle-path.ts';

/**
 * Merkle trees as in RFC 9162, section 2.1: SHA-256, a leaf marked by 0x00 and a node by 0x01, so that none is ever taken for the other.
 * A tree is made level by level, a node without a neighbour going up as it is, which gives the same root as the splitting that the RFC tells.
 */
const LEAF = 0;
const NODE = 1;
const HASH_BYTES = 32;

/** Nodes of one height, hash behind hash: a tree has as many nodes as it has leaves, and most are passed but once. */
type Level = Buffer;

function leafHash(data: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(LEAF), data]), 'buffer');
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(NODE), left, right]), 'buffer');
}

/** What two nodes, or one leaf of the size of a hash, are put together in. */
const nodes = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);
const leaf = Buffer.alloc(1 + HASH_BYTES, LEAF);

/** As a text of bytes, which costs the least of what a hash is given as. */
function put(level: Level, place: number, marked: Buffer): void {
  level.write(hash('sha256', marked, 'binary'), place * HASH_BYTES, 'binary');
}

function lowest(leaves: readonly Uint8Array[]): Level {
  const level = Buffer.alloc(leaves.length * HASH_BYTES);
  for (const [place, data] of leaves.entries()) {
    if (data.length === HASH_BYTES) {
      leaf.set(data, 1);
      put(level, place, leaf);
    } else level.set(leafHash(data), place * HASH_BYTES);
  }
  return level;
}

function levelAbove(level: Level): Level {
  const pairs = Math.floor(level.length / (2 * HASH_BYTES));
  const alone = level.subarray(pairs * 2 * HASH_BYTES);
  const above = Buffer.alloc(pairs * HASH_BYTES + alone.length);
  for (let place = 0; place < pairs; place += 1) {
    level.copy(nodes, 1, place * 2 * HASH_BYTES, (place + 1) * 2 * HASH_BYTES);
    put(above, place, nodes);
  }
  above.set(alone, pairs * HASH_BYTES);
  return above;
}

function nodeOf(level: Level, place: number): Buffer {
  return level.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
}

/** A tree that is kept to give the paths of many leaves. */
export interface MerkleTree {
  readonly root: Buffer;
  /** The neighbours on the way from a leaf to the root, lowest first. */
  readonly path: (place: number) => Buffer[];
}

export function merkleTree(leaves: readonly Uint8Array[]): MerkleTree {
  if (leaves.length === 0) throw new RangeError('a tree without leaves');
  let root = lowest(leaves);
  const levels = [root];
  for (; root.length > HASH_BYTES; levels.push(root)) root = levelAbove(root);
  return {
    root,
    path: (place) => levels.map((level, height) => nodeOf(level, (place >> height) ^ 1)).filter(({ length }) => length > 0),
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

/** The root that a path leads to; null for a path that is none of such a tree. */
export function rootOfPath({ leaf: data, place, size }: LeafPlace, path: readonly Uint8Array[]): Buffer | null {
  const sides = sidesOfPath({ place, size }, path.length);
  if (sides === null) return null;
  return path.reduce<Buffer>(
    (found, neighbour, at) => (sides[at] === 'left' ? nodeHash(neighbour, found) : nodeHash(found, neighbour)),
    leafHash(data),
  );
}
