/** Members that once came in the order in which the server happened to read them; by what tells one from another. */
const UNORDERED = new Set(['clocks']);

/**
 * Where an answer is no longer what it was: the address of the first value in it, null where all is there. What was added since
 * is no difference: an interface may grow. Nor is another wording: what the product says in both languages is each version's own. Of the
 * drawing of a flow the way that was taken counts, not where a version draws its states, nor which it has beside it.
 */
export function firstDifference(before: unknown, after: unknown, at = ''): string | null {
  if (areWords(before)) return areWords(after) ? null : at;
  if (isDrawing(before)) return isDrawing(after) ? firstDifference(wayTaken(before), wayTaken(after), `${at}/nodes`) : at;
  if (Array.isArray(before)) {
    if (!Array.isArray(after) || after.length !== before.length) return at;
    return firstOf(before.keys(), (index) => firstDifference(before[index], after[index], `${at}/${index}`));
  }
  if (typeof before === 'object' && before !== null) {
    if (typeof after !== 'object' || after === null || Array.isArray(after)) return at;
    const grown = after as Record<string, unknown>;
    return firstOf(Object.entries(before), ([key, value]) =>
      firstDifference(inOrder(key, value), inOrder(key, grown[key]), `${at}/${key}`),
    );
  }
  return before === after ? null : at;
}

function inOrder(key: string, value: unknown): unknown {
  if (!UNORDERED.has(key) || !Array.isArray(value)) return value;
  const nameOf = (item: unknown): string => {
    const { id, cycle, subject } = (item ?? {}) as Record<string, unknown>;
    return JSON.stringify([id, subject, cycle]);
  };
  const named = value.map((item) => ({ item, name: nameOf(item) }));
  return named.toSorted((one, other) => Number(one.name > other.name) - Number(one.name < other.name)).map(({ item }) => item);
}

/** Words for people, in both languages: no data. */
function areWords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { zh, en, ...rest } = value as Record<string, unknown>;
  return typeof zh === 'string' && typeof en === 'string' && Object.keys(rest).length === 0;
}

interface Drawing {
  readonly nodes: readonly { readonly id: unknown; readonly status: unknown; readonly at: unknown }[];
}

function isDrawing(value: unknown): value is Drawing {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, nodes, edges } = value as Record<string, unknown>;
  return typeof width === 'number' && typeof height === 'number' && Array.isArray(nodes) && Array.isArray(edges);
}

function wayTaken({ nodes }: Drawing): unknown[] {
  return nodes.filter(({ status }) => status !== 'ahead').map(({ id, status, at }) => ({ id, status, at }));
}

function firstOf<Item>(items: Iterable<Item>, look: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
