import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import type { Instant } from '#platform/time/instant.ts';
import { activationChecks } from '../activation.rules.ts';
import { activationFacts } from '../activation.store.ts';
import { approvalTold } from '../plan-approvals.store.ts';
import { withProvider } from '../plan.rules.ts';
import { readPlan, type PlanReading } from '../read-plan.ts';
import { asTold, FILE_NAME } from './checked-text.ts';
import { differencesTold } from './differences-told.ts';
import type { ReviewLine } from './plan-drafts.schema.ts';

/**
 * Everything that stands between a text and its activation: the nine checks with the facts of now, what changes by clause, the customer's
 * word. The facts are read here; what is told of them comes line by line, each when it is asked for, and needs the database no more.
 */
export async function reviewOf(
  tx: Transaction<Tables>,
  draft: { readonly text: string; readonly version: number },
  now: Instant,
): Promise<AsyncIterable<ReviewLine>> {
  const reading = readPlan(draft.text, FILE_NAME);
  const digest = sha256(draft.text);
  const approval = (await approvalTold(tx, digest)) ?? null;
  const begun = { kind: 'begun', version: draft.version, approval } as const;
  if ('diagnostics' in reading) return inTurn(unreadable({ ...begun, reading: reading.diagnostics.map(asTold) }));
  const facts = await activationFacts(tx, reading.plan, { now, digest });
  return inTurn(linesOf(reading, facts, { ...begun, reading: [] }));
}

type Begun = Extract<ReviewLine, { kind: 'begun' }>;

function* unreadable(begun: Begun): Generator<ReviewLine> {
  yield begun;
  yield { kind: 'done', differences: null, isFirst: false, representatives: [] };
}

function* linesOf(
  reading: Extract<PlanReading, { plan: unknown }>,
  facts: Awaited<ReturnType<typeof activationFacts>>,
  begun: Begun,
): Generator<ReviewLine> {
  const { plan } = reading;
  yield begun;
  for (const { number, state, diagnostics } of activationChecks(reading, FILE_NAME, facts))
    yield { kind: 'check', check: { number, state, diagnostics: diagnostics.map(asTold) } };
  yield {
    kind: 'done',
    differences: differencesTold(facts.activePlan, withProvider(plan, facts.provider.blocks)),
    isFirst: facts.activePlan === undefined,
    representatives: plan.customer.contacts
      .filter(({ role }) => role === 'customerRepresentative')
      .map(({ id, name }) => ({ code: id, name: name.zh })),
  };
}

/** Between two lines others have their turn, and what was told leaves. */
async function* inTurn(lines: Iterable<ReviewLine>): AsyncGenerator<ReviewLine> {
  for (const line of lines) {
    yield line;
    await setImmediate();
  }
}
