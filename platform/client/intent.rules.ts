import type { Instant } from '#platform/time/instant.ts';

type Body = Readonly<Record<string, unknown>>;

/** What somebody meant to be done once: as it was sent, with its id and its time, until it is known how it ended. */
export interface Intent {
  readonly body: Body;
  readonly commandId: string;
  /** By the server's clock as this device knows it. */
  readonly meantAt: Instant;
}

/** Who says the same after so long means it anew; what happened before that needs a reason of its own anyway. */
const HELD_MS = 24 * 3_600_000;

/**
 * Whether what is sent now is what was meant before. The version of what is seen does not count: the command that was carried out
 * while its answer was lost may have raised it itself.
 */
export function isSameIntent({ body, meantAt }: Intent, now: { readonly body: Body; readonly at: Instant }): boolean {
  return now.at - meantAt < HELD_MS && meaningOf(body) === meaningOf(now.body);
}

function meaningOf(body: Body): string {
  return JSON.stringify({ ...body, version: undefined });
}

/** Whether a hand's strokes are in it: those are kept no longer than the page. */
export function holdsStrokes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('strokes' in value && value.strokes !== undefined) || Object.values(value).some((part) => holdsStrokes(part));
}

/** An intent as it was kept, read without trust. */
export function readIntent(text: string | null): Intent | undefined {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    if (typeof read !== 'object' || read === null) return undefined;
    const { body, commandId, meantAt } = read as Partial<Intent>;
    return typeof body !== 'object' || body === null || typeof commandId !== 'string' || typeof meantAt !== 'number'
      ? undefined
      : { body, commandId, meantAt };
  } catch {
    return undefined;
  }
}
