import { useCallback } from 'react';
import type { Answer } from './client.ts';
import { forgetIntent, keepIntent, keptIntent } from './intent-store.ts';
import { sendOnce, type Command } from './send-once.ts';

/**
 * Sends commands from one place of a page, each once, after a reload of the page as well: see {@link sendOnce}. `key` names the
 * place.
 */
export function useIntent(
  key: string,
  { dated }: Pick<Command, 'dated'>,
): <T>(path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<T>> {
  return useCallback(
    async <T>(path: string, body: Readonly<Record<string, unknown>>) => {
      const intents = {
        get: (of: string) => keptIntent(key + of),
        set: (of: string, intent: Parameters<typeof keepIntent>[1]) => keepIntent(key + of, intent),
        delete: (of: string) => forgetIntent(key + of),
      };
      return sendOnce<T>(intents, { path, body, dated });
    },
    [key, dated],
  );
}
