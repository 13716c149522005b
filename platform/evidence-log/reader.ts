import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Ask } from './ask.ts';

/** A connection on which evidence is verified. What is asked or copied at once is carried out in turn. */
export interface Reader {
  readonly ask: Ask;
  /** What a query gives, as a COPY in binary: for many rows that are only gone through. Texts of our own, never from outside. */
  readonly copy: (query: string) => Promise<Buffer>;
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
    copy: (query) =>
      inTurn(async () => {
        const pieces: Buffer[] = [];
        for await (const piece of client.query(copyTo(`copy (${query}) to stdout (format binary)`))) pieces.push(piece as Buffer);
        return Buffer.concat(pieces);
      }),
  };
}
