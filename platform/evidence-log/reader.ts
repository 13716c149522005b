import type pg from 'pg';
import type { Ask } from './ask.ts';
import { copyOut } from './copy-out.ts';
import type { Sheet } from './sheet.ts';

/** A connection on which evidence is verified. What is asked or copied at once is carried out in turn. */
export interface Reader {
  readonly ask: Ask;
  /** Puts what a query gives on a sheet, as a COPY in binary: for many rows that are only gone through. Texts of our own, never from outside. */
  readonly copy: (query: string, to: Sheet) => Promise<void>;
}

export function readerOn(client: pg.Client): Reader {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const answer = last.then(work);
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    ask: <Row>(text: string, values: readonly unknown[] = []) =>
      inTurn(async () => (await client.query(text, [...values])).rows as Row[]),
    copy: (query, to) => inTurn(() => copyOut(client, query, to)),
  };
}
