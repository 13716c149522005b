import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { AppLink } from '../paths.tsx';

export function NotFoundPage() {
  const texts = useTexts(portalTexts);
  usePageTitle(texts.requests);
  return (
    <div className="sheet portal-empty">
      <p>{texts.notFound}</p>
      <AppLink to="/" className="button">
        {texts.toRequests}
      </AppLink>
    </div>
  );
}
