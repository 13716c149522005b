import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { IconName } from '../icons.tsx';

/** Something that may be done, told by the part of the page that does it: the palette reaches it too. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  /** The keys that do the same, as they are printed on a key. */
  readonly keys?: string | undefined;
  readonly icon?: IconName | undefined;
  /** `here` is of what is shown, `always` of the person and the screen. */
  readonly of: 'here' | 'always';
  readonly onChoose: () => void;
}

type Asked = () => readonly Offer[];

const OffersContext = createContext<Set<Asked> | null>(null);

/** Around the pages of an app that has a palette. Without one offers are made to nobody. */
export function OffersProvider({ children }: { children: ReactNode }) {
  const [all] = useState(() => new Set<Asked>());
  return <OffersContext value={all}>{children}</OffersContext>;
}

/** Offers what a part of the page can do, for as long as it is shown. */
export function useOffers(offers: readonly Offer[]): void {
  const all = useContext(OffersContext);
  const latest = useRef(offers);
  useLayoutEffect(() => {
    latest.current = offers;
  });
  useEffect(() => {
    if (all === null) return;
    const asked = () => latest.current;
    all.add(asked);
    return () => void all.delete(asked);
  }, [all]);
}

/** Offers a form of the page: whoever chooses it goes on in its first field. @returns what the form is held by */
export function useFormOffer({
  id,
  label,
  icon = 'plus',
}: Pick<Offer, 'id' | 'label' | 'icon'>): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useOffers([
    { id, of: 'here', label, icon, onChoose: () => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus() },
  ]);
  return form;
}

/** All that is offered at this moment, by the parts of the page in the order in which they came. */
export function useOffered(): () => readonly Offer[] {
  const all = useContext(OffersContext);
  return () => [...(all ?? [])].flatMap((asked) => asked());
}
