import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Problem } from '#platform/client/problem-details.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useDraft } from '#platform/ui/draft.ts';
import type { DraftText } from '../drafts/plan-drafts.schema.ts';
import { keeping, keptText } from './kept-draft.rules.ts';
import { draftQuery } from './plan.queries.ts';

const SAVE_AFTER_MS = 1_000;

export type SavedState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';

export interface SavedText {
  readonly text: string;
  /** Of the draft that it was written on. */
  readonly version: number;
  readonly state: SavedState;
  readonly problem: Problem | null;
  /** What was written while the draft was open and did not reach it before it was closed; null where nothing was. */
  readonly unsaved: string | null;
  readonly change: (text: string, version: number) => void;
  /** Ends a conflict: with the own text over the other's, or with the other's. */
  readonly settle: (whose: 'mine' | 'theirs') => void;
}

/** The text of a draft: kept on the device with every word and at the server as one goes, never over what somebody else wrote in between. */
export function useSavedText(draft: DraftText): SavedText {
  const client = useQueryClient();
  const command = useCommand();
  const [kept, keep] = useDraft(`plan-draft:${draft.id}`);
  const [refused, setRefused] = useState<{ readonly problem: Problem; readonly text: string } | null>(null);
  const [isSaving, setSaving] = useState(false);
  // With the version that it was written on: of the device, where a crash or a lost connection left something.
  const written = keptText(kept);
  const isOpen = draft.state === 'open' && draft.may.change;
  // A draft that is closed says what it says: what did not reach it stands beside it.
  const { version, text } = (isOpen ? written : null) ?? draft;
  const unsaved = isOpen || written === null || written.text === draft.text ? null : written.text;
  const isChanged = isOpen && text !== draft.text;
  const isConflict = isChanged && draft.version !== version;
  const problem = refused === null || refused.problem.code === 'changedMeanwhile' ? null : refused.problem;
  // What was refused as it stands is refused again; what did not arrive is sent until it does.
  const isHopeless = refused !== null && refused.text === text && refused.problem.status >= 400 && refused.problem.status < 500;

  const latest = useRef(text);
  useLayoutEffect(() => {
    latest.current = text;
  }, [text]);

  const change = useCallback(
    (now: string, on: number) => keep(now === draft.text ? '' : keeping({ version: on, text: now })),
    [keep, draft.text],
  );
  const save = useCallback(
    async (sent: string) => {
      setSaving(true);
      const answer = await command<{ version: number }>(`/api/plan-drafts/${draft.id}/save`, { version, text: sent });
      setSaving(false);
      setRefused(answer.ok ? null : { problem: answer.problem, text: sent });
      if (answer.ok) {
        const saved = { version: answer.value.version, text: sent };
        keep(latest.current === sent ? '' : keeping({ ...saved, text: latest.current }));
        client.setQueryData(draftQuery(draft.id).queryKey, (known) => known && { ...known, ...saved });
      }
      await client.invalidateQueries({ queryKey: ['plans'] });
    },
    [version, client, command, draft.id, keep],
  );

  useEffect(() => {
    if (!isChanged || isConflict || isSaving || isHopeless) return;
    const timer = setTimeout(() => void save(text), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isChanged, isConflict, isSaving, isHopeless, text, save]);

  const settle = useCallback(
    (whose: 'mine' | 'theirs') => {
      setRefused(null);
      keep(whose === 'mine' ? keeping({ version: draft.version, text: latest.current }) : '');
    },
    [draft.version, keep],
  );
  const state = isConflict ? 'conflict' : isSaving ? 'saving' : problem !== null ? 'failed' : isChanged ? 'waiting' : 'saved';
  return { text, version, state, problem, unsaved, change, settle };
}
