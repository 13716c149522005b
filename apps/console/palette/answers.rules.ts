import { found } from '#platform/ui/palette/found.rules.ts';
import type { PaletteEntry, PaletteGroup } from '#platform/ui/palette/Palette.tsx';

/** Something the palette may show, before it is held against what was typed. */
export interface Candidate extends Omit<PaletteEntry, 'at'> {
  /** What it is called beside its label: a number, its name in the other language. */
  readonly also?: readonly (string | null)[] | undefined;
  /** What it belongs to, such as a customer: it answers after what is called so itself. */
  readonly of?: readonly (string | null | undefined)[] | undefined;
  /** What it says in whole sentences: it answers by its words alone, since a few letters are the pinyin of something in any of them. */
  readonly says?: readonly string[] | undefined;
  /** The server found it, by whatever it looked at: it stays even where nothing that is shown answers. */
  readonly found?: boolean | undefined;
}

export interface CandidateGroup {
  readonly id: string;
  readonly title: string;
  readonly candidates: readonly Candidate[];
  /** Shown before anything is typed. */
  readonly atOnce: boolean;
}

const SHOWN = 7;
/** After all that is called so, or spelt so. */
const SAID = 4.6;
/** After all that answers by what is known here. */
const FOUND_ELSEWHERE = 5;

interface Answer {
  readonly entry: PaletteEntry;
  /** The lower the better; what is called so itself is half a step before what belongs to it. */
  readonly rank: number;
}

/** The last of the ranks of `found` at which a text holds what was typed as it is written. */
const BY_WORDS = 2;

/** The best rank at which one of several texts answers. */
function best(texts: readonly (string | null | undefined)[], typed: string): number {
  return Math.min(...texts.map((text) => (text == null ? Infinity : (found(text, typed)?.rank ?? Infinity))));
}

function answerOf(candidate: Candidate, typed: string): Answer | undefined {
  const { also = [], of = [], says = [], found: known = false, ...entry } = candidate;
  const byLabel = found(candidate.label, typed);
  const rank = Math.min(
    byLabel?.rank ?? Infinity,
    best(also, typed),
    best(of, typed) + 0.5,
    best(says, typed) <= BY_WORDS ? SAID : Infinity,
    known ? FOUND_ELSEWHERE : Infinity,
  );
  return rank === Infinity ? undefined : { entry: { ...entry, at: byLabel?.at ?? [] }, rank };
}

/**
 * What answers, group by group, the best first; the group with the best answer comes first. What is at hand and what the server
 * found meet here: the same thing stands once.
 */
export function answers(groups: readonly CandidateGroup[], typed: string): readonly PaletteGroup[] {
  const asked = typed.trim();
  return groups
    .filter((group) => asked !== '' || group.atOnce)
    .map((group) => {
      const once = new Map(group.candidates.map((candidate) => [candidate.id, candidate]));
      const answered = [...once.values()]
        .flatMap((candidate) => answerOf(candidate, asked) ?? [])
        .toSorted((one, other) => one.rank - other.rank);
      return { group, best: answered[0]?.rank ?? Infinity, entries: answered.map(({ entry }) => entry) };
    })
    .filter(({ entries }) => entries.length > 0)
    .toSorted((one, other) => one.best - other.best)
    .map(({ group, entries }) => ({
      id: group.id,
      title: group.title,
      entries: asked === '' ? entries : entries.slice(0, SHOWN),
    }));
}
