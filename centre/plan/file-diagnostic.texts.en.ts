import type { FileCode, FormatTexts, PlanTexts, SpaceTexts, TypeTexts } from './plan-diagnostic.schema.ts';

export const fileTexts: Pick<PlanTexts, FileCode> = {
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
  aliasLoop: {
    message: 'The alias *{name} stands inside its own anchor &{name}: a value cannot hold itself.',
    remedy: 'Write the value out, or set the anchor at another value.',
  },
  yamlSyntax: {
    message: 'This is no valid YAML: {reason}',
    remedy: 'Correct the line; indent with spaces and put texts with : or # in quotes.',
  },
  yamlTab: {
    message: 'The line is indented with a tab; YAML knows only spaces.',
    remedy: 'Replace each tab at the beginning of a line by spaces, as many as the lines around it have.',
  },
  yamlIndent: {
    message:
      'The line is indented by {spaces} spaces, line {above} above it by {aboveSpaces}: it belongs to none of the keys above.',
    remedy: 'Indent it by as many spaces as the lines that stand beside it in the same entry.',
  },
  yamlList: {
    message: 'Line {above} begins a list with a dash; this line stands beside it without one.',
    remedy: 'Remove the dash there, or begin this line with one too.',
  },
  yamlBracket: {
    message: 'The bracket {mark} that opens here is not closed.',
    remedy: 'Close it with {closing} where the entry ends.',
  },
  yamlQuote: { message: 'The quote that opens in this line is not closed.', remedy: 'Put {mark} at the end of the text.' },
  yamlColon: {
    message: 'A key follows in the middle of a value: a comma is missing before it, or the text holds a colon and no quotes.',
    remedy: 'Put a comma between the two, or the whole text in quotes.',
  },
  yamlNoColon: { message: 'A key without a colon stands here.', remedy: 'Write key: value, with a space behind the colon.' },
  fullWidthMark: {
    message: 'The full-width “{mark}” stands here, which YAML takes for a letter.',
    remedy: 'Write “{meant}” instead; in a text for people, put the whole text in quotes.',
  },
  strangeSpace: {
    message: 'A {space} stands here, which YAML takes for a letter.',
    remedy: 'Put a plain space “ ” in its place; in a text for people, put the whole text in quotes.',
  },
  mergeMark: {
    message: 'This line is a mark of two versions that were not merged.',
    remedy: 'Keep one version of the lines between the marks, and remove the marks.',
  },
  strayBlock: {
    message: '{name} begins at the margin, where only blocks of the plan begin, and there is no block {name}.',
    remedy: 'Indent it with its lines below the block it belongs to.',
  },
  duplicateKey: { message: '{name} stands twice in this mapping.', remedy: 'Keep one of the two.' },
  severalDocuments: {
    message: 'A second YAML document begins here.',
    remedy: 'Give one document per file; remove the line ---.',
  },
  notAMapping: {
    message: 'The file holds no plan: its blocks are expected, keys at the margin with their values.',
    remedy: 'Begin with planVersion: "1.0" and the block plan, without a dash before them.',
  },
  notText: {
    message: 'The file is no text: it holds bytes that UTF-8 does not have, or a zero byte.',
    remedy:
      'Save it as UTF-8: some editors write GBK or UTF-16 unless told. A table or a document has to be written as YAML first.',
  },
  splitText: { message: 'A comma inside { } cuts this text; it was read as “{text}”.', remedy: 'Put the whole text in quotes.' },
  tooManyFindings: { message: '{count} further findings are not shown.', remedy: 'Correct those shown and check again.' },

  unknownKey: { message: 'The format knows no key {name} here.', remedy: 'Remove it, or use one of: {known}.' },
  missingKey: { message: '{name} is missing.', remedy: 'Add {name}{words}.' },
  wrongType: { message: '{name} has to be {expected}; {written} is written.', remedy: '{how}' },
  emptyValue: { message: '{name} is empty.', remedy: 'Write what it holds, or remove it.' },
  emptyNeeded: { message: '{name} is empty, and a plan needs it.', remedy: 'Write what it holds; it cannot be left out.' },
  outOfRange: { message: '{name} is out of range: it must be {bound}.', remedy: 'Write a number {bound}.' },
  invalidFormat: { message: '“{written}” is not {format}.', remedy: '{how}' },
  invalidDuration: { message: '“{written}” is no duration.', remedy: 'Write ISO 8601: PT15M, PT8H30M, P10D, P6M.' },
  invalidDate: { message: '“{written}” is no date of the calendar.', remedy: 'Write YYYY-MM-DD; a range as FIRST/LAST.' },
  invalidInterval: {
    message: '“{written}” is no interval of opening hours.',
    remedy: 'Write HH:MM-HH:MM: it opens before 24:00 and ends after its start; 22:00-30:00 ends at 06:00 of the next day.',
  },
  invalidTimezone: { message: '“{written}” is no time zone.', remedy: 'Write an IANA name such as Asia/Shanghai.' },
  unsupportedVersion: { message: 'Version {written} of the plan format is not known.', remedy: 'Write planVersion: "{known}".' },
  unknownWord: { message: '“{written}” is none of the words for {list}.', remedy: 'Use one of: {known}.' },
  unknownEvent: { message: 'No flow writes the event {written}.', remedy: 'Use one of: {known}.' },
  unknownSubject: { message: 'No clock can run on {written}.', remedy: 'Use one of: {known}.' },
};

/** What a value is called by its type, and how one is written. */
export const formatTexts: FormatTexts = {
  timeOfDay: { called: 'a time of day', how: 'Write hours and minutes in two digits each, from 00:00 to 24:00: 08:30, 17:00.' },
  weekdayTime: {
    called: 'a weekday with a time',
    how: 'Write one of mon, tue, wed, thu, fri, sat, sun, a space, and the time in HH:MM: fri 17:00.',
  },
  monthDay: { called: 'a month and a day', how: 'Write two digits each, the month first: 11-15 is 15 November.' },
  fieldName: {
    called: 'the name of a field of a record',
    how: 'Write it as the form has it, with what it belongs to before a dot: promisedAnswerAt, taskOrder.requiredBy.',
  },
  name: {
    called: 'an id',
    how: 'Begin with a letter or digit and go on with letters, digits, dots, hyphens and underscores, without spaces: C-1.1-06, SITE-01.',
  },
  word: { called: 'a name', how: 'Begin with a small Latin letter and go on with Latin letters and digits alone: serviceMode.' },
  definition: { called: 'a flow with its version', how: 'Write the flow, @ and the number of its version: faultEmergency@1.' },
  round: { called: 'the number of a round', how: 'Write a whole number from 1 to 99.' },
  year: { called: 'a year', how: 'Write four digits in quotes: "2026".' },
  other: { called: 'written as this field asks', how: 'The reference of the format says how it is written.' },
};

export const spaceTexts: SpaceTexts = { noBreak: 'no-break space (U+00A0)', fullWidth: 'full-width space (U+3000)' };

export const typeTexts: TypeTexts = {
  string: { called: 'a text', how: 'Put it in quotes: "{value}".' },
  int: { called: 'a whole number', how: 'Write digits without quotes and without a fraction.' },
  number: { called: 'a number', how: 'Write digits without quotes.' },
  boolean: { called: 'true or false', how: 'Write true or false, without quotes; yes and no are texts.' },
  array: { called: 'a list', how: 'Put it in square brackets: [{value}].' },
  object: { called: 'a mapping of keys to values', how: 'Write keys with their values, indented below it or in braces.' },
  or: ' or ',
};
