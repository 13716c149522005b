import type { FlowEdge, FlowGraph } from './flow-graph.rules.ts';
import { cutIntoRows, LAYERS_PER_ROW, type Row } from './fold.rules.ts';
import type { Point, Strip, StripWay } from './strip.ts';

/** A row of the folded drawing: the heights that its states take, and from which side it is read. */
export interface PlacedRow {
  readonly top: number;
  readonly bottom: number;
}

export interface Placed {
  readonly places: ReadonlyMap<string, Point & { readonly row: number }>;
  readonly rows: readonly PlacedRow[];
  readonly ways: readonly StripWay[];
  /** The states' outermost x. */
  readonly span: { readonly left: number; readonly right: number };
}

/** From the outermost states of a row to each other; fits a card of 330 with room for the turns. */
const ROW_WIDTH = 228;
const BETWEEN_ROWS = 54;
/** Where ways run below a row, each takes so much of the height. */
const CHANNEL = 20;
/** How far the way of a row swings out where it turns into the next. */
export const TURN = 21;

/**
 * Folds a strip into rows like a letter read in furrows: the first from left to right, the next back, joined by turns.
 * `channels` tells how many ways run below each row, by the row of the state they leave.
 */
export function fold(graph: FlowGraph, strip: Strip): Placed {
  const layerOf = new Map([...strip.places].map(([id, { x }]) => [id, strip.layers.indexOf(Math.round(x))]));
  const rows = cutIntoRows(strip.layers.length, crossings(graph.edges, layerOf, strip.layers.length));
  const rowOfLayer = (layer: number): number => rows.findIndex(({ last }) => layer <= last);
  const channels = rows.map(
    (_row, index) => graph.edges.filter((edge) => edge.loop && rowOfLayer(layerOf.get(edge.from) ?? 0) === index).length,
  );
  const heights = rows.map((row) => heightsOf(row, strip, layerOf));
  const tops: number[] = [];
  heights.forEach((height, index) => {
    const above = heights[index - 1];
    tops.push(
      above === undefined
        ? 0
        : (tops[index - 1] ?? 0) + (above.max - above.min) + BETWEEN_ROWS + CHANNEL * (channels[index - 1] ?? 0),
    );
    return height;
  });
  const folding: Folding = { strip, rows, yIn: (row, y) => (tops[row] ?? 0) + y - (heights[row]?.min ?? 0) };
  const places = new Map(
    [...strip.places].map(([id, place]) => {
      const row = rowOfLayer(layerOf.get(id) ?? 0);
      return [id, { x: xIn(folding, row, place.x), y: folding.yIn(row, place.y), row }];
    }),
  );
  return {
    places,
    rows: heights.map((height, index) => ({ top: tops[index] ?? 0, bottom: (tops[index] ?? 0) + height.max - height.min })),
    ways: strip.ways.map((way) => ({ ...way, points: foldedWay(folding, way) })),
    span: { left: 0, right: ROW_WIDTH },
  };
}

/** How many ways lead over the gap behind each layer. */
function crossings(edges: readonly FlowEdge[], layerOf: ReadonlyMap<string, number>, layers: number): number[] {
  return Array.from(
    { length: layers },
    (_layer, gap) =>
      edges.filter(({ from, to, loop }) => !loop && (layerOf.get(from) ?? 0) <= gap && (layerOf.get(to) ?? 0) > gap).length,
  );
}

function heightsOf(row: Row, strip: Strip, layerOf: ReadonlyMap<string, number>): { min: number; max: number } {
  const inRow = (id: string): boolean => (layerOf.get(id) ?? 0) >= row.first && (layerOf.get(id) ?? 0) <= row.last;
  const states = [...strip.places].filter(([id]) => inRow(id)).map(([, { y }]) => y);
  const bends = strip.ways.filter(({ from, to }) => inRow(from) && inRow(to)).flatMap(({ points }) => points.map(({ y }) => y));
  const all = [...states, ...bends];
  return { min: Math.min(...all), max: Math.max(...all) };
}

interface Folding {
  readonly strip: Strip;
  readonly rows: readonly Row[];
  readonly yIn: (row: number, y: number) => number;
}

/** Rows are as wide as the card; one of few layers keeps their usual distance. Every second row is read backwards. */
function xIn(folding: Folding, row: number, x: number): number {
  const { first, last } = folding.rows[row] ?? { first: 0, last: 0 };
  const { layers } = folding.strip;
  const count = last - first;
  const pitch = count >= 2 || folding.rows.length === 1 ? ROW_WIDTH / Math.max(1, count) : ROW_WIDTH / (LAYERS_PER_ROW - 1);
  const along = pitch * (layerPosition(layers, x) - first);
  return row % 2 === 0 ? along : ROW_WIDTH - along;
}

/** Where x stands among the layers: 2.5 is half-way from the third to the fourth. */
function layerPosition(layers: readonly number[], x: number): number {
  const next = layers.findIndex((layer) => layer >= x - 0.5);
  if (next === -1) return layers.length - 1;
  const [from, to] = [layers[next - 1], layers[next]];
  if (from === undefined || to === undefined) return next === -1 ? 0 : next;
  return next - 1 + Math.min(1, Math.max(0, (x - from) / (to - from)));
}

function foldedWay(folding: Folding, way: StripWay): Point[] {
  const { layers } = folding.strip;
  const rowAt = (x: number): number => {
    const position = layerPosition(layers, x);
    const row = folding.rows.findIndex(({ last }) => position <= last + 0.5);
    return row === -1 ? folding.rows.length - 1 : row;
  };
  const points: Point[] = [];
  way.points.forEach((point, index) => {
    const row = rowAt(point.x);
    const before = way.points[index - 1];
    if (before !== undefined)
      for (let left = rowAt(before.x); left < row; left++) points.push(...turn(folding, left, yAcross(before, point)));
    points.push({ x: xIn(folding, row, point.x), y: folding.yIn(row, point.y) });
  });
  return straightened(points);
}

/** The height at which a stretch leaves its row: ways of a strip run level where rows are cut. */
function yAcross(before: Point, point: Point): number {
  return Math.abs(before.y - point.y) < 1 ? before.y : point.y;
}

/** The swing from the end of a row into the one below it. */
function turn(folding: Folding, row: number, y: number): Point[] {
  const x = row % 2 === 0 ? ROW_WIDTH + TURN : -TURN;
  return [
    { x, y: folding.yIn(row, y) },
    { x, y: folding.yIn(row + 1, y) },
  ];
}

/** The same line without points that bend nothing; what is level within a pixel becomes level. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const level = last !== undefined && Math.abs(point.y - last.y) <= 1 ? { x: point.x, y: last.y } : point;
    const before = kept.at(-2);
    if (last !== undefined && before !== undefined && onOneLine(before, last, level)) kept.pop();
    kept.push(level);
  }
  return kept;
}

function onOneLine(a: Point, b: Point, c: Point): boolean {
  return Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) < 0.5;
}
