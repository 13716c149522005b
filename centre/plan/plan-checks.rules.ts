/** The nine checks that a plan passes before it may become active (sample-plan.md). */
import type { HolidayTable } from './calendar.schema.ts';
import { checkCitations } from './citations.rules.ts';
import { checkClocks } from './clock-checks.rules.ts';
import { checkConflicts } from './conflict-checks.rules.ts';
import { checkCalendars, checkHolidays, checkMilestones, checkPhases, checkTargets } from './date-checks.rules.ts';
import type { HolidayContext } from './date-checks.rules.ts';
import { checkForms, checkGuards } from './form-checks.rules.ts';
import { checkIntervals } from './interval-checks.rules.ts';
import { checkLimits } from './limit-checks.rules.ts';
import { checkOrganisation } from './organisation-checks.rules.ts';
import { checkFormulas } from './objectives.rules.ts';
import { error, pathText } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import { diffPlans, shown } from './plan-diff.rules.ts';
import { checkReferences } from './plan-references.rules.ts';
import type { PlanParts, ProviderBlocks, ServicePlan } from './plan.schema.ts';
import { checkReadings } from './reading-checks.rules.ts';
import { checkSettlements } from './settlement-checks.rules.ts';
import { checkProvider } from './provider-checks.rules.ts';
import { checkRoster, checkSites } from './site-checks.rules.ts';
import type { Roster } from './site-checks.rules.ts';

export interface PlanContext {
  /** Local date of the plan's zone, `YYYY-MM-DD`. */
  today: string;
  /** What is stored for the provider, and the plan that stated it. */
  provider?:
    | {
        blocks: ProviderBlocks;
        statedBy?: string | undefined;
        holidays?: HolidayTable | undefined;
      }
    | undefined;
  activePlan?: ServicePlan | undefined;
  /** Whether the customer's representative has approved this very text, on record (`approvePlan`). */
  approvedByCustomer?: boolean | undefined;
  roster?: Roster | undefined;
}

export interface PlanCheck {
  /** 1 to 9, as sample-plan.md numbers them. */
  number: number;
  state: 'passed' | 'warned' | 'failed' | 'notChecked';
  findings: PlanFinding[];
}

/** All nine, in order. A check whose facts are not given (the roster) is `notChecked`. */
export function checkPlan(plan: ServicePlan, context: PlanContext): PlanCheck[] {
  return [...checksInTurn(plan, context)];
}

/** The same, each made when it is asked for. */
export function* checksInTurn(plan: ServicePlan, context: PlanContext): Generator<PlanCheck> {
  const stored = context.provider;
  const organisation = plan.organisation ?? stored?.blocks.organisation;
  const references = checkReferences(plan);
  yield checked(1, [...references.filter(isCitation), ...checkCitations(plan)]);
  yield checked(2, [...references.filter((finding) => !isCitation(finding)), ...checkClocks(plan), ...checkLimits(plan)]);
  yield checked(3, [...checkConflicts(plan), ...checkReadings(plan, stored?.holidays), ...checkSettlements(plan)]);
  yield checked(4, [...checkSites(plan, organisation), ...checkOrganisation(plan, organisation)]);
  yield context.roster === undefined ? { number: 5, state: 'notChecked', findings: [] } : checked(5, checkRoster(context.roster));
  yield checked(6, [
    ...checkCalendars(plan),
    ...checkIntervals(plan),
    ...checkHolidays(plan, { today: context.today, table: stored?.holidays }),
  ]);
  yield checked(7, [...checkForms(plan), ...checkGuards(plan), ...checkProvider(plan, stored?.blocks, stored?.statedBy)]);
  yield checked(8, [...checkMilestones(plan), ...checkPhases(plan), ...checkTargets(plan), ...checkFormulas(plan)]);
  yield checked(9, checkChanges(plan, context));
}

/** Check 1 is about commitments, their ids and who cites them. */
function isCitation({ code, path }: PlanFinding): boolean {
  if (code === 'nameNotGiven') return path[0] === 'commitments';
  return code === 'unknownCommitment' || code === 'repeatsLater' || code === 'duplicateId';
}

/** A plan may become active when no check has failed; one not checked is the caller's to answer for. */
export function passes(checks: readonly PlanCheck[]): boolean {
  return checks.every(({ state }) => state !== 'failed');
}

/** Those checks that need nothing but the plan, also in part: what is not there is not checked. */
export function checkPlanAlone(plan: PlanParts, holidays?: HolidayContext): PlanFinding[] {
  return [
    ...checkClocks(plan),
    ...checkLimits(plan),
    ...checkConflicts(plan),
    ...checkReadings(plan, holidays?.table),
    ...checkSettlements(plan),
    ...checkSites(plan),
    ...checkOrganisation(plan, plan.organisation),
    ...checkCalendars(plan),
    ...checkIntervals(plan),
    ...(holidays === undefined ? [] : checkHolidays(plan, holidays)),
    ...checkForms(plan),
    ...checkGuards(plan),
    ...checkMilestones(plan),
    ...checkPhases(plan),
    ...checkTargets(plan),
    ...checkFormulas(plan),
  ];
}

function checked(number: number, findings: PlanFinding[]): PlanCheck {
  if (findings.some(({ severity }) => severity === 'error')) return { number, state: 'failed', findings };
  return { number, state: findings.length > 0 ? 'warned' : 'passed', findings };
}

/** Check 9: a weaker value that the source gives needs the customer's word. */
function checkChanges(plan: ServicePlan, { activePlan, approvedByCustomer }: PlanContext): PlanFinding[] {
  if (activePlan === undefined || approvedByCustomer === true) return [];
  return diffPlans(activePlan, plan)
    .filter(({ isWeaker, wasAssumed }) => isWeaker && !wasAssumed)
    .map(({ path, before, after, clauses }) =>
      error('weakenedWithoutApproval', path, {
        details: { name: pathText(path), before: shown(before), after: shown(after) },
        clauses,
      }),
    );
}
