import { Link, useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentProps } from 'react';
import type { RegisterLinks } from '#centre/commitments/ui/register/EvidenceList.tsx';
import { Register } from '#centre/commitments/ui/register/Register.tsx';
import { registerTexts } from '#centre/commitments/ui/register/register.texts.ts';
import { PACK_EXPORTERS } from '#centre/evidence/pack/pack-exporters.rules.ts';
import { EvidencePack } from '#centre/evidence/ui/EvidencePack.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOpening } from '#platform/ui/useOpening.ts';
import { useHere } from '../frame/crumbs.tsx';
import { usePlanLink } from './usePlanLink.tsx';

const WhyOfRequest = lazy(() => import('./WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })));

const ProofOfEvent = lazy(() =>
  import('#centre/evidence/ui/ProofOfEvent.tsx').then((module) => ({ default: module.ProofOfEvent })),
);

const links: RegisterLinks = {
  request: (requestId, words) => (
    <Link to="/requests/$requestId" params={{ requestId }}>
      {words}
    </Link>
  ),
  record: (recordId, words) => (
    <Link to="/records/$recordId" params={{ recordId }}>
      {words}
    </Link>
  ),
  card: (project, words) => (
    <Link to="/reach" search={{ project }}>
      {words}
    </Link>
  ),
  why: (asked, onClose) => (
    <Suspense fallback={null}>
      <WhyOfClock {...asked} onClose={onClose} />
    </Suspense>
  ),
  proof: (asked, onClose) => (
    <Suspense fallback={null}>
      <ProofOfEvent {...asked} onClose={onClose} />
    </Suspense>
  ),
};

function WhyOfClock(asked: ComponentProps<typeof WhyOfRequest>) {
  return <WhyOfRequest {...asked} planLink={usePlanLink()} />;
}

/** What was promised, and how it stands. */
export function RegisterPage() {
  const texts = useTexts(registerTexts);
  const search = useSearch({ from: '/register' });
  const navigate = useNavigate();
  const onSearch = useOpening(search, (to, replace) => void navigate({ to: '/register', search: to, replace }));
  const zone = useZone();
  const { me } = useRouteContext({ from: '__root__' });
  const isExporter = me.positions.some((position) => PACK_EXPORTERS.includes(position));
  useHere(null, texts.title);
  return (
    <section className="page" aria-label={texts.title}>
      <Register
        search={search}
        zone={zone}
        links={links}
        note={texts.sameForCustomer}
        tool={isExporter ? <EvidencePack /> : undefined}
        onSearch={onSearch}
      />
    </section>
  );
}
