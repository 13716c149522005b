import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { keepSeals } from '#platform/evidence-log/kept-seals.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

/** One step of sealing for each provider, with the keys as they are now. @returns whether events wait that one seal could not cover */
export async function sealAll(deps: {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly keys: () => Promise<SealingKeys>;
}): Promise<{ again: boolean }> {
  const keys = await deps.keys();
  return forEach(deps.db, (providerId) => sealEvents({ ...deps, keys }, providerId));
}

/** Writes the seals of each provider off to a folder, as far as they are not there. */
export function keepAllSeals(deps: { readonly db: Kysely<Tables>; readonly folder: string }): Promise<{ again: boolean }> {
  return forEach(deps.db, (providerId) => keepSeals(deps, providerId));
}

async function forEach(
  db: Kysely<Tables>,
  work: (providerId: string) => Promise<{ more: boolean }>,
): Promise<{ again: boolean }> {
  let again = false;
  for (const { provider_id: providerId } of await db.selectFrom('pledge.provider').select('provider_id').execute()) {
    const { more } = await work(providerId);
    again ||= more;
  }
  return { again };
}
