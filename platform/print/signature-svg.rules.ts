import type { Strokes } from '#platform/form/signature.schema.ts';

type Point = { readonly x: number; readonly y: number };

/** The drawing is brought to this height in SVG units before it is smoothed, so that every pen has one width. */
const HEIGHT = 100;
const MAX_ASPECT = 6;
const PEN = 4;
const INK = '#16305f';

/** Points nearer than this to the line between their neighbours carry nothing the eye sees on paper. */
const TOLERANCE = 0.35;

const coordinate = (value: number): string => String(Math.round(value * 10) / 10);

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

/** One stroke as path data: quadratic curves through the middles of its segments; a tap becomes a dot. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = thinned(points);
  if (first === undefined) return '';
  const at = (point: Point): string => `${coordinate(point.x)} ${coordinate(point.y)}`;
  const last = rest.at(-1);
  if (last === undefined) return `M${at(first)}l0.1 0`;
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)}${curves.join('')}L${at(last)}`;
}

/**
 * A drawn signature as an SVG picture of its own extent. Only numbers of the strokes enter the markup.
 * A drawing wider than six times its height is set in a frame of that shape.
 */
export function signatureSvg(strokes: Strokes): string {
  const all = strokes.flatMap(({ points }) => points);
  const left = all.reduce((least, { x }) => Math.min(least, x), Infinity);
  const right = all.reduce((most, { x }) => Math.max(most, x), -Infinity);
  const top = all.reduce((least, { y }) => Math.min(least, y), Infinity);
  const bottom = all.reduce((most, { y }) => Math.max(most, y), -Infinity);
  const extent = Math.max(bottom - top, (right - left) / MAX_ASPECT, 1);
  const scale = HEIGHT / extent;
  const width = Math.max((right - left) * scale, 1) + 2 * PEN;
  const lowered = (HEIGHT - (bottom - top) * scale) / 2;
  const place = ({ x, y }: Point): Point => ({ x: (x - left) * scale + PEN, y: (y - top) * scale + lowered + PEN });
  const path = strokes.map(({ points }) => pathOf(points.map(place))).join('');
  const box = `0 0 ${coordinate(width)} ${HEIGHT + 2 * PEN}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${coordinate(width)}" height="${HEIGHT + 2 * PEN}"><path d="${path}" fill="none" stroke="${INK}" stroke-width="${PEN}" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}
