/** Check 4, second part: an organisation that the plan calls complete has what service needs. */
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts, ProviderBlocks } from './plan.schema.ts';

const UNITS = ['serviceCentre', 'qualityGroup', 'supportGroup', 'branch'] as const;
const POSITIONS = ['centreManager', 'dedicatedServiceManager', 'qualityController', 'supportEngineer', 'branchEngineer'] as const;
const DEMANDS = ['fault', 'consultation'] as const;

/** What `organisationComplete` says and the plan does not have: one finding for each unit, position or demand that is not there. */
export function checkOrganisation(plan: PlanParts, organisation: ProviderBlocks['organisation'] | undefined): PlanFinding[] {
  return (plan.rules ?? []).flatMap(({ means, what, source }, index) => {
    if (means !== 'config' || what !== 'organisationComplete' || organisation === undefined) return [];
    const lacking = [
      ...UNITS.filter((kind) => !organisation.units.some((unit) => unit.kind === kind)),
      ...POSITIONS.filter((position) => organisation.positions[position] === undefined),
      ...DEMANDS.filter((kind) => plan.requestKinds?.[kind] === undefined),
    ];
    return lacking.map((lacks) =>
      error('organisationIncomplete', ['rules', index, 'what'], { details: { lacks }, clauses: source }),
    );
  });
}
