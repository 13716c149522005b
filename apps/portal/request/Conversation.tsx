import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { isSentFile } from '#platform/ui/sent-file.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { requestTexts } from './request.texts.ts';

const nothing = {};

/** Words and photos to the service centre, on the same request. */
export function Conversation({ requestId }: { requestId: string }) {
  const texts = useTexts(requestTexts);
  const client = useQueryClient();
  const send = useIntent(`portal.message.${requestId}`, { dated: false });
  const [draft, keep, drafted, times] = useDraftFields(`portal.message.${requestId}`, nothing);
  const [sending, setSending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const text = typeof draft['text'] === 'string' ? draft['text'] : '';
  const files = Array.isArray(draft['files']) ? draft['files'].filter(isSentFile) : [];

  const write = async () => {
    if (sending || waiting || (text.trim() === '' && files.length === 0)) return;
    const giveBack = heldFocus();
    setSending(true);
    // A photo needs a word: its own name says the least.
    const words = text.trim() === '' ? files.map((file) => file.name).join(' ') : text.trim();
    const answer = await send(`/api/service-requests/${requestId}/messages`, {
      channel: 'web',
      text: words,
      ...(files.length === 0 ? {} : { files: files.map((file) => file.id) }),
    });
    // At once: what cannot be written in takes no focus.
    flushSync(() => setSending(false));
    giveBack();
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    keep(null);
    await client.invalidateQueries({ queryKey: ['request', requestId] });
  };

  return (
    // What is written while it is sent would go with what was sent.
    <section className="sheet conversation" aria-label={texts.conversation} inert={sending}>
      <h2 className="sheet-title">{texts.conversation}</h2>
      {problem !== null && <NotDone problem={problem} title={texts.refusedNow} />}
      <textarea
        className="plain-input"
        rows={2}
        aria-label={texts.conversation}
        placeholder={texts.writeHere}
        value={text}
        onChange={(event) => keep({ text: event.target.value })}
      />
      {drafted?.restored === true && <DraftNote restored onDiscard={() => keep(null)} />}
      <div className="sending">
        <FilePicker
          key={times}
          label={texts.files}
          files={files}
          onChange={(changed) => keep({ files: changed })}
          onWaiting={setWaiting}
        />
        <button type="button" className="button thumb" disabled={sending || waiting} onClick={() => void write()}>
          {sending ? texts.sending : texts.sendMessage}
        </button>
      </div>
    </section>
  );
}
