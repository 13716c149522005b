import { setTimeout as delay } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { CentreDatabase } from '../product/centre-database.ts';

const ALL_SEALED = sql<boolean>`(select count(*) from pledge.event) <= coalesce((select max(total) from pledge.seal), 0)`;
const ALL_COUNTED = sql<boolean>`not exists (select from pledge.fulfilment_mark)`;
const ALL_TOLD = sql<boolean>`not exists (select from pledge.clock where next_at <= clock_timestamp())`;

/** Until the worker has sealed all that was loaded. */
export function allSealed(database: CentreDatabase): Promise<void> {
  return until(database, ALL_SEALED);
}

/** Until the worker has nothing to do but what falls due from now on: it has told what fell due while nobody served, and counted and sealed it. */
export async function caughtUp(database: CentreDatabase): Promise<void> {
  for (const condition of [ALL_TOLD, ALL_COUNTED, ALL_SEALED]) await until(database, condition);
}

async function until({ within }: CentreDatabase, condition: RawBuilder<boolean>): Promise<void> {
  const isSo = (): Promise<boolean> =>
    within(async (tx) => (await sql<{ is_so: boolean }>`select ${condition} as is_so`.execute(tx)).rows[0]?.is_so ?? false);
  while (!(await isSo())) await delay(200);
}
