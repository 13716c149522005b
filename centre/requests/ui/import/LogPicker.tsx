import { useId, useRef, useState } from 'react';
import { upload } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { importTexts } from './import.texts.ts';

interface LogPickerProps {
  /** The address that takes the log in. */
  readonly address: string;
  readonly about: string;
  readonly onUploaded: (id: string) => void;
}

/** A log is chosen and sent. */
export function LogPicker({ address, about, onUploaded }: LogPickerProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const id = useId();
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useOffers(
    sending === null
      ? [{ id: 'log.choose', of: 'here', label: texts.choose, icon: 'attach', onChoose: () => input.current?.click() }]
      : [],
  );
  const send = async (file: File) => {
    setSending(file.name);
    const answer = await upload<{ id: string }>(address, file);
    setSending(null);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (answer.ok) onUploaded(answer.value.id);
  };
  return (
    <section className="sheet import-part file-picker">
      <p className="supporting">{about}</p>
      <label className="button primary thumb" htmlFor={id} aria-disabled={sending !== null}>
        <Icon name="attach" />
        {sending === null ? texts.choose : texts.uploading(sending)}
      </label>
      <input
        ref={input}
        id={id}
        className="unseen"
        type="file"
        accept=".csv,.gz,.txt"
        disabled={sending !== null}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void send(file);
        }}
      />
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
