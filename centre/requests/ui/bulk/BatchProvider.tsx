import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { send } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { readDraft, writeDraft } from '#platform/ui/draft-store.ts';
import { pendingOf, readBatch, waitsFor, withResults, type Batch, type CommandResult } from './batch.rules.ts';

const KEPT_AT = 'bulk';
/** Commands of one call: few enough that something is seen to move. */
const AT_ONCE = 5;

export interface BatchAtHand {
  readonly batch: Batch | null;
  readonly running: boolean;
  /** Why it stopped before its end. */
  readonly trouble: Problem | null;
  /** Begins a batch, or goes on with one that was cut off; false where another one is not finished, which is then at hand. */
  readonly run: (batch: Batch) => boolean;
  readonly forget: () => void;
}

const BatchContext = createContext<BatchAtHand | null>(null);

/** The batch of this device. Only below {@link BatchProvider}. */
export function useBatch(): BatchAtHand {
  const at = useContext(BatchContext);
  if (at === null) throw new Error('useBatch is used where no batch is held');
  return at;
}

/**
 * Holds the batch of this device above the pages: one that is under way stays so while its page is left. It is kept before its first
 * command is sent and until it is told how each ended, so that neither a lost network nor a page loaded anew loses a row or does one
 * twice.
 */
export function BatchProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [batch, setBatch] = useState<Batch | null>(() => readBatch(readDraft(KEPT_AT)));
  const [running, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const busy = useRef(false);

  const carryOn = useCallback(
    async (begun: Batch) => {
      busy.current = true;
      setRunning(true);
      setTrouble(null);
      setTrouble(
        await carryOut(begun, (next) => {
          writeDraft(KEPT_AT, JSON.stringify(next));
          setBatch(next);
        }),
      );
      busy.current = false;
      setRunning(false);
      void client.invalidateQueries({ queryKey: ['requests'] });
      void client.invalidateQueries({ queryKey: ['request'] });
    },
    [client],
  );
  const run = useCallback(
    (begun: Batch): boolean => {
      if (busy.current) return false;
      // What is kept may have been begun in another window since.
      const kept = readBatch(readDraft(KEPT_AT)) ?? batch;
      if (waitsFor(kept, begun)) {
        setBatch(kept);
        return false;
      }
      void carryOn(begun);
      return true;
    },
    [batch, carryOn],
  );
  const forget = useCallback(() => {
    if (busy.current) return;
    writeDraft(KEPT_AT, '');
    setBatch(null);
    setTrouble(null);
  }, []);
  const at = useMemo(() => ({ batch, running, trouble, run, forget }), [batch, running, trouble, run, forget]);
  return <BatchContext value={at}>{children}</BatchContext>;
}

/** Sends what is open of a batch, and has each state of it kept, the first before anything is sent. Gives why it stopped before its end. */
async function carryOut(begun: Batch, keep: (next: Batch) => void): Promise<Problem | null> {
  keep(begun);
  let going = begun;
  while (pendingOf(going).length > 0) {
    const part = pendingOf(going).slice(0, AT_ONCE);
    const commands = part.map(({ commandId, path, body }) => ({ ...body, commandId, path }));
    const answer = await send<{ results: CommandResult[] }>('/api/commands', { commands });
    if (!answer.ok) return answer.problem;
    const before = pendingOf(going).length;
    going = withResults(going, answer.value.results);
    keep(going);
    // Nothing came to an end: whoever asked decides when to try again.
    if (pendingOf(going).length === before) return null;
  }
  return null;
}
