import { QueryClientProvider } from '@tanstack/react-query';
import { Activity, createContext, Suspense, useContext, useState, type ComponentType, type ReactNode } from 'react';
import { send } from '#platform/client/client.ts';
import { createQueryClient } from '#platform/client/query.ts';
import type { Language } from '#platform/i18n/language.ts';
import { LanguageProvider } from '#platform/i18n/LanguageProvider.tsx';
import { useDraftsReady } from '#platform/ui/draft.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { Me } from '../requests.schema.ts';
import { useSession } from './useSession.ts';

const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below {@link SignedIn}, which shows nothing before it is known. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe is used where nobody is signed in');
  return me;
}

interface SignedInProps {
  /** Shown to whoever is not signed in, at any address: they come back to where they wanted to go, and to what they were writing. */
  readonly SignIn: ComponentType;
  readonly children: ReactNode;
}

/** An app for people who are signed in: the language they chose, and what has been read so far, stand around it. */
export function SignedIn(props: SignedInProps) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Gate {...props} />
    </QueryClientProvider>
  );
}

/** The language goes with the person to the next screen they sign in at. */
function keepLanguage(language: Language): void {
  void send('/api/me/language', { language });
}

function Gate({ SignIn, children }: SignedInProps) {
  const { me, over, problem, failed, retry } = useSession();
  const ready = useDraftsReady(me?.personId);
  return (
    <LanguageProvider known={me?.language} onChoose={me && !over ? keepLanguage : undefined}>
      {over && (
        <Suspense fallback={null}>
          <SignIn />
        </Suspense>
      )}
      {me && ready && (
        <Activity mode={over ? 'hidden' : 'visible'}>
          <MeContext value={me}>{children}</MeContext>
        </Activity>
      )}
      {failed && !me && !over && <Trouble problem={problem} onRetry={retry} />}
    </LanguageProvider>
  );
}
