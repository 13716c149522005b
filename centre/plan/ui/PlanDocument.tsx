import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Language } from '#platform/i18n/language.ts';
import { ChapterView } from '#platform/ui/ChapterView.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { documentQuery, offeredDocumentQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';

interface PlanDocumentProps {
  /** Of a version or a draft: `/api/plans/ID`. */
  readonly address: string;
  /** Of a draft that a customer was offered: so many answers the list has had that names it. */
  readonly listed?: number;
}

/** A plan as the chapter that it is, in either language, and the same as PDF and DOCX. */
export function PlanDocument({ address, listed }: PlanDocumentProps) {
  const texts = useTexts(planTexts);
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  const asked = listed === undefined ? documentQuery(address, language) : offeredDocumentQuery(address, language, listed);
  const { data, error, refetch } = useQuery(asked);
  const file = (kind: 'pdf' | 'docx') => `${address}/${kind}?language=${language}`;
  useOffers(
    error === null
      ? [
          { id: 'plan.pdf', of: 'here', label: texts.pdf, icon: 'print', onChoose: () => void window.open(file('pdf')) },
          {
            id: 'plan.docx',
            of: 'here',
            label: texts.docx,
            icon: 'download',
            onChoose: () => window.location.assign(file('docx')),
          },
        ]
      : [],
  );
  return (
    <div className="plan-document">
      <div className="plan-acts">
        {error === null && (
          <>
            <a className="button compact" href={file('pdf')} target="_blank" rel="noreferrer">
              <Icon name="print" />
              {texts.pdf}
            </a>
            <a className="button compact" href={file('docx')}>
              <Icon name="download" />
              {texts.docx}
            </a>
          </>
        )}
        <button type="button" className="act" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {texts.otherLanguage[language]}
        </button>
      </div>
      {error !== null && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <p className="wait" role="status">
          {texts.loading}
        </p>
      )}
      {data !== undefined && <ChapterView chapter={data} />}
    </div>
  );
}
