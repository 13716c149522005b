/** What a spreadsheet takes for the beginning of a formula; `'` before it makes a text of it, and stays in what is saved. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const ESCAPED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs. */
export function withoutFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `withoutFormula`. */
export function asItWas(cell: string): string {
  return ESCAPED.test(cell) ? cell.slice(1) : cell;
}
