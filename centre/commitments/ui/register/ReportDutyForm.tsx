import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { post } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { isoDay } from '#platform/ui/format.ts';
import type { SentFile } from '#platform/ui/sent-file.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';

/** Whoever answers for a dated duty reports it done. */
export function ReportDutyForm({ duty, zone }: { duty: CommitmentAnswer['duties'][number]; zone: string }) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const client = useQueryClient();
  const id = useId();
  const today = isoDay(useNow('calm'), zone);
  const [writing, setWriting] = useState(false);
  const [doneOn, setDoneOn] = useState(today);
  const [note, setNote] = useState('');
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [trouble, setTrouble] = useState<BothLanguages | null>(null);
  const [commandId] = useState(() => crypto.randomUUID());
  const save = async (): Promise<void> => {
    const [file, other] = files;
    if (other !== undefined || (duty.needsFile && file === undefined))
      return setTrouble({ zh: texts.oneFile, en: texts.oneFile });
    const body = { note, doneOn, ...(file === undefined ? {} : { fileId: file.id }) };
    const answer = await post(`/api/duties/${duty.id}/report`, body, commandId);
    if (!answer.ok) return setTrouble(answer.problem.detail);
    setWriting(false);
    await client.invalidateQueries({ queryKey: ['fulfilments'] });
  };
  if (!writing)
    return (
      <button
        type="button"
        className="button compact"
        aria-label={texts.reportOf(say(duty.work), duty.dueOn)}
        onClick={() => setWriting(true)}
      >
        {texts.report}
      </button>
    );
  return (
    <form
      className="explain"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={`${id}-note`}>{texts.note}</label>
      <textarea
        id={`${id}-note`}
        className="input"
        required
        maxLength={2000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <label htmlFor={`${id}-done`}>{texts.doneOn}</label>
      <input
        id={`${id}-done`}
        className="input"
        type="date"
        required
        max={today}
        value={doneOn}
        onChange={({ target }) => setDoneOn(target.value)}
      />
      <FilePicker label={duty.needsFile ? texts.file : texts.optionalFile} files={files} onChange={setFiles} />
      {trouble !== null && (
        <p className="missing" role="alert">
          {say(trouble)}
        </p>
      )}
      <div className="explain-end">
        <span className="small muted">{texts.seenByCustomer}</span>
        <button type="button" className="button compact" onClick={() => setWriting(false)}>
          {texts.cancel}
        </button>
        <button type="submit" className="button compact primary">
          {texts.send}
        </button>
      </div>
    </form>
  );
}
