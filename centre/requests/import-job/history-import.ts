import { readLogMap, sampleLog, type ReadLogMap } from '#centre/history/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { PlanDiagnostic } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { inReading } from '#platform/db/pool.ts';
import { checkMap } from '../import/import-log.ts';
import type { LogIntake } from '../log-upload.ts';
import { openLog } from '../open-log.ts';
import { mayImport } from '../import/import-request.ts';
import { AT_WORK, type MapDiagnostic, type MapInput } from './history-import.schema.ts';
import { changeImport, findImport, forgetFaults, insertImport, lockImport, type StoredImport } from './history-import.store.ts';
import { jobRefusals } from './history-import.texts.ts';

export type Importer = Actor & { readonly personId: string };

/** Whoever may import and is somebody: the job asks later whether the right still stands. */
export function isImporter(actor: Actor): actor is Importer {
  return mayImport(actor) && actor.personId !== null;
}

/** What is wrong with a map, against itself, the log's columns and the plan in force: what the dry run would refuse before it reads a row. */
export async function checkMapOf(
  house: House,
  actor: Actor,
  about: { id: string; map: string },
): Promise<PlanDiagnostic[] | Refusal> {
  if (!isImporter(actor)) return jobRefusals.notAllowed;
  const found = await inReading(house.db, scopeOf(actor), (tx) => findImport(tx, about.id));
  if (found === undefined) return jobRefusals.notFound;
  const read = readLogMap(about.map, found.file_name);
  if ('diagnostics' in read) return [...read.diagnostics];
  return [...read.warnings, ...(await beyondItself(house, actor, { read, digest: found.digest }))];
}

async function beyondItself(
  house: House,
  actor: Actor,
  about: { read: ReadLogMap; digest: string },
): Promise<readonly PlanDiagnostic[]> {
  const { encoding, delimiter } = about.read.map;
  const sample = await sampleLog(() => openLog(house, about.digest), { encoding, delimiter });
  const columns = 'refused' in sample ? [] : sample.columns.map(({ name }) => name);
  return checkMap(house, actor, { read: about.read, columns });
}

export function asMapDiagnostic({ clauses: _clauses, file: _file, ...told }: PlanDiagnostic): MapDiagnostic {
  return told;
}

/** Has the whole log looked at by the map, nothing written: a worker does it. What was told of it before is forgotten. */
export async function lookAtLog(house: House, actor: Actor, asked: { id: string; input: MapInput }): Promise<Answer | Refusal> {
  const { id, input } = asked;
  const diagnostics = await checkMapOf(house, actor, { id, map: input.map });
  if (isRefusal(diagnostics)) return diagnostics;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(asMapDiagnostic);
  if (errors.length > 0) return { ...jobRefusals.mapHasErrors, details: { diagnostics: errors } };
  return command(house, actor, {
    id,
    action: 'look',
    input,
    work: async ({ tx, now }, found, importer) => {
      if (AT_WORK.includes(found.state)) return jobRefusals.atWork;
      await forgetFaults(tx, id);
      const counts = { place: 0, done: 0, imported: 0, here_already: 0, still_open: 0, refused: 0 };
      const looked = { columns: null, rows: null, requests: null, faulty_rows: null, left_out: null, why: null };
      // Whoever is still at what was cancelled holds it no more: what they find by the map before is not this look's.
      const begun = { state: 'checking', map: input.map, person_id: importer.personId, held_by: null, held_until: null } as const;
      await changeImport(tx, id, { now, set: { ...begun, ...counts, ...looked } });
      return { status: 200, body: { id, state: 'checking' } };
    },
  });
}

/** Begins the import of what the dry run found fit, or goes on with one that was cancelled. */
export function startImport(house: House, actor: Actor, asked: { id: string; input: Envelope }): Promise<Answer | Refusal> {
  return command(house, actor, {
    ...asked,
    action: 'start',
    work: async ({ tx, now }, found, importer) => {
      if (AT_WORK.includes(found.state)) return jobRefusals.atWork;
      const isReady = (found.state === 'checked' || found.state === 'cancelled') && found.requests !== null;
      if (!isReady) return jobRefusals.notLookedAt;
      if (found.requests === 0) return jobRefusals.nothingToImport;
      await changeImport(tx, found.id, { now, set: { state: 'waiting', person_id: importer.personId, why: null } });
      return { status: 200, body: { id: found.id, state: 'waiting' } };
    },
  });
}

/** Ends the work before its end: what is imported stays, and a start goes on from there. */
export function cancelImport(house: House, actor: Actor, asked: { id: string; input: Envelope }): Promise<Answer | Refusal> {
  return command(house, actor, {
    ...asked,
    action: 'cancel',
    work: async ({ tx, now }, found) => {
      if (!AT_WORK.includes(found.state)) return jobRefusals.notAtWork;
      const state = found.state === 'checking' ? 'uploaded' : 'cancelled';
      await changeImport(tx, found.id, { now, set: { state } });
      return { status: 200, body: { id: found.id, state } };
    },
  });
}

interface ImportCommand {
  readonly id: string;
  readonly action: string;
  readonly input: Envelope;
  readonly work: (run: CommandRun<Tables>, found: StoredImport, importer: Importer) => Promise<Answer | Refusal>;
}

async function command(house: House, actor: Actor, { id, action, input, work }: ImportCommand): Promise<Answer | Refusal> {
  if (!isImporter(actor)) return jobRefusals.notAllowed;
  const answer = await runCommand<Tables>({
    db: house.db,
    time: house.time,
    scope: scopeOf(actor),
    actorKey: `${actor.kind}:${actor.personId}`,
    path: `/api/history-imports/${id}/${action}`,
    envelope: input,
    body: input,
    work: async (run) => {
      const found = await lockImport(run.tx, id);
      return found === undefined ? jobRefusals.notFound : work(run, found, actor);
    },
  });
  if (!isRefusal(answer)) house.changed([`history-imports/${id}`]);
  return answer;
}

export function scopeOf(actor: Actor): { providerId: string; customerId: null } {
  return { providerId: actor.providerId, customerId: null };
}

/** `POST /api/history-imports`: logs that come in to be imported. */
export const importedLogs: LogIntake = {
  path: '/api/history-imports',
  topic: 'history-imports',
  mayBring: isImporter,
  notAllowed: jobRefusals.notAllowed,
  keep: insertImport,
};
