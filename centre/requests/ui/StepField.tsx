import { useId } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NeededField } from '../requests.schema.ts';
import { asCards, type StepFieldProps } from './step-control.ts';
import { StepControl } from './StepControl.tsx';
import { stepTexts } from './steps.texts.ts';

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
      <span className="need">{field.required ? texts.required : field.oneOf ? texts.oneOf : texts.optional}</span>
    </>
  );
  const body = (
    <>
      <StepControl {...props} id={id} describedBy={describedBy} />
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
