import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import { OfferedButton } from '#platform/ui/palette/OfferedButton.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { PlanDraft, Plans, PlanVersion } from '../drafts/plan-drafts.schema.ts';
import { BeginFirst } from './BeginFirst.tsx';
import { plansQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';
import './plan.css';

interface PlanListProps {
  readonly zone: string;
  readonly linkTo: (to: { readonly plan: string } | { readonly draft: string }, words: string) => ReactNode;
  readonly onBegun: (draftId: string) => void;
  /** The way to what a plan would have cost by an old log, for those who author plans. */
  readonly replay: ReactNode;
}

/** The plans: drafts under way above, versions below, and where a draft begins. */
export function PlanList({ zone, linkTo, onBegun, replay }: PlanListProps) {
  const texts = useTexts(planTexts);
  const { data, error, refetch } = useQuery(plansQuery);
  return (
    <section className="page plan-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      <p className="supporting">{texts.about}</p>
      {error !== null && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <p className="wait" role="status">
          {texts.loading}
        </p>
      )}
      {data !== undefined && (
        <>
          {data.projects.length > 0 && <p>{replay}</p>}
          <Drafts plans={data} zone={zone} linkTo={linkTo} onBegun={onBegun} />
          <section className="sheet plan-part">
            <h2>{texts.versions}</h2>
            {data.versions.length === 0 && <p className="muted">{texts.noVersions}</p>}
            <ul className="plan-rows">
              {data.versions.map((version) => (
                <VersionRow key={version.id} version={version} zone={zone} linkTo={linkTo} />
              ))}
            </ul>
          </section>
        </>
      )}
    </section>
  );
}

function Drafts({ plans, zone, linkTo, onBegun }: Omit<PlanListProps, 'replay'> & { readonly plans: Plans }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const command = useCommand();
  const [trouble, setTrouble] = useState<string | null>(null);
  const begin = async (projectId: string) => {
    const answer = await command<{ id: string }>('/api/plan-drafts', { projectId });
    if (answer.ok) onBegun(answer.value.id);
    else setTrouble(say(answer.problem.detail));
  };
  if (plans.drafts.length === 0 && plans.projects.length === 0 && !plans.mayBeginFirst) return null;
  const [only, ...others] = plans.projects;
  return (
    <section className="sheet plan-part">
      <h2>{texts.drafts}</h2>
      {plans.drafts.length === 0 && <p className="muted">{texts.noDrafts}</p>}
      <ul className="plan-rows">
        {plans.drafts.map((draft) => (
          <DraftRow key={draft.id} draft={draft} zone={zone} linkTo={linkTo} />
        ))}
      </ul>
      <div className="plan-acts">
        {plans.projects.map((project) => (
          <OfferedButton
            key={project.id}
            offer={`plan.begin.${project.id}`}
            label={others.length === 0 ? texts.begin : texts.beginFor(say(project.name))}
            className={others.length === 0 && only ? 'button primary' : 'button'}
            onClick={() => void begin(project.id)}
          />
        ))}
        {plans.projects.length > 0 && <span className="small muted">{texts.beginAbout}</span>}
      </div>
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
      {plans.mayBeginFirst && <BeginFirst projects={plans.projects} onBegun={onBegun} />}
    </section>
  );
}

function useMoment(zone: string): (iso: string) => string {
  const { language } = useLanguage();
  const place: Place = { zone, language, today: useNow('calm') };
  return (iso) => {
    const at = parseInstant(iso);
    return at === undefined ? '' : moment(at, place);
  };
}

function DraftRow({ draft, zone, linkTo }: Pick<PlanListProps, 'zone' | 'linkTo'> & { readonly draft: PlanDraft }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const momentOf = useMoment(zone);
  const state = draft.state === 'open' ? texts.draft : texts[draft.state];
  return (
    <li>
      <b>{linkTo({ draft: draft.id }, say(draft.project.name))}</b>
      <span className="muted small">{draft.project.code}</span>
      <span className="muted small">{texts.changedBy(draft.changedBy, momentOf(draft.changedAt))}</span>
      {draft.offered && draft.state === 'open' && <span className="tag">{texts.offered}</span>}
      <span className="tag">{state}</span>
    </li>
  );
}

function VersionRow({ version, zone, linkTo }: Pick<PlanListProps, 'zone' | 'linkTo'> & { readonly version: PlanVersion }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const momentOf = useMoment(zone);
  return (
    <li>
      <b>{linkTo({ plan: version.id }, texts.revision(version.code, version.revision))}</b>
      <span>{say(version.project.name)}</span>
      <span className="muted small">{say(version.project.customer)}</span>
      <span className="muted small">{texts.appliedAt(momentOf(version.appliedAt))}</span>
      <span className={version.status === 'active' ? 'tag plan-active' : 'tag'}>{texts[version.status]}</span>
    </li>
  );
}
