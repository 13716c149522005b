import { clear, createStore, del, entries, set } from 'idb-keyval';
import { forgetIntents } from '#platform/client/intent-store.ts';

/**
 * Where drafts are kept. The browser's `localStorage` is read at once but written to the disk some seconds later, so that a browser
 * that is killed loses what was written last; IndexedDB is written when it says so, but is read later. So each draft is written to
 * both, and before a page shows its first form the first is brought in line with the second.
 */
const PREFIX = 'pledge.draft.';
/** Whose drafts they are. */
const OWNER = 'pledge.drafts-of';
/** A store that does not answer is done without. */
const PATIENCE_MS = 1_000;

let opened: ReturnType<typeof createStore> | undefined;

function durable(): ReturnType<typeof createStore> {
  opened ??= createStore('pledge', 'drafts');
  return opened;
}

/** Without storage, or without the durable one, a draft lives as long as the page or the browser. */
const lost = (): undefined => undefined;

export function readDraft(key: string): string {
  try {
    return window.localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(key: string, text: string): void {
  writeAtHand(key, text);
  try {
    void (text === '' ? del(key, durable()) : set(key, text, durable())).catch(lost);
  } catch {
    // As above.
  }
}

function writeAtHand(key: string, text: string): void {
  try {
    if (text === '') window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, text);
  } catch {
    // As above.
  }
}

function keysAtHand(): string[] {
  try {
    return Object.keys(window.localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return [];
  }
}

/** How many texts were begun on this device and not sent. */
export function countDrafts(): number {
  return keysAtHand().length;
}

/** Forgets every draft of this device, and what was sent without an answer: nothing of one person stays for the next. */
export async function forgetDrafts(): Promise<void> {
  forgetIntents();
  for (const key of keysAtHand()) writeAtHand(key, '');
  try {
    await inPatience(clear(durable()));
  } catch {
    // As above.
  }
}

/** Makes the drafts of a person ready to be read, also those that a crash took from `localStorage`; those of somebody else are forgotten. */
export async function readyDrafts(personId: string): Promise<void> {
  try {
    const owner = window.localStorage.getItem(OWNER);
    if (owner !== null && owner !== personId) await forgetDrafts();
    window.localStorage.setItem(OWNER, personId);
    const kept = await inPatience(entries<string, string>(durable()));
    for (const [key, text] of kept ?? []) writeAtHand(key, text);
  } catch {
    // As above.
  }
}

function inPatience<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  return Promise.race([asked.catch(lost), new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS))]);
}
