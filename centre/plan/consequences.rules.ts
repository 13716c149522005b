/** One mistake, one diagnostic: findings that only follow from a fault of shape are left out until it is corrected. */
import type { PlanCode, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';

/** Checks that look from one block into others: a fault of shape there takes away what they look for. */
const LOOKS_INTO: Partial<Record<PlanCode, readonly string[]>> = {
  clockOfNoKind: ['requestKinds'],
  clockWithoutCalendar: ['clockDefaults'],
  limitDoesNotFit: ['calendars', 'clockDefaults'],
  conflictUnsettled: ['conflicts', 'requestKinds', 'clockDefaults'],
  settlementDiffers: ['clocks', 'schedules'],
  siteWithoutUnit: ['organisation'],
  holidayYearMissing: ['holidaySets'],
  nextHolidayYearMissing: ['holidaySets'],
};

/** Findings of checks that hold whatever becomes of the faults of shape. */
export function withoutConsequences(findings: readonly PlanFinding[], ofShape: readonly PlanFinding[]): PlanFinding[] {
  const faultyBlocks = new Set(ofShape.map(({ path }) => path[0]));
  const faultyPlaces = ofShape.map(({ path }) => path);
  return findings.filter(
    ({ code, path }) => !(LOOKS_INTO[code] ?? []).some((block) => faultyBlocks.has(block)) && !faultyPlaces.some((place) => isAround(path, place) || isAround(place, path)),
  );
}

/** Whether the first place is, or holds, the second; a whole block holds too much to tell. */
function isAround(place: PlanPath, other: PlanPath): boolean {
  return place.length > 1 && place.length <= other.length && place.every((step, index) => step === other[index]);
}
