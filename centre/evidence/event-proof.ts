import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { notFound, reading } from '#centre/requests/index.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { proofOf } from '#platform/evidence-log/proof.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { eventToProve } from './event-proof.store.ts';

/**
 * The proof of an event of a request that the actor may see, or of what the register shows beside requests. What the event says goes along where the actor reads it in the audit trail;
 * without it the proof still shows that an event of this hash was sealed and is unchanged.
 */
export async function proveEvent(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  const { known } = await house.sealingKeys();
  return reading(house, actor, async (tx, now) => {
    const found = await eventToProve(tx, { actor, id, now });
    if (found === null) return notFound();
    const { readable, ...event } = found;
    return { status: 200, body: await proofOf(tx, event, { keys: known, withContent: readable }) };
  });
}
