import type { FlowDefinition, FlowRow } from '#platform/flow/flow.ts';

/** How far the visit of a fault has come, after flows.md F5: drawn as steps of the same way. */
export const ROAD = ['dispatching', 'enRoute', 'onSite'] as const;

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  /** The events that lead along it, the likeliest first; none on the road, which the visit owns. */
  readonly events: readonly string[];
  /** Back to a state that stands earlier. */
  readonly loop: boolean;
}

/** A flow as it is drawn: its states in order, and of its moves those that matter for reading. */
export interface FlowGraph {
  readonly nodes: readonly string[];
  readonly edges: readonly FlowEdge[];
}

/** Where a request ended otherwise than the flow aims at: the state, and the one it was left from. */
export interface OtherEnd {
  readonly state: string;
  readonly after: string;
}

interface Move extends FlowEdge {
  readonly rank: number;
}

const LIKELIEST = 1;
const UNRANKED = 1_000;

/**
 * What is drawn of a flow: one edge for all events between two states; moves that skip states only where they are the
 * likeliest; other ends than the first of `final` only where one was taken; the road behind the state that an arrival begins.
 */
export function flowGraph(flow: FlowDefinition, otherEnd?: OtherEnd): FlowGraph {
  const nodes = statesOf(flow, otherEnd);
  const moves = movesOf(flow, nodes);
  const start = roadStart(flow, nodes);
  if (start !== null) addRoad(nodes, moves, start);
  if (otherEnd !== undefined && !moves.some(({ from, to }) => from === otherEnd.after && to === otherEnd.state)) {
    moves.push({ from: otherEnd.after, to: otherEnd.state, events: [], loop: false, rank: LIKELIEST });
  }
  const shown = moves.filter((move) => !(move.to === otherEnd?.state && move.from !== otherEnd.after));
  const forward = shown.filter(({ loop }) => !loop);
  const edges = shown.filter((move) => move.loop || move.rank === LIKELIEST || !isShortcut(move, forward));
  return { nodes, edges: edges.map(({ from, to, events, loop }) => ({ from, to, events, loop })) };
}

function statesOf(flow: FlowDefinition, otherEnd: OtherEnd | undefined): string[] {
  const others = flow.final.slice(1);
  const states = flow.states.filter((state) => !others.includes(state));
  if (otherEnd === undefined) return states;
  states.splice(states.indexOf(otherEnd.after) + 1, 0, otherEnd.state);
  return states;
}

function movesOf(flow: FlowDefinition, nodes: readonly string[]): Move[] {
  const byWay = new Map<string, { from: string; to: string; rows: FlowRow[] }>();
  for (const row of flow.rows) {
    if (row.to === null || !nodes.includes(row.to)) continue;
    for (const from of row.from) {
      if (from === row.to || !nodes.includes(from)) continue;
      const way = byWay.get(`${from}>${row.to}`) ?? { from, to: row.to, rows: [] };
      way.rows.push(row);
      byWay.set(`${from}>${row.to}`, way);
    }
  }
  return [...byWay.values()].map(({ from, to, rows }) => {
    const ranked = rows.toSorted((one, other) => (one.rank ?? UNRANKED) - (other.rank ?? UNRANKED));
    return {
      from,
      to,
      events: ranked.map((row) => row.event),
      loop: nodes.indexOf(to) < nodes.indexOf(from),
      rank: ranked[0]?.rank ?? UNRANKED,
    };
  });
}

/** The state that an arrival begins, in a flow that sends people. */
function roadStart(flow: FlowDefinition, nodes: readonly string[]): string | null {
  if (!flow.rows.some((row) => row.writes.includes('engineerDispatched'))) return null;
  const begun = flow.rows.find((row) => row.event === 'arrive' && row.to !== null)?.to ?? null;
  return begun !== null && nodes.includes(begun) ? begun : null;
}

function addRoad(nodes: string[], moves: Move[], start: string): void {
  const next = moves.filter((move) => move.from === start && !move.loop);
  nodes.splice(nodes.indexOf(start) + 1, 0, ...ROAD);
  const way = [start, ...ROAD];
  const joins = way.slice(1).map((to, index) => ({ from: way[index] ?? start, to }));
  for (const { from, to } of [...joins, ...next.map(({ to }) => ({ from: 'onSite', to }))]) {
    moves.push({ from, to, events: [], loop: false, rank: UNRANKED });
  }
}

/** Another way leads to the same state through states between. */
function isShortcut(move: Move, forward: readonly Move[]): boolean {
  const reached = new Set<string>();
  const walk = (from: string): void => {
    for (const step of forward) {
      if (step.from !== from || step === move || reached.has(step.to)) continue;
      reached.add(step.to);
      walk(step.to);
    }
  };
  walk(move.from);
  return reached.has(move.to);
}
