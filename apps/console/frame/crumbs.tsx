import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

/** The last word of the way here: the number or name of what a page shows, told by the page itself. */
interface Told {
  readonly here: string | null;
  readonly tell: (here: string | null) => void;
}

const CrumbContext = createContext<Told>({ here: null, tell: () => undefined });

export function CrumbProvider({ children }: { children: ReactNode }) {
  const [here, tell] = useState<string | null>(null);
  return <CrumbContext value={{ here, tell }}>{children}</CrumbContext>;
}

export function useCrumb(): string | null {
  return useContext(CrumbContext).here;
}

/** Names what the page shows in the head and in the title of the window. */
export function useHere(here: string | null, title: string): void {
  const { tell } = useContext(CrumbContext);
  useEffect(() => {
    tell(here);
    document.title = title;
    return () => tell(null);
  }, [here, title, tell]);
}
