/** A point of the layout, in its own units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const RADIUS = 14;

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** An SVG path through the points with rounded corners, as a pen would draw it. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${written(first)}`;
  let before = first;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (next === undefined) path += `L${written(corner)}`;
    else path += `L${written(towards(corner, before, RADIUS))}Q${written(corner)} ${written(towards(corner, next, RADIUS))}`;
    before = corner;
  });
  return path;
}

/** The open arrow head at the end of a way. */
export function arrowHead(points: readonly Point[]): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return '';
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const side = (turn: number): Point => ({ x: end.x - 6 * Math.cos(angle + turn), y: end.y - 6 * Math.sin(angle + turn) });
  return `M${written(side(0.6))}L${written(end)}L${written(side(-0.6))}`;
}

const OVER_WAY = 6;

/**
 * Where a word of a way has room: over the middle of its longest level piece below the upper edge, where the names of the first states
 * stand; at its longest piece where none is level. It stays between the edges.
 */
export function wordPlace(
  points: readonly Point[],
  about: { readonly word: string; readonly left: number; readonly right: number },
): Point | undefined {
  const pieces = points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from === undefined ? [] : [{ from, to, length: Math.hypot(to.x - from.x, to.y - from.y) }];
  });
  const level = pieces.filter(({ from, to }) => from.y === to.y && from.y >= 0);
  const [longest] = (level.length > 0 ? level : pieces).toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return undefined;
  const { from, to } = longest;
  const half = widthOf(about.word) / 2;
  const middle = (from.x + to.x) / 2;
  return { x: Math.max(about.left + half, Math.min(about.right - half, middle)), y: (from.y + to.y) / 2 - OVER_WAY };
}

const CHARACTER = 12;
const LATIN = 0.56;
const BETWEEN_NAMES = 8;
/** What is lit around the present one. */
export const HALO = 5;
const CAPSULE = { least: 23, beside: 11 } as const;

/** Chinese signs are as wide as they are high, Latin ones a little over half. */
export function widthOf(name: string): number {
  return [...name].reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? CHARACTER : CHARACTER * LATIN), 0);
}

/** Half of the capsule around the present step's name. */
export function capsuleHalf(name: string): number {
  return Math.max(CAPSULE.least, widthOf(name) / 2 + CAPSULE.beside);
}

export interface NamedPoint extends Point {
  readonly id: string;
  readonly name: string;
  readonly present: boolean;
}

/** By state how high its row begins: states that stand nearly level are one row, whichever of them is a little higher. */
export function rowTops(states: readonly (Point & { readonly id: string })[]): ReadonlyMap<string, number> {
  const tops = new Map<string, number>();
  let top = Number.NEGATIVE_INFINITY;
  for (const { id, y } of states.toSorted((one, other) => one.y - other.y)) {
    if (y - top >= CHARACTER) top = y;
    tops.set(id, top);
  }
  return tops;
}

/** States of a row whose names would run into the one before: theirs stand a line higher, never the present one's. */
export function raisedNames(states: readonly NamedPoint[]): ReadonlySet<string> {
  const raised = new Set<string>();
  const half = ({ name, present }: NamedPoint): number => (present ? capsuleHalf(name) + HALO : widthOf(name) / 2);
  const tops = rowTops(states);
  const along = states.toSorted((one, other) => (tops.get(one.id) ?? 0) - (tops.get(other.id) ?? 0) || one.x - other.x);
  along.forEach((right, index) => {
    const left = along[index - 1];
    if (left === undefined || Math.abs(left.y - right.y) >= CHARACTER || raised.has(left.id)) return;
    if (right.x - left.x < half(left) + half(right) + BETWEEN_NAMES) raised.add(right.present ? left.id : right.id);
  });
  return raised;
}
