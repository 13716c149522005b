/** A piece of a text: words, or what is read as one: the number of a thing, such as of a record or a clause, or a date. */
export interface Piece {
  readonly text: string;
  readonly isNumber: boolean;
}

// Whoever writes a message chooses what is split here, so each sign is looked at once: no part of it may be read in two ways.
const LATIN = /([A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]|\b\d{4}-\d\d-\d\d\b)/;
const DIGIT_BEHIND_HYPHEN = /^[^-]*-.*\d/;
/** A longer one is no number that anybody gives, and would run past its line. */
const LONGEST = 40;

/** The pieces of a text in their order. Numbers of things are Latin signs joined by hyphens, with a digit behind the first. */
export function piecesOf(text: string): readonly Piece[] {
  return text.split(LATIN).map((piece, index) => ({
    text: piece,
    isNumber: index % 2 === 1 && piece.length <= LONGEST && DIGIT_BEHIND_HYPHEN.test(piece),
  }));
}
