import { holdsStrokes, readIntent, type Intent } from './intent.rules.ts';

const PREFIX = 'pledge.intent.';

/** Those of this page. What was drawn by a hand lies here alone, and goes with the page. */
const atHand = new Map<string, Intent>();

/** Without storage an intent lives as long as the page. */
function onDevice<T>(done: (storage: Storage) => T): T | null {
  try {
    return done(window.localStorage);
  } catch {
    return null;
  }
}

export function keptIntent(key: string): Intent | undefined {
  return atHand.get(key) ?? readIntent(onDevice((storage) => storage.getItem(PREFIX + key)));
}

/** Kept on the device, so that a reload does not do it twice. */
export function keepIntent(key: string, intent: Intent): void {
  atHand.set(key, intent);
  onDevice((storage) => {
    if (holdsStrokes(intent.body)) storage.removeItem(PREFIX + key);
    else storage.setItem(PREFIX + key, JSON.stringify(intent));
  });
}

export function forgetIntent(key: string): void {
  atHand.delete(key);
  onDevice((storage) => storage.removeItem(PREFIX + key));
}

/** Forgets all of this device: nothing of one person stays for the next. */
export function forgetIntents(): void {
  atHand.clear();
  onDevice((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  });
}
