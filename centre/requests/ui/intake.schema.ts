import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { isSentFile, type SentFile } from '#platform/ui/sent-file.ts';
import type { Caller } from './intake.queries.ts';

/** What is written down while someone talks. Everything is text, as it stands in the form; empty means not said yet. */
export interface IntakeDraft {
  readonly channel: string;
  readonly caller: Caller | null;
  readonly enquirerName: string;
  readonly enquirerPhone: string;
  readonly enquirerEmail: string;
  readonly projectId: string;
  readonly siteId: string;
  readonly assetId: string;
  readonly enquiryStage: string;
  readonly kind: string;
  readonly severity: string;
  readonly content: string;
  readonly answer: string;
  /** When it was received: the call taken, the fax printed, the person at the door. An instant, since the first thing written. */
  readonly occurredAt: string;
  /** Why it is entered a day later or more. */
  readonly lateReason: string;
  readonly files: readonly SentFile[];
  /** By what the caller is being looked for; no part of the report. */
  readonly sought: string;
}

export const emptyIntake: IntakeDraft = {
  channel: 'phone',
  caller: null,
  enquirerName: '',
  enquirerPhone: '',
  enquirerEmail: '',
  projectId: '',
  siteId: '',
  assetId: '',
  enquiryStage: 'afterSales',
  kind: '',
  severity: '',
  content: '',
  answer: '',
  occurredAt: '',
  lateReason: '',
  files: [],
  sought: '',
};

export const intakeChannels = ['phone', 'mobile', 'email', 'web', 'fax', 'onSite', 'messageDesk'] as const;
export const enquiryStages = ['preSales', 'afterSales', 'other'] as const;

/** What is still to be asked before a request can be registered at once, in the order a call takes. */
export const intakeQuestions = ['who', 'site', 'kind', 'content'] as const;
export type IntakeQuestion = (typeof intakeQuestions)[number];

export function isAnswered(draft: IntakeDraft, question: IntakeQuestion): boolean {
  switch (question) {
    case 'who':
      // Who is known may still lack a number: without one the call cannot be registered at once.
      return draft.enquirerName.trim() !== '' && (draft.enquirerPhone + draft.enquirerEmail).trim() !== '';
    case 'site':
      return draft.siteId !== '';
    case 'kind':
      return draft.kind !== '';
    case 'content':
      return draft.content.trim() !== '';
  }
}

/** What is wrong with a draft, by the name of what was written. */
export type IntakeWrong = Partial<Record<keyof IntakeDraft, string>>;

/** Tells a refusal's fields apart: those that stand on the page by their name, and the words of those that do not. */
export function wrongOf(fields: readonly { readonly field: string; readonly message: string }[]): {
  readonly at: IntakeWrong;
  readonly others: readonly string[];
} {
  const stands = (field: string): boolean => field !== 'caller' && Object.hasOwn(emptyIntake, field);
  return {
    at: Object.fromEntries(fields.filter(({ field }) => stands(field)).map(({ field, message }) => [field, message])),
    others: fields.filter(({ field }) => !stands(field)).map(({ message }) => message),
  };
}

/**
 * A draft with what was just written into it; null where nothing is left of it. It was received when the first thing was written:
 * whoever only looks somebody up has taken no call, and one that was emptied again is none.
 */
export function intakeAfter(draft: IntakeDraft, changed: Partial<IntakeDraft>, now: Instant): IntakeDraft | null {
  const isLookUp = Object.keys(changed).every((name) => name === 'sought');
  const next = {
    ...draft,
    ...(isLookUp || draft.occurredAt !== '' ? {} : { occurredAt: formatInstant(now) }),
    // Another kind may have other severities: the one chosen before no longer stands.
    ...(changed.kind === undefined ? {} : { severity: '' }),
    ...changed,
  };
  const isTimeWritten = (changed.occurredAt ?? '') !== '';
  return isTimeWritten || isWritten(next) ? next : null;
}

/** Whether anything stands in it but when it was received. */
function isWritten(draft: IntakeDraft): boolean {
  return JSON.stringify({ ...draft, occurredAt: '' }) !== JSON.stringify(emptyIntake);
}

/** The body of a report: what was said, nothing that was not. */
export function reportOf(draft: IntakeDraft): Readonly<Record<string, unknown>> {
  const { caller, sought: _sought, files, ...written } = draft;
  const said = Object.entries(written).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()] as const]));
  return {
    ...Object.fromEntries(said),
    ...(caller === null ? {} : { contactId: caller.id }),
    ...(files.length === 0 ? {} : { files: files.map(({ id }) => id) }),
  };
}

/** A draft read back from the device; anything unreadable is no draft. */
export function intakeFrom(text: string): IntakeDraft {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return emptyIntake;
    const files = 'files' in read && Array.isArray(read.files) ? read.files.filter(isSentFile) : [];
    return { ...emptyIntake, ...read, files };
  } catch {
    return emptyIntake;
  }
}
