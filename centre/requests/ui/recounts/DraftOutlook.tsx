import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { DraftOutlook as Outlook } from '../../recounts/recounts.schema.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { draftOutlookQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';
import './recounts.css';

interface DraftOutlookProps {
  readonly draftId: string;
  readonly toRequest: (id: string, words: string) => ReactNode;
}

/** What activating a draft would do to the requests that run; worked out when somebody asks, since all of them are looked at. */
export function DraftOutlook({ draftId, toRequest }: DraftOutlookProps) {
  const texts = useTexts(recountTexts);
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({ ...draftOutlookQuery(draftId), enabled: asked });
  return (
    <section className="sheet recount-part" aria-label={texts.outlook.title}>
      <h2>{texts.outlook.title}</h2>
      <div className="recount-head">
        <button
          type="button"
          className="button"
          disabled={isFetching}
          onClick={() => {
            if (asked) void refetch();
            else setAsked(true);
          }}
        >
          {texts.outlook.ask}
        </button>
        <span className="small muted" role="status">
          {isFetching ? texts.looking : texts.outlook.about}
        </span>
      </div>
      {error && !isFetching && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data && !isFetching && <Told outlook={data} toRequest={toRequest} />}
    </section>
  );
}

function Told({ outlook, toRequest }: { readonly outlook: Outlook } & Pick<DraftOutlookProps, 'toRequest'>) {
  const texts = useTexts(recountTexts);
  const figure = useFigure();
  const { state, moved, stayed, changed, breached, changes } = outlook;
  if (state !== 'moves') return <p>{texts.outlook[state]}</p>;
  return (
    <>
      <p>{texts.outlook.moves(figure(moved), figure(changed))}</p>
      {breached > 0 && <p className="recount-breached">{texts.wouldBreach(figure(breached))}</p>}
      {stayed > 0 && <p>{texts.stayed(figure(stayed))}</p>}
      {changes.length > 0 && changes.length < changed && <p className="small muted">{texts.firstOf(figure(changes.length))}</p>}
      {changes.length > 0 && <ChangeTable changes={changes} toRequest={toRequest} />}
    </>
  );
}
