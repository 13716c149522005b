import { useState, type ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { SignaturePad, type DrawnSignature } from '#platform/ui/SignaturePad.tsx';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import type { RecordView } from '../records.schema.ts';
import { paperTexts } from './paper.texts.ts';

export interface GivenSignature extends DrawnSignature {
  readonly name: string;
  readonly contactId?: string;
}

interface SignDrawerProps {
  /** What is signed: the label of the signature on the form. */
  readonly label: string;
  /** Who signs: for themselves under their own name, or whoever takes the pen on this screen, expected to be the one named. */
  readonly signer: Pick<RecordView['signable'][number], 'name' | 'contactId' | 'own'>;
  /** What the signature covers, to be read above the pad. */
  readonly covered?: ReactNode;
  readonly onSign: (signature: GivenSignature) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

/** A line to sign on, over the page. Refused or not, the strokes stay until the person goes. */
export function SignDrawer({ label, signer, covered, onSign, onClose }: SignDrawerProps) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  const [name, setName] = useState(signer.name);
  const [drawn, setDrawn] = useState<DrawnSignature | null>(null);
  const [signing, setSigning] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const sign = async () => {
    if (drawn === null || name.trim() === '') return;
    setSigning(true);
    const contactId = name.trim() === signer.name ? signer.contactId : null;
    const answer = await onSign({ ...drawn, name: name.trim(), ...(contactId === null ? {} : { contactId }) });
    setSigning(false);
    if (answer.ok) onClose();
    else setRefused(answer.problem);
  };
  return (
    <Drawer
      shape="sheet"
      title={label}
      closeLabel={texts.cancel}
      onClose={onClose}
      holds={drawn !== null}
      foot={
        <>
          <p />
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={drawn === null || name.trim() === '' || signing}
            onClick={() => void sign()}
          >
            {signing ? texts.signing : texts.confirmSignature}
          </button>
        </>
      }
    >
      <div className="sign-body">
        {refused && <Refusal told title={label} commitments={refused.commitments} reason={say(refused.detail)} />}
        {covered}
        {signer.own ? (
          <p>{texts.signsAs(signer.name)}</p>
        ) : (
          <label className="paper-field">
            <span className="field-label">{texts.signerName}</span>
            <input className="write boxed" value={name} onChange={(event) => setName(event.target.value)} />
          </label>
        )}
        <SignaturePad label={texts.signHere} clearLabel={texts.clear} strokes={drawn?.strokes} onChange={setDrawn} />
      </div>
    </Drawer>
  );
}
