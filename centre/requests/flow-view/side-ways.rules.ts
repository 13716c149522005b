import { TURN, type Placed } from './placed.rules.ts';
import type { Point } from './strip.ts';

/** From a state's middle to below its time, and to above its name. */
const BELOW = 25;
const ABOVE = 24;
/** Of a way back, whose word stands above the line; of another, which has none. */
const FIRST_CHANNEL = 40;
const NARROW_CHANNEL = 28;
const CHANNEL = 20;
/** Between two rows there is less room than above the first. */
const ABOVE_ROW = 29;
const ABOVE_FIRST_ROW = 34;
/** Beside the turns. */
const GUTTER = TURN + 13;

export interface SideWay {
  readonly from: string;
  readonly to: string;
  /** Its place among the ways below the row it leaves: 0 runs nearest; null for a way that has no word. */
  readonly channel: number | null;
}

/** A way beside the rows, for moves that skip states or lead back: below its row, along the edge of the card, into its state. */
export function sideWay(placed: Placed, way: SideWay): Point[] {
  const [from, to] = [placed.places.get(way.from), placed.places.get(way.to)];
  if (from === undefined || to === undefined) return [];
  const bottom = placed.rows[from.row]?.bottom ?? 0;
  const level = bottom + (way.channel === null ? NARROW_CHANNEL : FIRST_CHANNEL + CHANNEL * way.channel);
  // Several ways into one state come in side by side.
  const into = to.x - 4 * (way.channel ?? 1);
  const start = [
    { x: from.x, y: from.y + BELOW },
    { x: from.x, y: level },
  ];
  if (to.row === from.row) return [...start, { x: into, y: level }, { x: into, y: to.y + BELOW }];
  if (to.row === from.row + 1) return [...start, { x: to.x, y: level }, { x: to.x, y: to.y - ABOVE }];
  const { left, right } = placed.span;
  const toLeft = from.x - left + (to.x - left);
  const toRight = right - from.x + (right - to.x);
  const gutter = toRight <= toLeft ? right + GUTTER : left - GUTTER;
  const above = (placed.rows[to.row]?.top ?? 0) - (to.row === 0 ? ABOVE_FIRST_ROW : ABOVE_ROW);
  return [...start, { x: gutter, y: level }, { x: gutter, y: above }, { x: into, y: above }, { x: into, y: to.y - ABOVE }];
}
