import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { instant } from '#platform/time/instant.ts';
import type { SubjectHistory } from './moved-clocks.rules.ts';
import type { SubjectEvent } from './subject-clocks.schema.ts';

/** What the clocks of a request and of all that hangs on it were told, subject by subject, in the order of R13. */
export async function historiesOf(tx: Transaction<Tables>, requestId: string): Promise<SubjectHistory[]> {
  return (await historiesOfRequests(tx, [requestId])).get(requestId) ?? [];
}

/** The same of many requests, by their ids; one whose clocks were told nothing is not among them. */
export async function historiesOfRequests(
  tx: Transaction<Tables>,
  requestIds: readonly string[],
): Promise<Map<string, SubjectHistory[]>> {
  const rows = await tx
    .selectFrom('pledge.clock_event')
    .selectAll()
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('recorded_at')
    .orderBy('seq')
    .execute();
  const subjects = new Map<string, SubjectHistory & { events: SubjectEvent[] }>();
  const histories = new Map<string, SubjectHistory[]>();
  for (const row of rows) {
    const key = `${row.request_id}/${row.subject_kind}/${row.subject_id}`;
    let subject = subjects.get(key);
    if (subject === undefined) {
      subject = { kind: row.subject_kind, id: row.subject_id, events: [] };
      subjects.set(key, subject);
      histories.set(row.request_id, [...(histories.get(row.request_id) ?? []), subject]);
    }
    subject.events.push({
      type: row.type,
      at: instant(row.at),
      recordedAt: instant(row.recorded_at),
      seq: row.seq,
      reason: row.reason,
      fields: row.fields,
      automatic: row.automatic,
    });
  }
  return histories;
}
