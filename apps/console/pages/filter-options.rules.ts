export type Said<Words> = readonly [value: string, words: Words];

/**
 * What a filter offers, each value once: what the rows name that the view holds without it, and after them what the rows name that are
 * shown. Those come by the value in force, which may stand in none of the first rows of the view.
 */
export function filterOptions<Row, Words>(
  rows: { readonly ofView: readonly Row[]; readonly shown: readonly Row[] },
  valuesOf: (row: Row) => readonly Said<Words>[],
): readonly Said<Words>[] {
  return [...new Map([...rows.ofView, ...rows.shown].flatMap((row) => valuesOf(row)))];
}
