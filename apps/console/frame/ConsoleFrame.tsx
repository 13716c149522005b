import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouteContext, useRouterState } from '@tanstack/react-router';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { send } from '#platform/client/client.ts';
import { useLiveStream } from '#platform/client/live-stream.ts';
import { forgetDrafts } from '#platform/ui/draft.ts';
import { Icon, type IconName } from '#platform/ui/icons.tsx';
import { useKeys } from '#platform/ui/keys.ts';
import { ConsoleShell } from '#platform/ui/shell/ConsoleShell.tsx';
import { UserMenu } from '#platform/ui/shell/UserMenu.tsx';
import { CrumbProvider, useCrumb } from './crumbs.tsx';
import { frameTexts } from './frame.texts.ts';
import { positionNames } from './position.texts.ts';
import { searchTexts } from '#centre/requests/ui/search.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';

const rail = [
  { to: '/today', icon: 'today', text: 'today' },
  { to: '/requests', icon: 'requests', text: 'requests' },
  { to: '/intake', icon: 'phone', text: 'intake' },
  { to: '/records', icon: 'records', text: 'records' },
] as const satisfies readonly { to: string; icon: IconName; text: keyof typeof frameTexts.zh }[];

/** Who looks after accounts sees where they are. */
const administration = { to: '/access', icon: 'person', text: 'access' } as const;

/** Collections that a change of one thing may change. */
const lists = new Set(['requests', 'today', 'records']);

export function ConsoleFrame() {
  return (
    <CrumbProvider>
      <Frame />
    </CrumbProvider>
  );
}

function Frame() {
  const texts = useTexts(frameTexts);
  const searching = useTexts(searchTexts);
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { me } = useRouteContext({ from: '__root__' });
  const zone = useZone();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = useCrumb();
  const connected = useLiveStream('/api/stream', lists);
  const shown = me.positions.includes('systemAdministrator') ? [...rail, administration] : rail;
  const section = shown.find((entry) => path.startsWith(entry.to));
  useKeys({
    // A call comes in on whatever page one is.
    c: () => void navigate({ to: '/intake' }),
    // A page with a search of its own takes the key before.
    '/': () => void navigate({ to: '/search' }),
  });
  const signOut = async () => {
    await send('/api/sign-out');
    // Nothing of one person stays for the next one at this screen.
    client.clear();
    forgetDrafts();
    window.location.assign('/');
  };
  return (
    <ConsoleShell
      zone={zone}
      connected={connected}
      rail={shown.map((entry) => (
        <Link key={entry.to} to={entry.to} aria-current={section === entry ? 'page' : undefined}>
          <Icon name={entry.icon} />
          {texts[entry.text]}
        </Link>
      ))}
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
      search={
        <Link to="/search" className="search-link" aria-label={searching.short} aria-keyshortcuts="/">
          <Icon name="search" small />
          <span>{searching.short}</span>
          <kbd aria-hidden="true">/</kbd>
        </Link>
      }
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
      <Outlet />
    </ConsoleShell>
  );
}
