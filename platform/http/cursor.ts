import { refusal, type Refusal } from '../command/refusal.ts';

/**
 * A place in a sorted list, as text that callers hand back and never read. Microseconds survive:
 * the sort value travels as the database wrote it.
 */
export interface Place {
  readonly value: string | null;
  readonly id: string;
}

export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify([place.value, place.id])).toString('base64url');
}

/** Undefined where the text is none of ours. */
export function placeOf(cursor: string): Place | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(read) || read.length !== 2) return undefined;
    const [value, id] = read as unknown[];
    if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id) || (value !== null && typeof value !== 'string')) return undefined;
    return { value, id };
  } catch {
    return undefined;
  }
}

export function cursorUnknown(): Refusal {
  return refusal(400, 'cursorUnknown', {
    zh: '翻页的位置已失效。请从第一页重新打开。',
    en: 'This place in the list is no longer known. Start from the first page.',
  });
}
