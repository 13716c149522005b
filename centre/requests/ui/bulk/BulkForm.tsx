import { useId, useRef, useState, type FormEvent } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { heldByInputMethod } from '#platform/ui/keys.ts';
import type { OfferedAction } from '../../bulk/bulk.schema.ts';
import { PlainField } from '../PlainField.tsx';
import { missingIn } from '../plain-input.rules.ts';
import type { StepInput } from '../step-input.rules.ts';
import { bulkTexts } from './bulk.texts.ts';
import '../plain-form.css';

interface BulkFormProps {
  readonly action: OfferedAction;
  readonly zone: string;
  readonly input: StepInput;
  readonly draft: { readonly restored: boolean } | undefined;
  readonly onChange: (changed: StepInput | null) => void;
  readonly onPreview: () => Promise<void>;
}

/** What the action needs, once for all the requests. */
export function BulkForm({ action, zone, input, draft, onChange, onPreview }: BulkFormProps) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const note = useId();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (asking) return;
    const lacking = missingIn(action.needs, input);
    setMissing(lacking);
    const [first] = lacking;
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"] :is(input, select, textarea)`)?.focus();
      return;
    }
    setAsking(true);
    await onPreview();
    setAsking(false);
  };
  return (
    <form
      ref={form}
      className="bulk-form"
      noValidate
      aria-label={say(action.label)}
      aria-describedby={note}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Enter' || !(pressed.ctrlKey || pressed.metaKey) || heldByInputMethod(pressed.nativeEvent)) return;
        pressed.preventDefault();
        void submit();
      }}
    >
      {action.needs.map((field) => (
        <PlainField
          key={field.name}
          field={field}
          zone={zone}
          value={input[field.name]}
          wrong={missing.includes(field.name) ? texts.missing(say(field.label)) : null}
          onChange={(value) => onChange({ [field.name]: value })}
        />
      ))}
      <p id={note} className="small supporting">
        {texts.undoable[action.action]}
      </p>
      <div className="actions">
        <button type="submit" className="button primary" disabled={asking}>
          {asking ? texts.previewing : texts.preview}
          {!asking && <kbd aria-hidden="true">Ctrl Enter</kbd>}
        </button>
        {draft !== undefined && <DraftNote restored={draft.restored} onDiscard={() => onChange(null)} />}
      </div>
    </form>
  );
}
