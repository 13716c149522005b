import { useCallback, useRef } from 'react';
import { post, type Answer } from './client.ts';

/**
 * Sends commands of one form. If the outcome of the last one is unknown and the same is sent again, it goes out under the
 * same `commandId`: the server then gives its first answer instead of doing it twice.
 */
export function useCommand(): <T>(path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<T>> {
  const open = useRef<{ readonly sent: string; readonly commandId: string } | null>(null);
  return useCallback(async <T>(path: string, body: Readonly<Record<string, unknown>>) => {
    const sent = path + JSON.stringify(body);
    const commandId = open.current?.sent === sent ? open.current.commandId : crypto.randomUUID();
    open.current = { sent, commandId };
    const answer = await post<T>(path, body, commandId);
    if (answer.ok || (answer.problem.status > 0 && answer.problem.status < 500)) open.current = null;
    return answer;
  }, []);
}
