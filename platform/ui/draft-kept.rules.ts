/** A draft as a store keeps it: its text, empty once it was discarded or sent, and when it was written, in milliseconds of the device. */
export interface KeptDraft {
  readonly at: number;
  readonly text: string;
}

export function writtenAs({ at, text }: KeptDraft): string {
  return `${at}|${text}`;
}

/** Undefined where nothing is kept. What does not say when it was written is older than anything that does. */
export function readAs(stored: string | null | undefined): KeptDraft | undefined {
  if (stored === null || stored === undefined) return undefined;
  const [, at, text] = /^(\d+)\|([^]*)$/.exec(stored) ?? [];
  return at === undefined || text === undefined ? { at: 0, text: stored } : { at: Number(at), text };
}

/** Which of two stores is behind, and what it missed: undefined where they say the same, or neither says anything. */
export function missedBy(
  atHand: KeptDraft | undefined,
  durable: KeptDraft | undefined,
): { readonly store: 'atHand' | 'durable'; readonly kept: KeptDraft } | undefined {
  const [here, there] = [atHand?.at ?? -1, durable?.at ?? -1];
  if (durable !== undefined && there > here) return { store: 'atHand', kept: durable };
  if (atHand !== undefined && here > there) return { store: 'durable', kept: atHand };
  return undefined;
}
