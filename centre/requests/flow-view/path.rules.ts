import type { FlowDefinition } from '#platform/flow/flow.ts';

/** A firing as its event tells it. */
export interface Firing {
  readonly event: string;
  readonly from: string | null;
  readonly to: string;
}

/**
 * The states that a firing entered. One that led further than its row leads passed through the row's own state: who was
 * reached before the registration is contacted as soon as registered.
 */
export function statesEntered(flow: FlowDefinition | undefined, { event, from, to }: Firing): string[] {
  const leads = (flow?.rows ?? [])
    .filter((row) => row.event === event && from !== null && row.from.includes(from))
    .flatMap((row) => (row.to === null || row.to === from ? [] : [row.to]));
  const [through] = leads;
  return through === undefined || leads.includes(to) ? [to] : [through, to];
}
