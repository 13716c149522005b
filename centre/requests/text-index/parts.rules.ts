import { formOf } from '#forms/index.ts';
import { fold, PART_END } from '#platform/text-index/fold.rules.ts';
import type { RequestWords } from '#flows/dossier/dossier.schema.ts';
import type { TextPart } from './text-index.schema.ts';

/** Numbers that are written with gaps are also found without them. */
const NUMBER_WITH_GAPS = /^\+?[\d\s()-]{6,}$/u;

/** The parts of a request: its number, and what the enquirer said, left and was answered at once. */
export function requestParts(request: RequestWords & { readonly number: string }): TextPart[] {
  const { number, title, content, symptom, enquirerName, enquirerPhone, enquirerEmail, serviceNumber, answer } = request;
  return parts({
    number,
    // A title is the beginning of the content, cut; a symptom that nobody named is the content.
    ...(content.startsWith(title) ? {} : { title }),
    content,
    ...(symptom !== null && content.includes(symptom) ? {} : { symptom }),
    enquirerName,
    enquirerPhone,
    enquirerEmail,
    serviceNumber,
    answer,
  });
}

/** The columns of a request that hold its words. */
export interface WordColumns {
  readonly number: string;
  readonly title: string;
  readonly content: string;
  readonly symptom: string | null;
  readonly enquirer_name: string | null;
  readonly enquirer_phone: string | null;
  readonly enquirer_email: string | null;
  readonly service_number: string | null;
  readonly first_answer: string | null;
}

export function partsOfRow(row: WordColumns): TextPart[] {
  const { number, title, content, symptom } = row;
  return requestParts({
    number,
    title,
    content,
    symptom,
    enquirerName: row.enquirer_name,
    enquirerPhone: row.enquirer_phone,
    enquirerEmail: row.enquirer_email,
    serviceNumber: row.service_number,
    answer: row.first_answer,
  });
}

export function messageParts(text: string): TextPart[] {
  return parts({ text });
}

/** What a step is told that nobody reads in its entry, or that its request says. */
const NOT_IN_AN_ENTRY = new Set(['enquirerPhone', 'enquirerEmail', 'lateReason']);

/**
 * The parts of an event: what somebody wrote with a step. What was `said` by the same command, to those who may see the event,
 * is found where it was said.
 */
export function eventParts(texts: Readonly<Record<string, string>>, said: readonly string[]): TextPart[] {
  const own = inOrder(texts).filter(
    ([field, text]) => !NOT_IN_AN_ENTRY.has(field) && !said.some((other) => other.includes(text)),
  );
  return parts(Object.fromEntries(own));
}

/** The parts of a record: its number and its cells of words, rows of lists included. Choices and dates are none. */
export function recordParts(record: {
  readonly form: string;
  readonly recordNumber: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}): TextPart[] {
  const definition = formOf(record.form);
  const cells = inOrder(record.values).flatMap(([field, value]): [string, string][] => {
    const type = definition?.fields[field]?.type ?? 'text';
    if (type === 'list') return wordsOf(value).map((text) => [field, text]);
    return typeof value === 'string' && (type === 'text' || type === 'longText') ? [[field, value]] : [];
  });
  return [...parts({ recordNumber: record.recordNumber }), ...cells.flatMap(([field, text]) => parts({ [field]: text }))];
}

/** A text as the index holds it: its parts folded, each behind a character that no search contains. */
export function foldedOf(textParts: readonly TextPart[]): string {
  return textParts.map(({ text }) => fold(text)).join(PART_END);
}

/** The same order from the rows, where JSON has its own, as from the command. */
function inOrder<Value>(fields: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
}

function parts(fields: Readonly<Record<string, string | null>>): TextPart[] {
  return Object.entries(fields).flatMap(([field, text]) => {
    if (text === null || text === '') return [];
    const digits = NUMBER_WITH_GAPS.test(text) ? text.replace(/[\s()-]/gu, '') : text;
    return digits === text
      ? [{ field, text }]
      : [
          { field, text },
          { field, text: digits },
        ];
  });
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : [];
}
