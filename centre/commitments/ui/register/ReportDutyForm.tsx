import { useQueryClient } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { isoDay } from '#platform/ui/format.ts';
import { isSentFile } from '#platform/ui/sent-file.ts';
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
  const command = useCommand();
  const id = useId();
  const today = isoDay(useNow('calm'), zone);
  const [writing, setWriting] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const initial = useMemo(() => ({ note: '', doneOn: today, files: [] }), [today]);
  const [kept, keep, drafted, times] = useDraftFields(`report-duty.${duty.id}`, initial);
  const note = typeof kept['note'] === 'string' ? kept['note'] : '';
  const doneOn = typeof kept['doneOn'] === 'string' ? kept['doneOn'] : today;
  const files = Array.isArray(kept['files']) ? kept['files'].filter(isSentFile) : [];
  const save = async (): Promise<BothLanguages | null> => {
    const [file, other] = files;
    if (other !== undefined || (duty.needsFile && file === undefined))
      return { zh: commitmentTexts.zh.oneFile, en: commitmentTexts.en.oneFile };
    const body = { note, doneOn, ...(file === undefined ? {} : { fileId: file.id }) };
    const answer = await command(`/api/duties/${duty.id}/report`, body);
    if (!answer.ok) return answer.problem.detail;
    keep(null);
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
    <ToldForm
      note={texts.seenByCustomer}
      waiting={waiting}
      draft={drafted && { ...drafted, onDiscard: () => keep(null) }}
      onSave={save}
      onCancel={() => setWriting(false)}
    >
      <label htmlFor={`${id}-note`}>{texts.note}</label>
      <textarea
        id={`${id}-note`}
        className="input"
        required
        maxLength={2000}
        value={note}
        onChange={({ target }) => keep({ note: target.value })}
      />
      <label htmlFor={`${id}-done`}>{texts.doneOn}</label>
      <input
        id={`${id}-done`}
        className="input"
        type="date"
        required
        max={today}
        value={doneOn}
        onChange={({ target }) => keep({ doneOn: target.value })}
      />
      <FilePicker
        key={times}
        label={duty.needsFile ? texts.file : texts.optionalFile}
        files={files}
        onChange={(chosen) => keep({ files: chosen })}
        onWaiting={setWaiting}
      />
    </ToldForm>
  );
}
