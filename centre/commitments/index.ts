/** The commitments desk: clocks by the plan, their answers, their outcomes. */
export { clocksOfRequest, keyOf, recordedOutcomes, recordOutcomes, refreshClocks, storeClocks } from './clocks.store.ts';
export type { ClockOnSubject } from './clocks.store.ts';
export { isBroughtByTime, outcomesOf } from './outcomes.rules.ts';
export { clockRulesOf } from './plan-rules.ts';
export type { PlanClockRules } from './plan-clocks.rules.ts';
export { watchClocks } from './watch-clocks.ts';
export { clockName, clockViewOf } from './clock-views.ts';
export type { ClockFacts } from './clock-views.ts';
export { clockStrips, factsOf } from './clock-views.store.ts';
export { explainedClock } from './explained-clock.store.ts';
