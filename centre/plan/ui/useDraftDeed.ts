import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#platform/client/client.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';

interface DraftDeed {
  /** What is done, as the last part of its address, with what it needs. */
  readonly act: (deed: string, input: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
  /** Why the last one was refused. */
  readonly trouble: string | null;
  readonly setTrouble: (trouble: string | null) => void;
}

/** Does something with a draft and has plans read anew: the stream that would say so may be down, or the refusal be of what others did. */
export function useDraftDeed(draftId: string): DraftDeed {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const act: DraftDeed['act'] = async (deed, input) => {
    const answer = await command(`/api/plan-drafts/${draftId}/${deed}`, input);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    await client.invalidateQueries({ queryKey: ['plans'] });
    return answer;
  };
  return { act, trouble, setTrouble };
}
