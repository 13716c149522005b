import { match } from 'pinyin-pro';

/** How well a text answers what was typed: 0 begins with it, 1 holds it, 2 holds all its words, 3 begins as it spells in pinyin, 4 holds what it spells. */
export interface Found {
  readonly rank: 0 | 1 | 2 | 3 | 4;
  /** Which characters of the text answer. */
  readonly at: readonly number[];
}

const HAN = /\p{Script=Han}/u;
const PAUSE = /\p{P}/u;
const from = (start: number, length: number): number[] => Array.from({ length }, (_, index) => start + index);

/**
 * Whether a text answers what was typed: as it stands, word by word, or by the pinyin of its characters, whole (`dongqu`),
 * by initials (`dq`) or mixed (`dongq`). Capitals, full-width letters and spaces around make no difference.
 */
export function found(text: string, typed: string): Found | undefined {
  const asked = folded(typed).trim();
  if (asked === '') return { rank: 0, at: [] };
  const said = folded(text);
  const start = said.indexOf(asked);
  if (start !== -1) return { rank: start === 0 ? 0 : 1, at: from(start, asked.length) };
  const words = asked.split(/\s+/);
  const starts = words.map((word) => said.indexOf(word));
  if (starts.every((place) => place !== -1))
    return { rank: 2, at: words.flatMap((word, index) => from(starts[index] ?? 0, word.length)) };
  const spelt = /^[a-z\sü']+$/.test(asked) ? spelling(said, asked.replace(/[\s']/g, '')) : null;
  // Latin letters alone are no pinyin: they would answer across words.
  return spelt === null || !spelt.some((place) => HAN.test(said.charAt(place)))
    ? undefined
    : { rank: spelt[0] === 0 ? 3 : 4, at: spelt };
}

/** Which characters spell it, one after the other; a comma between two of them is not spoken. */
function spelling(said: string, letters: string): readonly number[] | null {
  const signs = said.split('');
  const spoken = signs.flatMap((sign, place) =>
    PAUSE.test(sign) && HAN.test(signs[place - 1] ?? '') && HAN.test(signs[place + 1] ?? '') ? [] : [place],
  );
  const found = match(spoken.map((place) => signs[place]).join(''), letters, { continuous: true, v: true });
  return found?.map((place) => spoken[place] ?? place) ?? null;
}

/** Of the same length as the text, so that places in one are places in the other. */
function folded(text: string): string {
  return text
    .replace(/\p{Lu}/gu, (capital) => (capital.toLowerCase().length === capital.length ? capital.toLowerCase() : capital))
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0).toLowerCase())
    .replaceAll('\u3000', ' ');
}
