import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { draftTextsEn } from './draft.texts.en.ts';
import { draftTextsZh } from './draft.texts.zh.ts';
import './draft-note.css';

const draftTexts = { zh: draftTextsZh, en: draftTextsEn };

interface DraftNoteProps {
  /** It was found here, from before a crash, a reload or another page. */
  readonly restored: boolean;
  readonly onDiscard: () => void;
}

/** Says that what is written is kept on the device, or that it was brought back, and takes it away. */
export function DraftNote({ restored, onDiscard }: DraftNoteProps) {
  const texts = useTexts(draftTexts);
  return (
    <span className="draft-note small muted">
      <span role="status">{restored ? texts.restored : texts.kept}</span>
      <button type="button" className="act" onClick={onDiscard}>
        {restored ? texts.discard : texts.startOver}
      </button>
    </span>
  );
}
