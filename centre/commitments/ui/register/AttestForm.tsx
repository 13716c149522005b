import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import type { SentFile } from '#platform/ui/sent-file.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { ToldForm } from './ToldForm.tsx';

/** Whoever may gives their word that the commitment is kept, with what shows it. */
export function AttestForm({ commitment }: { commitment: CommitmentAnswer }) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const client = useQueryClient();
  const command = useCommand();
  const id = useId();
  const [writing, setWriting] = useState(false);
  const [projectId, setProjectId] = useState(commitment.mayAttest[0]?.id ?? '');
  const [until, setUntil] = useState('');
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [waiting, setWaiting] = useState(false);
  const project = commitment.mayAttest.find((one) => one.id === projectId);
  const save = async (): Promise<BothLanguages | null> => {
    const [file, other] = files;
    if (file === undefined || other !== undefined) return { zh: commitmentTexts.zh.oneFile, en: commitmentTexts.en.oneFile };
    const answer = await command(`/api/fulfilments/${encodeURIComponent(commitment.id)}/attest`, {
      projectId,
      fileId: file.id,
      ...(until === '' ? {} : { holdsUntil: until }),
    });
    if (!answer.ok) return answer.problem.detail;
    setWriting(false);
    setFiles([]);
    await client.invalidateQueries({ queryKey: ['fulfilments'] });
    return null;
  };
  if (!writing)
    return (
      <div>
        <button type="button" className="button compact" onClick={() => setWriting(true)}>
          {texts.attest}
        </button>
      </div>
    );
  return (
    <ToldForm note={texts.attestNote} waiting={waiting} onSave={save} onCancel={() => setWriting(false)}>
      {commitment.mayAttest.length > 1 && (
        <>
          <label htmlFor={`${id}-project`}>{texts.project}</label>
          <select id={`${id}-project`} className="input" value={projectId} onChange={(event) => setProjectId(event.target.value)}>
            {commitment.mayAttest.map((one) => (
              <option key={one.id} value={one.id}>
                {say(one.name)}
              </option>
            ))}
          </select>
        </>
      )}
      <FilePicker label={texts.file} files={files} onChange={setFiles} onWaiting={setWaiting} />
      <label htmlFor={`${id}-until`}>{texts.holdsUntil(project?.holdsAtMost ?? '')}</label>
      <input
        id={`${id}-until`}
        className="input"
        type="date"
        max={project?.holdsAtMost}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
    </ToldForm>
  );
}
