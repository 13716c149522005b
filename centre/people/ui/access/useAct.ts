import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';
import { useTrouble } from '../useTrouble.ts';

/**
 * Sends a command of this page, and has what changed read anew; `trouble` says why the last one was refused, or what of a form lacks.
 * `isBusy` while one is under way.
 */
export function useAct() {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const { trouble, setTrouble, isFilled } = useTrouble();
  const [isBusy, setBusy] = useState(false);
  const act = async <T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<T | null> => {
    setBusy(true);
    const answer = await command<T>(path, body);
    setBusy(false);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return null;
    await client.invalidateQueries();
    return answer.value;
  };
  return { act, trouble, isBusy, isFilled };
}
