import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { reportTexts } from './report.texts.ts';

/** Constraints that speak where an id that the client made is taken, or the stream of events under it. */
const TAKEN: ReadonlySet<string> = new Set([
  'service_request_pkey',
  'task_order_pkey',
  'record_pkey',
  'message_pkey',
  'event_provider_id_stream_kind_stream_id_seq_key',
  // Texts of every kind of thing lie in it under the ids of those things.
  'text_index_pkey',
]);

export const idTaken = refusal(409, 'idTaken', reportTexts.idTaken);

/**
 * Refuses where the database finds the id taken: also by something that the caller may not see, so that no look before could find it.
 * Without an id of the client's nothing is asked: a number that the house made twice is a fault.
 */
export async function refusedWhereTaken(id: string | undefined, answer: Promise<Answer | Refusal>): Promise<Answer | Refusal> {
  if (id === undefined) return answer;
  return answer.catch((error: unknown) => {
    if (TAKEN.has((error as { constraint?: string }).constraint ?? '')) return idTaken;
    throw error;
  });
}
