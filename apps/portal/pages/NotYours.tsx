import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import { useSignOut } from '#centre/requests/ui/useSignOut.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';

/** Somebody of the service centre came to the customers' door. */
export function NotYours() {
  const texts = useTexts(portalTexts);
  const me = useMe();
  const signOut = useSignOut('/portal');
  usePageTitle(texts.product);
  return (
    <main className="portal-page">
      <div className="sheet portal-empty">
        <p>{texts.notYours(me.name)}</p>
        <div className="choices">
          <a className="button primary" href="/">
            {texts.toConsole}
          </a>
          <button type="button" className="button" onClick={() => void signOut()}>
            {texts.signOut}
          </button>
        </div>
      </div>
    </main>
  );
}
