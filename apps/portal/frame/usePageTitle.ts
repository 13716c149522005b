import { useEffect } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { portalTexts } from './portal.texts.ts';

/** Names the page in the title of the window. */
export function usePageTitle(page: string): void {
  const { title } = useTexts(portalTexts);
  useEffect(() => {
    document.title = title(page);
  }, [title, page]);
}
