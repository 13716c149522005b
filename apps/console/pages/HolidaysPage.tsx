import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { HolidayNotices } from '#centre/requests/ui/recounts/HolidayNotices.tsx';
import { RecountDetail } from '#centre/requests/ui/recounts/RecountDetail.tsx';
import { recountTexts } from '#centre/requests/ui/recounts/recounts.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

const toRequest = (requestId: string, words: string) => (
  <Link to="/requests/$requestId" params={{ requestId }}>
    {words}
  </Link>
);
const toRecount = (recountId: string, words: string) => (
  <Link to="/holidays/recounts/$recountId" params={{ recountId }}>
    {words}
  </Link>
);

/** Holidays that working hours are counted by: notices, and what they changed. */
export function HolidaysPage() {
  const navigate = useNavigate();
  const zone = useZone();
  useHere(null, useTexts(recountTexts).title);
  return (
    <HolidayNotices
      zone={zone}
      toRequest={toRequest}
      toRecount={toRecount}
      onImported={(recountId) => void navigate({ to: '/holidays/recounts/$recountId', params: { recountId } })}
    />
  );
}

/** One recount, with every due time that it changed. */
export function RecountPage() {
  const { recountId } = useParams({ from: '/holidays/recounts/$recountId' });
  const texts = useTexts(recountTexts);
  useHere(texts.recounts, texts.title);
  return <RecountDetail id={recountId} toRequest={toRequest} />;
}
