import { RouterProvider } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { SignedIn, useMe } from '#centre/requests/ui/SignedIn.tsx';
import { NotYours } from './pages/NotYours.tsx';
import { createPortalRouter } from './router.tsx';

const SignInPage = lazy(() => import('#apps/console/pages/SignInPage.tsx').then((module) => ({ default: module.SignInPage })));

/** The customer's portal. */
export function PortalApp() {
  return (
    <SignedIn SignIn={SignInPage}>
      <Places />
    </SignedIn>
  );
}

function Places() {
  const me = useMe();
  const [router] = useState(createPortalRouter);
  return me.kind === 'customer' ? <RouterProvider router={router as never} /> : <NotYours />;
}
