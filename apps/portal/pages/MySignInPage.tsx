import { MySignIn } from '#centre/people/ui/MySignIn.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';

/** The own sign-in. */
export function MySignInPage() {
  return <MySignIn zone={useZone()} />;
}
