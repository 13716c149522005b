import { useId, useState } from 'react';
import { upload, type Answer } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { DraftReview } from '../drafts/plan-drafts.schema.ts';
import { reviewTexts } from './review.texts.ts';

interface AttestFormProps {
  readonly representatives: DraftReview['representatives'];
  readonly onAttest: (word: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
  readonly onTrouble: (trouble: string) => void;
}

/** Puts on record an approval that came in writing: who gave it, on which day, and the writing itself. */
export function AttestForm({ representatives, onAttest, onTrouble }: AttestFormProps) {
  const texts = useTexts(reviewTexts);
  const say = useSay();
  const id = useId();
  const [contact, setContact] = useState(representatives[0]?.code ?? '');
  const [approvedOn, setApprovedOn] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const isComplete = contact !== '' && approvedOn !== '' && file !== null;
  const attest = async () => {
    if (file === null) return;
    const sent = await upload<{ id: string }>('/api/files', file);
    if (sent.ok) await onAttest({ contact, approvedOn, evidenceFileId: sent.value.id });
    else onTrouble(say(sent.problem.detail));
  };
  return (
    <fieldset className="plan-attest">
      <legend>{texts.attest}</legend>
      <label htmlFor={`${id}-by`}>{texts.attestBy}</label>
      <select id={`${id}-by`} className="input" value={contact} onChange={(event) => setContact(event.target.value)}>
        {representatives.map(({ code, name }) => (
          <option key={code} value={code}>
            {name} {code}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-on`}>{texts.attestOn}</label>
      <input
        id={`${id}-on`}
        className="input"
        type="date"
        value={approvedOn}
        onChange={(event) => setApprovedOn(event.target.value)}
      />
      <span>{texts.attestFile}</span>
      <span className="plan-acts">
        <label className="button compact" htmlFor={`${id}-file`}>
          <Icon name="attach" />
          {texts.attestChoose}
        </label>
        <input id={`${id}-file`} className="unseen" type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        <span className="muted small">{file?.name ?? ''}</span>
      </span>
      <button type="button" className="button" disabled={!isComplete} onClick={() => void attest()}>
        {texts.attestNow}
      </button>
    </fieldset>
  );
}
