import type { FlowDefinition } from '#platform/flow/flow.ts';
import type { FlowModule } from './dossier/flow-module.ts';
import { faultEmergency } from './fault-emergency/index.ts';
import type { RequestFlow } from './intake/request-flows.ts';
import { record } from './record/index.ts';
import { siteVisit } from './site-visit/index.ts';
import { supportResponse } from './support-response/index.ts';
import { taskOrder } from './task-order/index.ts';

const modules = { supportResponse, faultEmergency, taskOrder, siteVisit, record } as const satisfies Record<
  RequestFlow | 'taskOrder' | 'siteVisit' | 'record',
  FlowModule
>;

/** Every flow that the house carries out, by identifier. A new flow is one folder and one line here. */
export const flowModules: Readonly<Partial<Record<string, FlowModule>>> = modules;

/** The tables alone: what a decision needs to know of the flows beside its own. */
export const flowDefinitions: Readonly<Record<string, FlowDefinition>> = Object.fromEntries(
  Object.values(modules).map((module): [string, FlowDefinition] => [module.flow.id, module.flow]),
);
