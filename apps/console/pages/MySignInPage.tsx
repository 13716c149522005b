import { MySignIn } from '#centre/people/ui/MySignIn.tsx';
import { accessTexts } from '#centre/people/ui/access.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { OwnCalendar } from '#centre/visits/ui/OwnCalendar.tsx';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';

/** The own sign-in. */
export function MySignInPage() {
  const { mySignIn } = useTexts(accessTexts);
  useHere(mySignIn, mySignIn);
  const zone = useZone();
  return (
    <MySignIn zone={zone}>
      <OwnCalendar zone={zone} />
    </MySignIn>
  );
}
