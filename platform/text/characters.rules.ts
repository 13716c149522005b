/**
 * Characters that no text of a person holds: control characters but tab and the ends of lines, halves of characters, places that
 * are no characters. Databases, paper and XML refuse some of them; terminals obey others. And the three marks that turn what is
 * behind them around: a screen would show another text than the one that is printed and signed. The marks that phones put around
 * a number which is copied turn nothing and stay.
 */
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202b\u202e\u2067\ufffe\uffff]|\p{Surrogate}/u;

/** So much of what stands before it finds the place. */
const BEFORE = 10;

export interface UnfitCharacter {
  /** `U+001B`. */
  readonly name: string;
  /** What stands right before it, to find it by; it is not to be seen itself. */
  readonly before: string;
}

/** The first character of a text that is refused in a text; null where there is none. */
export function unfitCharacter(text: string): UnfitCharacter | null {
  const found = UNFIT.exec(text);
  if (found === null) return null;
  const code = found[0].codePointAt(0) ?? 0;
  return {
    name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
    before: Array.from(text.slice(0, found.index)).slice(-BEFORE).join('').trim(),
  };
}

/** A text without the blanks at its ends; empty where nothing of it can be seen, whatever signs it has. */
export function trimmed(text: string): string {
  return /[^\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u.test(text) ? text.trim() : '';
}

/** At most so many UTF-16 units of a text, never half of a character. */
export function cut(text: string, most: number): string {
  const kept = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}

/** The same, and where something was left out it ends in an ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${cut(text, most)}…` : text;
}

/** What nobody sees but the blank, the tab and the end of a line: controls, marks of format, halves of characters, blanks of another kind. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u3164]/u;

/** A character as it is shown where it is what is wrong: one that nobody sees as `<U+FEFF>`, every other as it is. */
export function seen(character: string): string {
  if (character === '\t' || character === '\n' || !UNSEEN.test(character)) return character;
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Control characters but the tab, ends of lines, halves of characters, and marks that turn the reading direction or hide. */
const MOVING = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** A text as one line of a terminal: what a terminal would obey, and what would turn the line around, stands there as JSON escapes it. */
export function forTerminal(text: string): string {
  return text.replace(MOVING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
