import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { isAcknowledged, type Call, type History } from '../history.ts';

interface ReceiptRow {
  readonly command_id: string;
  readonly status: number | null;
  readonly answer: Json;
  readonly xid: string;
}

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly stream_id: string;
  readonly xid: string;
}

/** Written by the workers when a time has come: no command stands behind them. */
const BY_TIME: readonly string[] = ['clockWarned', 'clockBreached'];

/**
 * What was acknowledged is there, once, with the answer that was given; what was refused left nothing; and nothing is there
 * that nobody sent. Receipt and events of a command share a transaction, and so its number.
 */
export async function checkCommands(
  tx: Transaction<Tables>,
  drill: { history: History; requestsBefore: number },
): Promise<string[]> {
  const { calls, requestIds } = drill.history;
  const receipts = new Map(
    (
      await receiptsOf(
        tx,
        calls.map((call) => call.commandId),
      )
    ).map((row) => [row.command_id, row]),
  );
  const events = await eventsOf(tx, [...requestIds]);
  const byTransaction = Map.groupBy(events, (event) => event.xid);
  const findings = calls.flatMap((call) => findingsOf(call, { receipt: receipts.get(call.commandId), byTransaction }));
  const sent = new Set([...receipts.values()].map((row) => row.xid));
  for (const event of events) {
    if (!BY_TIME.includes(event.type) && !sent.has(event.xid))
      findings.push(`the event ${event.type} ${event.id} has no command that was sent`);
  }
  const { count } = await tx
    .selectFrom('pledge.service_request')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count !== drill.requestsBefore + requestIds.size) {
    findings.push(`${requestIds.size} requests were acknowledged, ${count - drill.requestsBefore} are there`);
  }
  return findings;
}

function findingsOf(
  call: Call,
  found: { receipt: ReceiptRow | undefined; byTransaction: ReadonlyMap<string, readonly EventRow[]> },
): string[] {
  const { receipt } = found;
  const name = `${call.event} ${call.commandId}`;
  if (call.answer === undefined) return [`${name} has no outcome`];
  if (!isAcknowledged(call)) return receipt === undefined ? [] : [`${name} was refused with ${call.answer.status} and is there`];
  if (receipt === undefined) return [`${name} was acknowledged and is lost`];
  const findings: string[] = [];
  if (receipt.status !== call.answer.status || canonicalJson(receipt.answer) !== canonicalJson(call.answer.body as Json)) {
    findings.push(`${name} was answered with something else than what is stored`);
  }
  const subjectId = call.subjectId ?? (call.answer.body as { id: string }).id;
  const own = (found.byTransaction.get(receipt.xid) ?? []).filter(
    (event) => event.type === call.event && event.stream_id === subjectId,
  );
  if (own.length !== 1) findings.push(`${name} has ${own.length} events of its name`);
  return findings;
}

async function receiptsOf(tx: Transaction<Tables>, ids: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } =
    await sql<ReceiptRow>`select command_id, status, answer, xmin::text as xid from pledge.command_receipt where command_id = any(${ids}::uuid[])`.execute(
      tx,
    );
  return rows;
}

async function eventsOf(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<EventRow[]> {
  const { rows } =
    await sql<EventRow>`select id, type, stream_id, (xid::text::numeric % 4294967296)::text as xid from pledge.event where request_id = any(${requestIds}::uuid[])`.execute(
      tx,
    );
  return rows;
}
