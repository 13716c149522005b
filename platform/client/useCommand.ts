import { useCallback, useState } from 'react';
import type { Answer } from './client.ts';
import type { Intent } from './intent.rules.ts';
import { sendOnce } from './send-once.ts';

/** Sends commands of one form, each once as long as the form stands: see {@link sendOnce}. */
export function useCommand(): <T>(path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<T>> {
  const [intents] = useState(() => new Map<string, Intent>());
  return useCallback(
    async <T>(path: string, body: Readonly<Record<string, unknown>>) => sendOnce<T>(intents, { path, body, dated: false }),
    [intents],
  );
}
