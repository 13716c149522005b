import { useId, useState, type FormEvent } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraft } from '#platform/ui/draft.ts';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { Plans } from '../drafts/plan-drafts.schema.ts';
import { firstTexts } from './first.texts.ts';
import './first.css';

type Projects = Plans['projects'];

interface BeginFirstProps {
  /** Those whose text in force may be taken. */
  readonly projects: Projects;
  readonly onBegun: (draftId: string) => void;
}

const FIELDS = ['plan', 'project', 'projectName', 'customer', 'customerName'] as const;
type Names = Readonly<Record<(typeof FIELDS)[number], string>>;
const NO_NAMES: Readonly<Record<string, unknown>> = {};

/** Where the first plan of a project begins: with a text that is brought, or with that of another plan under names of its own. */
export function BeginFirst({ projects, onBegun }: BeginFirstProps) {
  const texts = useTexts(firstTexts);
  const say = useSay();
  const command = useCommand();
  const [brought, setBrought, isRestored] = useDraft('plan-first');
  const [filled, change, draft] = useDraftFields('plan-first-names', NO_NAMES);
  const names = namesOf(filled);
  // A project whose text may no longer be taken is not chosen.
  const copied = projects.find(({ id }) => id === filled['copied'])?.id ?? null;
  const restored = isRestored || draft?.restored === true;
  const [wasRestored] = useState(restored);
  const forget = () => {
    setBrought('');
    change(null);
  };
  const [trouble, setTrouble] = useState<string | null>(null);
  const isComplete = copied === null ? brought.trim() !== '' : FIELDS.every((field) => names[field].trim() !== '');
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    const source = copied === null ? { text: brought } : { copyOf: copied, as: asSent(names) };
    const answer = await command<{ id: string }>('/api/plan-drafts/first', { source });
    if (answer.ok) {
      forget();
      onBegun(answer.value.id);
    } else setTrouble([say(answer.problem.detail), ...answer.problem.fields.map(({ message }) => say(message))].join(' '));
  };
  return (
    <details className="plan-first" open={wasRestored}>
      <summary>{texts.title}</summary>
      <form className="plan-first-form" onChange={() => setTrouble(null)} onSubmit={(event) => void begin(event)}>
        <p className="supporting">{texts.about}</p>
        <Origin projects={projects} copied={copied} onCopied={(id) => change({ copied: id ?? undefined })} />
        {copied === null ? <Brought text={brought} onText={setBrought} /> : <OwnNames names={names} onNames={change} />}
        <div className="plan-acts">
          <button type="submit" className="button primary" disabled={!isComplete}>
            {texts.begin}
          </button>
          {(brought !== '' || draft !== undefined) && <DraftNote restored={restored} onDiscard={forget} />}
        </div>
        {trouble !== null && (
          <p className="wrong" role="alert">
            {trouble}
          </p>
        )}
      </form>
    </details>
  );
}

function namesOf(filled: Readonly<Record<string, unknown>>): Names {
  const text = (field: keyof Names): string => (typeof filled[field] === 'string' ? filled[field] : '');
  return {
    plan: text('plan'),
    project: text('project'),
    projectName: text('projectName'),
    customer: text('customer'),
    customerName: text('customerName'),
  };
}

function asSent({ plan, project, projectName, customer, customerName }: Names) {
  return {
    plan: plan.trim(),
    project: { id: project.trim(), name: projectName.trim() },
    customer: { id: customer.trim(), name: customerName.trim() },
  };
}

function Origin({
  projects,
  copied,
  onCopied,
}: {
  readonly projects: Projects;
  readonly copied: string | null;
  readonly onCopied: (id: string | null) => void;
}) {
  const texts = useTexts(firstTexts);
  const say = useSay();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{texts.origin}</label>
      <select
        id={id}
        className="input"
        value={copied ?? ''}
        onChange={({ target }) => onCopied(target.value === '' ? null : target.value)}
      >
        <option value="">{texts.brought}</option>
        {projects.map((project) => (
          <option key={project.id} value={project.id}>
            {texts.copyOf(project.code, say(project.name))}
          </option>
        ))}
      </select>
    </>
  );
}

function Brought({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const texts = useTexts(firstTexts);
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}-text`}>{texts.text}</label>
      <textarea
        id={`${id}-text`}
        className="input plan-brought"
        rows={8}
        spellCheck={false}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      <span className="plan-acts">
        <label className="button compact" htmlFor={`${id}-file`}>
          <Icon name="attach" />
          {texts.chooseFile}
        </label>
        <input
          id={`${id}-file`}
          className="unseen"
          type="file"
          accept=".yaml,.yml,.txt,text/*"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            void file?.text().then(onText);
          }}
        />
        <span className="muted small">{texts.textAbout}</span>
      </span>
    </>
  );
}

function OwnNames({ names, onNames }: { readonly names: Names; readonly onNames: (changed: Partial<Names>) => void }) {
  const texts = useTexts(firstTexts);
  const id = useId();
  return FIELDS.map((field) => (
    <span key={field} className="plan-first-name">
      <label htmlFor={`${id}-${field}`}>{texts.fields[field]}</label>
      <input
        id={`${id}-${field}`}
        className="input"
        required
        maxLength={field.endsWith('Name') ? 200 : 80}
        value={names[field]}
        onChange={({ target }) => onNames({ [field]: target.value })}
      />
    </span>
  ));
}
