import { useId } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NeededField } from '../requests.schema.ts';
import { PlainControl, type PlainControlProps } from './PlainControl.tsx';
import { plainTexts } from './plain.texts.ts';

type PlainFieldProps = Omit<PlainControlProps, 'id' | 'describedBy'> & {
  /** What is wrong with it, in words; null where nothing is. */
  readonly wrong: string | null;
};

const grouped = new Set<NeededField['type']>(['choices', 'signature', 'recordFields', 'files', 'people']);

/** One input of a step with its label, in the browser's own controls, large enough for a thumb. */
export function PlainField({ wrong, ...props }: PlainFieldProps) {
  const { field } = props;
  const texts = useTexts(plainTexts);
  const say = useSay();
  const id = useId();
  const describedBy = wrong === null ? undefined : `${id}-wrong`;
  const asGroup = grouped.has(field.type) || field.type === 'choice';
  const label = (
    <>
      {say(field.label)}
      {(field.required || field.oneOf) && <span className="need">{field.required ? texts.need : texts.oneOf}</span>}
    </>
  );
  const body = (
    <>
      <PlainControl {...props} id={id} describedBy={describedBy} />
      {wrong !== null && (
        <p className="wrong" id={describedBy} role="alert">
          {wrong}
        </p>
      )}
    </>
  );
  if (field.type === 'boolean')
    return (
      <div className="plain-field" data-field={field.name}>
        {body}
      </div>
    );
  return asGroup ? (
    <fieldset className="plain-field" data-field={field.name}>
      <legend>{label}</legend>
      {body}
    </fieldset>
  ) : (
    <div className="plain-field" data-field={field.name}>
      <label htmlFor={id}>{label}</label>
      {body}
    </div>
  );
}
