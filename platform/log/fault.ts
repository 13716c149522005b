/** What of an error may stand in the log. */
export interface FaultFacts {
  readonly kind: string;
  readonly message?: string;
  readonly code?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly routine?: string;
  /** Where it arose: our own lines, innermost first. */
  readonly at: readonly string[];
  readonly cause?: FaultFacts;
}

const FRAMES = 12;
const CAUSES = 3;

/**
 * Takes an error apart. Messages of a database or a mail server repeat what they were given: of theirs the codes alone are kept.
 * In the others everything is covered that could have come from outside: what stands in quotation marks or angle brackets, mail
 * addresses, long digits, and whatever is not written in ASCII.
 */
export function faultFacts(error: unknown, depth = 0): FaultFacts {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const told = error as Error & Readonly<Record<string, unknown>>;
  const repeats = told['severity'] !== undefined || told['responseCode'] !== undefined || told['response'] !== undefined;
  const named = Object.fromEntries(
    ['code', 'table', 'column', 'constraint', 'routine'].flatMap((key) => {
      const value = told[key];
      return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? [[key, value]] : [];
    }),
  );
  return {
    kind: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(repeats ? {} : { message: covered(error.message) }),
    ...named,
    at: framesOf(error),
    ...(error.cause === undefined || depth >= CAUSES ? {} : { cause: faultFacts(error.cause, depth + 1) }),
  };
}

const COVER = '…';

/** A message with everything covered that may be somebody's word. */
export function covered(message: string): string {
  return message
    .slice(0, 500)
    .replace(/"[^"]*"?|'[^']*'|`[^`]*`|<[^>]*>?/g, COVER)
    .replace(/[^\s@]+@[^\s@]+/g, COVER)
    .replace(/\+?\d[\d\s().-]{4,}\d/g, COVER)
    .replace(/[^\x20-\x7e]+/g, COVER);
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replace(/\(?file:\/\/\S*?\/((?:apps|centre|flows|forms|platform|tools|node_modules)\/)/, '($1'),
    );
}
