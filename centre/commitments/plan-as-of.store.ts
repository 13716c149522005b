import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import { historiesOf } from './histories.store.ts';
import { versionAt } from './plan-versions.rules.ts';

/** The id of the version that a request ran under at an instant; `planId` is the one that it runs under now. */
export async function planIdAsOf(
  tx: Transaction<Tables>,
  { requestId, planId, asOf }: { readonly requestId: string; readonly planId: string; readonly asOf: Instant },
): Promise<string> {
  const events = (await historiesOf(tx, requestId)).flatMap((subject) => subject.events);
  return versionAt(events, asOf) ?? planId;
}
