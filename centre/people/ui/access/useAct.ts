import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { accessTexts } from '../access.texts.ts';
import { lackOf } from '../lack-of.ts';

/**
 * Sends a command of this page, and has what changed read anew; `trouble` says why the last one was refused, or what of a form lacks.
 * `isBusy` while one is under way.
 */
export function useAct() {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const texts = useTexts(accessTexts);
  const [trouble, setTrouble] = useState<string | null>(null);
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
  const isFilled = (form: HTMLFormElement): boolean => {
    const lack = lackOf(form, texts);
    setTrouble(lack);
    return lack === null;
  };
  return { act, trouble, isBusy, isFilled };
}
