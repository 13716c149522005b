import { CompiledQuery, type Transaction } from 'kysely';

/** Asks the database in a transaction that is open: what is verified is read the same in this thread and in others. */
export type Ask = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

export function askIn(tx: Transaction<never>): Ask {
  return async <Row>(text: string, values: readonly unknown[] = []) =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}
