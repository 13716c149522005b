/**
 * On which side of the way from a leaf to the root each neighbour of a path stands, lowest first (RFC 9162, 2.1.3.2); null for a path that
 * is none of such a tree. `place`: of the leaf, from 0; `size`: how many leaves there are.
 */
export function sidesOfPath(
  { place, size }: { readonly place: number; readonly size: number },
  length: number,
): ('left' | 'right')[] | null {
  if (place < 0 || place >= size) return null;
  const sides: ('left' | 'right')[] = [];
  let [at, last] = [place, size - 1];
  for (; sides.length < length; [at, last] = [at >> 1, last >> 1]) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      sides.push('left');
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else sides.push('right');
  }
  return last === 0 ? sides : null;
}
