import type { BothLanguages } from '#platform/i18n/language.ts';

/** One thing that is wrong with one field of what was sent. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: BothLanguages;
}

/**
 * The path at which a fault of a field was told: its own name, or a part of it, such as `signature.name` of `signature`.
 * Undefined where nothing is wrong with it.
 */
export function pathOfFault(paths: readonly string[], name: string): string | undefined {
  return paths.find((path) => path === name || path.startsWith(`${name}.`));
}

/** A refusal as problem details (RFC 9457) tell it, read without trust: what is missing is empty, never undefined. */
export interface Problem {
  /** 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  /** What is wrong and what to do, for people. */
  readonly detail: BothLanguages;
  readonly guards: readonly string[];
  readonly commitments: readonly string[];
  readonly fields: readonly FieldProblem[];
  /** What the caller did not know: the present version, both values of a conflict. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The code of what nothing readable came of. */
const UNKNOWN = 'unknown';

/** Whether nobody said what is wrong: no answer came, or one that is not the server's own, as from a proxy before it. */
export function isUnexplained({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
  return status === 0 || (status >= 500 && code === UNKNOWN);
}

const unknownFault: BothLanguages = {
  zh: '没有保存成功，内容已留在本页。请再试。',
  en: 'Not saved; your text is still here. Try again.',
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** Words in both languages, or one text that stands for both. */
function words(value: unknown): BothLanguages | undefined {
  if (typeof value === 'string' && value !== '') return { zh: value, en: value };
  if (!isRecord(value) || typeof value['zh'] !== 'string') return undefined;
  return { zh: value['zh'], en: typeof value['en'] === 'string' ? value['en'] : value['zh'] };
}

function fieldProblems(value: unknown): readonly FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((entry) => {
    const message = words(entry['message']);
    return typeof entry['field'] === 'string' && message
      ? [{ field: entry['field'], code: typeof entry['code'] === 'string' ? entry['code'] : '', message }]
      : [];
  });
}

export function parseProblem(status: number, body: unknown): Problem {
  const told = isRecord(body) ? body : {};
  return {
    status,
    code: typeof told['code'] === 'string' ? told['code'] : UNKNOWN,
    detail: words(told['message']) ?? words(told['detail']) ?? unknownFault,
    guards: texts(told['guards']),
    commitments: texts(told['commitments']),
    fields: fieldProblems(told['fields']),
    details: isRecord(told['details']) ? told['details'] : {},
  };
}
