/**
 * What counts as drawn by a hand, in pixels of the pad: a stroke that goes somewhere and turns. The one place of these numbers;
 * screens ask it before they send, the server before it believes.
 */
export const DRAWN = {
  /** Points in all strokes together. */
  points: 3,
  /** From one end of the drawing to the other. */
  extent: 20,
  /** The longest single stroke: taps here and there draw nothing. */
  stroke: 8,
  /** By how much the drawing leaves the straight line through its ends. */
  bend: 1,
} as const;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whether strokes are a drawing: no dot, no taps, no straight line. */
export function isDrawn(strokes: readonly { readonly points: readonly Point[] }[] | undefined): boolean {
  const all = (strokes ?? []).flatMap(({ points }) => points);
  if (all.length < DRAWN.points || !all.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))) return false;
  const [first] = all;
  if (first === undefined) return false;
  // The ends: whatever lies farthest from any point lies at one of them.
  const one = farthestFrom(first, all);
  const other = farthestFrom(one, all);
  return (
    distance(one, other) >= DRAWN.extent &&
    (strokes ?? []).some(
      ({ points: [start, ...rest] }) => start !== undefined && distance(start, farthestFrom(start, rest)) >= DRAWN.stroke,
    ) &&
    all.some((point) => awayFrom(point, one, other) >= DRAWN.bend)
  );
}

function farthestFrom(from: Point, points: readonly Point[]): Point {
  return points.reduce((farthest, point) => (distance(from, point) > distance(from, farthest) ? point : farthest), from);
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Distance of a point from the line through two others. */
function awayFrom(point: Point, one: Point, other: Point): number {
  const across = (other.x - one.x) * (one.y - point.y) - (one.x - point.x) * (other.y - one.y);
  return Math.abs(across) / distance(one, other);
}
