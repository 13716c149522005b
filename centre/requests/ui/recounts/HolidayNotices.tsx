import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { HeldYears } from './HeldYears.tsx';
import { ImportNotice } from './ImportNotice.tsx';
import { RecountRows } from './RecountRows.tsx';
import { holidaySetsQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import './recounts.css';

interface HolidayNoticesProps {
  readonly zone: string;
  readonly toRequest: (id: string, words: string) => ReactNode;
  readonly toRecount: (id: string, words: string) => ReactNode;
  /** A notice came in, or was taken back. */
  readonly onImported: (recountId: string) => void;
}

/** The years that working hours are counted by, a notice on its way in, and what counting again changed. */
export function HolidayNotices({ zone, toRequest, toRecount, onImported }: HolidayNoticesProps) {
  const texts = useTexts(recountTexts);
  const { data, error, refetch } = useQuery(holidaySetsQuery);
  return (
    <section className="page recount-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      <p className="supporting">{texts.about}</p>
      {error && !data && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data?.mayImport === true && (
        <ImportNotice sets={data.sets.map(({ set }) => set)} onImported={onImported} toRequest={toRequest} />
      )}
      {data?.sets.map((held) => (
        <HeldYears
          key={held.set}
          held={held}
          zone={zone}
          takingBack={data.mayImport ? { onTakenBack: onImported, toRequest } : null}
        />
      ))}
      {data?.mayImport === false && <p className="small muted">{texts.onlySome}</p>}
      {data && <RecountRows zone={zone} toRecount={toRecount} />}
    </section>
  );
}
