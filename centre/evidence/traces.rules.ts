/** Fewer letters stand inside too many other words to be looked for. */
const FEWEST_LETTERS = 2;
/** Fewer digits are an hour, a floor, an extension: nobody is found by them. */
const FEWEST_DIGITS = 5;

const NUMBER = /^\+?[\d\s()-]+$/u;
const WORDLIKE = /[0-9A-Za-z]/u;
/** What the machine writes where people may write too: an id, a digest, an instant. */
const MACHINE = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:T\S+)?)$/u;

/**
 * The words by which a person can be found, of all that was written down of them. Numbers are also written without what stands between
 * their digits; the longest come first, so that no part of one is left over.
 */
export function tracesOf(written: readonly string[]): string[] {
  const found = written.map((word) => word.trim()).filter(isTelling);
  const bare = found.filter((word) => NUMBER.test(word)).map((word) => word.replace(/[\s()-]/gu, ''));
  return [...new Set([...found, ...bare])].sort((a, b) => b.length - a.length);
}

function isTelling(word: string): boolean {
  return NUMBER.test(word) ? word.replace(/\D/gu, '').length >= FEWEST_DIGITS : word.length >= FEWEST_LETTERS;
}

/** Finds the words in a text; those of Latin letters and digits only where they stand by themselves: Ed is not in “tested”. */
function anyOf(words: readonly string[]): RegExp {
  const alone = words.map((word) => {
    const before = WORDLIKE.test(word.charAt(0)) ? '(?<![0-9A-Za-z])' : '';
    const after = WORDLIKE.test(word.at(-1) ?? '') ? '(?![0-9A-Za-z])' : '';
    return `${before}${RegExp.escape(word)}${after}`;
  });
  return new RegExp(alone.join('|'), 'gu');
}

export function isSpokenOf(text: string, words: readonly string[]): boolean {
  return words.length > 0 && text.search(anyOf(words)) >= 0;
}

/** The value with `mark` in the place of the words wherever people wrote: itself, or in a document the texts that it holds, not their keys. */
export function withoutTraces<Value>(value: Value, words: readonly string[], mark: string): Value {
  if (words.length === 0) return value;
  const found = anyOf(words);
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return MACHINE.test(part) ? part : part.replace(found, () => mark);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, clean(one)]));
    return part;
  };
  return clean(value) as Value;
}
