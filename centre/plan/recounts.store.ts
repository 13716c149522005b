import { sql } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { NOTICES_FRESH_MS } from './holidays.store.ts';

/**
 * So long after a notice or a version came nobody counts on what was before it any more: every process has looked again, and what had
 * begun before has ended.
 */
export const SETTLED_MS = 10 * NOTICES_FRESH_MS;

/** Why clocks are to be counted again: what came into the holiday table now, or a version that running requests go over to. */
export type RecountCause = { readonly notice: true } | { readonly planId: string; readonly projectId: string };

/** Has the workers count the clocks that run again; gives the recount's id. */
export async function askForRecount(run: CommandRun<Tables>, actor: Actor, cause: RecountCause): Promise<string> {
  const id = uuidv7(run.now);
  const now = formatInstant(run.now);
  await run.tx
    .insertInto('pledge.clock_recount')
    .values({
      provider_id: actor.providerId,
      id,
      ...('notice' in cause
        ? { cause: 'holidayNotice' as const, noticed_at: now }
        : { cause: 'planVersion' as const, plan_id: cause.planId, project_id: cause.projectId }),
      person_id: actor.personId,
      operator: actor.kind === 'operator' ? actor.name : null,
      asked_at: now,
      begins_at: formatInstant(instant(run.now + SETTLED_MS)),
      state: 'waiting',
    })
    .execute();
  return id;
}

/** Whether a clock of the provider runs or is paused: where none does nothing is to be counted again. */
export async function anyClockRuns(tx: CommandRun<Tables>['tx']): Promise<boolean> {
  const { rows } = await sql<{ runs: boolean }>`select exists (select 1 from pledge.clock
    where state in ('running', 'paused')) as runs`.execute(tx);
  return rows[0]?.runs === true;
}
