import { useId } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { MapDiagnostic } from '../../import-job/history-import.schema.ts';
import type { ReplayChoices } from '../../replay-job/log-replay.schema.ts';
import { replayTexts } from './replay.texts.ts';
import type { Chosen } from './useQuestion.ts';

interface PlanChooserProps {
  readonly label: string;
  readonly textLabel: string;
  readonly ownText: string;
  /** What stands for none; a plan must be chosen where it is left out. */
  readonly none?: string;
  readonly plans: ReplayChoices['plans'];
  readonly chosen: Chosen;
  readonly text: string;
  readonly wrong: readonly MapDiagnostic[];
  readonly onChoose: (chosen: Chosen) => void;
  readonly onText: (text: string) => void;
}

const TEXT = 'text';

/** A stored version of a plan, or a text of one's own: written, pasted or loaded from a file. */
export function PlanChooser(props: PlanChooserProps) {
  const { label, textLabel, ownText, none, plans, chosen, text, wrong, onChoose, onText } = props;
  const texts = useTexts(replayTexts);
  const say = useSay();
  const id = useId();
  const choose = (value: string) =>
    onChoose(value === TEXT ? { kind: 'text' } : value === '' ? { kind: 'none' } : { kind: 'stored', planId: value });
  return (
    <div className="replay-plan">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={chosen.kind === 'stored' ? chosen.planId : chosen.kind === 'text' ? TEXT : ''}
        onChange={(event) => choose(event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {plans.map(({ planId, code, revision, status, title, project }) => (
          <option key={planId} value={planId}>
            {`${texts.version(code, revision)} · ${project} ${say(title)} · ${texts.status[status] ?? status}`}
          </option>
        ))}
        <option value={TEXT}>{ownText}</option>
      </select>
      {chosen.kind === 'text' && <OwnPlan label={textLabel} text={text} wrong={wrong} onText={onText} />}
    </div>
  );
}

interface OwnPlanProps {
  readonly label: string;
  readonly text: string;
  readonly wrong: readonly MapDiagnostic[];
  readonly onText: (text: string) => void;
}

/** So many of its errors are listed: more are mended one after the other. */
const ERRORS_SHOWN = 20;

function OwnPlan({ label, text, wrong, onText }: OwnPlanProps) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const errors = wrong.filter(({ severity }) => severity === 'error');
  return (
    <>
      <textarea
        className="input"
        rows={10}
        spellCheck={false}
        aria-label={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <label className="button compact">
        {texts.loadPlan}
        <input
          className="unseen"
          type="file"
          accept=".yaml,.yml,.txt"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            void file?.text().then(onText);
          }}
        />
      </label>
      {errors.length > 0 && (
        <div className="import-diagnostics">
          <p role="status">{texts.wrongPlan(errors.length)}</p>
          <ul>
            {errors.slice(0, ERRORS_SHOWN).map((one) => (
              <li key={`${one.line} ${one.column} ${one.code}`}>
                <span className="where">
                  {texts.place(one.line, one.column)} <code>{one.path}</code>
                </span>
                <span>{say(one.message)}</span>
                <span className="muted">{say(one.remedy)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
