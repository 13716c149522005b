import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Worded } from '#platform/ui/Worded.tsx';
import type { Diagnostic } from '../drafts/plan-drafts.schema.ts';
import { planTexts } from './plan.texts.ts';

interface DiagnosticsProps {
  readonly found: readonly Diagnostic[];
  /** Absent where there is no text beside to go to. */
  readonly onGo?: ((line: number, column: number) => void) | undefined;
}

/** Clauses that stand with a diagnostic; more say nothing more. */
const CLAUSES_SHOWN = 6;

/** What the checks say, what is wrong before what is doubtful, each with its place, its clauses and what to do. */
export function Diagnostics({ found, onGo }: DiagnosticsProps) {
  const texts = useTexts(planTexts);
  const say = useSay();
  return (
    <ol className="plan-found">
      {found.toSorted(gravestFirst).map((one, index) => (
        <li key={`${one.path} ${one.code} ${index}`} className={one.severity}>
          <span className="plan-found-head">
            <span className="strong">{texts[one.severity]}</span>
            {onGo === undefined ? (
              <span>{texts.place(one.line, one.column)}</span>
            ) : (
              <button type="button" className="act" onClick={() => onGo(one.line, one.column)}>
                {texts.place(one.line, one.column)}
              </button>
            )}
            <code>{one.code}</code>
          </span>
          <span>{say(one.message)}</span>
          {say(one.remedy) !== '' && <span className="supporting">{say(one.remedy)}</span>}
          {one.clauses.length > 0 && (
            <span className="muted small">
              <Worded text={one.clauses.slice(0, CLAUSES_SHOWN).join(' ')} />
              {one.clauses.length > CLAUSES_SHOWN && ' …'}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function gravestFirst(one: Diagnostic, other: Diagnostic): number {
  return Number(one.severity === 'warning') - Number(other.severity === 'warning');
}
