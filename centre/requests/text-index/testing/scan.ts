import { sql } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { TestHouse } from '#centre/testing/house.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { visibleRecords, visibleRequests } from '../../visibility.ts';
import { searchQuery, type SearchHit } from '../search.schema.ts';
import { searchTexts } from '../search.ts';
import type { TextKind } from '../text-index.schema.ts';

/** Every hit of an actor, page by page. */
export async function searched(
  house: TestHouse,
  actor: Actor,
  asked: { q: string; kind?: string; limit?: number },
): Promise<SearchHit[]> {
  const found: SearchHit[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 200; pages += 1) {
    const query = searchQuery.parse({ ...asked, limit: asked.limit ?? 100, cursor });
    const answer = await house.within(actor, (tx) => searchTexts(tx, actor, { query, now: house.time.current() }));
    if (isRefusal(answer)) throw new Error(`the search was refused: ${answer.message.en}`);
    found.push(...answer.items);
    if (answer.nextCursor === null) return found;
    cursor = answer.nextCursor;
  }
  throw new Error('a search without an end');
}

interface Line {
  readonly id: string;
  readonly text: string | null;
}

/** A day is no text: its digits are found by nobody. */
const DAY = String.raw`^\d{4}-\d{2}-\d{2}$`;

/**
 * What a search must find, by another way: the rows that an actor may see are read whole, as row-level security and the rights
 * give them, and each column is looked into.
 */
export async function scanned(house: TestHouse, actor: Actor, q: string): Promise<Map<TextKind, Set<string>>> {
  const now = house.time.current();
  const phrase = fold(q.trim());
  return house.within(actor, async (tx) => {
    const seen = sql`join pledge.service_request request on request.provider_id = subject.provider_id and request.id = subject.request_id and ${visibleRequests(actor, now)}`;
    const lines: Readonly<Record<TextKind, readonly Line[]>> = {
      serviceRequest: (
        await sql<Line>`select request.id, line as text from pledge.service_request request,
          unnest(array[number, title, content, symptom, service_number, first_answer, enquirer_name, enquirer_phone, enquirer_email, regexp_replace(enquirer_phone, '[ ()-]', '', 'g')]) line
          where ${visibleRequests(actor, now)}`.execute(tx)
      ).rows,
      message: (await sql<Line>`select subject.id, subject.text from pledge.message subject ${seen}`.execute(tx)).rows,
      event: (
        await sql<Line>`select subject.id, t.text from pledge.event subject ${seen} join pledge.event_text t on t.event_id = subject.id
          where subject.stream_kind in ('serviceRequest', 'siteVisit') and t.field not like 'messageText%' and t.field not in ('enquirerPhone', 'enquirerEmail', 'lateReason')`.execute(
          tx,
        )
      ).rows,
      record: (
        await sql<Line>`select record.id, cell.text from pledge.record record join pledge.service_request request on request.id = record.request_id and ${visibleRequests(actor, now)},
          lateral (select record.record_number as text union all select value #>> '{}' from jsonb_each(record.field_values) where jsonb_typeof(value) = 'string' and key not in ('serviceMode', 'handling') and value #>> '{}' !~ ${DAY}
            union all select replace(record.field_values->>'phone', ' ', '')) cell where ${visibleRecords(actor, now)}`.execute(
          tx,
        )
      ).rows,
    };
    return new Map(
      Object.entries(lines).map(([kind, rows]) => [
        kind as TextKind,
        new Set(rows.filter(({ text }) => text !== null && fold(text).includes(phrase)).map(({ id }) => id)),
      ]),
    );
  });
}
