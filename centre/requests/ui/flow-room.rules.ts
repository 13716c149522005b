import type { BothLanguages } from '#platform/i18n/language.ts';
import type { FlowView } from '../flow-view/flow-view.schema.ts';
import { raisedNames, rowTops, widthOf, type Point } from './flow-path.rules.ts';

/** From a state's middle up to its name, and to a name that stands a line higher. */
const NAME = 11;
const LINE = 11;
const CHARACTER = 12;
const BESIDE_WAY = 6;

type Node = FlowView['nodes'][number];

/** A state with its name in the language of the page, and where that stands. */
export interface NamedNode extends Node {
  readonly name: string;
  readonly nameAt: Point;
}

export interface RoomyFlow {
  readonly height: number;
  readonly nodes: readonly NamedNode[];
  readonly edges: FlowView['edges'];
}

/**
 * The layout with room for its names, which are longer in one language than in the other: a row in which some stand a line higher goes
 * down by that line, away from the times of the row above, and a name stands beside the way that turns into its row, not on it.
 */
export function withRoom(flow: FlowView, nameOf: (label: BothLanguages) => string): RoomyFlow {
  const uprights = flow.edges.flatMap(({ points }) => uprightsOf(points));
  const named = flow.nodes.map((node) => {
    const [name, present] = [nameOf(node.label), node.status === 'current'];
    return { node, name, present, nameX: present ? node.x : besideWays(node, name, uprights) };
  });
  const raised = raisedNames(
    named.map(({ node, name, present, nameX }) => ({ id: node.id, x: nameX, y: node.y, name, present })),
  );
  const tops = rowTops(flow.nodes);
  const lowered = [...new Set([...raised].map((id) => tops.get(id) ?? 0))];
  const down = ({ x, y }: Point): Point => ({ x, y: y + LINE * lowered.filter((top) => y >= top).length });
  return {
    height: flow.height + LINE * lowered.length,
    nodes: named.map(({ node, name, nameX }) => {
      const { x, y } = down(node);
      return { ...node, x, y, name, nameAt: { x: nameX, y: y - NAME - (raised.has(node.id) ? LINE : 0) } };
    }),
    edges: flow.edges.map((edge) => ({ ...edge, points: edge.points.map(down) })),
  };
}

interface Upright {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

function uprightsOf(points: readonly Point[]): Upright[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from === undefined || from.x !== to.x
      ? []
      : [{ x: to.x, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) }];
  });
}

/** The middle of a state's name: over the state, or as far to the side as a way that rises beside it asks for. */
function besideWays({ x, y }: Point, name: string, uprights: readonly Upright[]): number {
  const clear = widthOf(name) / 2 + BESIDE_WAY;
  const near = uprights.find(
    (way) => way.x !== x && Math.abs(way.x - x) < clear && way.top < y - NAME && way.bottom > y - NAME - LINE - CHARACTER,
  );
  if (near === undefined) return x;
  return near.x < x ? near.x + clear : near.x - clear;
}
