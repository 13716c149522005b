import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { commitmentTexts } from './commitment.texts.ts';

interface ToldFormProps {
  readonly children: ReactNode;
  /** What whoever writes should know of it. */
  readonly note: string;
  /** Whether a file is still to arrive. */
  readonly waiting?: boolean;
  /** What is written is kept on the device until it is sent; nothing where there is none, or no text worth it. */
  readonly draft?: { readonly restored: boolean; readonly onDiscard: () => void } | undefined;
  /** Gives what is wrong, in words; null once it is saved. */
  readonly onSave: () => Promise<BothLanguages | null>;
  readonly onCancel: () => void;
}

/** The frame of what people tell the register: what is wrong stands where it is sent, and it is sent once at a time. */
export function ToldForm({ children, note, waiting = false, draft, onSave, onCancel }: ToldFormProps) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const [trouble, setTrouble] = useState<BothLanguages | null>(null);
  const [sending, setSending] = useState(false);
  const save = async (): Promise<void> => {
    const giveBack = heldFocus();
    setSending(true);
    setTrouble(await onSave());
    // At once: what cannot be written in takes no focus.
    flushSync(() => setSending(false));
    giveBack();
  };
  return (
    <form
      className="explain"
      // What is written while it is sent would go with what was sent.
      inert={sending}
      onSubmit={(event) => {
        event.preventDefault();
        if (!waiting) void save();
      }}
    >
      {children}
      {trouble !== null && (
        <p className="missing" role="alert">
          {say(trouble)}
        </p>
      )}
      <div className="explain-end">
        <span className="small muted">{note}</span>
        {draft && <DraftNote {...draft} />}
        <button type="button" className="button compact" onClick={onCancel}>
          {texts.cancel}
        </button>
        <button type="submit" className="button compact primary" disabled={sending || waiting}>
          {sending ? texts.sending : texts.send}
        </button>
      </div>
    </form>
  );
}
