import { instant, formatInstant } from '#platform/time/instant.ts';
import { OPEN_PLACE } from './words.ts';

/** What stands in a place of a row that differs from variant to variant. */
export type Slot =
  /** An id that the story made: another one, its time moved. */
  | { readonly kind: 'id'; readonly id: string }
  /** An instant, in the spelling it stands in. */
  | { readonly kind: 'instant'; readonly at: number; readonly as: 'iso' | 'folded' | 'milliseconds' }
  /** A local date or date and time in a text. */
  | { readonly kind: 'local'; readonly at: number; readonly length: number }
  /** The number of the request or of a record. */
  | { readonly kind: 'number'; readonly number: string; readonly folded: boolean }
  | { readonly kind: 'word'; readonly place: string }
  /** Computed from the variant itself: a salt, a digest, a hash, grams, an answer of the clocks. */
  | { readonly kind: 'made'; readonly name: string };

/** A text with places to fill: what stands before each place, and after the last. */
export interface Pattern {
  readonly between: readonly string[];
  readonly places: readonly number[];
}

/** What of a story is known to be its own, and so another in each variant. */
export interface Known {
  readonly ids: ReadonlySet<string>;
  /** As they were issued. */
  readonly numbers: readonly string[];
  /** Salts, digests and hashes in lower-case hexadecimal, each with the name of what makes it. */
  readonly hex: ReadonlyMap<string, string>;
}

/** Reads texts of one story into patterns over common slots. */
export interface PatternReader {
  readonly slots: readonly Slot[];
  readonly read: (text: string) => Pattern;
  /** The same, of ids alone: everything else stands as it is. */
  readonly readIds: (text: string) => Pattern;
  readonly slotOf: (slot: Slot) => number;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
const HEX = '[0-9a-f]{32,64}';
const INSTANT = String.raw`\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:[Zz]|\+00(?::?00)?)`;
const LOCAL = String.raw`20\d\d-\d\d-\d\d(?: \d\d:\d\d)?`;
const MILLISECONDS = String.raw`\b1[5-9]\d{11}\b`;

/** Where a value stands that is computed for each variant: its name between two characters that no text has. */
const MADE = /\uE010([^\uE011]*)\uE011/;

export function madeMark(name: string): string {
  return `\uE010${name}\uE011`;
}

export function patternReader(known: Known): PatternReader {
  const slots: Slot[] = [];
  const places = new Map<string, number>();
  const slotOf = (slot: Slot): number => {
    const key = JSON.stringify(slot);
    const found = places.get(key) ?? slots.push(slot) - 1;
    places.set(key, found);
    return found;
  };
  const numbers = known.numbers.flatMap((number) => [number, number.toLowerCase()]);
  const all = [
    ...numbers.map((number) => `${RegExp.escape(number)}(?!\\d)`),
    UUID,
    HEX,
    INSTANT,
    LOCAL,
    MILLISECONDS,
    OPEN_PLACE.source,
    MADE.source,
  ];
  const read = (text: string, open: RegExp): Pattern => {
    const between: string[] = [];
    const filled: number[] = [];
    let from = 0;
    for (const match of text.matchAll(open)) {
      const slot = slotAt(match[0], known);
      if (slot === null) continue;
      between.push(text.slice(from, match.index));
      filled.push(slotOf(slot));
      from = match.index + match[0].length;
    }
    return { between: [...between, text.slice(from)], places: filled };
  };
  const [anything, ids] = [new RegExp(all.join('|'), 'g'), new RegExp(UUID, 'g')];
  return { slots, slotOf, read: (text) => read(text, anything), readIds: (text) => read(text, ids) };
}

function slotAt(text: string, known: Known): Slot | null {
  const made = MADE.exec(text);
  if (made?.[1] !== undefined) return { kind: 'made', name: made[1] };
  if (OPEN_PLACE.test(text)) return { kind: 'word', place: text };
  const number = known.numbers.find((issued) => issued === text || issued.toLowerCase() === text);
  if (number !== undefined) return { kind: 'number', number, folded: number !== text };
  if (text.length === 36 && text[8] === '-') return known.ids.has(text) ? { kind: 'id', id: text } : null;
  const name = known.hex.get(text);
  if (name !== undefined) return { kind: 'made', name };
  if (/^[0-9a-f]{32,}$/.test(text)) return null;
  if (/^\d{13}$/.test(text)) return { kind: 'instant', at: Number(text), as: 'milliseconds' };
  if (text.length > 16) {
    const spelt = text
      .replace(' ', 'T')
      .replace(/\+00(?::?00)?$/, 'Z')
      .toUpperCase();
    return { kind: 'instant', at: Date.parse(spelt), as: /[tz]/.test(text) ? 'folded' : 'iso' };
  }
  return {
    kind: 'local',
    at: Date.parse(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00' : ''}:00Z`),
    length: text.length,
  };
}

export function spelt(slot: Slot & { kind: 'instant' | 'local' }, movedBy: number): string {
  const at = instant(slot.at + movedBy);
  if (slot.kind === 'local') return new Date(at).toISOString().replace('T', ' ').slice(0, slot.length);
  if (slot.as === 'milliseconds') return String(at);
  const text = formatInstant(at);
  return slot.as === 'folded' ? text.toLowerCase() : text;
}

/** The text with its places filled. */
export function fill({ between, places }: Pattern, values: readonly string[]): string {
  let text = between[0] ?? '';
  for (let place = 0; place < places.length; place += 1) {
    const slot = places[place];
    text += (slot === undefined ? '' : values[slot]) + (between[place + 1] ?? '');
  }
  return text;
}

/** A text as COPY reads it. */
export function copied(text: string): string {
  return text.replaceAll(/[\\\t\n\r]/g, (character) => COPIED[character] ?? character);
}

const COPIED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
