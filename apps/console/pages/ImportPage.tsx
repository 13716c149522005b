import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ImportBench } from '#centre/requests/ui/import/ImportBench.tsx';
import { ImportStart } from '#centre/requests/ui/import/ImportStart.tsx';
import { importTexts } from '#centre/requests/ui/import/import.texts.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

const linkToImport = (importId: string, words: string) => (
  <Link to="/import/$importId" params={{ importId }}>
    {words}
  </Link>
);
const linkToList = (words: string) => (
  <Link to="/requests" search={{ state: 'all', imported: 'true' }}>
    {words}
  </Link>
);

/** Logs of other systems: uploaded here, and those that were. */
export function ImportPage() {
  const navigate = useNavigate();
  useHere(null, useTexts(importTexts).title);
  return (
    <ImportStart
      linkTo={linkToImport}
      onUploaded={(importId) => void navigate({ to: '/import/$importId', params: { importId } })}
    />
  );
}

/** One log on its way in. */
export function OneImportPage() {
  const { importId } = useParams({ from: '/import/$importId' });
  const texts = useTexts(importTexts);
  useHere(texts.map, texts.title);
  return <ImportBench id={importId} list={linkToList} />;
}
