/** Where in a YAML document the value at a path stands. */
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { Locate } from './plan-diagnostic.schema.ts';

export interface FilePlace {
  line: number;
  column: number;
}

/** A collection is shown at its key, a single value at itself, what is missing at what would hold it. */
export function locator(document: Document.Parsed, placeOf: (offset: number) => FilePlace): Locate {
  return (path, what) => {
    let node: unknown = document.contents;
    let offset = document.contents?.range[0] ?? 0;
    for (const step of path) {
      const entry = stepInto(isAlias(node) ? node.resolve(document) : node, step);
      if (entry === undefined) break;
      [node, offset] = [entry.node, startOf(what === 'key' ? entry.key : entry.shown)];
    }
    return placeOf(offset);
  };
}

export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Whether nothing is written where the value would stand (`{ Ltd. }`, `key:`). */
export function isUnwritten(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1]);
}

interface Entry {
  node: unknown;
  /** The node at whose start the entry is shown. */
  shown: Node;
  /** What it is called by; in a list the item itself. */
  key: Node;
}

function stepInto(node: unknown, step: string | number): Entry | undefined {
  if (isMap(node)) return entryOf(node, String(step));
  if (!isSeq(node)) return undefined;
  const item = typeof step === 'number' ? node.items[step] : node.items.find((entry) => isMap(entry) && entry.get('id') === step);
  return isNode(item) ? { node: item, shown: item, key: item } : undefined;
}

function entryOf(map: YAMLMap, key: string): Entry | undefined {
  // The last of two equal keys is the one whose value was taken.
  const pair = map.items.findLast((item: Pair) => isScalar(item.key) && String(item.key.value) === key);
  if (pair === undefined || !isNode(pair.key)) return undefined;
  return { node: pair.value, key: pair.key, shown: isScalar(pair.value) && !isUnwritten(pair.value) ? pair.value : pair.key };
}
