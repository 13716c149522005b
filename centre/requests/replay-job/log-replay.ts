import { readLogMap, sampleLog } from '#centre/history/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { inReading } from '#platform/db/pool.ts';
import { asMapDiagnostic } from '../import-job/history-import.ts';
import type { LogIntake } from '../log-upload.ts';
import { openLog } from '../open-log.ts';
import { isAuthor, type Author } from './authored-plans.store.ts';
import { REPLAYING, type ReplayInput, type ReplayQuestion } from './log-replay.schema.ts';
import { changeReplay, findReplay, insertReplay, lockReplay, type StoredReplay } from './log-replay.store.ts';
import { replayRefusals } from './log-replay.texts.ts';
import { isSound, readQuestion, type ReadQuestion } from './question.ts';

/** A question held against the log and its plans, as the worker will read it. Writes nothing. */
export async function checkQuestion(
  house: House,
  actor: Actor,
  about: { readonly id: string; readonly question: ReplayQuestion },
): Promise<ReadQuestion | Refusal> {
  if (!isAuthor(actor)) return replayRefusals.notAllowed;
  const found = await inReading(house.db, scopeOf(actor), (tx) => findReplay(tx, { id: about.id, personId: actor.personId }));
  if (found === undefined) return replayRefusals.notFound;
  const columns = await columnsOf(house, found.digest, about.question.map);
  return inReading(house.db, scopeOf(actor), (tx) =>
    readQuestion(tx, actor, { question: about.question, ...(columns === undefined ? {} : { columns }) }),
  );
}

/** The columns of a log, read as the map says; none are told by a map that cannot be read. */
async function columnsOf(house: House, digest: string, map: string): Promise<string[] | undefined> {
  const reading = readLogMap(map, 'map.yaml');
  if ('diagnostics' in reading) return undefined;
  const { encoding, delimiter } = reading.map;
  const sample = await sampleLog(() => openLog(house, digest), { encoding, delimiter });
  return 'refused' in sample ? [] : sample.columns.map(({ name }) => name);
}

/** Has the log replayed: a worker does it. What was answered before stays until there is another answer. */
export async function startReplay(
  house: House,
  actor: Actor,
  asked: { id: string; input: ReplayInput },
): Promise<Answer | Refusal> {
  const { id, input } = asked;
  const { map, plan, against, changes } = input;
  const question = { map, plan, against, changes };
  const checked = await checkQuestion(house, actor, { id, question });
  if (isRefusal(checked)) return checked;
  if (!isSound(checked)) {
    const { wrong } = checked;
    const errors = [...wrong.map, ...wrong.plan, ...wrong.against].filter(({ severity }) => severity === 'error');
    return { ...replayRefusals.hasErrors, details: { diagnostics: errors.map(asMapDiagnostic), changes: wrong.changes } };
  }
  return command(house, actor, {
    id,
    action: 'start',
    input,
    work: async ({ tx, now }, found) => {
      if (REPLAYING.includes(found.state)) return replayRefusals.atWork;
      const set = { state: 'waiting', asked: JSON.stringify(question), done: 0, requests: null, why: null } as const;
      await changeReplay(tx, id, { now, set });
      return { status: 200, body: { id, state: 'waiting' } };
    },
  });
}

/** Ends the work before its end; the answer before stays. */
export function cancelReplay(house: House, actor: Actor, asked: { id: string; input: Envelope }): Promise<Answer | Refusal> {
  return command(house, actor, {
    ...asked,
    action: 'cancel',
    work: async ({ tx, now }, found) => {
      if (!REPLAYING.includes(found.state)) return replayRefusals.notAtWork;
      await changeReplay(tx, found.id, { now, set: { state: 'cancelled', held_by: null, held_until: null } });
      return { status: 200, body: { id: found.id, state: 'cancelled' } };
    },
  });
}

interface ReplayCommand {
  readonly id: string;
  readonly action: string;
  readonly input: Envelope;
  readonly work: (run: CommandRun<Tables>, found: StoredReplay, author: Author) => Promise<Answer | Refusal>;
}

async function command(house: House, actor: Actor, { id, action, input, work }: ReplayCommand): Promise<Answer | Refusal> {
  if (!isAuthor(actor)) return replayRefusals.notAllowed;
  const answer = await runCommand<Tables>({
    db: house.db,
    time: house.time,
    scope: scopeOf(actor),
    actorKey: `${actor.kind}:${actor.personId}`,
    path: `/api/log-replays/${id}/${action}`,
    envelope: input,
    body: input,
    work: async (run) => {
      const found = await lockReplay(run.tx, { id, personId: actor.personId });
      return found === undefined ? replayRefusals.notFound : work(run, found, actor);
    },
  });
  if (!isRefusal(answer)) house.changed([`log-replays/${id}`]);
  return answer;
}

export function scopeOf(actor: Actor): { providerId: string; customerId: null } {
  return { providerId: actor.providerId, customerId: null };
}

/** `POST /api/log-replays`: logs that come in to be replayed. */
export const replayedLogs: LogIntake = {
  path: '/api/log-replays',
  topic: 'log-replays',
  mayBring: isAuthor,
  notAllowed: replayRefusals.notAllowed,
  keep: insertReplay,
};
