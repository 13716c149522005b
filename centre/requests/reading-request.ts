import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import type { Instant } from '#platform/time/instant.ts';
import { notFound } from './fire-step.ts';
import { reading } from './reading.ts';
import { mayRead } from './request-detail.store.ts';

export const byId = z.object({ id: z.uuid() });
export const asOfQuery = z.strictObject({ asOf: z.iso.datetime({ offset: true }).optional() });
export const READ = 'read serviceRequest: own projects, units or site by position; customers their own';

/** Reads one request that the actor may see; what may not be seen is not found. */
export async function readingRequest(
  house: House,
  call: { actor: Actor; params: { id: string } },
  work: (tx: Transaction<Tables>, about: { requestId: string; now: Instant }) => Promise<RouteAnswer | Refusal>,
): Promise<RouteAnswer | Refusal> {
  const read = async (tx: Transaction<Tables>, now: Instant): Promise<RouteAnswer | Refusal> => {
    const about = { requestId: call.params.id, now };
    // Asked in one message; what was read for somebody who may not is dropped here.
    const [isAllowed, answer] = await Promise.all([mayRead(tx, call.actor, about), work(tx, about)]);
    return isAllowed ? answer : notFound();
  };
  return reading(house, call.actor, read, 'byKeys');
}
