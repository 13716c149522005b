import { randomFrom, type Random } from '../drill/random.ts';

/** One request to be: which story it is a variant of, and by how many milliseconds it is moved. */
export interface Draw {
  /** Its place among all requests, from 0: it seeds what the variant says. */
  readonly place: number;
  readonly template: number;
  readonly movedBy: number;
}

/** A story as it is drawn. */
export interface Drawable {
  readonly isOver: boolean;
  readonly weight: number;
  readonly beginsAt: number;
}

const WEEKS = 104;
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
/** Stories that are over begin at one of so many minutes in a row: none of them leaves its hours. */
const MINUTES = 8;
/** Those that go on began within the last three days, ten minutes apart. */
const STEPS_BACK = 3 * 24 * 6;

/** How many go on where nobody says: one of a hundred, and never fewer than fill a page of a list. */
export function openOf(requests: number): number {
  return Math.min(requests, Math.max(60, Math.floor(requests / 100)));
}

/**
 * The requests of two years in the order in which they come in: week after week those that are over, at last those that go on. The same
 * for the same seed; batches can be left out from the front without drawing them.
 */
export function* drawBatches(
  asked: { readonly seed: number; readonly requests: number; readonly open: number },
  stories: readonly Drawable[],
): Generator<{ readonly draws: readonly Draw[] }> {
  const over = choosing(stories, true);
  const open = choosing(stories, false);
  const closed = asked.requests - asked.open;
  for (let week = 0; week <= WEEKS; week += 1) {
    const from = Math.floor((week * closed) / WEEKS);
    const to = week === WEEKS ? asked.requests : Math.floor(((week + 1) * closed) / WEEKS);
    const random = randomFrom(seedOf(asked.seed, -1 - week));
    const drawn = Array.from({ length: to - from }, () => {
      const template = (week === WEEKS ? open : over)(random);
      const movedBy =
        week === WEEKS
          ? -random.between(0, STEPS_BACK) * 10 * MINUTE_MS
          : (week - WEEKS) * WEEK_MS + random.between(0, MINUTES - 1) * MINUTE_MS;
      return { template, movedBy, at: (stories[template]?.beginsAt ?? 0) + movedBy };
    });
    drawn.sort((a, b) => a.at - b.at);
    yield { draws: drawn.map(({ template, movedBy }, turn) => ({ place: from + turn, template, movedBy })) };
  }
}

/** What a place says is its own matter: it can be made without those before it. */
export function seedOf(seed: number, place: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 0x7f4a7c15, 0xc2b2ae35);
}

function choosing(stories: readonly Drawable[], isOver: boolean): (random: Random) => number {
  const places = stories.flatMap((story, place) => (story.isOver === isOver ? Array<number>(story.weight).fill(place) : []));
  return (random) => places[Math.floor(random.next() * places.length)] ?? 0;
}
