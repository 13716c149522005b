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
  readonly choices: ReplayChoices;
  readonly chosen: Chosen;
  readonly text: string;
  readonly wrong: readonly MapDiagnostic[];
  readonly onChoose: (chosen: Chosen) => void;
  readonly onText: (text: string) => void;
}

const TEXT = 'text';

/** A stored version of a plan, or a text of one's own: written, pasted or loaded from a file. */
export function PlanChooser(props: PlanChooserProps) {
  const { label, textLabel, ownText, none, choices, chosen, text, wrong, onChoose, onText } = props;
  const texts = useTexts(replayTexts);
  const say = useSay();
  const id = useId();
  return (
    <div className="replay-plan">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={valueOf(chosen)}
        onChange={(event) => onChoose(chosenBy(event.target.value, choices))}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.plans.map(({ planId, code, revision, status, title, project }) => (
          <option key={planId} value={planId}>
            {`${texts.version(code, revision)} · ${project} ${say(title)} · ${texts.status[status] ?? status}`}
          </option>
        ))}
        {choices.drafts.map(({ draftId, version, project }) => (
          <option key={draftId} value={draftId}>
            {texts.draft(project, version)}
          </option>
        ))}
        <option value={TEXT}>{ownText}</option>
      </select>
      {chosen.kind === 'text' && <OwnPlan label={textLabel} text={text} wrong={wrong} onText={onText} />}
    </div>
  );
}

function valueOf(chosen: Chosen): string {
  if (chosen.kind === 'stored') return chosen.planId;
  if (chosen.kind === 'draft') return chosen.draftId;
  return chosen.kind === 'text' ? TEXT : '';
}

function chosenBy(value: string, { drafts }: ReplayChoices): Chosen {
  if (value === TEXT) return { kind: 'text' };
  if (value === '') return { kind: 'none' };
  return drafts.some(({ draftId }) => draftId === value) ? { kind: 'draft', draftId: value } : { kind: 'stored', planId: value };
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
