import { fold } from './fold.rules.ts';

/** Characters shown before the first place, and in all. */
const BEFORE = 24;
const SHOWN = 120;

export interface PassageText {
  readonly text: string;
  readonly cutBefore: boolean;
  readonly cutBehind: boolean;
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

/**
 * The piece of a text around the first place of a phrase, which comes folded; null where it is not in it. A fold keeps every place,
 * so what is found in the fold is marked in the text itself.
 */
export function passageOf(text: string, sought: string): PassageText | null {
  const folded = fold(text);
  const first = folded.indexOf(sought);
  if (first === -1) return null;
  const from = whole(text, Math.max(0, first - BEFORE));
  const to = whole(text, Math.min(text.length, Math.max(from + SHOWN, first + sought.length)));
  const marks = [];
  for (let at = first; at !== -1 && at + sought.length <= to; at = folded.indexOf(sought, at + sought.length))
    marks.push({ from: at - from, to: at - from + sought.length });
  return { text: text.slice(from, to), cutBefore: from > 0, cutBehind: to < text.length, marks };
}

/** A place that does not part a character written in two halves. */
function whole(text: string, place: number): number {
  const [before, behind] = [text.charCodeAt(place - 1), text.charCodeAt(place)];
  return before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff ? place - 1 : place;
}
