import type { Transaction } from 'kysely';
import { judgingPlan, type ReplayPlan } from '#centre/commitments/index.ts';
import { checkColumns, readLogMap, type ReadLogMap } from '#centre/history/index.ts';
import { checkNamesInPlan } from '#centre/history/named-in-plan.rules.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { readPlan, withKnownYears, type PlanDiagnostic, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { authoredDraft, authoredPlan } from './authored-plans.store.ts';
import { withLimits, type ChangedLimits } from './changed-limits.rules.ts';
import type { PlanChoice, ReplayQuestion } from './log-replay.schema.ts';
import { replayRefusals } from './log-replay.texts.ts';

/** A question as it was read: what is wrong with each of its parts, and what is not. */
export interface ReadQuestion {
  readonly read: ReadLogMap | null;
  readonly plan: ServicePlan | null;
  /** The plan with the limits that are changed. */
  readonly changed: ServicePlan | null;
  /** Held against: another plan, or the first as it was where limits of it are changed. */
  readonly against: ServicePlan | null;
  readonly wrong: {
    readonly map: readonly PlanDiagnostic[];
    readonly plan: readonly PlanDiagnostic[];
    readonly against: readonly PlanDiagnostic[];
    readonly changes: ChangedLimits['faults'];
  };
}

/** Reads map and plans and holds them against each other and, where they are given, the columns of the log. `refused`: a plan that is not the actor's to author. */
export async function readQuestion(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { readonly question: ReplayQuestion; readonly columns?: readonly string[] },
): Promise<ReadQuestion | Refusal> {
  const { map, plan: choice, against: other, changes } = asked.question;
  const first = await chosenPlan(tx, actor, choice);
  if (isRefusal(first)) return first;
  const second = other === null ? NO_PLAN : await chosenPlan(tx, actor, other);
  if (isRefusal(second)) return second;
  const reading = readLogMap(map, 'map.yaml');
  const changed = first.plan === null ? NOTHING_CHANGED : withLimits(first.plan, changes);
  const itself = other === null && changes.length > 0 ? first.plan : null;
  return {
    read: 'map' in reading ? reading : null,
    plan: first.plan,
    changed: changed.plan,
    against: second.plan ?? itself,
    wrong: {
      map:
        'diagnostics' in reading
          ? reading.diagnostics
          : [...reading.warnings, ...namedWrongly(reading, [first, second], asked.columns)],
      plan: first.diagnostics,
      against: second.diagnostics,
      changes: changed.faults,
    },
  };
}

/** What a map names that the columns or a plan do not have, each once. */
function namedWrongly(read: ReadLogMap, plans: readonly ChosenPlan[], columns?: readonly string[]): PlanDiagnostic[] {
  const findings = [
    ...(columns === undefined ? [] : checkColumns(read.map, columns)),
    ...plans.flatMap(({ plan }) => (plan === null ? [] : checkNamesInPlan(read.map, plan, Object.keys(plan.requestKinds)))),
  ];
  return [
    ...new Map(read.diagnose(findings).map((found) => [JSON.stringify([found.line, found.column, found.code]), found])).values(),
  ];
}

/** Whether nothing keeps a question from being answered. */
export function isSound({ read, changed, wrong }: ReadQuestion): boolean {
  const all = [...wrong.map, ...wrong.plan, ...wrong.against];
  return read !== null && changed !== null && wrong.changes.length === 0 && all.every(({ severity }) => severity !== 'error');
}

interface ChosenPlan {
  readonly plan: ServicePlan | null;
  readonly diagnostics: readonly PlanDiagnostic[];
}
const NO_PLAN: ChosenPlan = { plan: null, diagnostics: [] };
const NOTHING_CHANGED: { readonly plan: null; readonly faults: ChangedLimits['faults'] } = { plan: null, faults: [] };

async function chosenPlan(tx: Transaction<Tables>, actor: Actor, choice: PlanChoice): Promise<ChosenPlan | Refusal> {
  if ('planId' in choice) {
    const stored = await authoredPlan(tx, actor, choice.planId);
    return stored === undefined ? replayRefusals.planNotFound : { plan: withKnownYears(stored.plan), diagnostics: [] };
  }
  const text = 'text' in choice ? choice.text : await authoredDraft(tx, actor, choice);
  if (text === undefined) return replayRefusals.planNotFound;
  const reading = readPlan(text, 'plan.yaml');
  if ('diagnostics' in reading) return { plan: null, diagnostics: reading.diagnostics };
  return { plan: withKnownYears(reading.plan), diagnostics: reading.warnings };
}

/** The plans of a sound question, ready to judge. */
export function judgingPlans({ changed, against }: ReadQuestion): { plan: ReplayPlan; against: ReplayPlan | undefined } | null {
  if (changed === null) return null;
  return { plan: judgingPlan(changed), against: against === null ? undefined : judgingPlan(against) };
}
