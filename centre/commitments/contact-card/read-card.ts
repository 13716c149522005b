import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { plansInReach, readsPlans, unitsAround } from '../register/plans-in-reach.store.ts';
import { notYours } from '../register/read-register.ts';
import { cardTerms } from './card-terms.rules.ts';
import { cardParts, reachedFor, type Reached } from './contact-card.rules.ts';
import type { CardAnswer, CardQuery } from './contact-card.schema.ts';

const PROJECTS_AT_MOST = 50;

/** The card of one project that the actor may read. */
export async function readCard(
  tx: Transaction<Tables>,
  actor: Actor,
  { query, reached }: { readonly query: CardQuery; readonly reached: Reached },
): Promise<CardAnswer | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { plans } = await plansInReach(tx, actor, {});
  const shown = plans.find(({ projectId }) => query.project === undefined || projectId === query.project);
  const projects = plans.slice(0, PROJECTS_AT_MOST).map(({ projectId, projectName }) => ({ id: projectId, name: projectName }));
  if (shown === undefined) return { projects, card: null };
  const { plan } = await planById(tx, shown.id);
  const card = {
    project: { id: shown.projectId, name: shown.projectName },
    plan: { code: shown.code, revision: shown.revision, appliedAt: formatInstant(instant(shown.appliedAt)) },
    parts: cardParts(cardTerms(plan), reached.of(reachedFor(plan, shown, await unitsAround(tx)))),
  };
  return { projects, card };
}
