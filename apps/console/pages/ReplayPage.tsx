import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ReplayBench } from '#centre/requests/ui/replay/ReplayBench.tsx';
import { ReplayStart } from '#centre/requests/ui/replay/ReplayStart.tsx';
import { replayTexts } from '#centre/requests/ui/replay/replay.texts.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

const linkToReplay = ({ replayId, draft }: { replayId: string; draft: string | undefined }, words: string) => (
  <Link to="/plans/replay/$replayId" params={{ replayId }} search={{ draft }}>
    {words}
  </Link>
);

/** Logs of other systems, to be judged by a plan: uploaded here, and those that were. */
export function ReplayPage() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/plans/replay' });
  const { title } = useTexts(replayTexts);
  useHere(title, title);
  return (
    <ReplayStart
      linkTo={(replayId, words) => linkToReplay({ replayId, draft: search.draft }, words)}
      onUploaded={(replayId) => void navigate({ to: '/plans/replay/$replayId', params: { replayId }, search })}
    />
  );
}

/** One log and what a plan would have made of it. */
export function OneReplayPage() {
  const { replayId } = useParams({ from: '/plans/replay/$replayId' });
  const { draft } = useSearch({ from: '/plans/replay/$replayId' });
  const texts = useTexts(replayTexts);
  useHere(texts.title, texts.title);
  return <ReplayBench key={draft ?? ''} id={replayId} draftId={draft} />;
}
