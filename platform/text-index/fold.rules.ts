import characters from 'opencc-js/dict/TSCharacters';

/** Between the parts of one text: nobody can type it into a search, so nothing is found across it. */
export const PART_END = '\u001F';

/** The fewest characters a search can look for: the index holds pairs. */
export const SHORTEST_SEARCH = 2;

/**
 * A text as it is compared: full-width made half-width, traditional made simplified, capitals made small, white space made a space.
 * Character by character, so that each place of the folded text is the same place of the text, and what is inside a text
 * folds to what is inside its fold. Lengths are those of JavaScript: UTF-16 code units.
 */
export function fold(text: string): string {
  // A half of a pair without its other half cannot be stored.
  const whole = text.toWellFormed();
  let folded = '';
  for (const character of whole) folded += FOLDED.get(character) ?? foldedAlone(character);
  return folded;
}

function foldedAlone(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code <= 0x20 || code === 0x7f ? ' ' : character.toLowerCase();
  if (/\s/u.test(character)) return ' ';
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - WIDTH) : character;
  return sameLength(character, narrow.toLowerCase());
}

const WIDTH = 0xff01 - 0x21;

/** A fold that would move what stands behind it is none. */
function sameLength(character: string, folded: string): string {
  return folded.length === character.length ? folded : character;
}

/** Traditional characters and the simplified ones they are written with, as Open Chinese Convert has them; the first where it has several. */
const FOLDED: ReadonlyMap<string, string> = new Map(
  characters
    .split('|')
    .map((pair) => pair.split(' '))
    .flatMap(([traditional, simplified]) =>
      traditional === undefined || simplified === undefined ? [] : [[traditional, sameLength(traditional, simplified)] as const],
    ),
);
