import { useId, useState, type FormEvent } from 'react';
import { savedViewTexts } from '#centre/requests/ui/saved-views.texts.ts';
import type { Answer } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Drawer } from '#platform/ui/Drawer.tsx';
import './view-sheet.css';

/** What a view is called and who sees it. */
export interface ViewWords {
  readonly name: string;
  readonly unitId: string | null;
}

interface ViewSheetProps {
  readonly title: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly initial: ViewWords | undefined;
  readonly onSave: (words: ViewWords) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

export function ViewSheet({ title, units, initial, onSave, onClose }: ViewSheetProps) {
  const texts = useTexts(savedViewTexts);
  const say = useSay();
  const id = useId();
  const [name, setName] = useState(initial?.name ?? '');
  const [unitId, setUnitId] = useState(initial?.unitId ?? null);
  const [refused, setRefused] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setRefused(texts.nameMissing);
      return;
    }
    setSaving(true);
    const answer = await onSave({ name: name.trim(), unitId });
    setSaving(false);
    if (answer.ok) onClose();
    else setRefused(say(answer.problem.detail));
  };
  const choices = [{ id: null, label: texts.onlyMe }, ...units.map((unit) => ({ id: unit.id, label: texts.unit(unit.name) }))];
  return (
    <Drawer shape="sheet" title={title} closeLabel={texts.cancel} onClose={onClose}>
      <form className="view-sheet" noValidate onSubmit={(event) => void submit(event)}>
        <label>
          {texts.name}
          <input
            className="input"
            autoFocus
            maxLength={60}
            placeholder={texts.nameHint}
            value={name}
            aria-invalid={refused !== null}
            aria-describedby={refused === null ? undefined : `${id}-refused`}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {refused !== null && (
          <p id={`${id}-refused`} role="alert">
            {refused}
          </p>
        )}
        {(choices.length > 1 || unitId !== null) && (
          <fieldset>
            <legend>{texts.forWhom}</legend>
            {choices.map((choice) => (
              <label key={choice.id ?? 'me'}>
                <input type="radio" name={`${id}-unit`} checked={unitId === choice.id} onChange={() => setUnitId(choice.id)} />
                {choice.label}
              </label>
            ))}
          </fieldset>
        )}
        <footer>
          <button type="submit" className="button primary" disabled={saving}>
            {saving ? texts.saving : texts.confirm}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
        </footer>
      </form>
    </Drawer>
  );
}
