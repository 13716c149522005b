import { useNavigate, useSearch } from '@tanstack/react-router';
import { ContactCard } from '#centre/commitments/ui/contact-card/ContactCard.tsx';
import { projectSearch } from '#centre/commitments/ui/contact-card/contact-card.queries.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';

/** How to reach the centre: what the plan has published, and whom to call now. */
export function ReachPage() {
  const texts = useTexts(portalTexts);
  const { project } = projectSearch(useSearch({ strict: false }));
  const navigate = useNavigate() as unknown as (to: { to: string; search: object; replace: boolean }) => Promise<void>;
  usePageTitle(texts.reach);
  return (
    <ContactCard
      project={project}
      zone={useZone()}
      onProject={(chosen) => void navigate({ to: '/reach', search: { project: chosen }, replace: true })}
    />
  );
}
