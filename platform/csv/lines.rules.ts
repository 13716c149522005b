/**
 * Lines as an editor counts them: CRLF, CR and LF end one each. The parser counts CR and LF for themselves where they stand in a cell, so that
 * of every CRLF one is taken off again, of all that was parsed before, too.
 */
export interface Lines {
  /** A record was parsed, which ended on this line of the parser's. */
  readonly parsed: (record: readonly string[], line: number) => void;
  /** A record was given up at this line of the parser's, `raw` being what stands before; gives the true line. */
  readonly givenUp: (raw: string, line: number) => number;
  /** The line on which the next record begins of those that were parsed: they are handed on later. */
  readonly next: () => number;
  /** The line on which the last record ended that was parsed. */
  readonly ended: () => number;
}

export function countLines(): Lines {
  const begun: number[] = [];
  let [twice, ended] = [0, 0];
  let before = '';
  return {
    parsed: (record, line) => {
      // With the end of its last line: where lines end in LF, the CR of one that ends in CRLF is left in its cell.
      const text = `${record.join(' ')}\n`;
      twice += pairsIn(text);
      ended = line - twice;
      begun.push(ended - lineEndsIn(text) + 1);
    },
    givenUp: (raw, line) => {
      // What is wrong with one record is told one after the other, each with all that stands before it.
      const isSame = before !== '' && raw.length > before.length && raw.startsWith(before);
      twice += pairsIn(raw) - (isSame ? pairsIn(before) : 0);
      before = raw;
      return line - twice;
    },
    next: () => begun.shift() ?? ended,
    ended: () => ended,
  };
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

function pairsIn(text: string): number {
  return text.includes('\r') ? (text.match(/\r\n/g)?.length ?? 0) : 0;
}
