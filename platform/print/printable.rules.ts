/** Stands for a character the paper's face does not have: visible, so that the reader turns to the live record. */
const SUBSTITUTE = '□';

/** Marks whose meaning another glyph of the face carries; a lost tick would turn a statement into its opposite. */
const SAME_MEANING: Readonly<Record<string, string>> = {
  '☐': '□',
  '◻': '□',
  '⬜': '□',
  '☑': '✓',
  '✔': '✓',
  '✅': '✓',
  '🗹': '✓',
  '☒': '×',
  '✗': '×',
  '✘': '×',
  '❌': '×',
  '✖': '×',
  '❎': '×',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '⁄': '/',
  '∕': '/',
  '\t': '    ',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
  '\r': '\n',
};

const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const SPACE = /^[\p{Zs}]$/u;

/** Letters with accents are composed, Chinese characters are never: that would change the form of rare ones. */
const ACCENTED = /^\p{Script=Latin}\p{M}+$/u;

/** More marks than this on one character are no writing: drawn on top of each other they would run over what stands above. */
const MARKS_AT_MOST = 3;
const MARK = /^\p{M}$/u;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The text as the paper can show it. Line ends become line feeds, invisible marks (joiners, variation
 * selectors, direction marks) go, other spaces become plain ones, and what the face cannot draw becomes □,
 * one for each character a reader would see.
 */
export function printable(text: string, covered: (codePoint: number) => boolean): string {
  const plain = text.replaceAll('\r\n', '\n');
  if (/^[\n\x20-\x7e\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]*$/.test(plain)) return plain;
  return Array.from(
    graphemes.segment(plain),
    ({ segment }) => shown(ACCENTED.test(segment) ? segment.normalize('NFC') : segment, covered) ?? SUBSTITUTE,
  ).join('');
}

/** Undefined when the face cannot draw all of the grapheme. */
function shown(segment: string, covered: (codePoint: number) => boolean): string | undefined {
  let drawn = '';
  let marks = 0;
  for (const character of segment) {
    if (MARK.test(character)) marks += 1;
    if (marks > MARKS_AT_MOST) return undefined;
    const same = character === '\n' ? character : SAME_MEANING[character];
    if (same !== undefined) drawn += same;
    else if (INVISIBLE.test(character)) continue;
    else if (covered(character.codePointAt(0) ?? 0)) drawn += character;
    else if (SPACE.test(character)) drawn += ' ';
    else return undefined;
  }
  return drawn;
}

const LONG_RUN = /[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{25,}/gu;
/** A mark stays with its character. */
const PIECE = /(?:.\p{M}*){1,8}/gsu;

/** A run without a place to break (an address of the web, a key) gets one after every eighth character, so that it cannot leave its cell. */
export function breakable(text: string): string {
  return text.replace(LONG_RUN, (run) => (run.match(PIECE) ?? []).join('\u200b'));
}
