import { useState } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { accessTexts } from './access.texts.ts';

/** What a form of this page has to say against being sent: what lacks in it, or why it was refused. */
export function useTrouble() {
  const { fillIn, mend } = useTexts(accessTexts);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** Whether nothing lacks; else it is said, and the focus goes there. Left to the browser it would be said in the browser's language. */
  const isFilled = (form: HTMLFormElement): boolean => {
    const field = form.querySelector<HTMLInputElement | HTMLSelectElement>(':is(input, select):invalid');
    if (field === null) {
      setTrouble(null);
      return true;
    }
    field.setAttribute('aria-invalid', 'true');
    field.addEventListener('input', () => field.removeAttribute('aria-invalid'), { once: true });
    field.focus();
    const label = field.labels?.[0]?.firstChild?.textContent ?? '';
    setTrouble(field.validity.valueMissing ? fillIn(label) : mend(label));
    return false;
  };
  return { trouble, setTrouble, isFilled };
}
