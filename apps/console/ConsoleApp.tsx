import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { SignedIn, useMe } from '#centre/requests/ui/SignedIn.tsx';
import { LanguageProvider } from '#platform/i18n/LanguageProvider.tsx';
import '#apps/console/pages/sign-in.css';
import { createConsoleRouter } from './router.tsx';

const SignInPage = lazy(() => import('./pages/SignInPage.tsx').then((module) => ({ default: module.SignInPage })));

const SetPassword = lazy(() => import('#centre/people/ui/SetPassword.tsx').then((module) => ({ default: module.SetPassword })));

/** The console: whoever is not signed in sees the sign-in at any address and comes back to where they wanted to go. */
export function ConsoleApp() {
  // Whoever sets a first password is nobody who could sign in yet.
  if (window.location.pathname === '/set-password')
    return (
      <LanguageProvider known={undefined} onChoose={undefined}>
        <Suspense fallback={null}>
          <SetPassword />
        </Suspense>
      </LanguageProvider>
    );
  return (
    <SignedIn SignIn={SignInPage}>
      <Places />
    </SignedIn>
  );
}

/** A customer who came to the staff's door goes on to the own one. */
function ToPortal() {
  useEffect(() => window.location.replace('/portal'), []);
  return null;
}

function Places() {
  const me = useMe();
  const [router] = useState(createConsoleRouter);
  return me.kind === 'customer' ? <ToPortal /> : <RouterProvider router={router} context={{ me }} />;
}
