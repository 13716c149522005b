import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import { CommitmentDrawer } from './CommitmentDrawer.tsx';
import { CommitmentMap } from './CommitmentMap.tsx';
import { CountingProgress } from './CountingProgress.tsx';
import type { RegisterLinks } from './EvidenceList.tsx';
import { RateFigure } from './RateFigure.tsx';
import { registerQuery, type RegisterSearch } from './register.queries.ts';
import { registerTexts } from './register.texts.ts';
import { RegisterFilters } from './RegisterFilters.tsx';
import { RegisterTable } from './RegisterTable.tsx';
import './register.css';

interface RegisterProps {
  readonly search: RegisterSearch;
  /** Takes the page to another address of the same register. */
  readonly onSearch: (changed: Partial<RegisterSearch>) => void;
  readonly zone: string;
  readonly links: RegisterLinks;
  /** Said after the plan: who else sees this. */
  readonly note?: string;
  /** What whoever looks may do with all of it. */
  readonly tool?: ReactNode;
}

/** The register: the share kept, one cell for each commitment, and the table; the same for staff and customer. */
export function Register({ search, onSearch, zone, links, note, tool }: RegisterProps) {
  const texts = useTexts(registerTexts);
  const { data, error, refetch } = useQuery({ ...registerQuery(search), placeholderData: (known) => known });
  if (data === undefined)
    return error === null ? (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  return (
    <div className="register">
      <div className="register-head">
        <h1 className="title-page">{texts.title}</h1>
        <PlanLine answer={data} note={note} />
        {tool !== undefined && <span className="register-tool">{tool}</span>}
      </div>
      {search.asOf !== undefined && (
        <p className="as-of-day" role="status">
          {texts.asOfDay(search.asOf)}
          <button type="button" className="button compact" onClick={() => onSearch({ asOf: undefined })}>
            {texts.toNow}
          </button>
        </p>
      )}
      {data.total === 0 && search.asOf === undefined ? (
        <p className="sheet register-empty">{texts.empty}</p>
      ) : data.counting !== null ? (
        <CountingProgress counting={data.counting} />
      ) : (
        <>
          {data.total > 0 && (
            <section className="sheet register-sum">
              <RateFigure trend={data.trend} period={search.period ?? 'year'} />
              <CommitmentMap
                map={data.map}
                statuses={data.statuses}
                chosen={search.status}
                onStatus={(status) => onSearch({ status })}
                onClause={(clause) => onSearch({ clause })}
                onOpen={(open) => onSearch({ open })}
              />
            </section>
          )}
          <RegisterFilters search={search} onSearch={onSearch} answer={data} zone={zone} />
          {data.items.length === 0 ? (
            <p className="sheet register-empty">{data.total === 0 ? texts.noPlanThen : texts.noneFits}</p>
          ) : (
            <RegisterTable rows={data.items} zone={zone} onOpen={(open) => onSearch({ open })} />
          )}
        </>
      )}
      {search.open !== undefined && (
        <CommitmentDrawer
          key={search.open}
          id={search.open}
          search={search}
          zone={zone}
          links={links}
          onOnly={(only) => onSearch({ only })}
          onProject={(project) => onSearch({ project })}
          onClose={() => onSearch({ open: undefined, only: undefined })}
        />
      )}
    </div>
  );
}

function PlanLine({ answer: { plans, planCount }, note }: { answer: RegisterAnswer; note: string | undefined }) {
  const texts = useTexts(registerTexts);
  const [plan] = plans;
  if (plan === undefined) return null;
  const named = planCount === 1 ? texts.plan(plan.code, plan.revision, plan.effectiveFrom) : texts.plans(planCount);
  return (
    <span className="muted">
      {named}
      {note !== undefined && texts.and + note}
    </span>
  );
}
