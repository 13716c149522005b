/**
 * A process as a table, after `spec/flows.md`: the same rows enforce, draw and print it.
 * Plainer than a state machine library: a row is data, and who may fire what is asked of the table itself.
 */
export interface FlowRow {
  readonly event: string;
  /** States it may be fired in. `[]` marks a row that begins the flow. */
  readonly from: readonly string[];
  /** The state it leads to; null leaves it as it is; a function-like choice is two rows with different `when`. */
  readonly to: string | null;
  /** Positions (glossary) that may fire it; `customer` is any of a customer's people, `system` the product itself. */
  readonly by: readonly string[];
  /** Identifiers of its guards, in the order in which a person would meet them. */
  readonly guards: readonly string[];
  /** Names that clocks of a plan may start, pause or stop on. */
  readonly writes: readonly string[];
  /** Where the event appears among the next steps: lower first; absent: among the others. */
  readonly rank?: number;
  /** Not offered as a step: fired by the product or along with another flow's event. */
  readonly silent?: boolean;
}

export interface FlowDefinition {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly states: readonly string[];
  readonly initial: string;
  readonly final: readonly string[];
  readonly rows: readonly FlowRow[];
}

/** The row that moves `state` by `event`, if the table has one. */
export function rowFor(flow: FlowDefinition, event: string, state: string): FlowRow | undefined {
  return flow.rows.find((row) => row.event === event && row.from.includes(state));
}

/** All rows that leave `state`, in the table's order. */
export function rowsFrom(flow: FlowDefinition, state: string): FlowRow[] {
  return flow.rows.filter((row) => row.from.includes(state));
}

/** What is wrong with a table: unknown states, two rows for one move. Empty where it is sound; asked at start and in tests. */
export function faultsOfFlow(flow: FlowDefinition): string[] {
  const faults: string[] = [];
  const moves = new Set<string>();
  for (const row of flow.rows) {
    for (const state of [...row.from, ...(row.to === null ? [] : [row.to])]) {
      if (!flow.states.includes(state)) faults.push(`${flow.id}.${row.event}: unknown state ${state}`);
    }
    for (const state of row.from) {
      const move = `${state}/${row.event}`;
      if (moves.has(move)) faults.push(`${flow.id}: two rows for ${move}`);
      moves.add(move);
    }
  }
  for (const state of [flow.initial, ...flow.final]) {
    if (!flow.states.includes(state)) faults.push(`${flow.id}: unknown state ${state}`);
  }
  return faults;
}
