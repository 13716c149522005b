import { useNavigate, useSearch } from '@tanstack/react-router';
import { ContactCard } from '#centre/commitments/ui/contact-card/ContactCard.tsx';
import { cardTexts } from '#centre/commitments/ui/contact-card/contact-card.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

/** What a customer is shown of how to reach the centre, as the customer sees it. */
export function ReachPage() {
  const texts = useTexts(cardTexts);
  const { project } = useSearch({ from: '/reach' });
  const navigate = useNavigate();
  useHere(null, texts.title);
  return (
    <section className="page" aria-label={texts.title}>
      <ContactCard
        project={project}
        zone={useZone()}
        onProject={(chosen) => void navigate({ to: '/reach', search: { project: chosen }, replace: true })}
      />
    </section>
  );
}
