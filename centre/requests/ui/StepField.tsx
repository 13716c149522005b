import { Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState, type ReactNode } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { SignaturePad } from '#platform/ui/SignaturePad.tsx';
import { instantOfWall, wallText } from '#platform/ui/zoned.ts';
import { parseInstant, formatInstant } from '#platform/time/instant.ts';
import type { NeededField } from '../requests.schema.ts';
import { linesOf } from './step-input.rules.ts';
import { stepTexts } from './steps.texts.ts';

interface StepFieldProps {
  readonly field: NeededField;
  readonly zone: string;
  readonly value: unknown;
  /** What is wrong with it, in words; null where nothing is. */
  readonly wrong: string | null;
  readonly onChange: (value: unknown) => void;
}

interface ControlProps extends StepFieldProps {
  readonly id: string;
  readonly describedBy: string | undefined;
}

const CARDS = 5;
const wide = new Set<NeededField['type']>(['longText', 'signature', 'steps', 'files', 'recordFields', 'choices']);
const grouped = new Set<NeededField['type']>(['choices', 'signature', 'recordFields']);

/** One input of a step by its type, with its label, whether it is needed and what is wrong with it. */
export function StepField(props: StepFieldProps) {
  const { field, wrong } = props;
  const texts = useTexts(stepTexts);
  const say = useSay();
  const id = useId();
  const describedBy = wrong === null ? undefined : `${id}-wrong`;
  const asGroup = grouped.has(field.type) || (field.type === 'choice' && asCards(field));
  const label = (
    <>
      {say(field.label)}
      <span className="need">{field.required ? texts.required : texts.optional}</span>
    </>
  );
  const body = (
    <>
      <Control {...props} id={id} describedBy={describedBy} />
      {wrong !== null && (
        <div className="wrong" id={describedBy} role="alert">
          {wrong}
        </div>
      )}
    </>
  );
  const className = `field ${wide.has(field.type) || asGroup ? 'wide' : ''}`;
  return asGroup ? (
    <fieldset className={className} data-field={field.name}>
      <legend>{label}</legend>
      {body}
    </fieldset>
  ) : (
    <div className={className} data-field={field.name}>
      <label htmlFor={id}>{label}</label>
      {body}
    </div>
  );
}

function asCards(field: NeededField): boolean {
  return (field.options?.length ?? 0) > 0 && (field.options?.length ?? 0) <= CARDS;
}

function Control(props: ControlProps): ReactNode {
  const { field, value, onChange, id, describedBy } = props;
  const texts = useTexts(stepTexts);
  const say = useSay();
  const invalid = props.wrong === null ? undefined : true;
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'text':
      return (
        <Input
          id={id}
          value={text}
          status={invalid && 'error'}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'longText':
      return (
        <Input.TextArea
          id={id}
          rows={3}
          value={text}
          status={invalid && 'error'}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'steps':
      return <StepLines {...props} />;
    case 'number':
      return (
        <Input
          id={id}
          inputMode="decimal"
          value={typeof value === 'number' ? String(value) : text}
          status={invalid && 'error'}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChange(numberOf(event.target.value))}
        />
      );
    case 'boolean':
      return (
        <Checkbox id={id} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {texts.yes}
        </Checkbox>
      );
    case 'instant':
      return <InstantControl {...props} />;
    case 'choice':
      return asCards(field) ? <Cards {...props} /> : <OneOf {...props} />;
    case 'choices':
      return (
        <Checkbox.Group
          value={Array.isArray(value) ? value : []}
          options={(field.options ?? []).map((option) => ({ value: option.value, label: say(option.label) }))}
          onChange={(chosen) => onChange(chosen)}
        />
      );
    case 'people':
      return <OneOf {...props} several />;
    case 'person':
    case 'contact':
    case 'site':
    case 'unit':
    case 'partner':
      return <OneOf {...props} />;
    case 'files':
      return (
        <Input
          id={id}
          type="file"
          multiple
          aria-describedby={describedBy}
          onChange={(event) => onChange([...(event.target.files ?? [])])}
        />
      );
    case 'signature':
      return <Signing {...props} />;
    case 'recordFields':
      return <p className="note">{texts.fillsRecord}</p>;
  }
}

