import type { Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { HolidayContext } from '../date-checks.rules.ts';
import type { PlanDiagnostic } from '../plan-diagnostic.schema.ts';
import { readPlan } from '../read-plan.ts';
import type { Diagnostic, PlanChecked } from './plan-drafts.schema.ts';

/** Stands in diagnostics where a file would; the page shows the text itself. */
export const FILE_NAME = 'plan';

export function asTold({ file: _file, ...told }: PlanDiagnostic): Diagnostic {
  return { ...told, clauses: [...told.clauses] };
}

/** What `pledge plan check` says of a text. */
export function checkedText(text: string, holidays: HolidayContext): PlanChecked {
  const reading = readPlan(text, FILE_NAME, holidays);
  if ('diagnostics' in reading) return { plan: null, diagnostics: reading.diagnostics.map(asTold) };
  const { plan, commitments } = reading.plan;
  return {
    plan: { code: plan.id, revision: plan.revision, commitments: commitments.length },
    diagnostics: reading.warnings.map(asTold),
  };
}

/** The day by which holiday years are looked at in a text that nobody has read yet: the one of `pledge plan check`. */
export function todayOf(now: Instant): string {
  return dateIn('UTC', now);
}
