import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { schemaQuery, versionQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';
import './plan.css';

const PlanText = lazy(() => import('./editor/PlanText.tsx').then((module) => ({ default: module.PlanText })));

/** One version of a plan as it was applied: to be read. */
export function VersionBench({ id }: { readonly id: string }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const { data, error, refetch } = useQuery(versionQuery(id));
  const schema = useQuery(schemaQuery);
  if (error !== null) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
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
      <div className="plan-editor">
        <Suspense fallback={<p className="wait">{texts.loading}</p>}>
          <PlanText text={data.text} label={texts.textOf(name)} schema={schema.data} diagnostics={NOTHING} />
        </Suspense>
      </div>
    </section>
  );
}

const NOTHING = [] as const;
