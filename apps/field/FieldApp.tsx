import { RouterProvider } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { SignedIn, useMe } from '#centre/requests/ui/SignedIn.tsx';
import { NotYours } from './pages/NotYours.tsx';
import { createFieldRouter } from './router.tsx';

const SignInPage = lazy(() => import('#apps/console/pages/SignInPage.tsx').then((module) => ({ default: module.SignInPage })));

/** The engineer's phone on the road and on site. */
export function FieldApp() {
  return (
    <SignedIn SignIn={SignInPage}>
      <Places />
    </SignedIn>
  );
}

function Places() {
  const me = useMe();
  const [router] = useState(createFieldRouter);
  return me.kind === 'staff' ? <RouterProvider router={router as never} /> : <NotYours />;
}
