import { sql, type Kysely, type Transaction } from 'kysely';
import { inTransaction, later, type Scope, type Sendable } from '../db/pool.ts';
import { canonicalJson, type Json } from '../evidence-log/canonical.ts';
import { sha256 } from '../evidence-log/digests.ts';
import { formatInstant, instant, parseInstant, type Instant } from '../time/instant.ts';
import type { TimeSource } from '../time/time-source.ts';
import { EARLIEST, type Envelope } from './envelope.ts';
import { isRefusal, refusal, Refused, type Refusal } from './refusal.ts';
import { lateTexts } from './command.texts.ts';

interface ReceiptTables {
  'pledge.command_receipt': {
    provider_id: string;
    command_id: string;
    actor_key: string;
    path: string;
    body_digest: string;
    status: number | null;
    answer: string | null;
    recorded_at: string;
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface CommandRun<Tables> {
  readonly tx: Transaction<Tables>;
  /** When it is written down: told once by the time source. */
  readonly now: Instant;
  /** When it happened. */
  readonly at: Instant;
  readonly lateReason: string | null;
  /** By how many milliseconds the device's clock ran ahead of ours as it sent; absent where it did not tell. */
  readonly deviceAhead?: number | undefined;
}

export interface CommandRequest<Tables> {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly scope: Scope;
  /** Who asks, so that a command id never gives one caller another's answer. */
  readonly actorKey: string;
  readonly path: string;
  readonly envelope: Envelope;
  /** The whole body as it came, for telling a repeat from another command under the same id. */
  readonly body: unknown;
  readonly work: (run: CommandRun<Tables>) => Promise<Answer | Refusal>;
}

/** A command's time may run ahead of the server's by so much: clocks of devices differ. */
const FUTURE_TOLERANCE = 2 * 60_000;
const LATE_AFTER = 24 * 3_600_000;

/**
 * Runs one command: remembers its id, hands the work one transaction and one time, stores the answer with it.
 * A repeat finds the first answer; the same id with another body is refused (`commandIdReused`).
 * A refusal undoes everything and is not remembered: what was mended may be sent again.
 */
export async function runCommand<Tables>(request: CommandRequest<Tables>): Promise<Answer | Refusal> {
  const digest = sha256(canonicalJson({ path: request.path, body: withoutSentAt(request.body) as Json }));
  try {
    const work = async (tx: Transaction<Tables>, databaseNow: number, [claimed]: [readonly unknown[]]): Promise<Answer> => {
      const now = request.time.now(instant(databaseNow));
      if (claimed.length === 0) return firstAnswer(tx, request, digest);
      const times = timesOf(request.envelope, now);
      if (isRefusal(times)) throw new Refused(times);
      const answer = await request.work({ tx, now, ...times, deviceAhead: deviceAhead(request.envelope, now) });
      if (isRefusal(answer)) throw new Refused(answer);
      later(
        tx,
        (tx as unknown as Transaction<ReceiptTables>)
          .updateTable('pledge.command_receipt')
          .set({ status: answer.status, answer: JSON.stringify(answer.body ?? null), recorded_at: formatInstant(now) })
          .where('command_id', '=', request.envelope.commandId),
      );
      return answer;
    };
    return await inTransaction(request.db, request.scope, work, {
      beginWith: [claim(request, digest)],
      // Commands go by ids.
      plans: 'byKeys',
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Takes the command id, where nobody has: a second sender waits here until the first has committed. */
function claim<Tables>(request: CommandRequest<Tables>, digest: string): Sendable<{ command_id: string }> {
  const { scope, envelope } = request;
  return sql`insert into pledge.command_receipt (provider_id, command_id, actor_key, path, body_digest, recorded_at)
    values (${scope.providerId}, ${envelope.commandId}, ${request.actorKey}, ${request.path}, ${digest}, clock_timestamp())
    on conflict do nothing returning command_id`;
}

/** What the one who took the command id was answered. */
async function firstAnswer<Tables>(tx: Transaction<Tables>, request: CommandRequest<Tables>, digest: string): Promise<Answer> {
  const { rows } = await sql<{
    actor_key: string;
    body_digest: string;
    status: number;
    answer: unknown;
  }>`select actor_key, body_digest, status, answer from pledge.command_receipt where command_id = ${request.envelope.commandId}`.execute(
    tx,
  );
  const first = rows[0];
  if (first === undefined || first.actor_key !== request.actorKey || first.body_digest !== digest) {
    throw new Refused(
      refusal(409, 'commandIdReused', {
        zh: '同一个commandId已用于另一条命令。请换一个新的commandId再发。',
        en: 'This commandId was used for another command. Send it again with a new commandId.',
      }),
    );
  }
  return { status: first.status, body: first.answer };
}

function withoutSentAt(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { sentAt: _sentAt, ...rest } = body as { sentAt?: unknown };
  return rest;
}

/** Kept with the evidence: a device whose clock is wrong tells wrong times, and this says by how much. */
function deviceAhead(envelope: Envelope, now: Instant): number | undefined {
  const sent = envelope.sentAt === undefined ? undefined : parseInstant(envelope.sentAt);
  return sent === undefined ? undefined : sent - now;
}

/** When it happened: not in the future or before anything was written down here, and with a reason if long ago (flows.md, common rule 1). */
export function timesOf(envelope: Envelope, now: Instant): { at: Instant; lateReason: string | null } | Refusal {
  const at = envelope.occurredAt === undefined ? now : parseInstant(envelope.occurredAt);
  if (at === undefined)
    return refusal(400, 'timestampWithoutOffset', lateTexts.withoutOffset, {
      fields: [{ field: 'occurredAt', code: 'timestampWithoutOffset', message: lateTexts.withoutOffset }],
    });
  if (at > now + FUTURE_TOLERANCE)
    return refusal(422, 'occurredInFuture', lateTexts.inFuture, {
      fields: [{ field: 'occurredAt', code: 'occurredInFuture', message: lateTexts.inFuture }],
    });
  if (at < EARLIEST)
    return refusal(422, 'occurredTooEarly', lateTexts.tooEarly, {
      fields: [{ field: 'occurredAt', code: 'occurredTooEarly', message: lateTexts.tooEarly }],
    });
  if (at < now - LATE_AFTER && envelope.lateReason === undefined)
    return refusal(422, 'lateReasonMissing', lateTexts.reasonMissing, {
      fields: [{ field: 'lateReason', code: 'lateReasonMissing', message: lateTexts.reasonMissing }],
    });
  return { at: at > now ? now : at, lateReason: at < now - LATE_AFTER ? (envelope.lateReason ?? null) : null };
}
