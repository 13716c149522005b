import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction, later } from '#platform/db/pool.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { cut } from '#platform/text/characters.rules.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

export interface DeliverDeps {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly mailer: Mailer | null;
}

const MAILS_AT_ONCE = 20;
/** Messages to the portal that one transaction marks. */
const PORTAL_AT_ONCE = 200;
/** After so many tries a mail is told as failed; a person decides what to do. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 30_000;
const SUBJECT_LENGTH = 180;

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
    const scope = { providerId, customerId: null };
    const shown = await inTransaction(deps.db, scope, (tx, databaseNow) => showInPortal(tx, deps.time.now(instant(databaseNow))));
    requests.push(...shown);
    full ||= shown.length >= PORTAL_AT_ONCE;
    for (let taken = 0; ; taken += 1) {
      const done = await inTransaction(deps.db, scope, (tx, databaseNow) =>
        mailOne(tx, { ...deps, now: deps.time.now(instant(databaseNow)) }),
      );
      if (done === null) break;
      requests.push(done);
      if (taken >= MAILS_AT_ONCE) {
        full = true;
        break;
      }
    }
  }
  return { count: requests.length, requests: [...new Set(requests)], full };
}

/** Nothing can fail here, so that many go in one transaction. @returns the request of each message that was taken */
async function showInPortal(tx: Transaction<Tables>, now: Instant): Promise<string[]> {
  const rows = await waiting(tx, now).where('channel', '!=', 'email').limit(PORTAL_AT_ONCE).execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  later(
    tx,
    tx
      .updateTable('pledge.outbox')
      .set(({ eb }) => ({ delivered_at: formatInstant(now), attempts: eb('attempts', '+', 1), next_at: null, last_error: null }))
      .where('id', '=', anyOf(ids)),
  );
  return noteSent(
    tx,
    rows.map((row) => row.message_id),
  );
}

function waiting(tx: Transaction<Tables>, now: Instant) {
  return tx
    .selectFrom('pledge.outbox')
    .select(['id', 'message_id', 'recipient', 'attempts'])
    .where('delivered_at', 'is', null)
    .where('next_at', '<=', sql<number>`${formatInstant(now)}::timestamptz`)
    .orderBy('next_at')
    .forUpdate()
    .skipLocked();
}

function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}

/** @returns the request whose message was taken, or null where none waits */
async function mailOne(tx: Transaction<Tables>, deps: DeliverDeps & { now: Instant }): Promise<string | null> {
  const row = await waiting(tx, deps.now).where('channel', '=', 'email').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const attempts = row.attempts + 1;
  const fault = await sendMail(tx, deps, { messageId: row.message_id, recipient: row.recipient }).then(
    () => null,
    (error: unknown) => error,
  );
  if (fault === null) {
    later(
      tx,
      tx
        .updateTable('pledge.outbox')
        .set({ delivered_at: formatInstant(deps.now), attempts, next_at: null, last_error: null })
        .where('id', '=', row.id),
    );
    return (await noteSent(tx, [row.message_id]))[0] ?? null;
  }
  const given = attempts >= ATTEMPTS;
  const wait = FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 7);
  later(
    tx,
    tx
      .updateTable('pledge.outbox')
      .set({
        attempts,
        next_at: given ? null : formatInstant(instant(deps.now + wait)),
        last_error: fault instanceof Error ? fault.message.slice(0, 300) : 'unknown',
      })
      .where('id', '=', row.id),
  );
  const message = tx.updateTable('pledge.message').where('id', '=', row.message_id);
  if (given) later(tx, message.set({ delivery: 'failed' }));
  return (await held(tx, [row.message_id]))[0] ?? null;
}

/**
 * A message is sent when it has gone every way: to the portal and, where it goes by mail, out by mail.
 * @returns the request of each
 */
async function noteSent(tx: Transaction<Tables>, messageIds: readonly string[]): Promise<string[]> {
  const [requests] = await Promise.all([
    held(tx, messageIds),
    tx
      .updateTable('pledge.message')
      .set({ delivery: 'sent' })
      .where('id', '=', anyOf(messageIds))
      .where('delivery', 'in', ['queued', 'failed'])
      // Asked of each message by itself: as an anti-join it may read the whole outbox.
      .where(
        ({ selectFrom }) =>
          selectFrom('pledge.outbox as way')
            .select('way.id')
            .whereRef('way.provider_id', '=', 'pledge.message.provider_id')
            .whereRef('way.message_id', '=', 'pledge.message.id')
            .where('way.delivered_at', 'is', null)
            .limit(1),
        'is',
        null,
      )
      .execute(),
  ]);
  return requests;
}

/** Two ways that end at the same moment: the second waits here and then sees the first. */
async function held(tx: Transaction<Tables>, messageIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('pledge.message')
    .select('request_id')
    .where('id', '=', anyOf(messageIds))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.request_id);
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
  const subject = cut(`[${message.number}] ${message.title}`.replace(/[\r\n\u2028\u2029]+/g, ' '), SUBJECT_LENGTH);
  await deps.mailer.send({ to: about.recipient, subject, text: message.text, messageId: `<${about.messageId}@pledge>` });
}
