import { ClockFault } from '#centre/commitments/clock/clock.errors.ts';
import { parseDuration } from '#centre/commitments/clock/duration.rules.ts';
import { planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Words } from '#platform/command/refusal.ts';
import type { LimitChange } from './log-replay.schema.ts';
import { limitTexts } from './log-replay.texts.ts';

type Clock = ServicePlan['clocks'][string];
type Changed = { readonly clock: Clock } | { readonly why: Words };

export interface ChangedLimits {
  readonly plan: ServicePlan;
  readonly faults: readonly (Pick<LimitChange, 'clock' | 'severity'> & { readonly why: Words })[];
}

/** Names of outer limits are made of the clock's own (R22). */
const OUTER = 'Outer';

/** The plan with other limits, and nothing else of it touched; what cannot be changed so is said, and stays. */
export function withLimits(plan: ServicePlan, changes: readonly LimitChange[]): ChangedLimits {
  const clocks = { ...plan.clocks };
  const faults = changes.flatMap((change) => {
    const { clock: name, severity } = change;
    const isOuter = !Object.hasOwn(clocks, name) && name.endsWith(OUTER);
    const written = isOuter ? name.slice(0, -OUTER.length) : name;
    const clock = Object.hasOwn(clocks, written) ? clocks[written] : undefined;
    const changed =
      clock === undefined ? { why: limitTexts.unknownClock } : isOuter ? withOuter(clock, change) : withLimit(clock, change);
    const why = 'why' in changed ? changed.why : countable(plan, { [written]: changed.clock });
    if ('clock' in changed && why === null) clocks[written] = changed.clock;
    return why === null ? [] : [{ clock: name, severity, why }];
  });
  return { plan: { ...plan, clocks }, faults };
}

function withOuter(clock: Clock, { severity, limit }: LimitChange): Changed {
  return clock.outer === undefined || severity !== null
    ? { why: limitTexts.unknownClock }
    : { clock: { ...clock, outer: limit } };
}

function withLimit(clock: Clock, { severity, limit }: LimitChange): Changed {
  if (severity === null)
    return typeof clock.limit === 'string' ? { clock: { ...clock, limit } } : { why: limitTexts.unknownSeverity };
  const { bySeverity = {} } = clock;
  const terms = Object.hasOwn(bySeverity, severity) ? bySeverity[severity] : undefined;
  if (terms === undefined) return { why: limitTexts.unknownSeverity };
  return { clock: { ...clock, bySeverity: { ...bySeverity, [severity]: { ...terms, limit } } } };
}

/** Why a clock cannot be counted: a limit of nothing, or one that does not go with its unit (R18); null where it can. */
function countable(plan: ServicePlan, clocks: Readonly<Record<string, Clock>>): Words | null {
  const limits = Object.values(clocks).flatMap(({ limit, outer, bySeverity = {} }) => [
    ...[limit, outer].filter((one) => typeof one === 'string'),
    ...Object.values(bySeverity).map((terms) => terms.limit),
  ]);
  const isNothing = (limit: string): boolean => {
    const duration = parseDuration(limit);
    return duration === undefined || duration.months + duration.days + duration.timeMs === 0;
  };
  if (limits.some(isNothing)) return limitTexts.notALimit;
  try {
    // Which days are off says nothing of that, and takes the longest to read.
    planClocksFrom({ ...plan, holidaySets: {}, clocks });
    return null;
  } catch (error) {
    if (error instanceof ClockFault) return limitTexts.notALimit;
    throw error;
  }
}
