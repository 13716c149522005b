import type { Transaction } from 'kysely';
import { HISTORY_EVENTS, HISTORY_FIELDS } from '#centre/history/map.schema.ts';
import { positionsOf, readingScopes, type Actor } from '#centre/people/index.ts';
import { activePlans } from '#centre/plan/index.ts';
import { severitiesOfKind } from '#centre/plan/plan.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import type { FlowDefinition } from '#platform/flow/flow.ts';
import { flowOfKind } from '../import/import-checks.rules.ts';
import { kindWords, severityWords } from '../kind-words.rules.ts';
import { stateWords } from '../step.texts.ts';
import type { ImportChoices } from './history-import.schema.ts';

/** The states of a flow, each by the words of the flow that has it. */
function statesOf({ id, states }: FlowDefinition): ImportChoices['projects'][number]['kinds'][number]['states'] {
  const module = flowModules[id];
  return states.map((state) => ({ state, name: module === undefined ? { zh: state, en: state } : stateWords(module, state) }));
}

/** What a map may name: projects with a plan in force, and by it their kinds with severities and states; and where the actor may look afterwards. */
export async function importChoices(tx: Transaction<Tables>, actor: Actor): Promise<ImportChoices> {
  const [plans, projects] = [
    await activePlans(tx),
    await tx.selectFrom('pledge.project').select(['id', 'code', 'name']).orderBy('code').execute(),
  ];
  return {
    projects: projects.flatMap(({ id, code, name }) => {
      const plan = plans.find((one) => one.projectId === id)?.plan;
      if (plan === undefined) return [];
      const kinds = Object.keys(plan.requestKinds).flatMap((kind) => {
        const flow = flowOfKind(plan, kind);
        if (flow === undefined) return [];
        const severities = severitiesOfKind(plan, kind).map((severity) => severityWords(plan, severity));
        return [{ kind, name: kindWords(plan, kind), severities, states: statesOf(flow), final: [...flow.final] }];
      });
      return [{ code, name, kinds }];
    }),
    events: [...HISTORY_EVENTS],
    fields: [...HISTORY_FIELDS],
    readsRequests: positionsOf(actor).some(({ position }) => readingScopes(position, 'serviceRequest').length > 0),
  };
}
