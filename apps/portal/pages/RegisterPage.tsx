import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { RegisterLinks } from '#centre/commitments/ui/register/EvidenceList.tsx';
import { Register } from '#centre/commitments/ui/register/Register.tsx';
import { registerSearch, type RegisterSearch } from '#centre/commitments/ui/register/register.queries.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOpening } from '#platform/ui/useOpening.ts';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { AppLink } from '../paths.tsx';

const WhyOfRequest = lazy(() =>
  import('#apps/console/pages/WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })),
);

const ProofOfEvent = lazy(() =>
  import('#centre/evidence/ui/ProofOfEvent.tsx').then((module) => ({ default: module.ProofOfEvent })),
);

const links: RegisterLinks = {
  request: (requestId, words) => (
    <AppLink to="/requests/$requestId" params={{ requestId }}>
      {words}
    </AppLink>
  ),
  record: (recordId, words) => (
    <AppLink to="/records/$recordId" params={{ recordId }}>
      {words}
    </AppLink>
  ),
  card: (project, words) => (
    <AppLink to="/reach" search={{ project }}>
      {words}
    </AppLink>
  ),
  why: (asked, onClose) => (
    <Suspense fallback={null}>
      <WhyOfRequest {...asked} onClose={onClose} />
    </Suspense>
  ),
  proof: (asked, onClose) => (
    <Suspense fallback={null}>
      <ProofOfEvent {...asked} onClose={onClose} />
    </Suspense>
  ),
};

/** What was promised to the customer, and how it stands: the same table as the staff's. */
export function RegisterPage() {
  const frame = useTexts(portalTexts);
  const search = registerSearch(useSearch({ strict: false }));
  const navigate = useNavigate() as unknown as (to: { to: string; search: RegisterSearch; replace: boolean }) => Promise<void>;
  const onSearch = useOpening(search, (to, replace) => void navigate({ to: '/register', search: to, replace }));
  const zone = useZone();
  usePageTitle(frame.register);
  return <Register search={search} zone={zone} links={links} onSearch={onSearch} />;
}
