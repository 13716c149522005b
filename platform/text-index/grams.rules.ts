import type { Instant } from '../time/instant.ts';
import { PART_END } from './fold.rules.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** Bits of a gram that tell its pair of characters; those above tell the week. */
const PAIR_BITS = 20;
const PAIR_MASK = 2 ** PAIR_BITS - 1;

/** The week of an instant, counted from 1970-01-01. */
export function weekOf(at: Instant): number {
  return Math.floor(at / WEEK_MS);
}

/**
 * What an index over a folded text holds: each pair of neighbouring characters as a number of 32 bits, with the week in its upper
 * twelve. A search asks week by week, newest first, and stops when its page is full: so it reads as much of a common phrase as it
 * shows, and of a rare one a few entries a week. The number is shorter than a pair; what it finds is compared with the text itself.
 */
export function gramsOf(folded: string, at: Instant): number[] {
  const week = weekBits(weekOf(at));
  const found = new Set<number>();
  for (const pair of pairsOf(folded)) found.add(week | pair);
  return [...found];
}

/** The pairs of a phrase without their week, at most `most` of them: any are enough to narrow, and each is looked up. */
export function phrasePairs(folded: string, most: number): number[] {
  const all = [...new Set(pairsOf(folded))];
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_unused, place) => all[Math.floor(place * step)] ?? 0);
}

/** The upper bits of every gram of a week; after 78 years they begin anew, which finds too much and is compared. */
export function weekBits(week: number): number {
  return (week << PAIR_BITS) | 0;
}

function* pairsOf(folded: string): Generator<number> {
  for (let place = 0; place + 1 < folded.length; place += 1) {
    const first = folded.charCodeAt(place);
    const second = folded.charCodeAt(place + 1);
    if (first === END || second === END) continue;
    yield mixed(first, second);
  }
}

const END = PART_END.charCodeAt(0);

/** Neighbours in the alphabet of characters are spread evenly over the bits there are. */
function mixed(first: number, second: number): number {
  let hash = Math.imul((first << 16) | second, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) & PAIR_MASK;
}
