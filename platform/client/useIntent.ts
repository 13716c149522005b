import { useCallback } from 'react';
import { formatInstant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';
import { post, type Answer } from './client.ts';

const PREFIX = 'pledge.intent.';

/** What somebody meant to be done once: it keeps its id and its time until it is known how it ended. */
interface Intent {
  readonly sent: string;
  readonly commandId: string;
  readonly occurredAt: string;
}

function kept(key: string): Intent | undefined {
  try {
    const read: unknown = JSON.parse(window.localStorage.getItem(PREFIX + key) ?? 'null');
    if (typeof read !== 'object' || read === null) return undefined;
    const { sent, commandId, occurredAt } = read as Partial<Intent>;
    return sent === undefined || commandId === undefined || occurredAt === undefined
      ? undefined
      : { sent, commandId, occurredAt };
  } catch {
    return undefined;
  }
}

function keep(key: string, intent: Intent | null): void {
  try {
    if (intent === null) window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, JSON.stringify(intent));
  } catch {
    // Without storage an intent lives as long as the attempt and its own repetitions.
  }
}

export interface IntentOptions {
  /** Whether the command says when it happened, by the server's clock as this device knows it. */
  readonly dated: boolean;
}

/** Whether nobody can say if the command was carried out. */
function isOpen(answer: Answer<unknown>): boolean {
  return !answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500);
}

/**
 * Sends commands from one place of a page, each once: as long as the outcome is unknown, sending the same again goes out under
 * the same `commandId` and the same time, after a reload of the page as well. `key` names the place.
 */
export function useIntent(
  key: string,
  { dated }: IntentOptions,
): <T>(path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<T>> {
  return useCallback(
    async <T>(path: string, body: Readonly<Record<string, unknown>>) => {
      const sent = path + JSON.stringify(body);
      const known = kept(key);
      const intent =
        known?.sent === sent ? known : { sent, commandId: crypto.randomUUID(), occurredAt: formatInstant(serverNow()) };
      keep(key, intent);
      const answer = await post<T>(path, dated ? { occurredAt: intent.occurredAt, ...body } : body, intent.commandId);
      if (!isOpen(answer)) keep(key, null);
      return answer;
    },
    [key, dated],
  );
}
