import { conflictTexts } from './conflict-diagnostic.texts.en.ts';
import { fileTexts } from './file-diagnostic.texts.en.ts';
import { mapTexts } from './map-diagnostic.texts.en.ts';
import type { PlanTexts } from './plan-diagnostic.schema.ts';

/** The remedy wherever a known name is near the one written. */
export const didYouMean = 'Did you mean {nearest}?';
export const noneKnown = 'The plan gives none yet: give it first, or take this mention out.';

/** A second place of the file. */
export const atLine = 'line {line}';

export const planTexts: PlanTexts = {
  ...fileTexts,
  ...mapTexts,

  unknownCommitment: { message: 'The plan has no commitment {written}.', remedy: 'Cite an id of the block commitments.' },
  unknownCalendar: { message: 'The plan has no calendar {written}.', remedy: 'Use one of: {known}.' },
  unknownSeverity: { message: 'The plan has no severity {written}.', remedy: 'Use one of: {known}.' },
  unknownUnit: { message: 'The organisation has no unit {written}.', remedy: 'Use one of: {known}.' },
  unknownSite: { message: 'The customer has no site {written}.', remedy: 'Use one of: {known}.' },
  unknownClock: { message: 'The plan has no clock {written}.', remedy: 'Use an id of the block clocks.' },
  unknownFlow: { message: 'There is no flow {written}.', remedy: 'Use one of: {known}.' },
  unknownKind: { message: 'The plan has no kind of request {written}.', remedy: 'Use one of: {known}.' },
  unknownChannel: { message: 'The plan has no channel {written}.', remedy: 'Use one of: {known}.' },
  unknownHolidaySet: { message: 'The plan has no holiday set {written}.', remedy: 'Use one of: {known}.' },
  unknownForm: { message: 'There is no form {written}.', remedy: 'Use one of: {known}.' },
  unknownAnchor: { message: '{written} is no date on record to count back from.', remedy: 'Use one of: {known}.' },
  unknownField: { message: 'No record has a field {written}.', remedy: 'Use one of: {known}.' },
  unknownValue: { message: '{field} never has the value {written}.', remedy: 'Use one of: {known}.' },
  unknownGuard: { message: 'No flow has a guard {written}.', remedy: 'Remove the line, or use the identifier of a guard.' },
  unknownPhase: { message: 'The plan has no phase {written}.', remedy: 'Use one of: {known}.' },
  repeatsLater: {
    message: '{written} does not come before {name}; a commitment repeats earlier ones.',
    remedy: 'Name an earlier commitment, or change the order.',
  },
  duplicateId: { message: 'The id {written} is given twice, first at {other}.', remedy: 'Give each its own id.' },
  nameNotGiven: {
    message: 'The block {block} has no {written}, though {count} places use it, first {other}.',
    remedy: 'Give it there again, or use another name in all of them.',
  },
  nameRenamed: {
    message:
      'The block {block} has no {written}, though {count} places use it, first {other}; it has {renamed}, which none uses.',
    remedy: 'Was it renamed? Use one name in both.',
  },

  uncitedCommitment: {
    message: 'Nothing in the plan carries out commitment {written}.',
    remedy: 'Cite it where it is kept: a clock, a schedule, a gate, a rule.',
  },
  uncitedWithoutBlock: {
    message: 'The plan states nothing under {blocks}, and nothing in it carries out these commitments ({count}): {ids}.',
    remedy:
      'Add {blocks} with the entries that keep them, or cite each where else it is kept: a clock, a schedule, a gate, a rule.',
  },

  clockWithoutLimit: { message: 'Clock {name} has no limit.', remedy: 'Give it limit, bySeverity, or anchor with before.' },
  clockWithTwoLimits: { message: 'Clock {name} gives its limit in two ways: {ways}.', remedy: 'Keep one of them.' },
  clockWithoutStart: { message: 'Clock {name} never starts.', remedy: 'Give it start, or anchor with before.' },
  clockWithoutCalendar: { message: 'Clock {name} names no calendar.', remedy: 'Give it calendar, or set one in clockDefaults.' },
  limitDoesNotFit: {
    message: 'The limit {limit} is counted in working days, and calendar {calendar} has none: it counts all days.',
    remedy: 'Name a calendar with opening hours, or leave unit out.',
  },
  limitNotInDays: {
    message: 'The limit {limit} is not in whole days, and {unit} counts by the day.',
    remedy: 'Write whole days, such as P3D, or count on a calendar with hours.',
  },
  limitNotInHours: {
    message: 'The limit {limit} is in months or years, and {unit} counts to the second: a month has no fixed length.',
    remedy: 'Write hours or days (PT36H, P10D; minutes are PT30M), or count in calendarDays.',
  },
  clockOfNoKind: {
    message: 'Clock {name} starts with the report or its registration, but no kind of request has it: it never runs.',
    remedy: 'List it under requestKinds, or remove it.',
  },
  conditionOfUncited: {
    message: 'Clock {name} gives a condition for {written}, which is not in its source.',
    remedy: 'Add it to source, or remove the condition.',
  },
  conditionNeverMet: {
    message: 'Clock {name} never counts for {written}: no subject that it runs on has {field} {values}.',
    remedy: 'Name a value that the clock runs with, or remove the condition.',
  },
  clockStartsElsewhere: {
    message: 'Clock {name} starts with {start}; a kind lists only clocks of the report and its registration.',
    remedy: 'Remove it from the list: it exists whenever its start event is written.',
  },
  eventWithoutEffect: {
    message: '{written} acts on stopped clocks by itself; as {field} it does nothing.',
    remedy: 'Remove it; what a reopening does to the clock stands in reopen: continue or restart.',
  },
  outerNotLooser: {
    message: 'The outer limit {outer} of {name} is not looser than its limit {limit}.',
    remedy: 'Exchange the two, or leave outer out.',
  },
  graverIsLooser: {
    message: 'Clock {name} gives {graver} {graverLimit}, longer than the {limit} of {milder}, which is less grave.',
    remedy: 'Exchange the two limits, or the order of the severities.',
  },
  elasticWithoutNumber: {
    message: 'Commitment {name} says “{word}”, and no clock, schedule or objective gives that a number.',
    remedy: 'Cite it by a clock with a limit, marked assumed: true if the source gives none.',
  },
  limitOverClause: {
    message: 'Commitment {name} says “{written}”, and clock {clock} allows {limit}.',
    remedy: 'Write the limit that was promised; if another was agreed, let the commitment say it too.',
  },
  limitOfNothing: {
    message: 'The limit {limit} is over as soon as it begins: it is missed each time.',
    remedy: 'Write the time that is promised, such as PT15M.',
  },
  warningBelowOne: {
    message: 'A warning at {written} comes after less than one per cent of the limit.',
    remedy: 'Write the percentage: {meant} for {meant} %.',
  },
  scheduleWithoutCadence: { message: 'Schedule {name} never comes due.', remedy: 'Give it every, byPhase or after.' },

  ...conflictTexts,

  organisationIncomplete: {
    message: 'The rule says that the organisation is complete, but the plan has no {lacks}.',
    remedy: 'Add {lacks}, or take the rule out with the commitments that it carries.',
  },
  siteWithoutUnit: { message: 'No unit serves site {site}.', remedy: 'Give it servingUnit, or add it to the covers of a unit.' },
  travelOverArrival: {
    message:
      'From {unit} it takes {travel} to site {site}, longer than the arrival limit {limit} of {clock}: the promise cannot be kept from there.',
    remedy: 'Serve the site from nearer, or agree another limit.',
  },
  partnerSlower: {
    message:
      '{partner} promises {written} for {clock}, longer than the limit {limit} that rests on it: the promise cannot be kept.',
    remedy: 'Agree a shorter time with the partner, or another limit with the customer.',
  },
  rosterGap: {
    message: 'Nobody is on call from {from} to {to}.',
    remedy: 'Put somebody on call for that time: the plan promises it without a gap.',
  },
  holidayYearMissing: {
    message: 'Calendar {calendar} has no holiday data for {year}.',
    remedy: 'Import the holiday notice of {year}, or add it to holidaySets.',
  },
  nextHolidayYearMissing: {
    message: 'Calendar {calendar} has no holiday data for {year} yet; due times in it are provisional.',
    remedy: 'Import the holiday notice of {year} as soon as it is published.',
  },
  dateOutsideYear: { message: '{written} does not lie in {year}.', remedy: 'Move it to the year it belongs to.' },
  calendarNeverOpens: {
    message: 'Calendar {calendar} has no opening hours: nothing on it ever comes due.',
    remedy: 'Give at least one weekday hours.',
  },
  intervalsOverlap: {
    message: '“{written}” overlaps “{against}”; what both hold is counted once.',
    remedy: 'Write intervals that follow one another. What runs past midnight belongs to the day it opens on.',
  },
  breakOutsideHours: {
    message: 'The break “{written}” lies outside the opening hours of calendar {calendar}: it takes nothing away.',
    remedy: 'Move it into the hours, or remove it.',
  },
  dayOffAndWorked: {
    message: '{written} is to be worked, and is a day off at {other}.',
    remedy: 'Keep it in one of the two lists.',
  },

  patternWithoutSequence: {
    message: 'The pattern {pattern} has no sequence: every number would be the same.',
    remedy: 'Add the sequence to the pattern.',
  },
  patternWithoutYear: {
    message: 'The pattern {pattern} has no year, though the sequence begins again each year.',
    remedy: 'Add the year to the pattern, or set numbering.reset to never.',
  },
  unknownPlaceholder: {
    message: 'The pattern {pattern} uses {written}, which stands for nothing.',
    remedy: 'Use yyyy, yy and seq in braces.',
  },
  patternsCollide: {
    message: '{name} and {otherName} ({other}) can produce the same number: {pattern} and {otherPattern}.',
    remedy: 'Put the document number into each pattern.',
  },
  formMissing: {
    message: 'The plan gives no number to form {form}.',
    remedy: 'Add the form, or leave out the whole block if the provider has stored its forms.',
  },
  guardMissing: {
    message: 'gates does not name the guard {written}.',
    remedy: 'Add it with the commitments it serves, [] for the provider’s own order, or off.',
  },
  differsFromProvider: {
    message: '{name} differs from what is stored for the provider ({place}): {written} here, {stored} there.',
    remedy: 'Agree with the provider’s block, leave it out, or change it for the provider first.',
  },
  differsFromNotice: {
    message: '{name} states other days than the holiday table of the provider: {written} here, {stored} there.',
    remedy:
      'Leave the year out, and the table counts (page Holidays), or state its days. If the days here are right, import a notice first: pledge calendar import.',
  },
  providerBlockMissing: {
    message: 'The plan has no block {name}, and the provider has none stored.',
    remedy: 'Add the block: the first plan of a provider states it.',
  },

  percentOutOfRange: { message: '{written} is no share between 0 and 1.', remedy: 'Write 99 % as 0.99.' },
  targetWithoutBound: {
    message: 'Objective {name} has no target to compare with, or more than one.',
    remedy: 'Give one of above, atLeast, below, atMost, equals.',
  },
  rateWithoutFormula: {
    message: 'Objective {name} is a rate, and nothing says how it is computed.',
    remedy: 'Add formula: numerator / denominator; formulaAssumed: true if the source gives none.',
  },
  formulaUnreadable: {
    message: '“{written}” is no share of one counted quantity in another.',
    remedy: 'Write two names with a slash between: satisfiedRatings / ratings.',
  },
  unknownQuantity: { message: 'Nothing is counted under the name {written}.', remedy: 'Use two of: {known}.' },
  milestonesOutOfOrder: {
    message: '{later} ({laterOn}) lies before {earlier} ({earlierOn}).',
    remedy: 'Correct one of the two dates.',
  },
  phaseEdgeTwice: {
    message: 'Phase {name} gives one edge in two ways: {ways}.',
    remedy: 'Keep one of them.',
  },

  weakenedWithoutApproval: {
    message: '{name} is weaker than in the active revision: {before} → {after}. The source gives this value.',
    remedy:
      'Restore it, or have the customer’s representative approve this revision and put that on record, on its page or by pledge plan approve.',
  },
};
