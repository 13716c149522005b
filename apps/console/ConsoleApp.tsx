import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { meQuery } from '#centre/requests/ui/requests.queries.ts';
import { send } from '#platform/client/client.ts';
import { createQueryClient, problemOf } from '#platform/client/query.ts';
import type { Language } from '#platform/i18n/language.ts';
import { LanguageProvider } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { createConsoleRouter } from './router.tsx';

const SignInPage = lazy(() => import('./pages/SignInPage.tsx').then((module) => ({ default: module.SignInPage })));

/** The console: whoever is not signed in sees the sign-in at any address and comes back to where they wanted to go. */
export function ConsoleApp() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Gate />
    </QueryClientProvider>
  );
}

/** The language goes with the person to the next screen they sign in at. */
function keepLanguage(language: Language): void {
  void send('/api/me/language', { language });
}

/** A customer who came to the staff's door goes on to the own one. */
function ToPortal() {
  useEffect(() => window.location.replace('/portal'), []);
  return null;
}

function Gate() {
  const [router] = useState(createConsoleRouter);
  const { data: me, error, refetch } = useQuery(meQuery);
  const problem = problemOf(error);
  return (
    <LanguageProvider known={me?.language} onChoose={me ? keepLanguage : undefined}>
      {problem?.status === 401 ? (
        <Suspense fallback={null}>
          <SignInPage />
        </Suspense>
      ) : me?.kind === 'customer' ? (
        <ToPortal />
      ) : me ? (
        <RouterProvider router={router} context={{ me }} />
      ) : (
        error !== null && <Trouble problem={problem} onRetry={() => void refetch()} />
      )}
    </LanguageProvider>
  );
}
