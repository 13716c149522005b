import { useSyncExternalStore } from 'react';

/** What a person may choose; `system` follows the setting of the device. */
export const schemeChoices = ['system', 'light', 'dark'] as const;
export type SchemeChoice = (typeof schemeChoices)[number];

const KEPT_AT = 'pledge.scheme';

/**
 * The program that each page runs before it paints anything, so that whoever chose another scheme than the device's sees no flash
 * of the wrong one. A file of its own (`first-paint.plugin.ts`), since the pages run nothing inline. Without storage, and in all
 * doubt, the device's setting holds, which needs no program.
 */
export const FIRST_PAINT = `try{const kept=localStorage.getItem('${KEPT_AT}');if(kept==='light'||kept==='dark'){document.documentElement.dataset.scheme=kept;document.querySelector('meta[name=color-scheme]').content=kept}}catch{}`;

function chosen(): SchemeChoice {
  const said = document.documentElement.dataset['scheme'];
  return schemeChoices.find((choice) => choice === said) ?? 'system';
}

function show(choice: SchemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = choice;
  // The ground that the browser paints before the style sheet is there.
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', choice === 'system' ? 'light dark' : choice);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

function choose(choice: SchemeChoice): void {
  show(choice);
  try {
    if (choice === 'system') window.localStorage.removeItem(KEPT_AT);
    else window.localStorage.setItem(KEPT_AT, choice);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function subscribe(listener: () => void): () => void {
  // The other windows of the same browser follow at once.
  const elsewhere = (event: StorageEvent) => {
    if (event.key === KEPT_AT) show(schemeChoices.find((choice) => choice === event.newValue) ?? 'system');
  };
  listeners.add(listener);
  window.addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', elsewhere);
  };
}

/** Light or dark: a matter of the screen and the light around it, so it is kept with the browser and not with the person. */
export function useScheme(): readonly [SchemeChoice, (choice: SchemeChoice) => void] {
  return [useSyncExternalStore(subscribe, chosen), choose];
}
