/** A plan's text read into a `ServicePlan`, or everything that is wrong with it at once. */
import { checkCitations } from './citations.rules.ts';
import { idsTakenOut, withoutConsequences } from './consequences.rules.ts';
import type { HolidayContext } from './date-checks.rules.ts';
import { checkPlanAlone } from './plan-checks.rules.ts';
import { diagnose } from './plan-diagnostic.rules.ts';
import type { Locate, PlanCode, PlanDiagnostic, PlanFinding } from './plan-diagnostic.schema.ts';
import { checkReferences } from './plan-references.rules.ts';
import { readShape } from './plan-shape.rules.ts';
import { servicePlanSchema } from './plan.schema.ts';
import type { PlanParts, ServicePlan } from './plan.schema.ts';
import { shippedTable } from './shipped-holidays.ts';
import { outsideBlocks, strayBlocks } from './yaml-faults.rules.ts';
import { readYaml } from './yaml-document.rules.ts';

export type PlanReading = { plan: ServicePlan; warnings: PlanDiagnostic[]; locate: Locate } | { diagnostics: PlanDiagnostic[] };

/** Refusals of a text whose lines are not worth a look. */
const NOT_LOOKED_INTO: readonly PlanCode[] = [
  'tooLarge',
  'tooDeep',
  'tooManyParts',
  'aliasBomb',
  'aliasLoop',
  'notText',
  'notAMapping',
  'severalDocuments',
];

/**
 * Reads one YAML document. Gives the plan when nothing in it is an error, otherwise every diagnostic in the order of
 * the lines; entries of the wrong shape are left out of the checks of the others, their names are not.
 * `fileName` is not opened, it stands in the diagnostics. With `holidays` the holiday data are looked at too, as of its day: the plan's
 * own and those of its table, which are the ones that the product ships where it gives none. What else must hold before a plan becomes
 * active needs facts from outside it: `checkPlan`.
 */
export function readPlan(text: string, fileName: string, holidays?: HolidayContext): PlanReading {
  const yaml = readYaml(text);
  const raw = yaml.value;
  const manuscript = { fileName, locate: yaml.locate, raw };
  if (raw === undefined) {
    const isRefused = yaml.faults.every(({ code }) => NOT_LOOKED_INTO.includes(code));
    const stray = isRefused ? [] : strayBlocks(text, Object.keys(servicePlanSchema.shape));
    return { diagnostics: diagnose([...stray, ...outsideBlocks(text, yaml.faults, stray)], manuscript) };
  }
  const shape = readShape(raw);
  const checks = (plan: PlanParts): PlanFinding[] => [
    ...checkReferences(raw),
    ...checkCitations(raw),
    ...checkPlanAlone(plan, holidays && { ...holidays, table: holidays.table ?? shippedTable() }),
  ];
  const ofShape = 'plan' in shape ? [] : shape.findings;
  const found = checks('plan' in shape ? shape.plan : shape.parts);
  const findings = idsTakenOut([...ofShape, ...withoutConsequences(found, [...yaml.faults, ...ofShape])]);
  const diagnostics = diagnose([...yaml.faults, ...findings], manuscript);
  if ('plan' in shape && diagnostics.every(({ severity }) => severity === 'warning'))
    return { plan: shape.plan, warnings: diagnostics, locate: yaml.locate };
  return { diagnostics };
}
