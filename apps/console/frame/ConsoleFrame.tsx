import { CatchBoundary, Link, Outlet, useNavigate, useRouteContext, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { BatchProvider } from '#centre/requests/ui/bulk/BatchProvider.tsx';
import { useSignOut } from '#centre/requests/ui/useSignOut.ts';
import { useLiveStream } from '#platform/client/live-stream.ts';
import { BrokenPart } from '#platform/ui/BrokenPart.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useFrameKeys } from '#platform/ui/keys.ts';
import { OffersProvider, useOffered, type Offer } from '#platform/ui/palette/offers.tsx';
import { ConsoleShell } from '#platform/ui/shell/ConsoleShell.tsx';
import { UserMenu } from '#platform/ui/shell/UserMenu.tsx';
import { CrumbProvider, useCrumb } from './crumbs.tsx';
import { frameTexts } from './frame.texts.ts';
import { paletteTexts } from '../palette/palette.texts.ts';
import { placesFor } from './places.ts';
import { Rail } from './Rail.tsx';
import { positionNames } from './position.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';

const ConsolePalette = lazy(() => import('../palette/ConsolePalette.tsx').then((module) => ({ default: module.ConsolePalette })));

/** Collections that a change of one thing may change. */
const lists = new Set(['requests', 'today', 'records']);

export function ConsoleFrame() {
  return (
    <CrumbProvider>
      <OffersProvider>
        <BatchProvider>
          <Frame />
        </BatchProvider>
      </OffersProvider>
    </CrumbProvider>
  );
}

function Frame() {
  const texts = useTexts(frameTexts);
  const say = useSay();
  const navigate = useNavigate();
  const { me } = useRouteContext({ from: '__root__' });
  const zone = useZone();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = useCrumb();
  const connected = useLiveStream('/api/stream', lists);
  const shown = placesFor(me.positions);
  const section = shown.find((entry) => path.startsWith(entry.to));
  const offered = useOffered();
  const [offers, setOffers] = useState<readonly Offer[] | null>(null);
  const openPalette = () => setOffers(offered());
  useFrameKeys({
    'ctrl+k': openPalette,
    // A call comes in on whatever page one is.
    c: () => void navigate({ to: '/intake' }),
    // A page with a search of its own takes the key before.
    '/': () => void navigate({ to: '/search' }),
  });
  const signOut = useSignOut('/');
  return (
    <ConsoleShell
      zone={zone}
      connected={connected}
      rail={<Rail places={shown} here={section} />}
      crumbs={
        <ol>
          {section && (
            <li aria-current={here === null ? 'page' : undefined}>
              {here === null ? texts[section.text] : <Link to={section.to}>{texts[section.text]}</Link>}
            </li>
          )}
          {here !== null && <li aria-current="page">{here}</li>}
        </ol>
      }
      search={<PaletteButton onOpen={openPalette} />}
      user={
        <UserMenu
          name={me.name}
          standing={me.positions
            .map((position) => say(positionNames[position] ?? { zh: position, en: position }))
            .join(texts.positions)}
          onMySignIn={() => void navigate({ to: '/my-sign-in' })}
          onSignOut={() => void signOut()}
        />
      }
    >
      {offers !== null && (
        <CatchBoundary getResetKey={() => path} errorComponent={BrokenPart}>
          <Suspense fallback={null}>
            <ConsolePalette offers={offers} onClose={() => setOffers(null)} />
          </Suspense>
        </CatchBoundary>
      )}
      <Outlet />
    </ConsoleShell>
  );
}

/** The palette by hand: it looks like the line that it opens. */
function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const texts = useTexts(paletteTexts);
  return (
    <button
      type="button"
      className="palette-button"
      aria-label={texts.open}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onOpen}
    >
      <Icon name="search" />
      <span>{texts.open}</span>
      <kbd aria-hidden="true">Ctrl K</kbd>
    </button>
  );
}
