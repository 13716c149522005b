import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { bytesOf, LOG, MAP } from '#centre/history/log.fixture.ts';
import { changeImport, insertImport } from '#centre/requests/import-job/history-import.store.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant } from '#platform/time/instant.ts';
import type { TestServer } from '../test-server.ts';

/** A log that somebody looked at. */
export async function looked(
  tx: Transaction<Tables>,
  about: { server: TestServer; providerId: string; personId: string },
): Promise<string> {
  const { server, providerId, personId } = about;
  const { digest, size } = await server.app.house.files.take(bytesOf(LOG));
  const now = server.house.time.current();
  const file = {
    id: randomUUID(),
    provider_id: providerId,
    customer_id: null,
    person_id: null,
    digest,
    size,
    name: 'log.csv',
  };
  await tx
    .insertInto('pledge.file')
    .values({ ...file, media_type: 'text/csv', status: 'unchecked', uploaded_at: formatInstant(now) })
    .execute();
  const id = randomUUID();
  await insertImport(tx, { providerId, id, personId, fileId: file.id, now });
  await changeImport(tx, id, { now, set: { state: 'checked', map: MAP, rows: 1, requests: 1, faulty_rows: 0, left_out: 0 } });
  return id;
}
