export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One thing that is wrong with one field of what was sent. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly message: Words;
}

/**
 * Why a command did nothing: a value, not an exception, until the door turns it into problem details (RFC 9457).
 * `status` is never 5xx, since a refusal is the caller's to mend; but for the two of `passingFault`, which the door alone makes.
 */
export interface Refusal {
  readonly refused: true;
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 431 | 503 | 507;
  readonly code: string;
  /** What is wrong and what to do, for people. */
  readonly message: Words;
  /** Identifiers of the guards that refuse, and the commitments that the plan names for them. */
  readonly guards?: readonly string[];
  readonly commitments?: readonly string[];
  readonly fields?: readonly FieldFault[];
  /** What the caller did not know: the present version, both values of a conflict. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export function refusal(
  status: Refusal['status'],
  code: string,
  message: Words,
  more: Partial<Pick<Refusal, 'guards' | 'commitments' | 'fields' | 'details'>> = {},
): Refusal {
  return { refused: true, status, code, message, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}

/** Carries a refusal out of a transaction so that everything in it is undone; caught by the runner alone. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(why: Refusal) {
    super(why.code);
    this.refusal = why;
  }
}
