import { ClockFault } from './clock.errors.ts';
import type { ClockDefinition, Warning } from './clock.schema.ts';
import { parseDuration } from './duration.rules.ts';
import { termsOf, type Calendars, type Terms } from './terms.rules.ts';

const DAY = 86_400_000;

/** A warning as counted time: a share of the limit, or the limit less so many milliseconds (R15). */
export type WarningRule = { readonly percent: number } | { readonly beforeMs: number };

/** A definition read once: its first terms and warnings, checked. */
export interface CompiledClock {
  readonly definition: ClockDefinition;
  readonly calendars: Calendars;
  readonly terms: Terms;
  readonly warnings: readonly WarningRule[];
}

const compiled = new WeakMap<ClockDefinition, CompiledClock>();

/** Reads a definition; the same objects are read once. Throws {@link ClockFault} (R14, R18). */
export function compileClock(definition: ClockDefinition, calendars: Calendars): CompiledClock {
  const known = compiled.get(definition);
  if (known !== undefined && known.calendars === calendars) return known;
  const clock = {
    definition,
    calendars,
    terms: termsOf(definition, calendars),
    warnings: (definition.warnAt ?? []).map(readWarning),
  };
  compiled.set(definition, clock);
  return clock;
}

/** Instants of the warnings as counted milliseconds from the start, in order, for a limit in milliseconds (R15). */
export function warningAmounts(clock: CompiledClock, limit: number): number[] {
  const limitSeconds = Math.floor(limit / 1000);
  return clock.warnings.map((warning) => {
    // The small addend undoes the rounding of binary fractions: 33.3 % of 1000 s is 333 s.
    if ('percent' in warning) return Math.max(0, Math.floor((limitSeconds * warning.percent) / 100 + 1e-9) * 1000);
    return Math.max(0, limit - warning.beforeMs);
  });
}

function readWarning(warning: Warning): WarningRule {
  if (
    typeof warning === 'object' &&
    warning !== null &&
    'percent' in warning &&
    Number.isFinite(warning.percent) &&
    warning.percent >= 0
  ) {
    return { percent: warning.percent };
  }
  const before =
    typeof warning === 'object' && warning !== null && 'before' in warning ? parseDuration(warning.before) : undefined;
  if (before === undefined || before.months !== 0) throw new ClockFault('invalidLimit', `warnAt ${JSON.stringify(warning)}`);
  return { beforeMs: before.days * DAY + before.timeMs };
}
