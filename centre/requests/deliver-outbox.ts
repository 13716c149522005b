import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

export interface DeliverDeps {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly mailer: Mailer | null;
}

const BATCH = 20;
/** After so many tries a mail is told as failed; a person decides what to do. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 30_000;

/**
 * Delivers what waits in the outbox: to the portal by marking it there, by mail where a server is set. Each row is held by one worker
 * until its outcome is written. A crash between the mail server's yes and our commit sends a mail twice under one Message-ID; none is lost.
 * Returns how many were taken and of which requests.
 */
export async function deliverOutbox(deps: DeliverDeps): Promise<{ count: number; requests: readonly string[]; full: boolean }> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  const requests: string[] = [];
  let full = false;
  for (const { provider_id: providerId } of providers) {
    for (let taken = 0; ; taken += 1) {
      const done = await inTransaction(deps.db, { providerId, customerId: null }, (tx, databaseNow) =>
        deliverOne(tx, { ...deps, now: deps.time.now(instant(databaseNow)) }),
      );
      if (done === null) break;
      requests.push(done);
      if (taken >= BATCH) {
        full = true;
        break;
      }
    }
  }
  return { count: requests.length, requests: [...new Set(requests)], full };
}

/** @returns the request whose message was taken, or null where none waits */
async function deliverOne(tx: Transaction<Tables>, deps: DeliverDeps & { now: Instant }): Promise<string | null> {
  const row = await tx
    .selectFrom('pledge.outbox')
    .selectAll()
    .where('delivered_at', 'is', null)
    .where('next_at', '<=', sql<number>`${formatInstant(deps.now)}::timestamptz`)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined) return null;
  try {
    if (row.channel === 'email') await sendMail(tx, deps, { messageId: row.message_id, recipient: row.recipient });
    await tx
      .updateTable('pledge.outbox')
      .set({ delivered_at: formatInstant(deps.now), attempts: row.attempts + 1, next_at: null, last_error: null })
      .where('id', '=', row.id)
      .execute();
    await noteSent(tx, row.message_id);
  } catch (error) {
    const attempts = row.attempts + 1;
    const given = attempts >= ATTEMPTS;
    const wait = FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 7);
    await tx
      .updateTable('pledge.outbox')
      .set({
        attempts,
        next_at: given ? null : formatInstant(instant(deps.now + wait)),
        last_error: error instanceof Error ? error.message.slice(0, 300) : 'unknown',
      })
      .where('id', '=', row.id)
      .execute();
    if (given) await tx.updateTable('pledge.message').set({ delivery: 'failed' }).where('id', '=', row.message_id).execute();
  }
  const { request_id: requestId } = await tx
    .selectFrom('pledge.message')
    .select('request_id')
    .where('id', '=', row.message_id)
    .executeTakeFirstOrThrow();
  return requestId;
}

/** A message is sent when it has gone every way: to the portal and, where it goes by mail, out by mail. */
async function noteSent(tx: Transaction<Tables>, messageId: string): Promise<void> {
  // Two ways that end at the same moment: the second waits here and then sees the first.
  await tx.selectFrom('pledge.message').select('id').where('id', '=', messageId).forUpdate().execute();
  await tx
    .updateTable('pledge.message')
    .set({ delivery: 'sent' })
    .where('id', '=', messageId)
    .where('delivery', 'in', ['queued', 'failed'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('pledge.outbox as way')
            .select('way.id')
            .whereRef('way.provider_id', '=', 'pledge.message.provider_id')
            .whereRef('way.message_id', '=', 'pledge.message.id')
            .where('way.delivered_at', 'is', null),
        ),
      ),
    )
    .execute();
}

async function sendMail(
  tx: Transaction<Tables>,
  deps: DeliverDeps,
  about: { messageId: string; recipient: string },
): Promise<void> {
  if (deps.mailer === null) throw new Error('no mail server is set');
  const message = await tx
    .selectFrom('pledge.message as message')
    .innerJoin('pledge.service_request as request', (join) =>
      join.onRef('request.provider_id', '=', 'message.provider_id').onRef('request.id', '=', 'message.request_id'),
    )
    .select(['message.text', 'request.number', 'request.title'])
    .where('message.id', '=', about.messageId)
    .executeTakeFirstOrThrow();
  // One line: a title with a line break must not become a header.
  const subject = `[${message.number}] ${message.title}`.replace(/[\r\n]+/g, ' ').slice(0, 180);
  await deps.mailer.send({ to: about.recipient, subject, text: message.text, messageId: `<${about.messageId}@pledge>` });
}
