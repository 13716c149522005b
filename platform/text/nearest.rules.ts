const LISTED_AT_MOST = 16;
const COMPARED_AT_MOST = 2000;

/** Names for a sentence: the first ones of a long list. */
export function listed(names: readonly string[], atMost = LISTED_AT_MOST): string {
  return names.length <= atMost ? names.join(', ') : `${names.slice(0, atMost).join(', ')} …`;
}

/**
 * The known name most like the one written, by edits with neighbouring letters swapped counting once, or else one that holds it or begins it
 * (`arrived`, `monday`); undefined when none is near. Numbers are part of a name: C-1.1-06 is not C-1.1-01 written
 * wrongly.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  if (wanted.length === 0 || wanted.length > 80) return undefined;
  const numbers = numbersOf(wanted);
  const alike = known.slice(0, COMPARED_AT_MOST).filter((name) => numbers === '' || numbersOf(name) === numbers);
  return byEdits(wanted, alike) ?? byParts(wanted, alike);
}

/** Ids that differ from the one written by a single edit, numbers included: which of them was meant only the author knows. */
export function oneEditAway(written: string, known: readonly string[]): string[] {
  if (written.length === 0 || written.length > 80) return [];
  const isNear = (id: string) => Math.abs(id.length - written.length) <= 1 && edits(written, id) === 1;
  return known.slice(0, COMPARED_AT_MOST).filter(isNear);
}

/** Without the zeros before them: PRJ-01 is PRJ-001 written wrongly. */
function numbersOf(text: string): string {
  return [...text.matchAll(/\d+/g)].map(([digits]) => digits.replace(/^0+(?=\d)/, '')).join(' ');
}

/** Shorter than this a part of a name is met by chance. */
const PART_AT_LEAST = 4;
const BEGINNING_AT_LEAST = 3;

function byParts(wanted: string, known: readonly string[]): string | undefined {
  const holding = known.filter((name) => wanted.length >= PART_AT_LEAST && name.toLowerCase().includes(wanted));
  const beginning = known.filter((name) => name.length >= BEGINNING_AT_LEAST && wanted.startsWith(name.toLowerCase()));
  const found = [...holding, ...beginning];
  return found.length === 1 ? found[0] : undefined;
}

function byEdits(wanted: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const name = candidate.toLowerCase();
    if (Math.abs(name.length - wanted.length) >= bestDistance) continue;
    const distance = edits(wanted, name);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Edits from one text to the other, row by row of the usual table. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwapped ? at(beforeLast, column - 2) + 1 : replaced;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}
