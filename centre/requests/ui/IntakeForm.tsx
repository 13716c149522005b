import { useId, type ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { IntakeContext } from './intake.queries.ts';
import { enquiryStages, intakeChannels, type IntakeDraft, type IntakeWrong } from './intake.schema.ts';
import { intakeTexts } from './intake.texts.ts';
import './intake.css';
import './intake-side.css';

interface IntakeFormProps {
  readonly draft: IntakeDraft;
  readonly context: IntakeContext | undefined;
  /** What is wrong with what was written, by its name. */
  readonly wrong: IntakeWrong;
  readonly onChange: (changed: Partial<IntakeDraft>) => void;
}

type Written = Exclude<keyof IntakeDraft, 'caller'>;

/** The consultation record as it is filled while someone talks. What the caller brings along is there already. */
export function IntakeForm({ draft, context, wrong, onChange }: IntakeFormProps) {
  const texts = useTexts(intakeTexts);
  const say = useSay();
  const put = (name: Written) => (value: string) => onChange({ [name]: value });
  const sites = context?.sites ?? [];
  const assets = (context?.assets ?? []).filter(
    (asset) => draft.siteId === '' || asset.siteId === null || asset.siteId === draft.siteId,
  );
  const projects = context?.projects ?? [];
  return (
    <div className="intake-grid">
      <TextCell
        first
        label={texts.enquirer}
        value={draft.enquirerName}
        wrong={wrong.enquirerName}
        onChange={put('enquirerName')}
        autoComplete="off"
      />
      <TextCell
        label={texts.phone}
        value={draft.enquirerPhone}
        wrong={wrong.enquirerPhone}
        onChange={put('enquirerPhone')}
        type="tel"
      />
      <TextCell
        label={texts.email}
        value={draft.enquirerEmail}
        wrong={wrong.enquirerEmail}
        onChange={put('enquirerEmail')}
        type="email"
      />
      <ChoiceCell
        first
        label={texts.project}
        className="half"
        value={draft.projectId}
        wrong={wrong.projectId}
        options={projects.map((project) => [project.id, [project.name, project.contractNumber].filter(Boolean).join(' ')])}
        onChange={put('projectId')}
      />
      <ChoiceCell
        label={texts.site}
        className="half"
        value={draft.siteId}
        wrong={wrong.siteId}
        options={sites.map((site) => [site.id, site.name])}
        onChange={put('siteId')}
      />
      <AnswersCell
        first
        label={texts.stage}
        className="half"
        value={draft.enquiryStage}
        options={enquiryStages.map((stage) => [stage, texts.stages[stage]])}
        onChange={put('enquiryStage')}
      />
      <ChoiceCell
        label={texts.channel}
        className="half"
        value={draft.channel}
        wrong={wrong.channel}
        options={intakeChannels.map((channel) => [channel, texts.channels[channel] ?? channel])}
        onChange={put('channel')}
      />
      <AnswersCell
        first
        label={texts.kind}
        className="whole"
        value={draft.kind}
        options={(context?.kinds ?? []).map((kind) => [kind.value, say(kind.label)])}
        onChange={put('kind')}
      />
      <LongCell
        label={texts.content}
        hint={texts.contentHint}
        value={draft.content}
        wrong={wrong.content}
        onChange={put('content')}
      />
      <ChoiceCell
        first
        label={texts.asset}
        className="whole"
        value={draft.assetId}
        wrong={wrong.assetId}
        options={assets.map((asset) => [asset.id, [asset.serialNumber, asset.name, asset.model].filter(Boolean).join(' ')])}
        onChange={put('assetId')}
      />
      <LongCell label={texts.answer} hint={texts.answerHint} value={draft.answer} wrong={wrong.answer} onChange={put('answer')} />
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
  readonly className?: string;
  /** The first of its row has no rule at its left. */
  readonly first?: boolean;
}

interface Told {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

function Cell({
  label,
  wrong,
  className = '',
  first = false,
  children,
}: Pick<CellProps, 'label' | 'wrong' | 'className' | 'first'> & { children: (told: Told) => ReactNode }) {
  const id = useId();
  const isWrong = wrong !== undefined;
  return (
    <div className={`intake-cell ${className} ${first ? 'first' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': isWrong || undefined, 'aria-describedby': isWrong ? `${id}-wrong` : undefined })}
      {isWrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

function TextCell({
  label,
  value,
  wrong,
  onChange,
  className,
  first,
  ...input
}: CellProps & { type?: 'tel' | 'email'; autoComplete?: string }) {
  return (
    <Cell label={label} wrong={wrong} className={className} first={first}>
      {(told) => <input {...told} {...input} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Cell>
  );
}

function LongCell({ label, hint, value, wrong, onChange }: CellProps & { hint: string }) {
  return (
    <Cell label={label} wrong={wrong} className="whole" first>
      {(told) => (
        <textarea {...told} rows={2} placeholder={hint} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Cell>
  );
}

type Options = readonly (readonly [value: string, label: string])[];

function ChoiceCell({ label, value, wrong, onChange, className, first, options }: CellProps & { options: Options }) {
  const texts = useTexts(intakeTexts);
  return (
    <Cell label={label} wrong={wrong} className={className} first={first}>
      {(told) => (
        <select {...told} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{texts.choose}</option>
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Cell>
  );
}

function AnswersCell({ label, value, onChange, className = '', first = false, options }: CellProps & { options: Options }) {
  const name = useId();
  return (
    <fieldset className={`intake-cell ${className} ${first ? 'first' : ''}`}>
      <legend className="unseen">{label}</legend>
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span className="answers">
        {options.map(([option, words]) => (
          <label key={option}>
            <input type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
            {words}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
