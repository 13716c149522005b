import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { differingLines } from './kept-draft.rules.ts';
import { planTexts } from './plan.texts.ts';

interface DraftConflictProps {
  readonly mine: string;
  readonly theirs: string;
  readonly changedBy: string;
  readonly onSettle: (whose: 'mine' | 'theirs') => void;
}

const LINES_SHOWN = 12;

/** Two texts of one draft: nobody's is written over before somebody has looked. */
export function DraftConflict({ mine, theirs, changedBy, onSettle }: DraftConflictProps) {
  const texts = useTexts(planTexts);
  const differing = differingLines(mine, theirs);
  return (
    <section className="sheet plan-part plan-conflict" role="alert">
      <h2>{texts.conflictTitle}</h2>
      <p>{texts.conflictAbout(differing.from)}</p>
      <div className="plan-beside">
        <Lines title={texts.conflictMine} lines={differing.mine} />
        <Lines title={texts.conflictTheirs(changedBy)} lines={differing.theirs} />
      </div>
      <div className="plan-acts">
        <button type="button" className="button primary" onClick={() => onSettle('mine')}>
          {texts.keepMine}
        </button>
        <button type="button" className="button" onClick={() => onSettle('theirs')}>
          {texts.keepTheirs}
        </button>
      </div>
    </section>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const texts = useTexts(planTexts);
  const rest = lines.length - LINES_SHOWN;
  return (
    <figure>
      <figcaption className="strong">{title}</figcaption>
      <pre className="plan-lines">{lines.length === 0 ? texts.nothing : lines.slice(0, LINES_SHOWN).join('\n')}</pre>
      {rest > 0 && <p className="muted small">{texts.more(rest)}</p>}
    </figure>
  );
}
