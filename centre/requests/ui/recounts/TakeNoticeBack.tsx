import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { send } from '#platform/client/client.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NoticePreview } from '../../recounts/recounts.schema.ts';
import { NoticeOutlook } from './NoticeOutlook.tsx';
import { recountTexts } from './recounts.texts.ts';

export interface TakeNoticeBackProps {
  /** Which notice: the one of the year that was imported at this instant. */
  readonly notice: { readonly set: string; readonly year: number; readonly imported: string };
  readonly onTakenBack: (recountId: string) => void;
  readonly toRequest: (id: string, words: string) => ReactNode;
}

/** An imported notice is looked at with all that taking it back would change, and taken back only then. */
export function TakeNoticeBack({ notice, onTakenBack, toRequest }: TakeNoticeBackProps) {
  const texts = useTexts(recountTexts);
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [looked, setLooked] = useState<NoticePreview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const look = async () => {
    setBusy(true);
    const answer = await send<NoticePreview>('/api/holiday-notices/take-back/preview', notice);
    setBusy(false);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (answer.ok) setLooked(answer.value);
  };
  const takeBack = async () => {
    setBusy(true);
    const answer = await command<{ recountId: string }>('/api/holiday-notices/take-back', notice);
    setBusy(false);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return;
    setLooked(null);
    await client.invalidateQueries({ queryKey: ['holiday-notices'] });
    onTakenBack(answer.value.recountId);
  };
  return (
    <div className="recount-take-back">
      {looked === null ? (
        <div className="recount-head">
          <button type="button" className="button" disabled={isBusy} onClick={() => void look()}>
            {texts.takeBack}
          </button>
          <span className="small muted" role="status">
            {isBusy ? texts.looking : texts.takeBackAbout}
          </span>
        </div>
      ) : (
        <NoticeOutlook
          preview={looked}
          title={texts.takingBack(notice.year)}
          deed={texts.takeBackNow}
          isBusy={isBusy}
          onDeed={() => void takeBack()}
          leave={
            <button type="button" className="button" disabled={isBusy} onClick={() => setLooked(null)}>
              {texts.leaveIt}
            </button>
          }
          toRequest={toRequest}
        />
      )}
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
