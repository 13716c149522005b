import { createHash } from 'node:crypto';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { TimedStep } from '#flows/dossier/flow-module.ts';
import { messageWordsOf } from '#flows/dossier/tell-customer.ts';
import { flowModules } from '#flows/registry.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { passingCause } from '#platform/db/passing-fault.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { openRests } from '#platform/time/rests.ts';
import { loadDossier } from './dossier.store.ts';
import { requestsToWake } from './due-steps.store.ts';
import { fireStep, type CentreDeps } from './fire-step.ts';

/** Requests looked at in one pass: the next pass follows at once if there were as many. */
const BATCH = 50;

export interface DueSteps {
  /** Fires what time has brought since the last look. Throws what passes; a fault of one request holds up no other: `faults` tells it. */
  readonly look: () => Promise<DueLook>;
}

export interface DueLook {
  readonly fired: number;
  readonly requests: readonly string[];
  readonly full: boolean;
  readonly faults: readonly unknown[];
}

/**
 * Fires the steps that the flows say time alone brings (`FlowModule.timed`), as the system, through the one way in which a dossier moves.
 * Each has a command id made of what it is and when it was due, so two workers, a kill or a repeat do it once. Guards are asked again
 * under the request's lock: whoever acted in between has forestalled it. Late after a downtime, never lost.
 */
export function openDueSteps(deps: CentreDeps): DueSteps {
  // Where nothing was due after all, or a step was refused.
  const rests = openRests();
  return {
    look: async () => {
      const requests: string[] = [];
      const faults: unknown[] = [];
      let fired = 0;
      let full = false;
      for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
        const { now, found } = await inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
          const present = deps.time.now(instant(databaseNow));
          return { now: present, found: await requestsToWake(tx, { now: present, passOver: rests.at(present), limit: BATCH }) };
        });
        full ||= found.length === BATCH;
        for (const requestId of found) {
          try {
            const done = await fireDueOf(deps, { providerId, requestId, now });
            fired += done;
            if (done > 0) requests.push(requestId);
            else rests.begin(requestId, now);
          } catch (error) {
            if (passingCause(error) !== null) throw error;
            rests.begin(requestId, now);
            faults.push(error);
          }
        }
      }
      return { fired, requests, full, faults };
    },
  };
}

/** @returns how many steps were fired */
async function fireDueOf(deps: CentreDeps, about: { providerId: string; requestId: string; now: Instant }): Promise<number> {
  const { providerId, requestId, now } = about;
  const dossier = await inTransaction(deps.db, { providerId, customerId: null }, async (tx) => {
    const loaded = await loadDossier(tx, requestId, { lock: false, now });
    return loaded?.dossier ?? null;
  });
  if (dossier === null) return 0;
  let fired = 0;
  for (const timed of timedOf(dossier)) {
    // Due is over when its instant is: whoever acts at the very instant is in time (clock-rules R5).
    if (timed.at < now && (await fireTimed(deps, { providerId, dossier, timed }))) fired += 1;
  }
  return fired;
}

/** What time will bring to a dossier as it stands, by the flow of the request and those of what hangs on it. */
export function timedOf(dossier: Dossier): TimedStep[] {
  const flows = new Set([dossier.request.flow, 'taskOrder', 'siteVisit']);
  return [...flows].flatMap((flow) => flowModules[flow]?.timed?.(dossier) ?? []).toSorted((a, b) => a.at - b.at);
}

async function fireTimed(deps: CentreDeps, about: { providerId: string; dossier: Dossier; timed: TimedStep }): Promise<boolean> {
  const { providerId, dossier, timed } = about;
  const { subjectKind, subjectId, event, at, input } = timed;
  const path = `due/${subjectKind}/${subjectId}/${event}`;
  const answer = await fireStep(deps, {
    actor: systemOf(providerId),
    subjectKind,
    subjectId,
    event,
    envelope: {
      commandId: commandIdOf(`${providerId}/${path}/${at}`),
      ...(timed.happens === 'atDue' ? { occurredAt: formatInstant(at), lateReason: messageWordsOf(dossier).lateBySystem } : {}),
    },
    input,
    body: { event, at, input },
    path,
  });
  return !isRefusal(answer);
}

function systemOf(providerId: string): Actor {
  return {
    kind: 'system',
    providerId,
    personId: null,
    name: 'system',
    positions: [],
    customerId: null,
    contactId: null,
    language: 'zh',
  };
}

/** The same id for the same step that fell due at the same instant, whoever fires it: a UUID of version 8 (RFC 9562). */
function commandIdOf(what: string): string {
  const hex = createHash('sha256').update(what).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
