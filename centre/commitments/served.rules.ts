import type { Instant } from '#platform/time/instant.ts';
import { factsAfter, kindOf, meets, meetsAll, severityOf } from './facts.rules.ts';
import type { ClockRule, PlanClockRules } from './plan-clocks.rules.ts';
import type { Condition, Facts, SubjectEvent } from './subject-clocks.schema.ts';

/** On what condition a clock serves a commitment that it cites; undefined where it serves it for every subject. */
export function conditionOf(rule: ClockRule, commitment: string): Condition | undefined {
  const { sourceWhen } = rule.written;
  return sourceWhen !== undefined && Object.hasOwn(sourceWhen, commitment) ? sourceWhen[commitment] : undefined;
}

/** Whether a condition leaves a severity in. */
export function holdsAt(condition: Condition | undefined, severity: string): boolean {
  const asked = condition?.['severity'];
  return asked === undefined || meets(asked, severity);
}

/**
 * The commitments that a clock serves for a subject as it was known just before or at an instant, by the events of a view in order: of those
 * that it cites the ones whose condition the facts meet. A fault at the lightest severity is not what "within 2 hours" was promised for.
 */
export type Serving = (when: { readonly before: Instant } | { readonly upTo: Instant }) => readonly string[];

export function servingOf(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): Serving {
  if (rule.written.sourceWhen === undefined) return () => rule.sources;
  return (when) => {
    const isKnown = ({ at }: SubjectEvent): boolean => ('before' in when ? at < when.before : at <= when.upTo);
    return servedBy(rules, rule, view.filter(isKnown).reduce(factsAfter, {}));
  };
}

function servedBy({ plan }: PlanClockRules, rule: ClockRule, facts: Facts): readonly string[] {
  const known: Facts = { ...facts, kind: kindOf(plan, facts), severity: severityOf(plan, facts) };
  return rule.sources.filter((commitment) => {
    const condition = conditionOf(rule, commitment);
    return condition === undefined || meetsAll(condition, known, rule.per);
  });
}
