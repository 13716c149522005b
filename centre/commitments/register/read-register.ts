import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { cursorUnknown } from '#platform/http/cursor.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { ALL_OBLIGATIONS } from './facts.store.ts';
import { figuresOf, type Figures, type FiguresAsked } from './figures.store.ts';
import { cardTerms } from '../contact-card/card-terms.rules.ts';
import { reachedFor, shownPlaces, type Reached } from '../contact-card/contact-card.rules.ts';
import { dutyFigures } from '../duties/duty-counts.store.ts';
import { withDuties } from './with-duties.ts';
import { BY_GRAVITY, NOTHING } from './fulfilment.rules.ts';
import { monthsOf } from './months.rules.ts';
import { dayAsked } from './day-asked.ts';
import { readsPlans, unitsAround, type PlanInReach } from './plans-in-reach.store.ts';
import type { ObjectivesBeside } from './objectives-beside.ts';
import { fulfilmentsOf, trendOf, type TermsOfPlans } from './register-view.ts';
import { registerTerms } from './register-terms.ts';
import type { Feed, Fulfilment, RegisterAnswer, RegisterQuery, Tally } from './register.schema.ts';

/** Plans that an answer names. */
const NAMED_AT_MOST = 4;

/** What stands beside the register and is handed in, at one moment. */
export interface ReadAbout {
  readonly now: Instant;
  readonly objectives: ObjectivesBeside;
  /** Who can be reached, as the card tells the customer. */
  readonly reached: Reached;
}

/** The register as the actor may see it: every commitment of the active plans of the projects in reach, judged by what was counted. */
export async function readRegister(
  tx: Transaction<Tables>,
  actor: Actor,
  about: ReadAbout & { readonly query: RegisterQuery },
): Promise<RegisterAnswer | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { query } = about;
  const known = await judged(tx, actor, about);
  if (isRefusal(known)) return known;
  const { all, figures, months, plans } = known;
  const fitting = all.filter((one) => fits(one, query));
  const page = pageOf(
    fitting.filter(({ status }) => query.status === undefined || status === query.status),
    query,
  );
  if (page === null) return cursorUnknown();
  return {
    ...page,
    plans: plans.slice(0, NAMED_AT_MOST).map(({ code, revision, effectiveFrom }) => ({ code, revision, effectiveFrom })),
    planCount: plans.length,
    total: all.length,
    statuses: countBy(fitting),
    map: all.map(({ id, clause, status }) => ({ id, clause, status })),
    trend: trendOf(
      figures.months.filter(({ commitment }) => commitment === ALL_OBLIGATIONS),
      months,
      ({ kept, breached }) => kept + breached,
    ),
    ...whetherCounted(actor, figures),
  };
}

/** Whether the figures are whole, and how far they are where not: how many requests others have is not told to a customer. */
export function whetherCounted(actor: Actor, { countedAt, counting }: Figures): Pick<RegisterAnswer, 'countedAt' | 'counting'> {
  const requests = actor.kind === 'customer' ? null : (counting?.requests ?? 0);
  return {
    countedAt: countedAt === null ? null : formatInstant(countedAt as Instant),
    counting: counting === null ? null : { ...counting, requests },
  };
}

/** Every commitment in reach as it stands, with what it was judged by; of a day that has not come nothing stands. */
export async function judged(
  tx: Transaction<Tables>,
  actor: Actor,
  about: ReadAbout & { readonly query: Pick<RegisterQuery, 'customer' | 'project' | 'period' | 'asOf'> },
) {
  const { query, now } = about;
  const day = await dayAsked(tx, actor, { query, now });
  if (isRefusal(day)) return day;
  const { plans, isWhole, today, until } = day;
  const months = monthsOf(query.period, today);
  const asked: FiguresAsked = {
    projectIds: isWhole ? null : [...new Set(plans.map(({ projectId }) => projectId))],
    from: query.period === 'all' ? null : (months[0] ?? null),
    today,
    now,
    until,
  };
  const [counted, duties, stated, objectives] = await Promise.all([
    figuresOf(tx, asked),
    dutyFigures(tx, asked),
    statedIn(tx, plans, about.reached),
    about.objectives.standings(tx, asked),
  ]);
  const figures = withDuties(counted, duties);
  return { all: fulfilmentsOf(stated, { figures, months, objectives }), figures, months, plans, asked, stated };
}

/** The commitments of plans, each once: plans that promise the same by the same means are opened once. Without `reached` nothing is asked of their cards. */
export async function statedIn(
  tx: Transaction<Tables>,
  plans: readonly PlanInReach[],
  reached: Reached | null,
): Promise<TermsOfPlans[]> {
  const stated = new Map<string, TermsOfPlans>();
  const unitsOf = await unitsAround(tx);
  for (const same of Map.groupBy(plans, ({ termsDigest }) => termsDigest).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const stored = await planById(tx, first.id);
    const card = cardTerms(stored.plan);
    const shown =
      reached === null ? [] : same.map((project) => shownPlaces(card, reached.of(reachedFor(stored.plan, project, unitsOf))));
    for (const terms of registerTerms(stored)) {
      const known = stated.get(terms.commitment.id);
      stated.set(terms.commitment.id, {
        terms: known?.terms ?? terms,
        plans: known === undefined ? same : [...known.plans, ...same],
        published: publishedIn(terms.feeds, { shown, known: known?.published }),
      });
    }
  }
  return [...stated.values()];
}

/** In how many projects all parts of the card by which a commitment is measured are shown. */
function publishedIn(
  feeds: readonly Feed[],
  about: { readonly shown: readonly ReadonlySet<string>[]; readonly known: Tally['published'] | undefined },
): Tally['published'] {
  const { shown, known = NOTHING.published } = about;
  const places = feeds.flatMap(({ by, names }) => (by === 'card' ? names : []));
  if (places.length === 0) return known;
  const whole = shown.filter((of) => places.every((place) => of.has(place))).length;
  return { shown: known.shown + whole, lacking: known.lacking + shown.length - whole };
}

function fits(one: Fulfilment, query: RegisterQuery): boolean {
  const { clause, kind, means, role } = query;
  return (
    (clause === undefined || one.clause === clause || one.clause.startsWith(`${clause}.`)) &&
    (kind === undefined || one.kind === kind) &&
    (means === undefined || one.means.includes(means)) &&
    (role === undefined || one.responsible.some((answering) => answering.role === role))
  );
}

/** A page by the last row shown; null where the cursor names none. */
function pageOf(
  rows: readonly Fulfilment[],
  { cursor, limit }: RegisterQuery,
): Pick<RegisterAnswer, 'items' | 'nextCursor'> | null {
  const last = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && last === -1) return null;
  const items = rows.slice(last + 1, last + 1 + limit);
  return { items, nextCursor: last + 1 + limit < rows.length ? (items.at(-1)?.id ?? null) : null };
}

function countBy(rows: readonly Fulfilment[]): RegisterAnswer['statuses'] {
  return Object.fromEntries(
    BY_GRAVITY.map((status) => [status, rows.filter((row) => row.status === status).length]),
  ) as RegisterAnswer['statuses'];
}

export function notYours(): Refusal {
  return refusal(403, 'notAllowed', {
    zh: '您的岗位不看服务方案，也就没有承诺台账。',
    en: 'Your position reads no service plan, so there is no register of commitments for you.',
  });
}

export function unknownCommitment(): Refusal {
  return refusal(404, 'notFound', {
    zh: '在您可以查看的服务方案里没有这条承诺。请核对编号。',
    en: 'No service plan that you may read states this commitment. Check its number.',
  });
}
