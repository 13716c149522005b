/** Check 1: every commitment is carried out by something in the plan. */
import { listed } from '#platform/text/nearest.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { placesAt, placesUnder, valueAt } from './plan-tree.rules.ts';

/** Commitment → the places of the plan that cite it: every `source`, and the gates. A conflict settles clauses, it does not carry them out. */
export function citationsOf(plan: unknown): Map<string, PlanPath[]> {
  const citations = new Map<string, PlanPath[]>();
  const lists = [...placesUnder(plan, 'source'), ...placesAt(plan, 'gates.*')];
  for (const { path, value } of lists) {
    for (const id of Array.isArray(value) ? value : []) {
      if (typeof id !== 'string') continue;
      const places = citations.get(id);
      if (places === undefined) citations.set(id, [path]);
      else places.push(path);
    }
  }
  return citations;
}

/** Blocks whose entries carry commitments out; the first ones a plan has to have. What becomes of running requests carries out none. */
export const CARRYING = {
  required: [
    'calendars',
    'channels',
    'intake',
    'requestKinds',
    'severities',
    'severityRules',
    'clocks',
    'phases',
    'faultHandling',
    'flows',
    'gates',
    'complaints',
    'conduct',
    'entitlements',
  ],
  optional: ['organisation', 'onCall', 'schedules', 'rules', 'forms', 'quality', 'resident', 'postWarranty'],
} as const;

/** A block that a plan may leave out is spoken of from so many commitments on; fewer can have lost their place otherwise. */
const LEFT_BY_A_BLOCK = 3;

/** Commitments that nothing cites, each; where a block is not there, in one finding that names it, with the ids of all. */
export function checkCitations(plan: unknown): PlanFinding[] {
  const uncited = uncitedCommitments(plan);
  const isLacking = (block: string) => isBare(valueAt(plan, [block]));
  const required = CARRYING.required.filter(isLacking);
  const lacking = [...required, ...CARRYING.optional.filter(isLacking)];
  const [first] = lacking;
  if (first === undefined || uncited.length < (required.length > 0 ? 1 : LEFT_BY_A_BLOCK)) return uncited;
  const ids = uncited.flatMap(({ clauses }) => clauses);
  const details = { blocks: lacking.join(', '), count: String(ids.length), ids: listed(ids, IDS_NAMED_AT_MOST) };
  return [error('uncitedWithoutBlock', [first], { details, clauses: ids })];
}

const IDS_NAMED_AT_MOST = 60;

function isBare(block: unknown): boolean {
  return block == null || (typeof block === 'object' && Object.keys(block).length === 0);
}

/** One that repeats earlier ones counts through them. */
function uncitedCommitments(plan: unknown): PlanFinding[] {
  const cited = citationsOf(plan);
  const carriedOut = new Set<string>();
  return placesAt(plan, 'commitments.*').flatMap(({ path, value }) => {
    const id = valueAt(value, ['id']);
    const repeats = placesAt(value, 'repeats.*').map((place) => String(place.value));
    if (typeof id !== 'string') return [];
    // Earlier ones come first, so what a commitment repeats has been looked at already.
    if (cited.has(id) || repeats.some((earlier) => carriedOut.has(earlier))) {
      carriedOut.add(id);
      return [];
    }
    return [error('uncitedCommitment', [...path, 'id'], { details: { written: id }, clauses: [id] })];
  });
}
