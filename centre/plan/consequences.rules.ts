/** One mistake, one diagnostic: findings that only follow from a fault of shape are left out until it is corrected. */
import type { PlanCode, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';

/** Checks that look from one block into others: a fault of shape there takes away what they look for. */
const LOOKS_INTO: Partial<Record<PlanCode, readonly string[]>> = {
  clockOfNoKind: ['requestKinds'],
  clockWithoutCalendar: ['clockDefaults'],
  limitDoesNotFit: ['calendars', 'clockDefaults'],
  limitNotInDays: ['calendars', 'clockDefaults'],
  limitNotInHours: ['calendars', 'clockDefaults'],
  elasticWithoutNumber: ['clocks', 'schedules', 'quality', 'rules'],
  limitOverClause: ['commitments'],
  conflictUnsettled: ['conflicts', 'requestKinds', 'clockDefaults'],
  readingUnsettled: ['conflicts', 'commitments', 'gates', 'clocks', 'channels', 'phases', 'entitlements'],
  channelNotOffered: ['channels'],
  settlementDiffers: ['clocks', 'schedules', 'channels', 'forms', 'resident', 'entitlements', 'phases'],
  siteWithoutUnit: ['organisation'],
  organisationIncomplete: ['organisation', 'requestKinds'],
  unknownValue: ['requestKinds', 'severities'],
  holidayYearMissing: ['holidaySets'],
  nextHolidayYearMissing: ['holidaySets'],
};

const UNCITED: readonly PlanCode[] = ['uncitedCommitment', 'uncitedWithoutBlock'];

/** Findings of checks that hold whatever becomes of the faults of shape, and of names that a block should give. */
export function withoutConsequences(findings: readonly PlanFinding[], ofShape: readonly PlanFinding[]): PlanFinding[] {
  const uncited = new Set(findings.flatMap(({ code, clauses }) => (UNCITED.includes(code) ? clauses : [])));
  const lacking = findings.filter(({ code }) => code === 'nameNotGiven' || code === 'nameRenamed');
  const faultyBlocks = new Set([...ofShape, ...lacking].map(({ path }) => path[0]));
  // A key written wrongly takes away the one that was meant.
  const faulty = ofShape.flatMap(({ code, path, details }) =>
    code === 'unknownKey' && details['nearest'] !== undefined ? [path, [...path.slice(0, -1), details['nearest']]] : [path],
  );
  const places = new Set(faulty.map((path) => JSON.stringify(path)));
  const holders = new Set(faulty.flatMap(placesAround));
  return findings.filter(
    ({ code, path, clauses }) =>
      // What nothing cites has no number either.
      !(code === 'elasticWithoutNumber' && clauses.every((id) => uncited.has(id))) &&
      !(LOOKS_INTO[code] ?? []).some((block) => faultyBlocks.has(block)) &&
      !holders.has(JSON.stringify(path)) &&
      !placesAround(path).some((place) => places.has(place)),
  );
}

/**
 * An entry without its id, and one name of its block that nothing gives any more: the id was taken out. The two are told as one, at the
 * entry, with the name.
 */
export function idsTakenOut(findings: readonly PlanFinding[]): PlanFinding[] {
  const one = (code: PlanCode, block: unknown, depth: number) => {
    const found = findings.filter(({ code: of, path }) => of === code && path[0] === block && path.length === depth);
    return found.length === 1 ? found[0] : undefined;
  };
  const pairs = findings.flatMap((bare) => {
    const [block, entry, key] = bare.path;
    if (bare.code !== 'missingKey' || key !== 'id' || typeof entry !== 'number') return [];
    const lost = one('nameNotGiven', block, 1);
    return lost === undefined || one('missingKey', block, 3) !== bare ? [] : [{ bare, lost }];
  });
  return findings
    .filter((finding) => !pairs.some(({ lost }) => lost === finding))
    .map((finding) => {
      const lost = pairs.find(({ bare }) => bare === finding)?.lost.details['written'];
      return lost === undefined ? finding : { ...finding, details: { ...finding.details, nearest: lost } };
    });
}

/** The place itself and those that hold it, but for the whole block: that holds too much to tell. */
function placesAround(path: PlanPath): string[] {
  return path.slice(1).map((_, index) => JSON.stringify(path.slice(0, index + 2)));
}
