import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { send } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { readDraft, writeDraft } from '#platform/ui/draft-store.ts';
import { pendingOf, readBatch, withResults, type Batch, type CommandResult } from './batch.rules.ts';

const KEPT_AT = 'bulk';
/** Commands of one call: few enough that something is seen to move. */
const AT_ONCE = 5;

export interface BatchAtHand {
  readonly batch: Batch | null;
  readonly running: boolean;
  /** Why it stopped before its end. */
  readonly trouble: Problem | null;
  /** Begins a batch, or goes on with one that was cut off. */
  readonly run: (batch: Batch) => Promise<void>;
  readonly forget: () => void;
}

/**
 * The batch of this device. It is kept before its first command is sent and until it is told how each ended, so that neither a lost
 * network nor a page loaded anew loses a row or does one twice.
 */
export function useBatch(): BatchAtHand {
  const client = useQueryClient();
  const [batch, setBatch] = useState<Batch | null>(() => readBatch(readDraft(KEPT_AT)));
  const [running, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const busy = useRef(false);

  const run = useCallback(
    async (begun: Batch) => {
      if (busy.current) return;
      busy.current = true;
      setRunning(true);
      setTrouble(null);
      let going = begun;
      const keep = (next: Batch) => {
        going = next;
        writeDraft(KEPT_AT, JSON.stringify(next));
        setBatch(next);
      };
      keep(begun);
      while (pendingOf(going).length > 0) {
        const part = pendingOf(going).slice(0, AT_ONCE);
        const commands = part.map(({ commandId, path, body }) => ({ ...body, commandId, path }));
        const answer = await send<{ results: CommandResult[] }>('/api/commands', { commands });
        if (!answer.ok) {
          setTrouble(answer.problem);
          break;
        }
        const before = pendingOf(going).length;
        keep(withResults(going, answer.value.results));
        // Nothing came to an end: whoever asked decides when to try again.
        if (pendingOf(going).length === before) break;
      }
      busy.current = false;
      setRunning(false);
      void client.invalidateQueries({ queryKey: ['requests'] });
      void client.invalidateQueries({ queryKey: ['request'] });
    },
    [client],
  );
  const forget = useCallback(() => {
    if (busy.current) return;
    writeDraft(KEPT_AT, '');
    setBatch(null);
    setTrouble(null);
  }, []);
  return { batch, running, trouble, run, forget };
}
