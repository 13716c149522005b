import { useQuery, useQueryClient } from '@tanstack/react-query';
import { OfferedDraft } from '#centre/plan/ui/OfferedDraft.tsx';
import { plansQuery } from '#centre/plan/ui/plan.queries.ts';
import { PlanDocument } from '#centre/plan/ui/PlanDocument.tsx';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import '../styles/plan.css';

/** What was promised to the customer: changes that wait for its word, then the plan in force. */
export function PlanPage() {
  const texts = useTexts(portalTexts);
  // An answer that says the same is one more answer all the same.
  const { data, error, refetch } = useQuery({ ...plansQuery, notifyOnChangeProps: 'all' });
  const listed = useQueryClient().getQueryState(plansQuery.queryKey)?.dataUpdateCount ?? 0;
  usePageTitle(texts.plan);
  if (error !== null && data === undefined) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  const active = data.versions.filter(({ status }) => status === 'active');
  return (
    <div className="portal-plan">
      <h1 className="title-page">{texts.plan}</h1>
      {data.drafts.map(({ id }) => (
        <OfferedDraft key={id} id={id} listed={listed} />
      ))}
      {active.length === 0 && <p className="sheet portal-empty">{texts.noPlan}</p>}
      {active.map(({ id }) => (
        <PlanDocument key={id} address={`/api/plans/${id}`} />
      ))}
    </div>
  );
}
