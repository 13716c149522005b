import { useState } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { SignaturePad, type DrawnSignature } from '#platform/ui/SignaturePad.tsx';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { paperTexts } from './paper.texts.ts';

export interface GivenSignature extends DrawnSignature {
  readonly name: string;
}

interface SignDrawerProps {
  /** What is signed: the label of the signature on the form. */
  readonly label: string;
  /** The name to begin with: who is signed in, or the contact on site. */
  readonly name: string;
  readonly onSign: (signature: GivenSignature) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

/** A line to sign on, over the page. Refused or not, the strokes stay until the person goes. */
export function SignDrawer({ label, name, onSign, onClose }: SignDrawerProps) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  const [signer, setSigner] = useState(name);
  const [drawn, setDrawn] = useState<DrawnSignature | null>(null);
  const [signing, setSigning] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const sign = async () => {
    if (drawn === null || signer.trim() === '') return;
    setSigning(true);
    const answer = await onSign({ ...drawn, name: signer.trim() });
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
      foot={
        <>
          <p />
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={drawn === null || signer.trim() === '' || signing}
            onClick={() => void sign()}
          >
            {signing ? texts.signing : texts.confirmSignature}
          </button>
        </>
      }
    >
      <div className="sign-body">
        {refused && <Refusal told title={label} commitments={refused.commitments} reason={say(refused.detail)} />}
        <label className="paper-field">
          <span className="field-label">{texts.signerName}</span>
          <input className="write boxed" value={signer} onChange={(event) => setSigner(event.target.value)} />
        </label>
        <SignaturePad label={texts.signHere} clearLabel={texts.clear} onChange={setDrawn} />
      </div>
    </Drawer>
  );
}
