import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { instant } from '#platform/time/instant.ts';
import { clockEndings } from '../clock-endings.store.ts';
import type { PathStep } from './drawing.ts';
import { statesEntered } from './path.rules.ts';

/** States of a visit, as steps of its request's road. Who comes back from the check was on site already. */
const ROAD_OF_VISIT: Readonly<Record<string, { readonly step: string; readonly notFrom?: string }>> = {
  assigned: { step: 'dispatching' },
  enRoute: { step: 'enRoute' },
  onSite: { step: 'onSite', notFrom: 'checking' },
};

/** The path that a request took, oldest first: its states, and beside them the road of its visits. */
export async function pathOf(tx: Transaction<Tables>, requestId: string): Promise<PathStep[]> {
  const events = await tx
    .selectFrom('pledge.event')
    .select(['id', 'stream_kind', 'type', 'payload', 'occurred_at'])
    .where('request_id', '=', requestId)
    .where('stream_kind', 'in', ['serviceRequest', 'siteVisit'])
    .orderBy('occurred_at')
    .orderBy('recorded_at')
    // Of one command: the road first, since a state that an arrival begins is the later step.
    .orderBy('stream_kind', 'desc')
    .orderBy('seq')
    .execute();
  const endings = await clockEndings(tx, requestId);
  return events.flatMap((event): PathStep[] => {
    const { from, to, flow } = event.payload;
    if (flow === null || to === null || to === from) return [];
    const broken = endings.get(event.id)?.some((ending) => ending.verdict === 'breached') ?? false;
    const step = { at: instant(event.occurred_at), broken };
    if (event.stream_kind === 'serviceRequest')
      return statesEntered(flowDefinitions[flow], { event: event.type, from, to }).map((state) => ({ ...step, state }));
    const road = ROAD_OF_VISIT[to];
    return road === undefined || (road.notFrom !== undefined && road.notFrom === from) ? [] : [{ ...step, state: road.step }];
  });
}
