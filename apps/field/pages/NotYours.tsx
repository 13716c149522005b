import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import { useSignOut } from '#centre/requests/ui/useSignOut.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FieldShell } from '#platform/ui/shell/FieldShell.tsx';
import { fieldTexts } from '../frame/field.texts.ts';

/** A customer came to the engineers' door. */
export function NotYours() {
  const texts = useTexts(fieldTexts);
  const me = useMe();
  const signOut = useSignOut('/field');
  return (
    <FieldShell title={texts.product} waiting={0}>
      <div className="sheet field-empty">
        <p>{texts.notYours(me.name)}</p>
        <a className="button primary thumb" href="/portal">
          {texts.toPortal}
        </a>
        <button type="button" className="button thumb" onClick={() => void signOut()}>
          {texts.signOut}
        </button>
      </div>
    </FieldShell>
  );
}
