import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { consultations } from '#apps/server/demonstration/consultations.ts';
import { faultInProgress } from '#apps/server/demonstration/faults.ts';
import { faultBreached, faultKept } from '#apps/server/demonstration/past-faults.ts';
import { randomFrom } from '../random.ts';
import type { History } from './history.ts';
import type { CentrePlaces } from './places.ts';
import { openSender } from './sender.ts';
import { DrillOver, drillStoryteller, UnexpectedRefusal } from './storyteller.ts';

/** The whole work: faults from the report to the last signature, consultations answered, deferred and ordered. */
const STORIES: readonly [Story, ...Story[]] = [faultKept, faultBreached, consultations, faultInProgress];
type Story = (tell: Storyteller) => Promise<void>;

/** Before each step, as people pause; quick enough that a story fits between two kills, slow enough that some commitments fall due. */
const PAUSE_MS = [0, 500] as const;

export interface Clients {
  /** Ends every story at its next step; settles once each sender knows what became of its last command. */
  readonly stop: () => Promise<{ stories: number; faults: string[] }>;
}

/** So many clients at once, each telling one story after the other. */
export function startClients(parts: {
  count: number;
  seed: number;
  bases: readonly string[];
  cookies: ReadonlyMap<string, string>;
  places: CentrePlaces;
  history: History;
}): Clients {
  let over = false;
  let stories = 0;
  const faults: string[] = [];
  const client = async (index: number): Promise<void> => {
    const random = randomFrom(parts.seed + index + 1);
    const sender = openSender({ ...parts, random });
    while (!over) {
      const tell = drillStoryteller({ ...parts, sender, random, pauseMs: PAUSE_MS, over: () => over });
      try {
        await random.pick(STORIES)(tell);
        stories += 1;
      } catch (error) {
        if (error instanceof DrillOver) return;
        faults.push(error instanceof UnexpectedRefusal ? error.message : String(error));
      }
    }
  };
  const running = Promise.all(Array.from({ length: parts.count }, (_unused, index) => client(index)));
  return {
    stop: async () => {
      over = true;
      await running;
      return { stories, faults };
    },
  };
}
