/** The commitments desk: clocks by the plan, their answers, their outcomes. */
export { clockMemoryOf, clocksOfRequest, writeHeard, writeMovedClocks } from './clocks.store.ts';
export { clocksMoved, keyOf, NOTHING_HEARD } from './moved-clocks.rules.ts';
export type { ClockMemory, ClockOnSubject, HeardEvent, MovedClocks } from './moved-clocks.rules.ts';
export { isBroughtByTime, outcomesOf } from './outcomes.rules.ts';
export { clockRulesOf, correctionsOf } from './plan-rules.ts';
export type { PlanClockRules } from './plan-clocks.rules.ts';
export { gateBreachesOf, recordGateBreaches } from './gate-breaches.store.ts';
export { recountAfterNotices } from './recount-clocks.store.ts';
export { watchClocks } from './watch-clocks.ts';
export { clockName, clockViewOf } from './clock-views.ts';
export type { ClockFacts } from './clock-views.ts';
export { clockRows, clockStrips, factsOf } from './clock-views.store.ts';
export { wholeStrip } from './strip-order.rules.ts';
export type { RowOfClocks } from './strip-order.rules.ts';
export { explainedClock } from './explained-clock.store.ts';
