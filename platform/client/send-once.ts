import { formatInstant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';
import { post, type Answer } from './client.ts';
import { isSameIntent, type Intent } from './intent.rules.ts';

/** Where intents lie while it is not known how they ended, by the path of their command: sending one does not push out another. */
export interface Intents {
  readonly get: (path: string) => Intent | undefined;
  readonly set: (path: string, intent: Intent) => void;
  readonly delete: (path: string) => void;
}

export interface Command {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the command says when it happened, by the server's clock as this device knows it. */
  readonly dated: boolean;
}

/** Whether nobody can say if the command was carried out. */
function isOpen(answer: Answer<unknown>): boolean {
  return !answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500);
}

/**
 * Sends a command once: as long as its outcome is unknown, sending the same again repeats what went out the first time, word for
 * word and under the same `commandId`, so that the server gives its first answer instead of doing it twice.
 */
export async function sendOnce<T>(intents: Intents, { path, body, dated }: Command): Promise<Answer<T>> {
  const now = serverNow();
  const known = intents.get(path);
  const intent: Intent =
    known !== undefined && isSameIntent(known, { body, at: now })
      ? known
      : { body, commandId: crypto.randomUUID(), meantAt: now };
  intents.set(path, intent);
  const sent = dated ? { occurredAt: formatInstant(intent.meantAt), ...intent.body } : intent.body;
  const answer = await post<T>(path, sent, intent.commandId);
  // Another may have been sent from here while this one was under way.
  if (!isOpen(answer) && intents.get(path)?.commandId === intent.commandId) intents.delete(path);
  return answer;
}
