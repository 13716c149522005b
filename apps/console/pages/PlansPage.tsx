import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { DraftBench } from '#centre/plan/ui/DraftBench.tsx';
import { PlanList } from '#centre/plan/ui/PlanList.tsx';
import { planTexts } from '#centre/plan/ui/plan.texts.ts';
import { VersionBench } from '#centre/plan/ui/VersionBench.tsx';
import { DraftForecast } from '#centre/requests/ui/replay/DraftForecast.tsx';
import { DraftOutlook } from '#centre/requests/ui/recounts/DraftOutlook.tsx';
import { VersionRecount } from '#centre/requests/ui/recounts/VersionRecount.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

const linkToPlan = (planId: string, words: string) => (
  <Link to="/plans/$planId" params={{ planId }}>
    {words}
  </Link>
);
const linkToRequest = (requestId: string, words: string) => (
  <Link to="/requests/$requestId" params={{ requestId }}>
    {words}
  </Link>
);
const linkToRecount = (recountId: string, words: string) => (
  <Link to="/holidays/recounts/$recountId" params={{ recountId }}>
    {words}
  </Link>
);
const linkToDraft = (draftId: string, words: string) => (
  <Link to="/plans/drafts/$draftId" params={{ draftId }}>
    {words}
  </Link>
);
const recountOf = (planId: string) => <VersionRecount planId={planId} toRecount={linkToRecount} />;

const linkToForecast = (draft: string, to: { readonly replay: string } | 'upload', words: string) =>
  to === 'upload' ? (
    <Link to="/plans/replay" search={{ draft }}>
      {words}
    </Link>
  ) : (
    <Link to="/plans/replay/$replayId" params={{ replayId: to.replay }} search={{ draft }}>
      {words}
    </Link>
  );

/** The plans that the person may see: versions and drafts. */
export function PlansPage() {
  const navigate = useNavigate();
  const texts = useTexts(planTexts);
  useHere(null, texts.title);
  return (
    <PlanList
      zone={useZone()}
      replay={<Link to="/plans/replay">{texts.replay}</Link>}
      linkTo={(to, words) => ('plan' in to ? linkToPlan(to.plan, words) : linkToDraft(to.draft, words))}
      onBegun={(draftId) => void navigate({ to: '/plans/drafts/$draftId', params: { draftId } })}
    />
  );
}

export function PlanVersionPage() {
  const { planId } = useParams({ from: '/plans/$planId' });
  const texts = useTexts(planTexts);
  const { view = 'document' } = useSearch({ from: '/plans/$planId' });
  const navigate = useNavigate();
  useHere(texts.versions, texts.title);
  return (
    <VersionBench
      id={planId}
      view={view}
      onView={(next) => void navigate({ to: '/plans/$planId', params: { planId }, search: { view: next } })}
      linkToPlan={linkToPlan}
      recount={recountOf(planId)}
    />
  );
}

export function PlanDraftPage() {
  const { draftId } = useParams({ from: '/plans/drafts/$draftId' });
  const { view = 'text' } = useSearch({ from: '/plans/drafts/$draftId' });
  const navigate = useNavigate();
  const texts = useTexts(planTexts);
  useHere(texts.draft, texts.title);
  return (
    <DraftBench
      id={draftId}
      view={view}
      onView={(next) => void navigate({ to: '/plans/drafts/$draftId', params: { draftId }, search: { view: next } })}
      linkToPlan={linkToPlan}
      outlook={<DraftOutlook draftId={draftId} toRequest={linkToRequest} />}
      forecast={<DraftForecast linkTo={(to, words) => linkToForecast(draftId, to, words)} />}
      recount={recountOf}
    />
  );
}
