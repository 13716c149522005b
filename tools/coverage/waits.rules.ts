import { askedByFlows } from '#centre/commitments/register/asked-by-flows.rules.ts';
import { feedsOf } from '#centre/commitments/register/feeds.rules.ts';
import type { Feed } from '#centre/commitments/register/register.schema.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';

/** What nothing measures yet, by what its names are. */
const WAITS: Readonly<Record<Feed['means'], (names: string) => string>> = {
  clock: (names) => `a process that starts the clock ${names}`,
  gate: (names) => `a step that asks the guard ${names}`,
  checklist: (names) => `a checklist for ${names}`,
  schedule: (names) => `a schedule carried out for ${names}`,
  metric: (names) => (names === '' ? 'an objective of the plan that is counted for it' : `something that counts ${names}`),
  attest: (names) => `the word of ${names}`,
  config: (names) => `${names} to be carried out`,
  publish: (names) => `a page that publishes ${names}`,
};

/** Of each commitment of a plan what it would wait for, were no test to show it: what nothing measures yet, or a test where all is there. */
export function waitsOf(plan: ServicePlan): ReadonlyMap<string, readonly string[]> {
  const feeds = feedsOf(plan, askedByFlows);
  const waits = new Map<string, readonly string[]>();
  for (const { id, repeats = [] } of plan.commitments) {
    // What is repeated stands earlier in the plan.
    const ofRepeated = repeats.flatMap((earlier) =>
      (waits.get(earlier) ?? []).map((one) => `${one} (${earlier}, which it repeats)`),
    );
    waits.set(id, repeats.length > 0 ? ofRepeated : ownWaits(plan, id, feeds.get(id) ?? []));
  }
  return waits;
}

function ownWaits(plan: ServicePlan, id: string, feeds: readonly Feed[]): string[] {
  const guards = Object.entries(plan.gates).flatMap(([guard, served]) =>
    served !== 'off' && served.includes(id) ? [guard] : [],
  );
  // Whose guards no step asks speaks of a process that is not carried out, though another may start its clock.
  const isElsewhere = guards.length > 0 && guards.every((guard) => !askedByFlows.guards.has(guard));
  return feeds.map(({ means, by, names }) => {
    if (by === null) return WAITS[means](names.join(', '));
    return isElsewhere ? WAITS.gate(guards.join(', ')) : `a test of its ${means} ${names.join(', ')}`;
  });
}
