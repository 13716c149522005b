import type { Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { unitsAround, type PlanInReach } from '../register/plans-in-reach.store.ts';
import type { CommitmentAnswer } from '../register/register.schema.ts';
import { cardTerms } from './card-terms.rules.ts';
import { cardParts, reachedFor, type Reached } from './contact-card.rules.ts';

const PROJECTS_AT_MOST = 50;

/** What some parts of the card lack, of each project. */
export async function lacksOf(
  tx: Transaction<Tables>,
  about: { readonly plans: readonly PlanInReach[]; readonly reached: Reached; readonly places: readonly string[] },
): Promise<CommitmentAnswer['lacks']> {
  const { plans, reached, places } = about;
  if (places.length === 0) return [];
  const unitsOf = await unitsAround(tx);
  const found: CommitmentAnswer['lacks'] = [];
  for (const project of plans.slice(0, PROJECTS_AT_MOST)) {
    const { plan } = await planById(tx, project.id);
    const terms = cardTerms(plan).filter(({ place }) => places.includes(place));
    for (const { title, lacks } of cardParts(terms, reached.of(reachedFor(plan, project, unitsOf))))
      if (lacks.length > 0) found.push({ project: project.projectName, part: title, lacks });
  }
  return found;
}
