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
 * Longer than the mail server may keep us waiting: after that long whoever took a mail is held to be dead, and another worker takes it.
 */
const HELD_MS = 5 * 60_000;

/**
 * Delivers what waits in the outbox: to the portal by marking it there, by mail where a server is set. A mail is taken by one worker for
 * so long, and sent between two transactions: the database ends one that stands still while a mail server makes us wait. A crash between
 * the mail server's yes and our commit sends a mail twice under one Message-ID; none is lost. Returns how many were taken and of which
 * requests.
 * @param stop once it is aborted no further mail is taken: a server that is away may make us wait for each
 */
export async function deliverOutbox(
  deps: DeliverDeps,
  stop?: AbortSignal,
): Promise<{ count: number; requests: readonly string[]; full: boolean }> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  const requests: string[] = [];
  let full = false;
  // Nobody's portal waits for anybody's mail server.
  for (const { provider_id: providerId } of providers) {
    const shown = await inScope(deps, providerId, showInPortal);
    requests.push(...shown);
    full ||= shown.length >= PORTAL_AT_ONCE;
  }
  for (const { provider_id: providerId } of providers)
    for (let taken = 0; stop?.aborted !== true; taken += 1) {
      const mail = await inScope(deps, providerId, takeMail);
      if (mail === null) break;
      const fault = await sendMail(deps.mailer, mail).then(
        () => null,
        (error: unknown) => error ?? 'unknown',
      );
      requests.push(
        ...(await inScope(deps, providerId, (tx, now) =>
          fault === null ? sent(tx, mail, now) : failed(tx, { mail, fault, now }),
        )),
      );
      if (taken >= MAILS_AT_ONCE) {
        full = true;
        break;
      }
    }
  return { count: requests.length, requests: [...new Set(requests)], full };
}

function inScope<Result>(
  { db, time }: DeliverDeps,
  providerId: string,
  work: (tx: Transaction<Tables>, now: Instant) => Promise<Result>,
): Promise<Result> {
  return inTransaction(db, { providerId, customerId: null }, (tx, databaseNow) => work(tx, time.now(instant(databaseNow))));
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

interface TakenMail {
  readonly id: string;
  readonly messageId: string;
  readonly recipient: string;
  /** This one counted. Who finds another number has not got it any more. */
  readonly attempts: number;
  readonly text: string;
  readonly subject: string;
}

/** Takes the next mail that is due; null where none is. */
async function takeMail(tx: Transaction<Tables>, now: Instant): Promise<TakenMail | null> {
  const row = await waiting(tx, now).where('channel', '=', 'email').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const attempts = row.attempts + 1;
  later(
    tx,
    tx
      .updateTable('pledge.outbox')
      .set({ attempts, next_at: formatInstant(instant(now + HELD_MS)) })
      .where('id', '=', row.id),
  );
  const { text, number, title } = await tx
    .selectFrom('pledge.message as message')
    .innerJoin('pledge.service_request as request', (join) =>
      join.onRef('request.provider_id', '=', 'message.provider_id').onRef('request.id', '=', 'message.request_id'),
    )
    .select(['message.text', 'request.number', 'request.title'])
    .where('message.id', '=', row.message_id)
    .executeTakeFirstOrThrow();
  // One line: a title with a line break must not become a header.
  const subject = cut(`[${number}] ${title}`.replace(/[\r\n\u2028\u2029]+/g, ' '), SUBJECT_LENGTH);
  return { id: row.id, messageId: row.message_id, recipient: row.recipient, attempts, text, subject };
}

async function sendMail(mailer: Mailer | null, mail: TakenMail): Promise<void> {
  if (mailer === null) throw new Error('no mail server is set');
  await mailer.send({ to: mail.recipient, subject: mail.subject, text: mail.text, messageId: `<${mail.messageId}@pledge>` });
}

/** @returns the request of its message */
async function sent(tx: Transaction<Tables>, mail: TakenMail, now: Instant): Promise<string[]> {
  later(
    tx,
    tx
      .updateTable('pledge.outbox')
      .set({ delivered_at: formatInstant(now), next_at: null, last_error: null })
      .where('id', '=', mail.id)
      .where('delivered_at', 'is', null),
  );
  return noteSent(tx, [mail.messageId]);
}

/** It is tried again later, or given up. @returns the request of its message; none where another worker has it by now */
async function failed(tx: Transaction<Tables>, about: { mail: TakenMail; fault: unknown; now: Instant }): Promise<string[]> {
  const { mail, fault, now } = about;
  const given = mail.attempts >= ATTEMPTS;
  const wait = FIRST_WAIT_MS * 2 ** Math.min(mail.attempts - 1, 7);
  const kept = await tx
    .updateTable('pledge.outbox')
    .set({
      next_at: given ? null : formatInstant(instant(now + wait)),
      last_error: fault instanceof Error ? fault.message.slice(0, 300) : 'unknown',
    })
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempts)
    .where('delivered_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) return [];
  if (given) later(tx, tx.updateTable('pledge.message').set({ delivery: 'failed' }).where('id', '=', mail.messageId));
  return held(tx, [mail.messageId]);
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
