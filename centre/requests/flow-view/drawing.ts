import type { FlowModule } from '#flows/dossier/flow-module.ts';
import type { Words } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { FlowView } from './flow-view.schema.ts';
import { stateWords, stepWords } from '../step.texts.ts';
import type { FlowLayout } from './layout.ts';
import { roadTexts } from './road.texts.ts';
import { sideWay } from './side-ways.rules.ts';
import type { Point } from './strip.ts';

/** A state that was entered, or a step of the road: when, and whether a clock ended late with it. */
export interface PathStep {
  readonly state: string;
  readonly at: Instant;
  readonly broken: boolean;
}

export interface Present {
  readonly state: string;
  readonly road: string;
}

/** The layout of a flow with the path that a request took. Pure. */
export function drawFlow(module: FlowModule, layout: FlowLayout, way: { path: readonly PathStep[]; present: Present }): FlowView {
  const path = way.path.filter((step) => layout.nodes.includes(step.state));
  const here = currentNode(path, way.present);
  const visited = new Set([...path.map((step) => step.state), here]);
  if (visited.has('onSite') && layout.nodes.includes('enRoute')) visited.add('enRoute');
  const edges = drawnEdges(module, layout, { path, visited });
  const named = [...layout.placed.places].map(([id, place]) => ({ ...place, half: halfOf(labelOf(module, id), id === here) }));
  const box = boundsOf(
    named,
    edges.flatMap(({ points }) => points),
  );
  const shifted = ({ x, y }: Point): Point => ({ x: round(x - box.left), y: round(y - box.top) });
  return {
    flow: module.flow.id,
    version: module.flow.version,
    width: round(box.right - box.left),
    height: round(box.bottom - box.top),
    nodes: layout.nodes.map((id) => {
      const entered = path.filter((step) => step.state === id);
      const at = entered.at(-1)?.at;
      const status =
        id === here ? 'current' : entered.some((step) => step.broken) ? 'broken' : visited.has(id) ? 'taken' : 'ahead';
      return {
        id,
        label: labelOf(module, id),
        ...shifted(layout.placed.places.get(id) ?? { x: 0, y: 0 }),
        status,
        at: at === undefined ? null : formatInstant(at),
      };
    }),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(shifted) })),
  };
}

/** What was entered last, where it is still so: the state, or the step of the road beside it. */
function currentNode(path: readonly PathStep[], present: Present): string {
  const last = path.at(-1)?.state;
  const onRoad = last === present.road || (last === 'dispatching' && present.road === 'enRoute');
  return last !== undefined && onRoad ? last : present.state;
}

function labelOf(module: FlowModule, id: string): Words {
  const road = module.flow.states.includes(id) ? undefined : roadTexts[id];
  return road ?? stateWords(module, id);
}

interface Taken {
  readonly path: readonly PathStep[];
  readonly visited: ReadonlySet<string>;
}

/** The flow's ways, those taken marked; beside them ways that were taken though the flow is not drawn with them. */
function drawnEdges(module: FlowModule, layout: FlowLayout, taken: Taken): FlowView['edges'] {
  // What is no state of the flow is a step of the road: a visit's own flow has states of the same names.
  const isRoad = (state: string): boolean => !module.flow.states.includes(state);
  const moves = movesTaken(taken.path, isRoad);
  const isMove = (from: string, to: string): boolean => moves.some((move) => move.from === from && move.to === to);
  const edges = layout.edges.map((edge) => ({
    from: edge.from,
    to: edge.to,
    points: edge.points.map(({ x, y }) => ({ x, y })),
    taken:
      isMove(edge.from, edge.to) ||
      ((isRoad(edge.from) || isRoad(edge.to)) && taken.visited.has(edge.from) && taken.visited.has(edge.to)),
    loop: edge.loop,
    label: edge.loop && edge.events[0] !== undefined ? stepWords(module, edge.events[0]) : null,
  }));
  for (const { from, to } of moves) {
    if (
      edges.some((edge) => edge.from === from && edge.to === to) ||
      leads(
        edges.filter((edge) => edge.taken),
        from,
        to,
      )
    )
      continue;
    const loop = layout.nodes.indexOf(to) < layout.nodes.indexOf(from);
    edges.push({ from, to, points: sideWay(layout.placed, { from, to, channel: null }), taken: true, loop, label: null });
  }
  return edges;
}

/** From state to state; and from the state at that time to the road, where people are sent. */
function movesTaken(path: readonly PathStep[], isRoad: (state: string) => boolean): { from: string; to: string }[] {
  const moves: { from: string; to: string }[] = [];
  let state: string | undefined;
  for (const step of path) {
    if (isRoad(step.state)) {
      if (step.state === 'dispatching' && state !== undefined) moves.push({ from: state, to: step.state });
      continue;
    }
    if (state !== undefined && state !== step.state) moves.push({ from: state, to: step.state });
    state = step.state;
  }
  return moves;
}

/** Whether taken ways lead from one state to another. */
function leads(edges: readonly { from: string; to: string }[], from: string, to: string): boolean {
  const reached = new Set([from]);
  const open = [from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const edge of edges) {
      if (edge.from !== state || reached.has(edge.to)) continue;
      reached.add(edge.to);
      open.push(edge.to);
    }
  }
  return reached.has(to);
}

/** Room that whoever draws leaves around the layout for names, times and turns; what lies further out widens it. */
const LEFT_TO_MARGIN = 22;
const CHARACTER = 12;
const LATIN = 0.56;
/** The present step is drawn as a capsule around its name. */
const CAPSULE = { least: 23, beside: 16 } as const;

/** Half of the room that a state's name takes, in the wider of both languages. */
function halfOf(label: Words, present: boolean): number {
  const width = Math.max(
    ...[label.zh, label.en].map((name) =>
      [...name].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? CHARACTER : CHARACTER * LATIN), 0),
    ),
  );
  return present ? Math.max(CAPSULE.least, width / 2 + CAPSULE.beside) : width / 2;
}

function boundsOf(
  places: readonly (Point & { readonly half: number })[],
  points: readonly Point[],
): { left: number; right: number; top: number; bottom: number } {
  const beyond = ({ half }: { half: number }): number => Math.max(0, half - LEFT_TO_MARGIN);
  return {
    left: Math.min(...places.map((place) => place.x - beyond(place)), ...points.map(({ x }) => x + LEFT_TO_MARGIN)),
    right: Math.max(...places.map((place) => place.x + beyond(place)), ...points.map(({ x }) => x - LEFT_TO_MARGIN)),
    top: Math.min(...places.map(({ y }) => y), ...points.map(({ y }) => y + LEFT_TO_MARGIN)),
    bottom: Math.max(...places.map(({ y }) => y), ...points.map(({ y }) => y - LEFT_TO_MARGIN)),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
