import { randomUUID } from 'node:crypto';
import type { Actor } from '#centre/people/index.ts';
import { fireStep } from '#centre/requests/fire-step.ts';
import { report } from '#centre/requests/report.ts';
import type { ReportInput } from '#centre/requests/report.schema.ts';
import { watchClocks } from '#centre/commitments/index.ts';
import type { SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { HouseName } from './house-people.ts';
import type { TestHouse } from './house.ts';

/** What a test says happens, one command after another; a refusal that it did not ask for fails it. */
export interface Story {
  /** Reports a need and gives the request's id. */
  reports(who: HouseName, input: Partial<ReportInput> & { content: string }): Promise<string>;
  /** Fires an event on a subject; `at` moves the house's time there first. */
  fires(
    who: HouseName,
    event: string,
    on: { kind?: SubjectKind; id: string; at?: string },
    input?: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** The refusal of an event that must be refused. */
  isRefused(
    who: HouseName,
    event: string,
    on: { kind?: SubjectKind; id: string },
    input?: Readonly<Record<string, unknown>>,
  ): Promise<Refusal>;
  /** The newest subject of a kind that hangs on a request. */
  latest(kind: 'taskOrder' | 'siteVisit' | 'record', requestId: string): Promise<string>;
  /** Time passes and the workers look: warnings and breaches are recorded. */
  waitsUntil(at: string): Promise<void>;
}

const TABLES = { taskOrder: 'pledge.task_order', siteVisit: 'pledge.site_visit', record: 'pledge.record' } as const;

/** A drawn signature, as the pad gives it. */
export const STROKES = [
  {
    points: [
      { x: 10, y: 20, time: 1, pressure: 0.5 },
      { x: 40, y: 32, time: 9, pressure: 0.5 },
      { x: 80, y: 18, time: 17, pressure: 0.5 },
    ],
  },
] as const;

export function signedBy(name: string): Readonly<Record<string, unknown>> {
  return { name, means: 'handwritten', width: 300, height: 120, strokes: STROKES };
}

export function storyIn(house: TestHouse): Story {
  const actorOf = (who: HouseName): Actor => house.actors[who];
  const fire = async (
    who: HouseName,
    event: string,
    command: { on: { kind?: SubjectKind; id: string }; input: Readonly<Record<string, unknown>> },
  ) => {
    const { kind = 'serviceRequest', id } = command.on;
    return fireStep(house.deps, {
      actor: actorOf(who),
      subjectKind: kind,
      subjectId: id,
      event,
      envelope: { commandId: randomUUID() },
      input: command.input,
      body: command.input,
      path: `/test/${kind}/${id}/${event}`,
    });
  };
  return {
    reports: async (who, input) => {
      const answer = await report(house.deps, {
        actor: actorOf(who),
        input: { commandId: randomUUID(), channel: 'web', ...input },
        path: '/test/report',
      });
      if (isRefusal(answer))
        throw new Error(`the report was refused: ${answer.message.en} ${JSON.stringify(answer.fields ?? [])}`);
      return (answer.body as { id: string }).id;
    },
    fires: async (who, event, on, input = {}) => {
      if (on.at !== undefined) house.time.set(on.at);
      const answer = await fire(who, event, { on, input });
      if (isRefusal(answer))
        throw new Error(
          `${event} by ${who} was refused: ${answer.code} ${answer.message.en} ${JSON.stringify(answer.guards ?? [])} ${JSON.stringify(answer.fields?.map(({ field }) => field) ?? [])}`,
        );
    },
    isRefused: async (who, event, on, input = {}) => {
      const answer = await fire(who, event, { on, input });
      if (!isRefusal(answer)) throw new Error(`${event} by ${who} was not refused`);
      return answer;
    },
    latest: async (kind, requestId) =>
      house.within(
        null,
        async (tx) =>
          (
            await tx
              .selectFrom(TABLES[kind])
              .select('id')
              .where('request_id', '=', requestId)
              .orderBy('id', 'desc')
              .executeTakeFirstOrThrow()
          ).id,
      ),
    waitsUntil: async (at) => {
      house.time.set(at);
      for (let looked = await watchClocks(house.deps); looked.full; looked = await watchClocks(house.deps));
    },
  };
}
