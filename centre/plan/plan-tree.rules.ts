/** Walking a plan as plain data: what is written at which path. */
import type { PlanPath } from './plan-diagnostic.schema.ts';

export interface Place {
  path: PlanPath;
  value: unknown;
}

export type Tree = Readonly<Record<string, unknown>>;

/** The entry of a mapping under a name, its own only: `constructor` is no entry. */
export function own<Value>(record: Readonly<Partial<Record<string, Value>>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list is stepped into by position, or by the id of an entry. */
export function valueAt(value: unknown, path: PlanPath): unknown {
  return path.reduce<unknown>((holder, step) => {
    if (Array.isArray(holder))
      return typeof step === 'number' ? holder[step] : holder.find((item) => isTree(item) && item['id'] === step);
    return isTree(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined;
  }, value);
}

/**
 * Every value at a dotted pattern: `*` stands for every entry of a mapping or list, a last `#` for the keys of a
 * mapping themselves (`clocks.*.bySeverity.#`).
 */
export function placesAt(root: unknown, pattern: string): Place[] {
  let places: Place[] = [{ path: [], value: root }];
  for (const step of pattern.split('.')) places = places.flatMap((place) => stepInto(place, step));
  return places;
}

function stepInto({ path, value }: Place, step: string): Place[] {
  if (Array.isArray(value))
    return step === '*' ? value.map((item: unknown, index) => ({ path: [...path, index], value: item })) : [];
  if (!isTree(value)) return [];
  if (step === '*') return Object.entries(value).map(([key, item]) => ({ path: [...path, key], value: item }));
  if (step === '#') return Object.keys(value).map((key) => ({ path: [...path, key], value: key }));
  return Object.hasOwn(value, step) ? [{ path: [...path, step], value: value[step] }] : [];
}

/** Equal as data; a key without a value is as good as none, and the order of keys does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (!isTree(one) || !isTree(other)) return Object.is(one, other);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(valueAt(one, [key]), valueAt(other, [key])),
  );
}

/** Every value under a key of this name, however deep. */
export function placesUnder(root: unknown, key: string): Place[] {
  const found: Place[] = [];
  const open: Place[] = [{ path: [], value: root }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const inner of stepInto(place, '*').reverse()) {
      if (inner.path.at(-1) === key) found.push(inner);
      else open.push(inner);
    }
  }
  return found;
}

/** Keys of a mapping; undefined where the plan does not state it. */
export function keysOf(root: unknown, block: string): string[] | undefined {
  const value = valueAt(root, block.split('.'));
  return isTree(value) ? Object.keys(value) : undefined;
}

/** Ids of a list's entries. */
export function idsOf(root: unknown, pattern: string): string[] {
  return placesAt(root, pattern).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** Commitments that the nearest entry around a path cites. */
export function citedAround(root: unknown, path: PlanPath): string[] {
  for (let length = path.length; length > 0; length -= 1) {
    const around = path.slice(0, length);
    const value = valueAt(root, around);
    if (path[0] === 'clocks' && path[2] === 'sourceWhen' && length === 4) return [String(path[3])];
    if (path[0] === 'commitments' && length === 2) return [valueAt(value, ['id'])].filter((id) => typeof id === 'string');
    const cited =
      path[0] === 'gates' && Array.isArray(value)
        ? value
        : (valueAt(value, ['source']) ?? (path[0] === 'conflicts' ? valueAt(value, ['clauses']) : undefined));
    if (Array.isArray(cited)) return cited.filter((id) => typeof id === 'string' && isMeantAt(value, id, path.slice(length)));
  }
  return [];
}

/** A limit of one severity says nothing of a commitment that the clock serves at others alone. */
function isMeantAt(entry: unknown, id: string, [field, severity]: PlanPath): boolean {
  if (field !== 'bySeverity' || severity === undefined) return true;
  const asked = valueAt(entry, ['sourceWhen', id, 'severity']);
  return asked === undefined || [asked].flat().includes(severity);
}
