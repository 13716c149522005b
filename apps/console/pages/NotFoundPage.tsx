import { Link } from '@tanstack/react-router';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { frameTexts } from '../frame/frame.texts.ts';

export function NotFoundPage() {
  const texts = useTexts(frameTexts);
  return (
    <div className="page">
      <p>{texts.notFound}</p>
      <p>
        <Link to="/requests">{texts.toRequests}</Link>
      </p>
    </div>
  );
}
