import type { ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { InstantInput } from '#platform/ui/InstantInput.tsx';
import { isSentFile } from '#platform/ui/sent-file.ts';
import { SignaturePad } from '#platform/ui/SignaturePad.tsx';
import type { NeededField } from '../requests.schema.ts';
import { signatureGiven, signedByAnother, strokesOf } from './signature-input.rules.ts';
import { plainTexts } from './plain.texts.ts';

export interface PlainControlProps {
  readonly field: NeededField;
  readonly zone: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Hears whether a file is still to arrive. */
  readonly onWaiting?: ((waiting: boolean) => void) | undefined;
  /** Links it with its label. */
  readonly id: string;
  readonly describedBy: string | undefined;
}

/** More answers than this are chosen from a list. */
const CARDS = 6;

export function PlainControl(props: PlainControlProps): ReactNode {
  const { field, value, onChange, id, describedBy } = props;
  const say = useSay();
  const texts = useTexts(plainTexts);
  const text = typeof value === 'string' ? value : '';
  const told = { id, 'aria-describedby': describedBy, 'aria-invalid': describedBy === undefined ? undefined : true } as const;
  switch (field.type) {
    case 'text':
      return <input {...told} className="plain-input" value={text} onChange={(event) => onChange(event.target.value)} />;
    case 'longText':
    case 'steps':
      return (
        <textarea {...told} className="plain-input" rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
      );
    case 'number':
      return (
        <input
          {...told}
          className="plain-input"
          inputMode="decimal"
          value={typeof value === 'number' ? String(value) : text}
          onChange={(event) => onChange(numberOf(event.target.value))}
        />
      );
    case 'boolean':
      return (
        <label className="plain-tick">
          <input {...told} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
          <span>
            {say(field.label)}
            {field.required && <span className="need">{texts.need}</span>}
          </span>
        </label>
      );
    case 'instant':
      return <InstantInput {...told} className="plain-input" zone={props.zone} value={value} onChange={onChange} />;
    case 'choices':
    case 'people':
      return <Several {...props} />;
    case 'choice':
      return (field.options?.length ?? 0) > CARDS ? <List {...props} /> : <Cards {...props} />;
    case 'person':
    case 'contact':
    case 'site':
    case 'project':
    case 'unit':
    case 'partner':
      return <List {...props} />;
    case 'files':
      return (
        <FilePicker
          label={say(field.label)}
          describedBy={describedBy}
          files={Array.isArray(value) ? value.filter(isSentFile) : []}
          onChange={onChange}
          onWaiting={props.onWaiting}
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

function Cards({ field, value, onChange, id, describedBy }: PlainControlProps) {
  const say = useSay();
  return (
    <div className="plain-cards" aria-describedby={describedBy}>
      {(field.options ?? []).map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            onClick={() => {
              // Pressed again, an answer that is not needed is taken back.
              if (!field.required && value === option.value) onChange(undefined);
            }}
          />
          {say(option.label)}
        </label>
      ))}
    </div>
  );
}

function List({ field, value, onChange, id, describedBy }: PlainControlProps) {
  const texts = useTexts(plainTexts);
  const say = useSay();
  return (
    <select
      id={id}
      className="plain-input"
      aria-label={field.type === 'choice' ? say(field.label) : undefined}
      aria-describedby={describedBy}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{field.required ? texts.choose : texts.optional}</option>
      {(field.options ?? []).map((option) => (
        <option key={option.value} value={option.value}>
          {say(option.label)}
        </option>
      ))}
    </select>
  );
}

/** Any number of answers; people on a task are kept with their level. */
function Several({ field, value, onChange, describedBy }: PlainControlProps) {
  const say = useSay();
  const people = field.type === 'people';
  const chosen: string[] = (Array.isArray(value) ? value : []).flatMap((one: unknown) =>
    typeof one === 'string' ? [one] : typeof one === 'object' && one !== null && 'personId' in one ? [String(one.personId)] : [],
  );
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
    onChange(people ? next.map((personId) => ({ personId })) : next);
  };
  return (
    <div className="plain-cards" aria-describedby={describedBy}>
      {(field.options ?? []).map((option) => (
        <label key={option.value}>
          <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
          {say(option.label)}
        </label>
      ))}
    </div>
  );
}

function Signing({ field, value, onChange, id, describedBy }: PlainControlProps) {
  const texts = useTexts(plainTexts);
  const given = signatureGiven(field, value);
  return (
    <>
      {field.ownName === undefined ? (
        <>
          <label className="plain-label" htmlFor={id}>
            {texts.signerName}
          </label>
          <input
            id={id}
            className="plain-input"
            aria-describedby={describedBy}
            value={given.name}
            onChange={(event) => onChange(signedByAnother(field, value, event.target.value))}
          />
        </>
      ) : (
        <p className="note">{texts.signsAs(field.ownName)}</p>
      )}
      <SignaturePad
        label={texts.signHere}
        clearLabel={texts.clear}
        strokes={strokesOf(given)}
        onChange={(drawn) => onChange({ ...given, ...drawn, strokes: drawn?.strokes })}
      />
    </>
  );
}
