import { setTimeout as delay } from 'node:timers/promises';
import type { Storyteller, Told } from '#apps/server/demonstration/storyteller.ts';
import type { SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { kebab } from '#centre/requests/next-steps.ts';
import { resourceOf } from '#centre/requests/resources.ts';
import { instant } from '#platform/time/instant.ts';
import type { Random } from '../random.ts';
import type { CentrePlaces } from './places.ts';
import type { History, SettledAnswer } from './history.ts';
import type { Sender } from './sender.ts';

/** Ends a story in the middle: the drill is over. */
export class DrillOver extends Error {}

/** A command was refused that the story's order allows: a fault, unless the story itself is wrong. */
export class UnexpectedRefusal extends Error {}

const MINUTE_MS = 60_000;

/**
 * Tells the demonstration's stories at the product's front door and in the present: what the story tells of minutes before
 * loading becomes the order of things, and a pause of random length comes before each step.
 */
export function drillStoryteller(parts: {
  sender: Sender;
  places: CentrePlaces;
  history: History;
  random: Random;
  pauseMs: readonly [number, number];
  over: () => boolean;
}): Storyteller {
  const { sender, places, history, random } = parts;
  let told: Told = { id: '', order: undefined, visit: undefined };
  let begun = 0;
  const pause = async (): Promise<void> => {
    if (parts.over()) throw new DrillOver();
    await delay(random.between(...parts.pauseMs));
    if (parts.over()) throw new DrillOver();
  };
  return {
    ...places,
    now: instant(Date.now()),
    at: (minutesAgo) => instant(Date.now() + (begun - minutesAgo) * MINUTE_MS),
    iso: (minutesFromNow) => new Date(Date.now() + (begun + minutesFromNow) * MINUTE_MS).toISOString(),
    report: async (minutesAgo, who, input) => {
      await pause();
      begun = minutesAgo;
      const path = '/api/service-requests';
      const body = needed(await sender.send({ who, path, event: 'report', subjectId: null, body: input }), 'report', 201) as {
        id: string;
      };
      history.requestIds.add(body.id);
      told = { id: body.id, order: undefined, visit: undefined };
      return told;
    },
    fire: async (_minutesAgo, who, [subject, event, input = {}]) => {
      await pause();
      const [kind, id] = (
        { request: ['serviceRequest', told.id], order: ['taskOrder', told.order], visit: ['siteVisit', told.visit] } as const
      )[subject] satisfies readonly [SubjectKind, string | undefined];
      if (id === undefined) throw new UnexpectedRefusal(`${event}: the story has no ${subject} yet`);
      const path = `/api/${resourceOf(kind)}/${id}/${kebab(event)}`;
      const body = needed(await sender.send({ who, path, event, subjectId: id, body: input }), event, 200) as {
        taskOrders: { id: string }[];
        visits: { id: string }[];
      };
      told = { id: told.id, order: body.taskOrders.at(-1)?.id, visit: body.visits.at(-1)?.id };
    },
  };
}

function needed(answer: SettledAnswer, event: string, status: number): unknown {
  if (answer.status === status) return answer.body;
  throw new UnexpectedRefusal(`${event}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
