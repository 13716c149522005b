import type { Strokes } from '#platform/form/signature.schema.ts';

type Point = { readonly x: number; readonly y: number };

/** The room above a signature line, in millimetres, and the pen that writes in it. */
const HEIGHT = 9.6;
const WIDTH = 44;
export const PEN_MM = 0.4;

/** Points nearer than this to the line between their neighbours carry nothing the eye sees on paper. */
const TOLERANCE = 0.035;

/** Hundredths of a millimetre: finer than any printer. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Distance of a point from the segment between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/** Douglas and Peucker's thinning, without recursion so that ten thousand points cannot exhaust the stack. */
function thinned(points: readonly Point[]): readonly Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [first, last] = range;
    const from = points[first];
    const to = points[last];
    if (from === undefined || to === undefined) continue;
    let farthest = first;
    let reach = TOLERANCE;
    for (const [offset, point] of points.slice(first + 1, last).entries()) {
      const away = distance(point, from, to);
      if (away > reach) [farthest, reach] = [first + 1 + offset, away];
    }
    if (farthest === first) continue;
    kept.add(farthest);
    open.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, index) => kept.has(index));
}

/** A step of the pen, in millimetres from the upper left corner. */
export type PenStep = readonly [kind: 'move' | 'line', x: number, y: number];

/** A drawn signature at its size on paper. */
export type SignaturePath = { readonly widthMm: number; readonly heightMm: number; readonly steps: readonly PenStep[] };

/** One stroke, through its points as the screen draws it: what had corners keeps them. A tap becomes a dot. */
function stepsOf(points: readonly Point[]): readonly PenStep[] {
  const [first, ...rest] = thinned(points);
  if (first === undefined) return [];
  const line = rest.length === 0 ? [{ x: first.x + 0.01, y: first.y }] : rest;
  return [['move', rounded(first.x), rounded(first.y)], ...line.map(({ x, y }): PenStep => ['line', rounded(x), rounded(y)])];
}

/** A drawn signature brought to the room above its line, its shape kept. A dot or a flat stroke stays small instead of filling it. */
export function signaturePath(strokes: Strokes): SignaturePath {
  const all = strokes.flatMap(({ points }) => points);
  const left = all.reduce((least, { x }) => Math.min(least, x), Infinity);
  const right = all.reduce((most, { x }) => Math.max(most, x), -Infinity);
  const top = all.reduce((least, { y }) => Math.min(least, y), Infinity);
  const bottom = all.reduce((most, { y }) => Math.max(most, y), -Infinity);
  const scale = Math.min((HEIGHT - PEN_MM) / Math.max(bottom - top, 1), (WIDTH - PEN_MM) / Math.max(right - left, 1));
  const place = ({ x, y }: Point): Point => ({ x: (x - left) * scale + PEN_MM / 2, y: (y - top) * scale + PEN_MM / 2 });
  return {
    widthMm: rounded((right - left) * scale + PEN_MM),
    heightMm: rounded((bottom - top) * scale + PEN_MM),
    steps: strokes.flatMap(({ points }) => stepsOf(points.map(place))),
  };
}
