import type { FlowDefinition } from '#platform/flow/flow.ts';
import { flowGraph, type FlowEdge, type OtherEnd } from './flow-graph.rules.ts';
import { fold, type Placed } from './placed.rules.ts';
import { sideWay } from './side-ways.rules.ts';
import { layOut, type Point } from './strip.ts';

export interface FlowLayout {
  readonly nodes: readonly string[];
  readonly placed: Placed;
  readonly edges: readonly (FlowEdge & { readonly points: readonly Point[] })[];
}

const layouts = new Map<string, Promise<FlowLayout>>();

/** The layout of a flow's version, computed once for the process; one more for each state that a request left for another end. */
export async function layoutOf(flow: FlowDefinition, otherEnd?: OtherEnd): Promise<FlowLayout> {
  const key = `${flow.id}@${flow.version}${otherEnd === undefined ? '' : `/${otherEnd.after}>${otherEnd.state}`}`;
  const known = layouts.get(key);
  if (known !== undefined) return known;
  const made = compute(flow, otherEnd);
  layouts.set(key, made);
  return made;
}

async function compute(flow: FlowDefinition, otherEnd: OtherEnd | undefined): Promise<FlowLayout> {
  const graph = flowGraph(flow, otherEnd);
  const placed = fold(graph, await layOut(graph));
  const forward = new Map(placed.ways.map((way) => [`${way.from}>${way.to}`, way.points]));
  const channels = new Map<number, number>();
  // The shorter a way back, the nearer it runs.
  const length = ({ from, to }: FlowEdge): number => graph.nodes.indexOf(from) - graph.nodes.indexOf(to);
  const nearestFirst = graph.edges.toSorted((one, other) => length(one) - length(other));
  const edges = nearestFirst.map((edge) => {
    if (!edge.loop) return { ...edge, points: forward.get(`${edge.from}>${edge.to}`) ?? [] };
    const row = placed.places.get(edge.from)?.row ?? 0;
    const channel = channels.get(row) ?? 0;
    channels.set(row, channel + 1);
    return { ...edge, points: sideWay(placed, { from: edge.from, to: edge.to, channel }) };
  });
  return { nodes: graph.nodes, placed, edges };
}
