import type { Transaction } from 'kysely';
import { positionsOn, positionTextsEn, positionTextsZh } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { BothLanguages } from './clock-view.schema.ts';

/** A pause as it was told: by whom of the customer and when, and who wrote it down. */
export interface ToldPause {
  readonly reason: string;
  readonly at: Instant;
  readonly saidBy: string | null;
  readonly saidAt: string | null;
  readonly note: string | null;
  readonly recordedAt: Instant;
  /** The position of whoever recorded it. */
  readonly recordedBy: BothLanguages | null;
}

/** The pauses of a request in the order in which they came. */
export async function pausesOf(tx: Transaction<Tables>, requestId: string, zone: string): Promise<ToldPause[]> {
  const events = await tx
    .selectFrom('pledge.event')
    .select(['id', 'payload', 'actor', 'occurred_at', 'recorded_at'])
    .where('request_id', '=', requestId)
    .where('type', '=', 'pause')
    .orderBy('occurred_at')
    .execute();
  if (events.length === 0) return [];
  const texts = await tx
    .selectFrom('pledge.event_text')
    .select(['event_id', 'field', 'text'])
    .where(
      'event_id',
      'in',
      events.map(({ id }) => id),
    )
    .execute();
  const pauses: ToldPause[] = [];
  for (const event of events) {
    const written = (field: string) => texts.find((text) => text.event_id === event.id && text.field === field)?.text ?? null;
    const { reason, saidAt } = event.payload.data;
    pauses.push({
      reason: typeof reason === 'string' ? reason : '',
      at: instant(event.occurred_at),
      saidBy: written('saidBy'),
      saidAt: typeof saidAt === 'string' ? saidAt : null,
      note: written('note'),
      recordedAt: instant(event.recorded_at),
      recordedBy: event.actor.id === null ? null : await positionOf(tx, event.actor.id, dateIn(zone, instant(event.recorded_at))),
    });
  }
  return pauses;
}

async function positionOf(tx: Transaction<Tables>, personId: string, day: string): Promise<BothLanguages | null> {
  const [held] = await positionsOn(tx, personId, day);
  if (held === undefined) return null;
  const words = (texts: Readonly<Record<string, string>>) => texts[held.position] ?? held.position;
  return { zh: words(positionTextsZh), en: words(positionTextsEn) };
}
