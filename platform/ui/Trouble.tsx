import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { unreachable } from '#platform/client/client.ts';
import { problemOf } from '#platform/client/query.ts';

const texts = {
  zh: { retry: '再试', loading: '正在读取……' },
  en: { retry: 'Try again', loading: 'Loading…' },
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

/** In the place of what is read: that it is under way, or why it could not be. What is not known yet is another thing than nothing. */
export function NotRead({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const { loading } = useTexts(texts);
  if (error !== null) return <Trouble problem={problemOf(error)} onRetry={onRetry} />;
  return (
    <p className="wait" role="status">
      {loading}
    </p>
  );
}

/** Whether the same question may get another answer: what is forbidden, not there or not understood stays so. */
function mayPass(problem: Problem | undefined): boolean {
  return problem === undefined || problem.status >= 500 || [0, 408, 409, 429].includes(problem.status);
}
