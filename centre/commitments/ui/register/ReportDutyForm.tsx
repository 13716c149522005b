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
import { ToldForm } from './ToldForm.tsx';

type DutyToReport = Pick<CommitmentAnswer['duties'][number], 'id' | 'work' | 'part' | 'dueOn' | 'needsFile'>;

/** Whoever answers for a dated duty reports it done. */
export function ReportDutyForm({ duty, zone }: { duty: DutyToReport; zone: string }) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const client = useQueryClient();
  const id = useId();
  const today = isoDay(useNow('calm'), zone);
  const [writing, setWriting] = useState(false);
  const [doneOn, setDoneOn] = useState(today);
  const [note, setNote] = useState('');
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [commandId] = useState(() => crypto.randomUUID());
  const save = async (): Promise<BothLanguages | null> => {
    const [file, other] = files;
    if (other !== undefined || (duty.needsFile && file === undefined)) return { zh: texts.oneFile, en: texts.oneFile };
    const body = { note, doneOn, ...(file === undefined ? {} : { fileId: file.id }) };
    const answer = await post(`/api/duties/${duty.id}/report`, body, commandId);
    if (!answer.ok) return answer.problem.detail;
    setWriting(false);
    await client.invalidateQueries({ queryKey: ['fulfilments'] });
    return null;
  };
  if (!writing)
    return (
      <button
        type="button"
        className="button compact"
        aria-label={texts.reportOf([duty.work, ...(duty.part === null ? [] : [duty.part])].map(say).join(texts.list), duty.dueOn)}
        onClick={() => setWriting(true)}
      >
        {texts.report}
      </button>
    );
  return (
    <ToldForm note={texts.seenByCustomer} onSave={save} onCancel={() => setWriting(false)}>
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
    </ToldForm>
  );
}
