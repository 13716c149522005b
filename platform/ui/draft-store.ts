import { clear, createStore, del, entries, set } from 'idb-keyval';
import { forgetIntents } from '#platform/client/intent-store.ts';
import { missedBy, readAs, writtenAs, type KeptDraft } from './draft-kept.rules.ts';

/**
 * Where drafts are kept. The browser's `localStorage` is read at once but written to the disk some seconds later, so that a browser
 * that is killed loses what was written last; IndexedDB is written when it says so, but is read later. So each draft is written to
 * both with its time, and before a page shows its first form each takes over what it missed: a browser that was killed lost what was
 * at hand, a page that was left at once what was on its way to the disk.
 */
const PREFIX = 'pledge.draft.';
/** Whose drafts they are. */
const OWNER = 'pledge.drafts-of';
/** A store that does not answer is done without; one of a browser that was killed tidies up first. */
const PATIENCE_MS = 5_000;

let opened: ReturnType<typeof createStore> | undefined;

function durable(): ReturnType<typeof createStore> {
  opened ??= createStore('pledge', 'drafts');
  return opened;
}

/** Without storage, or without the durable one, a draft lives as long as the page or the browser. */
const lost = (): undefined => undefined;

export function readDraft(key: string): string {
  return atHand(key)?.text ?? '';
}

export function writeDraft(key: string, text: string): void {
  const kept = { at: Math.max(Date.now(), (atHand(key)?.at ?? 0) + 1), text };
  writeAtHand(key, kept);
  void keepDurably(key, kept);
}

/** One that was discarded is known to be until the durable store has forgotten it. */
async function keepDurably(key: string, kept: KeptDraft): Promise<void> {
  try {
    if (kept.text !== '') return await set(key, writtenAs(kept), durable());
    await del(key, durable());
    if (atHand(key)?.at === kept.at) forgetAtHand(key);
  } catch {
    // As above.
  }
}

function atHand(key: string): KeptDraft | undefined {
  try {
    return readAs(window.localStorage.getItem(PREFIX + key));
  } catch {
    return undefined;
  }
}

function writeAtHand(key: string, kept: KeptDraft): void {
  try {
    window.localStorage.setItem(PREFIX + key, writtenAs(kept));
  } catch {
    // As above.
  }
}

function forgetAtHand(key: string): void {
  try {
    window.localStorage.removeItem(PREFIX + key);
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
  return keysAtHand().filter((key) => readDraft(key) !== '').length;
}

/** Forgets every draft of this device, and what was sent without an answer: nothing of one person stays for the next. */
export async function forgetDrafts(): Promise<void> {
  forgetIntents();
  for (const key of keysAtHand()) forgetAtHand(key);
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
    if (kept !== undefined) bringInLine(new Map(kept));
  } catch {
    // As above.
  }
}

function bringInLine(kept: ReadonlyMap<string, string>): void {
  for (const key of new Set([...kept.keys(), ...keysAtHand()])) {
    const missed = missedBy(atHand(key), readAs(kept.get(key)));
    if (missed?.store === 'atHand') writeAtHand(key, missed.kept);
    else if (missed?.store === 'durable') void keepDurably(key, missed.kept);
  }
}

function inPatience<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  return Promise.race([asked.catch(lost), new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS))]);
}
