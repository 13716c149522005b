import { sql } from 'kysely';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { CentreDeps } from './fire-step.ts';

/** A step as it was tried: on which subject of which dossier, by whom, when. */
export interface TriedStep {
  readonly actor: Actor;
  readonly dossier: Dossier;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly step: string;
  readonly now: Instant;
}

/**
 * Keeps that guards refused a step for the sake of commitments: evidence that the gate was tried and held. The command is undone as a
 * whole, so this has a transaction of its own after it. One row for what one person tries on one subject against the same guards in
 * a day, however often: nobody fills the table by trying.
 */
export async function noteRefusal(deps: Pick<CentreDeps, 'db'>, tried: TriedStep, refused: Refusal): Promise<void> {
  const { guards = [], commitments = [] } = refused;
  if (guards.length === 0 || commitments.length === 0) return;
  const { actor, dossier, subject, step, now } = tried;
  const at = formatInstant(now);
  await inTransaction(deps.db, { providerId: actor.providerId, customerId: actor.customerId }, (tx) =>
    tx
      .insertInto('pledge.step_refusal')
      .values({
        provider_id: actor.providerId,
        id: uuidv7(now),
        customer_id: dossier.request.customerId,
        request_id: dossier.request.id,
        subject_kind: subject.kind,
        subject_id: subject.id,
        step,
        guards: [...guards].sort(),
        commitments: [...commitments],
        actor_key: `${actor.kind}:${actor.personId ?? actor.name}`,
        person_id: actor.personId,
        refused_on: dateIn(dossier.surroundings.plan.plan.timezone, now),
        first_at: at,
        last_at: at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'subject_id', 'step', 'actor_key', 'refused_on', 'guards'])
          .doUpdateSet({ times: sql`step_refusal.times + 1`, last_at: at }),
      )
      .execute(),
  );
}
