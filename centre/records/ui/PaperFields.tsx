import { useId } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { PaperInput } from './PaperInput.tsx';
import { specOf, spoken, type PaperSheet } from './paper.schema.ts';
import { paperTexts } from './paper.texts.ts';

/** On a phone: the open fields of the sheet one below the other, in its order. */
export function PaperFields({ sheet }: { sheet: PaperSheet }) {
  const texts = useTexts(paperTexts);
  const open = Object.keys(sheet.definition.fields).filter((field) => sheet.open.has(field));
  const signable = Object.keys(sheet.definition.fields).filter((field) => sheet.signable.has(field));
  if (open.length + signable.length === 0) return null;
  return (
    <section className="paper-fields sheet" aria-label={texts.fields}>
      {open.map((field) => (
        <OneField key={field} sheet={sheet} field={field} />
      ))}
      {signable.map((field) => (
        <SignField key={field} sheet={sheet} field={field} />
      ))}
    </section>
  );
}

function OneField({ sheet, field }: { sheet: PaperSheet; field: string }) {
  const say = useSay();
  const id = useId();
  const spec = specOf(sheet, field);
  if (spec === undefined) return null;
  const grouped = spec.type === 'choice' || spec.type === 'list';
  return (
    <div className="paper-field">
      {grouped ? (
        <span className="field-label">{spoken(say(spec.label))}</span>
      ) : (
        <label htmlFor={id}>{spoken(say(spec.label))}</label>
      )}
      <PaperInput sheet={sheet} field={field} {...(grouped ? {} : { id })} />
    </div>
  );
}

function SignField({ sheet, field }: { sheet: PaperSheet; field: string }) {
  const say = useSay();
  const spec = specOf(sheet, field);
  return spec === undefined ? null : (
    <div className="paper-field">
      <button type="button" className="button thumb" onClick={() => sheet.onSign(field)}>
        {spoken(say(spec.label))}
      </button>
    </div>
  );
}
