import type { ObjectiveStanding } from './objective-standing.schema.ts';
import type { Feed, Tally } from './register.schema.ts';
import type { FulfilmentStatus } from './vocabulary.ts';

/** The gravest first: what a row shows that stands for several, and in which order exceptions are read. */
export const BY_GRAVITY: readonly FulfilmentStatus[] = ['breached', 'atRisk', 'waived', 'kept', 'notDue', 'notMeasured'];

export const NOTHING: Tally = {
  kept: 0,
  breached: 0,
  waived: 0,
  passed: 0,
  refused: 0,
  explained: 0,
  atRisk: 0,
  plans: 0,
  attested: { holding: 0, ending: 0, ended: 0 },
  published: { shown: 0, lacking: 0 },
};

/** How a commitment stands: its status, and how often of how many times it was kept. */
export interface Standing {
  readonly status: FulfilmentStatus;
  readonly kept: number;
  readonly due: number;
}

/**
 * Judges what was counted of a commitment by the means that the plan names for it. A breach is one whatever counted it. What fell due is
 * what its clocks ended, kept or not; without clocks each time a guard was asked and let pass; without either, each plan that states the
 * arrangement. A person's word keeps it in a project until it ends, and is a breach from then on; so does what its customer is shown, as long as nothing is lacking. Nothing fell due: `notDue`. Nothing
 * measures it, or nobody has given their word yet: `notMeasured`.
 */
export function standingOf(feeds: readonly Feed[], tally: Tally): Standing {
  const kept = keptOf(feeds, tally);
  const { ending, ended } = tally.attested;
  const breached = tally.breached + ended + tally.published.lacking;
  return { status: statusOf(feeds, { ...tally, kept, breached, atRisk: tally.atRisk + ending }), kept, due: kept + breached };
}

function keptOf(feeds: readonly Feed[], tally: Tally): number {
  const fed = (by: Feed['by']): boolean => feeds.some((feed) => feed.by === by);
  if ((fed('clocks') || fed('duties')) && tally.kept > 0) return tally.kept;
  if (fed('guards') && tally.passed > 0) return tally.passed;
  const { holding, ending } = tally.attested;
  if (fed('attestations') && holding + ending > 0) return holding + ending;
  if (fed('card') && tally.published.shown > 0) return tally.published.shown;
  return fed('plan') ? tally.plans : 0;
}

function statusOf(feeds: readonly Feed[], tally: Tally): FulfilmentStatus {
  if (tally.breached > 0) return 'breached';
  if (tally.atRisk > 0) return 'atRisk';
  if (tally.waived > 0) return 'waived';
  if (tally.kept > 0) return 'kept';
  return feeds.some(({ by }) => by !== null && by !== 'attestations') ? 'notDue' : 'notMeasured';
}

/**
 * The same with the quality objectives that measure it: an ended period was kept or broken, the running one warns. A commitment that is
 * counted otherwise too keeps that figure: so many requests say more than so many periods.
 */
export function withObjectives(standing: Standing, objectives: readonly ObjectiveStanding[]): Standing {
  const kept = objectives.reduce((sum, one) => sum + one.kept, 0);
  const breached = objectives.reduce((sum, one) => sum + one.breached, 0);
  const status = statusOf([], { ...NOTHING, kept, breached, atRisk: objectives.some(({ isMissing }) => isMissing) ? 1 : 0 });
  const figure = standing.due > 0 ? standing : { kept, due: kept + breached };
  return { ...repeated([standing, { ...standing, status }]), kept: figure.kept, due: figure.due };
}

/** A commitment that repeats others stands as the gravest of them does, and shows its figure. */
export function repeated(standings: readonly Standing[]): Standing {
  const none: Standing = { status: 'notMeasured', kept: 0, due: 0 };
  return standings.reduce(
    (gravest, one) => (BY_GRAVITY.indexOf(one.status) < BY_GRAVITY.indexOf(gravest.status) ? one : gravest),
    standings[0] ?? none,
  );
}
