import { flowModules } from '#flows/registry.ts';

/** What the processes that this version of the product carries out ask and write: what can be measured hangs on it. */
export interface AskedByFlows {
  readonly flows: ReadonlySet<string>;
  readonly guards: ReadonlySet<string>;
  /** Names that clocks may start on. */
  readonly written: ReadonlySet<string>;
}

/** Names that steps write beside those of their rows, where what was entered says so. */
const WRITTEN_BY_STEPS = ['emergencyKindSet', 'notRemotelySolvable', 'promisedAnswerSet', 'taskNeeded'];

const modules = Object.values(flowModules).flatMap((module) => module ?? []);
const rows = modules.flatMap(({ flow }) => flow.rows);

export const askedByFlows: AskedByFlows = {
  flows: new Set(modules.map(({ flow }) => flow.id)),
  guards: new Set(rows.flatMap(({ guards }) => guards)),
  written: new Set([...rows.flatMap(({ writes }) => writes), ...WRITTEN_BY_STEPS]),
};
