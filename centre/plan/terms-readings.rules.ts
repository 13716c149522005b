/** Readings on what the customer is entitled to, and on what is measured (commitments.md, X5, X12 to X15, X18). */
import type { PlanParts } from './plan.schema.ts';
import { behindGate, clocksWhere, idsOf, sourcesOf } from './reading.rules.ts';
import type { Reading } from './reading.rules.ts';

/** X5: a free period that rests on two promises, of which only one says what is free. */
export function freeScope(plan: PlanParts): Reading[] {
  const scope = plan.entitlements?.warranty;
  if (scope === undefined) return [];
  const promises = new Set((plan.commitments ?? []).filter(({ kind }) => kind === 'entitlement').map(({ id }) => id));
  return (plan.phases ?? []).flatMap((phase) => {
    if (phase.free !== true || phase.duration === undefined) return [];
    const promised = phase.source.filter((clause) => promises.has(clause));
    const within = promised.filter((clause) => scope.source.includes(clause));
    const beside = promised.filter((clause) => !scope.source.includes(clause));
    const work = scope.freeWork === 'all' ? 'all' : scope.freeWork.join(', ');
    return [
      {
        subject: 'freeScope',
        path: ['entitlements', 'warranty', 'freeWork'],
        values: `freeWork: ${work} (${within.join(', ')}); ${phase.id} ${phase.duration} (${beside.join(', ')})`,
        sides: [within, beside] as const,
      },
    ];
  });
}

/** X5 as two values: inspections that one block gives free and the other does not. */
export function freeInspections(plan: PlanParts): Reading[] {
  const scope = plan.entitlements?.warranty;
  if (scope?.freeInspections !== false) return [];
  return Object.entries(plan.schedules ?? {}).flatMap(([id, { free, form, source }]) =>
    free !== true || form !== 'inspectionReport'
      ? []
      : [
          {
            subject: 'freeScope',
            path: ['entitlements', 'warranty', 'freeInspections'],
            values: `schedules.${id}.free: true; freeInspections: false`,
            sides: [source, scope.source] as const,
          },
        ],
  );
}

/** X12: the free period and the product life, equally long: one thing or two? */
export function periodNames(plan: PlanParts): Reading[] {
  const life = plan.entitlements?.productLife;
  return (plan.phases ?? []).flatMap((phase) =>
    life === undefined || phase.free !== true || phase.duration !== life.atLeast
      ? []
      : [
          {
            subject: 'freePeriodNames',
            path: ['entitlements', 'productLife'],
            values: `${phase.id} ${phase.duration}; productLife ${life.atLeast}`,
            sides: [phase.source, life.source] as const,
          },
        ],
  );
}

/** X13: one main engineer until the acceptance, who may be exchanged so often in a year: which year? */
export function residentChanges(plan: PlanParts): Reading[] {
  const resident = plan.resident;
  if (resident === undefined) return [];
  const { changes, from, until, source } = resident;
  const counted = behindGate(plan, 'changesWithinLimit');
  return [
    {
      subject: 'residentChanges',
      path: ['resident', 'changes'],
      values: `${from} – ${until}; max ${changes.max} per ${changes.per}, rolling: ${changes.rolling}`,
      sides: [counted, source.filter((clause) => !counted.includes(clause))],
    },
  ];
}

/** X14: what is replaced free for one cause of damage, while whatever no list prices is free: who pays for the others? */
export function humanDamage(plan: PlanParts): Reading[] {
  const scope = plan.entitlements?.warranty;
  if (scope === undefined || plan.entitlements?.unlistedFees !== 'free') return [];
  const free = clocksWhere(plan, ({ when }) => when?.['damageCause']?.includes(scope.freeReplacement.damageCause) === true);
  return [
    {
      subject: 'humanDamage',
      path: ['entitlements', 'warranty', 'freeReplacement'],
      values: `freeReplacement: ${scope.freeReplacement.damageCause}; unlistedFees: free`,
      sides: [sourcesOf(free), behindGate(plan, 'listedFee')],
    },
  ];
}

/** X15: a rate whose clause names no formula; the plan computes it all the same, by one of its own. */
export function rates(plan: PlanParts): Reading[] {
  return Object.entries(plan.quality?.objectives ?? {}).flatMap(([id, { formula, formulaAssumed, source }]) =>
    formula === undefined || formulaAssumed !== true
      ? []
      : [
          {
            subject: 'rates',
            path: ['quality', 'objectives', id, 'formula'],
            values: `${id}: —; ${formula}`,
            sides: [source] as const,
          },
        ],
  );
}

/** X18: what is not listed is free, and things are sold. */
export function fees(plan: PlanParts): Reading[] {
  const sold = clocksWhere(plan, ({ start }) => start === 'contractSigned');
  if (plan.entitlements?.unlistedFees !== 'free') return [];
  return [
    {
      subject: 'fees',
      path: ['entitlements', 'unlistedFees'],
      values: `free; ${idsOf(sold)}`,
      sides: [behindGate(plan, 'listedFee'), sourcesOf(sold)],
    },
  ];
}
