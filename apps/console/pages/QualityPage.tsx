import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Objectives, type ObjectiveLinks } from '#centre/quality/ui/Objectives.tsx';
import { qualityTexts } from '#centre/quality/ui/quality.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOpening } from '#platform/ui/useOpening.ts';
import { useHere } from '../frame/crumbs.tsx';

const links: ObjectiveLinks = {
  request: ({ requestId, number }) => (
    <Link className="number" to="/requests/$requestId" params={{ requestId }}>
      {number}
    </Link>
  ),
  record: ({ id, number, form }) => (
    <Link className="number" to="/records/$recordId" params={{ recordId: id }}>
      {number ?? form}
    </Link>
  ),
};

/** The quality objectives, and what their figures are counted from. */
export function QualityPage() {
  const texts = useTexts(qualityTexts);
  const search = useSearch({ from: '/quality' });
  const navigate = useNavigate();
  const onSearch = useOpening(search, (to, replace) => void navigate({ to: '/quality', search: to, replace }));
  const zone = useZone();
  useHere(null, texts.title);
  return (
    <section className="page" aria-label={texts.title}>
      <Objectives search={search} zone={zone} links={links} onSearch={onSearch} />
    </section>
  );
}