function numberOf(text: string): unknown {
  const read = Number(text);
  return text.trim() === '' ? undefined : Number.isNaN(read) ? text : read;
}

function Cards({ field, value, onChange, id, describedBy }: ControlProps) {
  const say = useSay();
  return (
    <div className="choice-cards" role="radiogroup" aria-label={say(field.label)} aria-describedby={describedBy}>
      {(field.options ?? []).map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {say(option.label)}
        </label>
      ))}
    </div>
  );
}

/** One, or with `several` any number, of many: found by typing a part of its name. People on a task are kept with their level. */
function OneOf({ field, value, onChange, id, wrong, describedBy, several = false }: ControlProps & { several?: boolean }) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: say(option.label) }));
  const people = Array.isArray(value)
    ? value.flatMap((one: unknown) => (typeof one === 'string' ? [one] : isOnTask(one) ? [one.personId] : []))
    : [];
  const shared = {
    id,
    options,
    showSearch: { optionFilterProp: 'label' },
    placeholder: several ? texts.chooseSeveral : texts.choose,
    status: wrong === null ? undefined : 'error',
    'aria-invalid': wrong === null ? undefined : true,
    'aria-describedby': describedBy,
  } as const;
  return several ? (
    <Select
      {...shared}
      mode="multiple"
      value={people}
      onChange={(chosen: string[]) => onChange(chosen.map((personId) => ({ personId })))}
    />
  ) : (
    <Select
      {...shared}
      allowClear={!field.required}
      value={typeof value === 'string' ? value : undefined}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  );
}

function isOnTask(value: unknown): value is { personId: string } {
  return typeof value === 'object' && value !== null && 'personId' in value && typeof value.personId === 'string';
}

/** The picker shows the wall clock of the calendar's zone, whatever zone the browser is in. */
function InstantControl({ value, onChange, id, zone, wrong, describedBy }: ControlProps) {
  const { language } = useLanguage();
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      format={language === 'zh' ? 'YYYY-MM-DD HH:mm' : 'D MMM YYYY HH:mm'}
      value={at === undefined ? null : dayjs(wallText(at, zone))}
      status={wrong === null ? undefined : 'error'}
      aria-invalid={wrong === null ? undefined : true}
      aria-describedby={describedBy}
      onChange={(picked) => {
        const instant =
          picked === null
            ? undefined
            : instantOfWall(
                {
                  year: picked.year(),
                  month: picked.month() + 1,
                  day: picked.date(),
                  hour: picked.hour(),
                  minute: picked.minute(),
                },
                zone,
              );
        onChange(instant === undefined ? undefined : formatInstant(instant));
      }}
    />
  );
}

function StepLines({ value, onChange, id, describedBy }: ControlProps) {
  const texts = useTexts(stepTexts);
  const [text, setText] = useState(() =>
    Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('\n') : '',
  );
  return (
    <>
      <Input.TextArea
        id={id}
        rows={4}
        value={text}
        aria-describedby={describedBy}
        onChange={(event) => {
          setText(event.target.value);
          onChange(linesOf(event.target.value));
        }}
      />
      <p className="note">{texts.onePerLine}</p>
    </>
  );
}

function Signing({ value, onChange, id }: ControlProps) {
  const texts = useTexts(stepTexts);
  const given = typeof value === 'object' && value !== null ? value : {};
  const name = 'name' in given && typeof given.name === 'string' ? given.name : '';
  return (
    <>
      <Input
        id={id}
        value={name}
        placeholder={texts.signName}
        aria-label={texts.signName}
        onChange={(event) => onChange({ ...given, name: event.target.value })}
      />
      <SignaturePad
        label={texts.signHere}
        clearLabel={texts.clearSignature}
        onChange={(drawn) => onChange({ ...given, ...drawn, strokes: drawn?.strokes })}
      />
    </>
  );
}
