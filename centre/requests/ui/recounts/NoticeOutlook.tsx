import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NoticePreview } from '../../recounts/recounts.schema.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { NoticedDays } from './NoticedDays.tsx';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';

interface NoticeOutlookProps {
  readonly preview: NoticePreview;
  readonly title: string;
  /** What is pressed to have it so. */
  readonly deed: string;
  readonly isBusy: boolean;
  readonly onDeed: () => void;
  /** Beside the deed: the way out of it. */
  readonly leave?: ReactNode;
  readonly toRequest: (id: string, words: string) => ReactNode;
}

/** What a notice, or taking one back, would change: dates, and the due times of the clocks that run. */
export function NoticeOutlook({ preview, title, deed, isBusy, onDeed, leave, toRequest }: NoticeOutlookProps) {
  const texts = useTexts(recountTexts);
  const figure = useFigure();
  const { changed, breached, requests, changes, days, withdrawn, year } = preview;
  return (
    <>
      <h2>{title}</h2>
      {withdrawn && (
        <p className="recount-missing">
          <span className="tag">{texts.provisional}</span>
          {texts.wouldBeUnknown(year)}
        </p>
      )}
      <NoticedDays days={days} />
      <p>{changed === 0 ? texts.noneWouldChange(figure(requests)) : texts.wouldChange(figure(changed), figure(requests))}</p>
      {breached > 0 && <p className="recount-breached">{texts.wouldBreach(figure(breached))}</p>}
      <div className="recount-head">
        <button type="button" className="button primary" disabled={isBusy} onClick={onDeed}>
          {deed}
        </button>
        {leave}
      </div>
      {changes.length > 0 && changes.length < changed && <p className="small muted">{texts.firstOf(figure(changes.length))}</p>}
      {changes.length > 0 && <ChangeTable changes={changes} toRequest={toRequest} />}
    </>
  );
}
