import { Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { InstantInput } from '#platform/ui/InstantInput.tsx';
import { SignaturePad } from '#platform/ui/SignaturePad.tsx';
import { asCards, wrongness, type StepControlProps } from './step-control.ts';
import { signatureGiven, signedByAnother, strokesOf } from './signature-input.rules.ts';
import { linesOf } from './step-input.rules.ts';
import { Cards, OneOf } from './StepPickers.tsx';
import { stepTexts } from './steps.texts.ts';

/** The place to write or choose of one field, by its type. */
export function StepControl(props: StepControlProps): ReactNode {
  const { field, value, onChange, id } = props;
  const told = wrongness(props);
  const texts = useTexts(stepTexts);
  const say = useSay();
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'text':
      return <Input id={id} value={text} {...told} onChange={(event) => onChange(event.target.value)} />;
    case 'longText':
      return <Input.TextArea id={id} rows={3} value={text} {...told} onChange={(event) => onChange(event.target.value)} />;
    case 'steps':
      return <StepLines {...props} />;
    case 'number':
      return (
        <Input
          id={id}
          inputMode="decimal"
          value={typeof value === 'number' ? String(value) : text}
          {...told}
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
      return (
        <InstantInput
          id={id}
          className="input"
          aria-invalid={told['aria-invalid']}
          aria-describedby={told['aria-describedby']}
          zone={props.zone}
          value={value}
          onChange={onChange}
        />
      );
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
    case 'project':
    case 'unit':
    case 'partner':
      return <OneOf {...props} />;
    case 'files':
      return (
        <Input
          id={id}
          type="file"
          multiple
          aria-describedby={props.describedBy}
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

function StepLines({ value, onChange, id, describedBy }: StepControlProps) {
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

function Signing(props: StepControlProps) {
  const { field, value, onChange, id } = props;
  const texts = useTexts(stepTexts);
  const given = signatureGiven(field, value);
  return (
    <>
      {field.ownName === undefined ? (
        <Input
          id={id}
          value={given.name}
          placeholder={texts.signName}
          aria-label={texts.signName}
          {...wrongness(props)}
          onChange={(event) => onChange(signedByAnother(field, value, event.target.value))}
        />
      ) : (
        <p className="note">{texts.signsAs(field.ownName)}</p>
      )}
      <SignaturePad
        label={texts.signHere}
        clearLabel={texts.clearSignature}
        strokes={strokesOf(given)}
        onChange={(drawn) => onChange({ ...given, ...drawn, strokes: drawn?.strokes })}
      />
    </>
  );
}
