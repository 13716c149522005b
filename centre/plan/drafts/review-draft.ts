import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { sha256 } from '#platform/evidence-log/canonical.ts';
import type { Instant } from '#platform/time/instant.ts';
import { activationChecks } from '../activation.rules.ts';
import { activationFacts } from '../activation.store.ts';
import { approvalTold } from '../plan-approvals.store.ts';
import { differencesByClause } from '../plan-diff-report.rules.ts';
import { diffPlans, shown } from '../plan-diff.rules.ts';
import { withProvider } from '../plan.rules.ts';
import type { ServicePlan } from '../plan.schema.ts';
import { readPlan } from '../read-plan.ts';
import { asTold, FILE_NAME } from './checked-text.ts';
import type { DraftReview } from './plan-drafts.schema.ts';

/** Everything that stands between a text and its activation: the nine checks with the facts of now, what changes by clause, the customer's word. */
export async function reviewOf(
  tx: Transaction<Tables>,
  draft: { readonly text: string; readonly version: number; readonly customer_id: string },
  now: Instant,
): Promise<DraftReview> {
  const reading = readPlan(draft.text, FILE_NAME);
  const digest = sha256(draft.text);
  const approval = await approvalTold(tx, digest);
  const beside = { version: draft.version, approval: approval ?? null };
  if ('diagnostics' in reading)
    return { ...beside, reading: reading.diagnostics.map(asTold), checks: [], differences: null, representatives: [] };
  const { plan } = reading;
  const facts = await activationFacts(tx, plan, { now, digest });
  const checks = activationChecks(reading, FILE_NAME, facts);
  return {
    ...beside,
    reading: [],
    checks: checks.map(({ number, state, diagnostics }) => ({ number, state, diagnostics: diagnostics.map(asTold) })),
    differences: differencesTold(facts.activePlan, withProvider(plan, facts.provider.blocks)),
    representatives: plan.customer.contacts
      .filter(({ role }) => role === 'customerRepresentative')
      .map(({ id, name }) => ({ code: id, name: name.zh })),
  };
}

function differencesTold(older: ServicePlan | undefined, newer: ServicePlan): DraftReview['differences'] {
  if (older === undefined) return [];
  return differencesByClause(diffPlans(older, newer), { older, newer }).map(({ clauses, differences }) => ({
    clauses,
    differences: differences.map(({ path, before, after, isWeaker, wasAssumed }) => ({
      path: path.join('.'),
      before: shown(before),
      after: shown(after),
      isWeaker,
      wasAssumed,
    })),
  }));
}
