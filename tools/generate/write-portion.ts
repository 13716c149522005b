import type { CalendarCorrection } from '#centre/commitments/calendar-corrections.rules.ts';
import { planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import type { ServicePlan } from '#centre/plan/index.ts';
import { instant } from '#platform/time/instant.ts';
import { randomFrom } from '../drill/random.ts';
import { seedOf, type Draw } from './draws.rules.ts';
import type { StoryWithRows } from './load.store.ts';
import { templateOf, type Template } from './template.ts';
import { clocksOfVariants, type VariantClocks } from './variant-clocks.ts';
import { writeVariant, type Lines } from './variant.ts';

/** All that variants are made from, as it may be handed to another thread. */
export interface Sources {
  readonly stories: readonly StoryWithRows[];
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly plan: ServicePlan;
  readonly corrections: readonly CalendarCorrection[];
  readonly seed: number;
  /** The instant that all of it looks back from. */
  readonly now: number;
}

/** Requests that are written together, each with the numbers issued in place of its story's own. */
export interface Portion {
  readonly draws: readonly Draw[];
  readonly numbers: readonly ReadonlyMap<string, string>[];
}

/** By table the rows of a portion, as COPY reads them. */
export type Written = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export interface OpenedStory {
  readonly template: Template;
  readonly verdicts: ReadonlyMap<string, string>;
  readonly isOver: boolean;
  readonly weight: number;
}

export function openStories(stories: readonly StoryWithRows[]): OpenedStory[] {
  return stories.map((story) => ({
    template: templateOf(story, story.rows.tables),
    verdicts: new Map(Object.entries(story.rows.verdicts)),
    isOver: story.isOver,
    weight: story.weight,
  }));
}

/** Weeks and minutes of stories whose clocks are remembered; draws come in the order of time, so earlier ones are not asked for again. */
const COUNTED_AT_MOST = 4_000;

/**
 * Written request by request, events of one hour would lie far apart. By their ids, which stand before all else but the provider's and follow
 * time, they lie as if they had come one after the other.
 */
const IN_ORDER_OF_IDS = ['pledge.event', 'pledge.event_text'];

/** Writes portions one after the other. */
export function portionWriter(sources: Sources): (portion: Portion) => Written {
  const stories = openStories(sources.stories);
  const clocksOf = clockCounter(sources);
  return ({ draws, numbers }) => {
    const lines: Lines = new Map();
    for (const [place, draw] of draws.entries()) {
      const story = stories[draw.template];
      const issued = numbers[place];
      if (story === undefined || issued === undefined) throw new Error('a draw without its story or its numbers');
      const random = randomFrom(seedOf(sources.seed, draw.place));
      const clocks = clocksOf(draw, story);
      writeVariant(story.template, { movedBy: draw.movedBy, random, numbers: issued, clocks }, lines);
    }
    const encoder = new TextEncoder();
    for (const table of IN_ORDER_OF_IDS) lines.get(table)?.sort();
    return new Map([...lines].flatMap(([table, of]) => (of.length === 0 ? [] : [[table, encoder.encode(`${of.join('\n')}\n`)]])));
  };
}

function clockCounter(sources: Sources): (draw: Draw, story: OpenedStory) => VariantClocks {
  const rules = planClocksFrom(sources.plan, sources.corrections);
  const named = (table: string): readonly string[] => sources.columns.get(`pledge.${table}`) ?? [];
  const columns = { clock: named('clock'), clock_outcome: named('clock_outcome') };
  const counted = new Map<string, VariantClocks>();
  return ({ template: which, movedBy }, { template, verdicts }) => {
    const key = `${which}/${movedBy}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    if (counted.size > COUNTED_AT_MOST) counted.clear();
    const made = clocksOfVariants(template, { movedBy, now: instant(sources.now), rules, columns, verdicts });
    counted.set(key, made);
    return made;
  };
}
