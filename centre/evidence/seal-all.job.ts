import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

/** One step of sealing for each provider. @returns whether events wait that one seal could not cover */
export async function sealAll(deps: {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly keys: Pick<SealingKeys, 'signer'>;
}): Promise<{ again: boolean }> {
  let again = false;
  for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
    const { more } = await sealEvents(deps, providerId);
    again ||= more;
  }
  return { again };
}
