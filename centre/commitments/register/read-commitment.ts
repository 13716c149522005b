import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { attestTerms, holdsAtMost } from './attest-terms.rules.ts';
import { mayAttest as mayAttestIn } from './attest.ts';
import { dutiesShown } from '../duties/duties-of.ts';
import { lacksOf } from '../contact-card/lacks-of.ts';
import { namedIn } from './feed-words.rules.ts';
import { readsPlans, type PlanInReach } from './plans-in-reach.store.ts';
import { judged, notYours, unknownCommitment, whetherCounted, type ReadAbout } from './read-register.ts';
import { staffNames } from './figures.store.ts';
import { ofProjects } from './of-projects.store.ts';
import type { CommitmentAnswer, CommitmentQuery, Fulfilment } from './register.schema.ts';

/** One commitment as the register shows it, with the projects it stands worst in. */
export async function readCommitment(
  tx: Transaction<Tables>,
  actor: Actor,
  about: ReadAbout & { readonly commitment: string; readonly query: CommitmentQuery },
): Promise<CommitmentAnswer | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { commitment } = about;
  const known = await judged(tx, actor, about);
  if (isRefusal(known)) return known;
  const { all, figures, asked } = known;
  const one = all.find(({ id }) => id === commitment);
  // In reach are plans that know nothing of it.
  const stating = known.stated.find(({ terms }) => terms.commitment.id === commitment)?.plans ?? [];
  const [plan] = stating;
  if (one === undefined || plan === undefined) return unknownCommitment();
  const [stored, projects, people, mayAttest, lacks, duties] = await Promise.all([
    planById(tx, plan.id),
    ofProjects(tx, commitment, asked),
    actor.kind === 'customer' ? [] : staffNames(tx),
    attestable(tx, actor, { commitment: one, plans: stating, today: asked.today }),
    lacksOf(tx, {
      plans: stating,
      reached: about.reached,
      places: one.feeds.flatMap(({ by, names }) => (by === 'card' ? names : [])),
    }),
    one.feeds.some(({ by }) => by === 'duties') ? dutiesShown(tx, actor, { commitment, plans: stating, asked }) : [],
  ]);
  return {
    ...one,
    ...whetherCounted(actor, figures),
    until: asked.until,
    named: one.feeds.flatMap((feed) => namedIn(feed, stored.plan)),
    repeated: all.filter(({ id }) => one.repeats.includes(id)).map(({ id, status }) => ({ id, status })),
    projects,
    plan: { code: plan.code, revision: plan.revision, appliedAt: formatInstant(plan.appliedAt as Instant) },
    planCount: stating.length,
    duties,
    lacks,
    mayAttest,
    people,
  };
}

const ATTESTABLE_AT_MOST = 50;

/** The projects for which the actor may give their word on a commitment; none where it is measured otherwise. */
async function attestable(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { readonly commitment: Fulfilment; readonly plans: readonly PlanInReach[]; readonly today: string },
): Promise<CommitmentAnswer['mayAttest']> {
  const { commitment, plans, today } = about;
  if (!commitment.feeds.some(({ by }) => by === 'attestations')) return [];
  const found: CommitmentAnswer['mayAttest'] = [];
  for (const project of plans.slice(0, ATTESTABLE_AT_MOST)) {
    const terms = attestTerms((await planById(tx, project.id)).plan, commitment.id);
    if (await mayAttestIn(tx, actor, { project, terms }))
      found.push({ id: project.projectId, name: project.projectName, holdsAtMost: holdsAtMost(terms, today) });
  }
  return found;
}
