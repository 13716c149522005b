import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { drawFlow, type PathStep, type Present } from './flow-view/drawing.ts';
import { layoutOf } from './flow-view/layout.ts';
import type { FlowView } from './flow-view/flow-view.schema.ts';

export type { PathStep } from './flow-view/drawing.ts';
export { pathOf } from './flow-view/path.store.ts';

/** The flow drawn, with the path that a request took; the layout is computed once per version of the flow. */
export async function flowViewOf(module: FlowModule, path: readonly PathStep[], present: Present): Promise<FlowView> {
  const { flow } = module;
  const others = flow.final.slice(1);
  const left = path.findLast((step) => flow.states.includes(step.state) && !others.includes(step.state))?.state ?? flow.initial;
  const layout = await layoutOf(flow, others.includes(present.state) ? { state: present.state, after: left } : undefined);
  return drawFlow(module, layout, { path, present });
}
