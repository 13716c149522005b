import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';

/** Sends a command of this page, and has what changed read anew; `trouble` says why the last one was refused. */
export function useAct() {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const act = async <T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<T | null> => {
    const answer = await command<T>(path, body);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return null;
    await client.invalidateQueries();
    return answer.value;
  };
  return { act, trouble };
}
