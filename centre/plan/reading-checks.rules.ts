/**
 * Check 3, further: clauses that contradict each other, or leave a question open, without two numbers in one entry (the conflicts of
 * commitments.md that `conflict-checks.rules.ts` does not find). Each subject is a row: what in the plan shows that both readings are
 * live, and the clauses behind each (decision 0064).
 */
import type { HolidayTable } from './calendar.schema.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { told, unsettled } from './reading.rules.ts';
import type { Reading } from './reading.rules.ts';
import { fees, freeInspections, freeScope, humanDamage, periodNames, rates, residentChanges } from './terms-readings.rules.ts';
import { checkCadences, makeUpWorkdays, periods } from './time-readings.rules.ts';
import { channels, checkPromisedChannels, intake, unitNames } from './ways-readings.rules.ts';
import {
  approvalBeforeDispatch,
  hours,
  remoteBeforeSite,
  restoredOrSolved,
  serviceStage,
  signatureByMode,
} from './work-readings.rules.ts';

type FindReadings = (plan: PlanParts, holidays: HolidayTable) => Reading[];

/** Two values for one thing: refused. */
const VALUES: readonly FindReadings[] = [hours, freeInspections];

/** Two ways to read what is promised: told. */
const READINGS: readonly FindReadings[] = [
  freeScope,
  serviceStage,
  restoredOrSolved,
  remoteBeforeSite,
  intake,
  unitNames,
  channels,
  periodNames,
  residentChanges,
  humanDamage,
  rates,
  approvalBeforeDispatch,
  signatureByMode,
  fees,
  makeUpWorkdays,
  periods,
];

/** `holidays` are the years that are known beside the plan's own. */
export function checkReadings(plan: PlanParts, holidays: HolidayTable = {}): PlanFinding[] {
  const foundBy = (rows: readonly FindReadings[]) =>
    unsettled(
      plan,
      rows.flatMap((find) => find(plan, holidays)),
    );
  return [
    ...foundBy(VALUES).map((reading) => error('conflictUnsettled', reading.path, told(reading))),
    ...foundBy(READINGS).map((reading) => warning('readingUnsettled', reading.path, told(reading))),
    ...checkPromisedChannels(plan),
    ...checkCadences(plan),
  ];
}
