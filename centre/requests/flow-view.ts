import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { drawFlow, type PathStep, type Present } from './flow-view/drawing.ts';
import { layoutOf } from './flow-view/layout.ts';
import type { FlowView } from './requests.schema.ts';

export type { PathStep } from './flow-view/drawing.ts';
export { pathOf } from './flow-view/path.store.ts';

/** The flow drawn, with the path that a request took; the layout is computed once per version of the flow. */
export async function flowViewOf(module: FlowModule, path: readonly PathStep[], present: Present): Promise<FlowView> {
  const { flow } = module;
  const ended = flow.final.slice(1).includes(present.state) ? present.state : undefined;
  const after = ended === undefined ? undefined : path.findLast((step) => step.state !== ended && flow.states.includes(step.state))?.state;
  const layout = await layoutOf(flow, ended === undefined || after === undefined ? undefined : { state: ended, after });
  return drawFlow(module, layout, { path, present });
}
