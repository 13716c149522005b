import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { schemaQuery, versionQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';
import type { PlanView } from './plan-view.rules.ts';
import { ViewTabs } from './ViewTabs.tsx';
import './plan.css';

const PlanText = lazy(() => import('./editor/PlanText.tsx').then((module) => ({ default: module.PlanText })));

const PlanDocument = lazy(() => import('./PlanDocument.tsx').then((module) => ({ default: module.PlanDocument })));
const VersionChanges = lazy(() => import('./VersionChanges.tsx').then((module) => ({ default: module.VersionChanges })));

/** What a version has to show: nothing changes any more. */
const VIEWS = ['document', 'text', 'review'] as const satisfies readonly PlanView[];

interface VersionBenchProps {
  readonly id: string;
  readonly view: PlanView;
  readonly onView: (view: PlanView) => void;
  readonly linkToPlan: (planId: string, words: string) => ReactNode;
  /** What became of the requests that ran when it was activated. */
  readonly recount: ReactNode;
}

/** One version of a plan as it was applied: to be read. */
export function VersionBench({ id, view, onView, linkToPlan, recount }: VersionBenchProps) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const { data, error, refetch } = useQuery(versionQuery(id));
  const schema = useQuery(schemaQuery);
  if (error !== null && data === undefined) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  const name = texts.revision(data.code, data.revision);
  return (
    <section className="page plan-page" aria-label={name}>
      <header className="plan-head">
        <h1 className="title-page">{name}</h1>
        <span className={data.status === 'active' ? 'tag plan-active' : 'tag'}>{texts[data.status]}</span>
        <span>{say(data.project.name)}</span>
        <span className="muted small">{texts.readOnly}</span>
      </header>
      {recount}
      <ViewTabs view={view} views={VIEWS} onView={onView} />
      <Suspense fallback={<p className="wait">{texts.loading}</p>}>
        {view === 'text' && (
          <div className="plan-editor">
            <PlanText text={data.text} label={texts.textOf(name)} schema={schema.data} diagnostics={NOTHING} />
          </div>
        )}
        {view === 'document' && <PlanDocument address={`/api/plans/${id}`} />}
        {view === 'review' && <VersionChanges planId={id} linkToPlan={linkToPlan} />}
      </Suspense>
    </section>
  );
}

const NOTHING = [] as const;
