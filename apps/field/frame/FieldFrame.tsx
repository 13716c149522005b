import { Outlet, useNavigate } from '@tanstack/react-router';
import { createContext, useContext, useEffect } from 'react';
import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import { useSignOut } from '#centre/requests/ui/useSignOut.ts';
import { useLiveStream } from '#platform/client/live-stream.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { UserMenu } from '#platform/ui/shell/UserMenu.tsx';
import { fieldTexts } from './field.texts.ts';

/** Collections that a change of one thing may change. */
const lists = new Set(['visits', 'requests', 'records']);

const Connected = createContext(true);

/** Around every page of the phone: it hears what changes, and knows whether it does. */
export function FieldFrame() {
  const connected = useLiveStream('/api/stream', lists);
  return (
    <Connected value={connected}>
      <Outlet />
    </Connected>
  );
}

/** At the right of the head: whether the phone is connected, and whose it is. */
export function FieldUser() {
  const texts = useTexts(fieldTexts);
  const me = useMe();
  const signOut = useSignOut('/field');
  const navigate = useNavigate();
  const connected = useContext(Connected);
  return (
    <>
      {!connected && (
        <span className="outbox" role="status">
          <Icon name="offline" />
          {texts.offline}
        </span>
      )}
      <UserMenu name={me.name} onMySignIn={() => void navigate({ to: '/my-sign-in' })} onSignOut={() => void signOut()} />
    </>
  );
}

/** Names the page in the title of the window. */
export function usePageTitle(page: string): void {
  const { pageTitle } = useTexts(fieldTexts);
  useEffect(() => {
    document.title = pageTitle(page);
  }, [pageTitle, page]);
}
