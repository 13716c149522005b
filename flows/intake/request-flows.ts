/** Flows that a request can go on in after its registration; the registry has a module for each. */
export const requestFlows = ['supportResponse', 'faultEmergency'] as const;
export type RequestFlow = (typeof requestFlows)[number];

export function isRequestFlow(id: string): id is RequestFlow {
  return (requestFlows as readonly string[]).includes(id);
}
