import { useId } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { planTexts } from './plan.texts.ts';
import './plan.css';

/** What somebody wrote that did not reach a draft before it was closed: to be copied elsewhere, or forgotten. */
export function UnsavedText({ text, onForget }: { readonly text: string; readonly onForget: () => void }) {
  const texts = useTexts(planTexts);
  const id = useId();
  return (
    <section className="sheet plan-part plan-conflict" aria-label={texts.unsavedTitle}>
      <h2>{texts.unsavedTitle}</h2>
      <label htmlFor={id}>{texts.unsavedAbout}</label>
      <textarea
        id={id}
        className="input plan-brought"
        rows={8}
        readOnly
        spellCheck={false}
        value={text}
        onFocus={({ target }) => target.select()}
      />
      <div className="plan-acts">
        <button type="button" className="button" onClick={onForget}>
          {texts.unsavedForget}
        </button>
      </div>
    </section>
  );
}
