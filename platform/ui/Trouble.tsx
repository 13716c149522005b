import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { unreachable } from '#platform/client/client.ts';

const texts = {
  zh: { retry: '再试' },
  en: { retry: 'Try again' },
};

interface TroubleProps {
  readonly problem: Problem | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** What could not be shown, why, and what to do: in the place where it would stand. */
export function Trouble({ problem, onRetry }: TroubleProps) {
  const say = useSay();
  const { retry } = useTexts(texts);
  return (
    <div className="sheet trouble" role="alert">
      <p>{say(problem?.detail ?? unreachable)}</p>
      {onRetry && mayPass(problem) && (
        <button type="button" className="button compact" onClick={onRetry}>
          {retry}
        </button>
      )}
    </div>
  );
}

/** Whether the same question may get another answer: what is forbidden, not there or not understood stays so. */
function mayPass(problem: Problem | undefined): boolean {
  return problem === undefined || problem.status >= 500 || [0, 408, 409, 429].includes(problem.status);
}
