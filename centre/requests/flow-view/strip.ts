import type { ELK as Elk, ElkNode } from 'elkjs/lib/elk-api.js';
import type { FlowGraph } from './flow-graph.rules.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A way of the graph that leads forward, with its bends. */
export interface StripWay {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

/** A flow laid out as one long strip from left to right: where each state stands and how the ways between them run. */
export interface Strip {
  /** x of each layer, rising. */
  readonly layers: readonly number[];
  readonly places: ReadonlyMap<string, Point>;
  readonly ways: readonly StripWay[];
}

/** Room between states of one layer: a name above and a time below each. */
const BETWEEN_LANES = 48;
const NODE = 24;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.spacing.nodeNode': String(BETWEEN_LANES),
  'elk.spacing.edgeNode': '44',
} as const;

let engine: Promise<Elk> | undefined;

/** Loaded with the first flow that is drawn: the engine is large. */
async function elk(): Promise<Elk> {
  engine ??= import('elkjs/lib/elk.bundled.js').then((module) => new module.default.default());
  return engine;
}

/** Lays the forward ways of a graph out by layers. Ways back are left to whoever folds the strip. */
export async function layOut(graph: FlowGraph): Promise<Strip> {
  const forward = graph.edges.filter(({ loop }) => !loop);
  const input: ElkNode = {
    id: 'flow',
    layoutOptions: OPTIONS,
    // As good as no height: every way begins and ends in the middle of its state.
    children: graph.nodes.map((id) => ({ id, width: NODE, height: 1 })),
    edges: forward.map(({ from, to }) => ({
      id: `${from}>${to}`,
      sources: [from],
      targets: [to],
      layoutOptions: { 'elk.layered.priority.straightness': '1' },
    })),
  };
  const laid = await (await elk()).layout(input);
  const places = new Map((laid.children ?? []).map((node) => [node.id, { x: (node.x ?? 0) + NODE / 2, y: (node.y ?? 0) + 0.5 }]));
  const layers = [...new Set([...places.values()].map(({ x }) => Math.round(x)))].toSorted((a, b) => a - b);
  const ways = (laid.edges ?? []).flatMap((edge): StripWay[] => {
    const [from, to] = [edge.sources[0], edge.targets[0]];
    const [start, end] = [places.get(from ?? ''), places.get(to ?? '')];
    if (from === undefined || to === undefined || start === undefined || end === undefined) return [];
    const bends = edge.sections?.[0]?.bendPoints ?? [];
    return [{ from, to, points: [start, ...bends.map(({ x, y }) => ({ x, y })), end] }];
  });
  return { layers, places, ways };
}
