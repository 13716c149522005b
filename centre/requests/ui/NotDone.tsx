import { isUnexplained, type Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { plainTexts } from './plain.texts.ts';
import { Refusal } from './Refusal.tsx';

interface NotDoneProps {
  readonly problem: Problem;
  /** What it is called where the server said why. */
  readonly title: string;
  /** Whether something was written, which is still there. */
  readonly written?: boolean;
}

/** Why it was not done, in the server's words. Where nobody said so nothing is known, and pressing again is safe. */
export function NotDone({ problem, title, written = true }: NotDoneProps) {
  const texts = useTexts(plainTexts);
  const say = useSay();
  if (isUnexplained(problem))
    return <Refusal told title={texts.notSaved} commitments={problem.commitments} reason={texts.again} />;
  // What befalls the server says by itself what became of the text.
  const kept = written && problem.status < 500 ? [texts.kept] : [];
  return <Refusal told title={title} commitments={problem.commitments} reason={[say(problem.detail), ...kept].join(' ')} />;
}
