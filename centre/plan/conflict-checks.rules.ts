/** Check 3: two live values for one subject need a settlement. */
import type { PlanClock } from './clock.schema.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { isSame } from './plan-tree.rules.ts';
import type { PlanConflict } from './terms.schema.ts';

export function checkConflicts(plan: PlanParts): PlanFinding[] {
  const conflicts = plan.conflicts ?? [];
  return [...unsettledOuter(plan, conflicts), ...unsettledTwins(plan, conflicts), ...unsettledSchedules(plan, conflicts)];
}

/** A settlement speaks of a clock or schedule by its `subject` or by a value of `chosen`. */
function settles(conflict: PlanConflict, ids: readonly string[]): boolean {
  const spoken = new Set<unknown>([conflict.subject, ...Object.values(conflict.chosen).flat()]);
  return ids.every((id) => spoken.has(id));
}

/** An `outer` is a second value of the same promise. */
function unsettledOuter(plan: PlanParts, conflicts: readonly PlanConflict[]): PlanFinding[] {
  const clocks = Object.entries(plan.clocks ?? {}).flatMap(([id, { limit, outer, source }]) =>
    outer === undefined ? [] : [{ block: 'clocks', id, source, values: `${typeof limit === 'string' ? limit : '…'}, ${outer}` }],
  );
  const schedules = Object.entries(plan.schedules ?? {}).flatMap(([id, schedule]) => {
    const outers = [schedule, ...Object.values(schedule.byPhase ?? {})].filter(({ outer }) => outer !== undefined);
    return outers.map(({ every, outer }) => ({
      block: 'schedules',
      id,
      source: schedule.source,
      values: `${every ?? ''}, ${outer ?? ''}`,
    }));
  });
  return [...clocks, ...schedules]
    .filter(({ id }) => !conflicts.some((conflict) => settles(conflict, [id])))
    .map(({ block, id, source, values }) =>
      error('conflictUnsettled', [block, id], { details: { subject: id, values }, clauses: source }),
    );
}

/** So many clocks of one stretch are compared with each other; a plan has two or three. */
const COMPARED_AT_MOST = 20;

/** Two clocks that measure the same stretch of the same request by different limits. */
function unsettledTwins(plan: PlanParts, conflicts: readonly PlanConflict[]): PlanFinding[] {
  const byStretch = Map.groupBy(Object.entries(plan.clocks ?? {}), ([, clock]) => stretchOf(clock, plan));
  return [...byStretch.values()].flatMap((clocks) =>
    clocks.flatMap(([id, clock], index) => {
      const twin = clocks
        .slice(Math.max(0, index - COMPARED_AT_MOST), index)
        .find(
          ([otherId, other]) =>
            !sameLimit(clock, other) && shareKind(plan, id, otherId) && !settledBetween(conflicts, [id, clock], [otherId, other]),
        );
      if (twin === undefined) return [];
      return [
        error('conflictUnsettled', ['clocks', id], {
          details: { subject: `${twin[0]}, ${id}`, values: `${limitText(twin[1])}; ${limitText(clock)}` },
          clauses: [...twin[1].source, ...clock.source],
        }),
      ];
    }),
  );
}

function settledBetween(
  conflicts: readonly PlanConflict[],
  [id, clock]: [string, PlanClock],
  [otherId, other]: [string, PlanClock],
): boolean {
  return conflicts.some(
    (conflict) =>
      settles(conflict, [id, otherId]) ||
      (clock.source.some((clause) => conflict.clauses.includes(clause)) &&
        other.source.some((clause) => conflict.clauses.includes(clause))),
  );
}

function stretchOf(clock: PlanClock, plan: PlanParts): string {
  return JSON.stringify([
    clock.per ?? plan.clockDefaults?.per ?? '',
    clock.start ?? '',
    clock.anchor ?? '',
    clock.stop.toSorted(),
    clock.when ?? {},
  ]);
}

function sameLimit(one: PlanClock, other: PlanClock): boolean {
  const terms = ({ limit, bySeverity, before, calendar, unit }: PlanClock) => [limit, bySeverity, before, calendar, unit];
  return isSame(terms(one), terms(other));
}

/** Clocks of the report exist by kind; two that no kind has both of never run together. */
function shareKind(plan: PlanParts, id: string, otherId: string): boolean {
  const kinds = Object.values(plan.requestKinds ?? {});
  const isByKind = kinds.some(({ clocks }) => clocks.includes(id) || clocks.includes(otherId));
  return !isByKind || kinds.some(({ clocks }) => clocks.includes(id) && clocks.includes(otherId));
}

function limitText({ limit, bySeverity, before }: PlanClock): string {
  if (typeof limit === 'string') return limit;
  if (limit !== undefined) return limit.field;
  if (before !== undefined) return before;
  return Object.entries(bySeverity ?? {})
    .map(([severity, terms]) => `${severity} ${terms.limit}`)
    .join(', ');
}

/** Two schedules that write the same record by different cadences. */
function unsettledSchedules(plan: PlanParts, conflicts: readonly PlanConflict[]): PlanFinding[] {
  const withForm = Object.entries(plan.schedules ?? {}).filter(([, { form }]) => form !== undefined);
  return [...Map.groupBy(withForm, ([, { form }]) => form).values()].flatMap(([first, ...others]) =>
    others.flatMap(([id, schedule]) => {
      if (
        first === undefined ||
        isSame(first[1].every, schedule.every) ||
        conflicts.some((conflict) => settles(conflict, [first[0], id]))
      )
        return [];
      return [
        error('conflictUnsettled', ['schedules', id], {
          details: { subject: `${first[0]}, ${id}`, values: `${first[1].every ?? '…'}; ${schedule.every ?? '…'}` },
          clauses: [...first[1].source, ...schedule.source],
        }),
      ];
    }),
  );
}
