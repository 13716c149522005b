import { conflictTexts } from './conflict-diagnostic.texts.en.ts';
import type { PlanTexts } from './plan-diagnostic.schema.ts';

/** The remedy wherever a known name is near the one written. */
export const didYouMean = 'Did you mean {nearest}?';

export const planTexts: PlanTexts = {
  tooLarge: { message: 'The file is larger than {limit}.', remedy: 'Give a file of at most {limit}.' },
  tooDeep: {
    message: 'The file nests deeper than {limit} levels.',
    remedy: 'Fewer than ten levels are needed; look for brackets that are not closed.',
  },
  tooManyParts: {
    message: 'The file has more than {limit} lines or parts.',
    remedy: 'Give one document per file and leave out what is no part of it.',
  },
  aliasBomb: {
    message: 'Aliases in the file expand more than {limit} times.',
    remedy: 'Write the repeated value out instead of referring to an anchor.',
  },
  yamlSyntax: {
    message: 'This is no valid YAML: {reason}',
    remedy: 'Correct the line; indent with spaces and put texts with : or # in quotes.',
  },
  duplicateKey: { message: '{name} stands twice in this mapping.', remedy: 'Keep one of the two.' },
  severalDocuments: {
    message: 'A second YAML document begins here.',
    remedy: 'Give one document per file; remove the line ---.',
  },
  notAMapping: {
    message: 'The file holds no mapping: keys with their values are expected.',
    remedy: 'Begin a plan with planVersion: "1.0" and the block plan, the map of a log with id and at.',
  },
  notText: {
    message: 'The file is no text: it holds bytes that UTF-8 does not have, or a zero byte.',
    remedy: 'Give a plan written as text in UTF-8; a table or a document has to be written as YAML first.',
  },
  splitText: { message: 'A comma inside { } cuts this text; it was read as “{text}”.', remedy: 'Put the whole text in quotes.' },
  tooManyFindings: { message: '{count} further findings are not shown.', remedy: 'Correct those shown and check again.' },

  unknownKey: { message: 'The format knows no key {name} here.', remedy: 'Remove it, or use one of: {known}.' },
  missingKey: { message: '{name} is missing.', remedy: 'Add {name}.' },
  wrongType: {
    message: '{name} has the wrong type: {written} instead of {expected}.',
    remedy: 'Write a value of type {expected}; numbers and dates that are meant as text need quotes.',
  },
  emptyValue: { message: '{name} is empty.', remedy: 'Give it at least one value.' },
  outOfRange: { message: '{name} is out of range: it must be {bound}.', remedy: 'Write a number {bound}.' },
  invalidFormat: { message: '“{written}” is not written as {format}.', remedy: 'Write it in the form of {format}.' },
  invalidDuration: { message: '“{written}” is no duration.', remedy: 'Write ISO 8601: PT15M, PT8H30M, P10D, P6M.' },
  invalidDate: { message: '“{written}” is no date of the calendar.', remedy: 'Write YYYY-MM-DD; a range as FIRST/LAST.' },
  invalidInterval: {
    message: '“{written}” is no interval of opening hours.',
    remedy: 'Write HH:MM-HH:MM: it opens before 24:00 and ends after its start.',
  },
  invalidTimezone: { message: '“{written}” is no time zone.', remedy: 'Write an IANA name such as Asia/Shanghai.' },
  unsupportedVersion: { message: 'Version {written} of the plan format is not known.', remedy: 'Write planVersion: "{known}".' },
  unknownWord: { message: '“{written}” is none of the words for {list}.', remedy: 'Use one of: {known}.' },
  unknownEvent: { message: 'No flow writes the event {written}.', remedy: 'Use one of: {known}.' },
  unknownSubject: { message: 'No clock can run on {written}.', remedy: 'Use one of: {known}.' },

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
  duplicateId: { message: 'The id {written} is given twice; first at {first}.', remedy: 'Give each its own id.' },

  uncitedCommitment: {
    message: 'Nothing in the plan carries out commitment {written}.',
    remedy: 'Cite it where it is kept: a clock, a schedule, a gate, a rule.',
  },

  clockWithoutLimit: { message: 'Clock {name} has no limit.', remedy: 'Give it limit, bySeverity, or anchor with before.' },
  clockWithTwoLimits: { message: 'Clock {name} gives its limit in two ways: {ways}.', remedy: 'Keep one of them.' },
  clockWithoutStart: { message: 'Clock {name} never starts.', remedy: 'Give it start, or anchor with before.' },
  clockWithoutCalendar: { message: 'Clock {name} names no calendar.', remedy: 'Give it calendar, or set one in clockDefaults.' },
  limitDoesNotFit: {
    message: 'The limit {limit} cannot be counted in {unit}.',
    remedy: 'Hours and days count in seconds; months and years need calendarDays; workingDays takes days only.',
  },
  clockOfNoKind: {
    message: 'Clock {name} starts with the report or its registration, but no kind of request has it: it never runs.',
    remedy: 'List it under requestKinds, or remove it.',
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
    message: '{name} and {other} can produce the same number: {pattern} and {otherPattern}.',
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
      'Restore it, or have the customer’s representative approve this revision and put that on record: pledge plan approve.',
  },

  unknownColumn: { message: 'The log has no column {written}.', remedy: 'Use one of: {known}.' },
  columnTwice: { message: 'The log has the column {written} twice.', remedy: 'Give the columns of the log names of their own.' },
  unknownState: { message: 'The process of {kind} has no state {written}.', remedy: 'Use one of: {known}.' },
  unknownProject: { message: 'There is no project {written}.', remedy: 'Use one of: {known}.' },
  stateMissing: {
    message: 'Nothing says in which state a request goes on.',
    remedy: 'Add state: a list of when and state, tried on the last row of each request; the last entry may have an empty when.',
  },
  zoneNeedless: {
    message: 'The format {written} holds an offset, so the zone {zone} is never asked.',
    remedy: 'Remove zone, or leave the offset out of the format.',
  },
};
