import type { AccessTexts } from './access.texts.zh.ts';

/**
 * What of a form is not filled in, or not written as it must be, in words; the focus goes there. Null where nothing lacks.
 * Left to the browser it would be said in the browser's language, beside ours.
 */
export function lackOf(form: HTMLFormElement, texts: Pick<AccessTexts, 'fillIn' | 'mend'>): string | null {
  const field = form.querySelector<HTMLInputElement | HTMLSelectElement>(':is(input, select):invalid');
  if (field === null) return null;
  field.setAttribute('aria-invalid', 'true');
  field.addEventListener('input', () => field.removeAttribute('aria-invalid'), { once: true });
  field.focus();
  const label = field.labels?.[0]?.firstChild?.textContent ?? '';
  return field.validity.valueMissing ? texts.fillIn(label) : texts.mend(label);
}
