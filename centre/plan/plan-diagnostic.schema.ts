/**
 * What a plan, or the map of a log, is told about itself. A *finding* says what is wrong at which path of the document, without a
 * text or a line: pure checks make them. A *diagnostic* is a finding put into words and into a place of the file.
 */

/** Keys and positions from the plan's root to the value spoken of; an entry of a list may be named by its id instead. */
export type PlanPath = readonly (string | number)[];

/** Reading the file, and the shape of what stands in it. */
const FILE_CODES = [
  // reading the file
  'tooLarge',
  'tooDeep',
  'tooManyParts',
  'aliasBomb',
  'aliasLoop',
  'yamlSyntax',
  'yamlTab',
  'yamlIndent',
  'yamlList',
  'yamlBracket',
  'yamlQuote',
  'yamlColon',
  'yamlNoColon',
  'fullWidthMark',
  'strangeSpace',
  'mergeMark',
  'strayBlock',
  'duplicateKey',
  'severalDocuments',
  'notAMapping',
  'notText',
  'splitText',
  'tooManyFindings',
  // shape
  'unknownKey',
  'missingKey',
  'wrongType',
  'emptyValue',
  'emptyNeeded',
  'outOfRange',
  'invalidFormat',
  'invalidDuration',
  'invalidDate',
  'invalidInterval',
  'invalidTimezone',
  'unsupportedVersion',
  'unknownWord',
  'unknownEvent',
  'unknownSubject',
] as const;
export type FileCode = (typeof FILE_CODES)[number];

/** Check 3: conflicts of the clauses. */
const CONFLICT_CODES = [
  'conflictUnsettled',
  'readingUnsettled',
  'channelNotOffered',
  'cadenceUndecided',
  'settlementDiffers',
  'conflictNotAgreed',
] as const;
export type ConflictCode = (typeof CONFLICT_CODES)[number];

/** The map of a log. */
const MAP_CODES = [
  'noLogMap',
  'unknownColumn',
  'columnTwice',
  'unknownState',
  'unknownProject',
  'stateMissing',
  'clocksUnended',
  'zoneNeedless',
] as const;
export type MapCode = (typeof MAP_CODES)[number];

export const PLAN_CODES = [
  ...FILE_CODES,
  // references
  'unknownCommitment',
  'unknownCalendar',
  'unknownSeverity',
  'unknownUnit',
  'unknownSite',
  'unknownClock',
  'unknownFlow',
  'unknownKind',
  'unknownChannel',
  'unknownHolidaySet',
  'unknownForm',
  'unknownAnchor',
  'unknownField',
  'unknownValue',
  'unknownGuard',
  'unknownPhase',
  'nameNotGiven',
  'nameRenamed',
  'repeatsLater',
  'duplicateId',
  // check 1: citations
  'uncitedCommitment',
  'uncitedWithoutBlock',
  // check 2: clocks and schedules
  'clockWithoutLimit',
  'clockWithTwoLimits',
  'clockWithoutStart',
  'clockWithoutCalendar',
  'limitDoesNotFit',
  'limitNotInDays',
  'limitNotInHours',
  'clockOfNoKind',
  'conditionOfUncited',
  'conditionNeverMet',
  'clockStartsElsewhere',
  'scheduleWithoutCadence',
  'eventWithoutEffect',
  'outerNotLooser',
  'graverIsLooser',
  'elasticWithoutNumber',
  'limitOverClause',
  'limitOfNothing',
  'warningBelowOne',
  ...CONFLICT_CODES,
  // check 4, 5, 6: sites, roster, holidays
  'siteWithoutUnit',
  'organisationIncomplete',
  'travelOverArrival',
  'partnerSlower',
  'rosterGap',
  'holidayYearMissing',
  'nextHolidayYearMissing',
  'dateOutsideYear',
  'calendarNeverOpens',
  'intervalsOverlap',
  'breakOutsideHours',
  'dayOffAndWorked',
  // check 7: forms, provider, gates
  'patternWithoutSequence',
  'patternWithoutYear',
  'unknownPlaceholder',
  'patternsCollide',
  'formMissing',
  'guardMissing',
  'differsFromProvider',
  'differsFromNotice',
  'providerBlockMissing',
  // check 8: numbers and dates
  'percentOutOfRange',
  'targetWithoutBound',
  'rateWithoutFormula',
  'formulaUnreadable',
  'unknownQuantity',
  'milestonesOutOfOrder',
  'phaseEdgeTwice',
  // check 9: changes
  'weakenedWithoutApproval',
  ...MAP_CODES,
] as const;
export type PlanCode = (typeof PLAN_CODES)[number];

export type PlanSeverity = 'error' | 'warning';

export interface PlanFinding {
  code: PlanCode;
  severity: PlanSeverity;
  path: PlanPath;
  /** What the texts name. `nearest` is the known name most like the one written. */
  details: Readonly<Record<string, string>>;
  /** Commitments concerned. */
  clauses: readonly string[];
  /** A second place that the texts name as `{other}`. */
  other?: PlanPath;
}

export interface PlanDiagnostic {
  code: PlanCode;
  severity: PlanSeverity;
  file: string;
  /** Both count from 1; a column is a UTF-16 unit. */
  line: number;
  column: number;
  /** Dotted, positions in brackets: `clocks.response.stop[0]`. */
  path: string;
  message: { zh: string; en: string };
  remedy: { zh: string; en: string };
  clauses: readonly string[];
}

/** Where the value at a path stands in the file; the nearest place above it that exists. */
/** The place of a value, or of the `key` in front of it. */
export type Locate = (path: PlanPath, what?: 'key') => { line: number; column: number };

export type PlanTexts = Record<PlanCode, { message: string; remedy: string }>;

/** Types of a value as an author meets them. */
export type ValueType = 'string' | 'int' | 'number' | 'boolean' | 'array' | 'object';
export type TypeTexts = Record<ValueType, { called: string; how: string }> & { or: string };

/** Forms of a value that have no code of their own, as an author meets them; `other` is what none of them is. */
type ValueForm =
  | 'timeOfDay'
  | 'weekdayTime'
  | 'monthDay'
  | 'fieldName'
  | 'name'
  | 'word'
  | 'definition'
  | 'round'
  | 'year'
  | 'other';
export type FormatTexts = Record<ValueForm, { called: string; how: string }>;

/** Spaces that are none for YAML. */
export type SpaceTexts = Record<'noBreak' | 'fullWidth', string>;

export interface FindingOptions {
  details?: Record<string, string>;
  clauses?: readonly string[];
}

export function error(code: PlanCode, path: PlanPath, options: FindingOptions = {}): PlanFinding {
  return { code, severity: 'error', path, details: options.details ?? {}, clauses: options.clauses ?? [] };
}

export function warning(code: PlanCode, path: PlanPath, options: FindingOptions = {}): PlanFinding {
  return { ...error(code, path, options), severity: 'warning' };
}

export function pathText(path: PlanPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
