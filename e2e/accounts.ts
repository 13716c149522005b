import assert from 'node:assert/strict';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { Stage } from './stage.ts';

/** A name and a password to sign in with by hand. */
export async function anAccount(stage: Stage, who: HouseName): Promise<[login: string, password: string]> {
  const { personId, providerId } = stage.server.house.actors[who];
  assert.ok(personId !== null);
  const password = 'night-call at the centre';
  const made = await stage.server.app.auth.createAccount({ personId, providerId, login: who, password });
  assert.deepEqual(made, { ok: true });
  return [who, password];
}
