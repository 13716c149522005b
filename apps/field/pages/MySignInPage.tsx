import { MySignIn } from '#centre/people/ui/MySignIn.tsx';
import { accessTexts } from '#centre/people/ui/access.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { OwnCalendar } from '#centre/visits/ui/OwnCalendar.tsx';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FieldShell } from '#platform/ui/shell/FieldShell.tsx';
import { FieldUser, usePageTitle } from '../frame/FieldFrame.tsx';
import { fieldTexts } from '../frame/field.texts.ts';
import { AppLink } from '../paths.tsx';

/** The own sign-in. */
export function MySignInPage() {
  const { mySignIn } = useTexts(accessTexts);
  const { back } = useTexts(fieldTexts);
  usePageTitle(mySignIn);
  const zone = useZone();
  return (
    <FieldShell title={mySignIn} waiting={0} user={<FieldUser />}>
      <MySignIn zone={zone} headed>
        <OwnCalendar zone={zone} />
      </MySignIn>
      <AppLink to="/" className="button thumb">
        {back}
      </AppLink>
    </FieldShell>
  );
}
