/** A statement holds 65,535 values at most; no table here has as many as 65 columns. */
const ROWS_IN_ONE = 1_000;

/** Rows in as many parts as a statement can take each, in order. */
export function pieces<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let from = 0; from < rows.length; from += ROWS_IN_ONE) parts.push(rows.slice(from, from + ROWS_IN_ONE));
  return parts;
}
