const LISTED_AT_MOST = 40;
const COMPARED_AT_MOST = 2000;

/** Names for a sentence: the first ones of a long list. */
export function listed(names: readonly string[]): string {
  return names.length <= LISTED_AT_MOST ? names.join(', ') : `${names.slice(0, LISTED_AT_MOST).join(', ')} …`;
}

/** The known name most like the one written, by edits with neighbouring letters swapped counting once; undefined when none is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  if (wanted.length === 0 || wanted.length > 80) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known.slice(0, COMPARED_AT_MOST)) {
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
