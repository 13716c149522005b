import type { z } from 'zod';
import { rowFaultWords, sampleLog } from '#centre/history/index.ts';
import { suggestMap } from '#centre/history/suggest-map.rules.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { csvRefusedWords } from '#platform/csv/refused-words.rules.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { badRowsCsv } from '../import/bad-rows.ts';
import { isEncoding, openLog } from '../open-log.ts';
import { unknownEncoding } from '../open-log.texts.ts';
import { byId } from '../requests.routes.ts';
import { asMapDiagnostic, cancelImport, checkMapOf, isImporter, lookAtLog, scopeOf, startImport } from './history-import.ts';
import {
  historyImportDetail,
  historyImports,
  importChoicesShape,
  mapChecked,
  mapInput,
  plainInput,
  sampleAnswer,
  sampleQuery,
  type HistoryImport,
  type ImportChoices,
  type MapInput,
  type PlainInput,
} from './history-import.schema.ts';
import { FAULTS_KEPT, faultsOf, findImport, listImports, type StoredImport } from './history-import.store.ts';
import { jobRefusals } from './history-import.texts.ts';
import { importChoices } from './import-choices.store.ts';

const administration = { tag: 'history', access: 'signedIn', policy: 'execute historyImport: the system administrator' } as const;
const FAULTS_SHOWN = 20;

/** Logs of other systems: looked at, imported by the workers, with what was left out beside its reasons. */
export function historyImportRoutes(house: House): AnyRoute<Actor>[] {
  return [...readingRoutes(house), ...sampleRoutes(house), ...actingRoutes(house)];
}

function readingRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/history-imports',
      summary: 'Logs that were uploaded, the latest first, with what became of them',
      answer: historyImports,
      handle: ({ actor }) => administered(house, actor, async (tx) => ({ items: (await listImports(tx)).map(told) })),
    }),
    route<Actor, unknown, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/history-imports/choices',
      summary: 'What a map may name: projects with their kinds, severities and states, and the events of clocks',
      answer: importChoicesShape,
      handle: ({ actor }) => administered(house, actor, (tx) => importChoices(tx, actor)),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/history-imports/:id',
      summary: 'One log with its map, how far it is, and the first rows with a fault',
      params: byId,
      answer: historyImportDetail,
      handle: ({ actor, params }) =>
        administered(house, actor, async (tx) => {
          const found = await findImport(tx, params.id);
          if (found === undefined) return jobRefusals.notFound;
          const faults = await faultsOf(tx, found.id, FAULTS_SHOWN);
          const shown = faults.map((fault) => ({
            line: fault.line,
            column: fault.column,
            externalId: fault.externalId,
            reason: rowFaultWords(fault),
            cells: fault.cells,
          }));
          return { ...told(found), map: found.map ?? null, columns: found.columns ?? [], faults: shown };
        }),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/history-imports/:id/bad-rows',
      summary: `The rows that were left out as CSV, the reason beside each in both languages; ${FAULTS_KEPT} at most`,
      params: byId,
      file: ['text/csv'],
      handle: async ({ actor, params }) => {
        const found = await looking(house, actor, async (tx) => {
          const job = await findImport(tx, params.id);
          return job === undefined ? jobRefusals.notFound : { job, faults: await faultsOf(tx, job.id, FAULTS_KEPT) };
        });
        if (isRefusal(found)) return found;
        const file = Buffer.from(badRowsCsv(found.job.columns ?? [], found.faults));
        const name = `${found.job.file_name.replace(/(\.csv)?(\.gz)?$/i, '')}-bad-rows.csv`;
        return { status: 200, file: { file, mediaType: 'text/csv; charset=utf-8', name, disposition: 'attachment' } };
      },
    }),
  ];
}

function sampleRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, z.infer<typeof sampleQuery>, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/history-imports/:id/sample',
      summary: 'The columns of a log with values that stand in them, and a first map guessed from both',
      params: byId,
      query: sampleQuery,
      answer: sampleAnswer,
      handle: async ({ actor, params, query }) => {
        const found = await looking(house, actor, async (tx) => {
          const job = await findImport(tx, params.id);
          return job === undefined ? jobRefusals.notFound : { job, choices: await importChoices(tx, actor) };
        });
        if (isRefusal(found)) return found;
        if (query.encoding !== undefined && !isEncoding(query.encoding)) return unknownEncoding;
        const sample = await sampleLog(() => openLog(house, found.job.digest), query);
        if ('refused' in sample) return refusal(422, sample.refused.code, csvRefusedWords(sample.refused));
        return { status: 200, body: { ...sample, suggested: suggestMap(sample, suggestionOf(found.choices)) } };
      },
    }),
    route<Actor, { id: string }, unknown, MapInput>({
      ...administration,
      method: 'POST',
      path: '/api/history-imports/:id/check',
      summary:
        'What is wrong with a map, each at its line: against itself, the log’s columns and the plan in force; changes nothing',
      params: byId,
      body: mapInput,
      answer: mapChecked,
      handle: async ({ actor, params, body }) => {
        const diagnostics = await checkMapOf(house, actor, { id: params.id, map: body.map });
        return isRefusal(diagnostics) ? diagnostics : { status: 200, body: { diagnostics: diagnostics.map(asMapDiagnostic) } };
      },
    }),
  ];
}

function actingRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, MapInput>({
      ...administration,
      method: 'POST',
      path: '/api/history-imports/:id/look',
      summary: 'Dry run: read the whole log by a map and tell what would be imported and what is left out; writes no request',
      params: byId,
      body: mapInput,
      handle: ({ actor, params, body }) => lookAtLog(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, PlainInput>({
      ...administration,
      method: 'POST',
      path: '/api/history-imports/:id/start',
      summary: 'Import what the dry run found fit, or go on with what was cancelled',
      params: byId,
      body: plainInput,
      handle: ({ actor, params, body }) => startImport(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, PlainInput>({
      ...administration,
      method: 'POST',
      path: '/api/history-imports/:id/cancel',
      summary: 'End it between two requests; what is imported stays',
      params: byId,
      body: plainInput,
      handle: ({ actor, params, body }) => cancelImport(house, actor, { id: params.id, input: body }),
    }),
  ];
}

async function looking<Result>(
  house: House,
  actor: Actor,
  work: (tx: Transaction<Tables>) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  return isImporter(actor) ? inReading(house.db, scopeOf(actor), work) : jobRefusals.notAllowed;
}

async function administered(
  house: House,
  actor: Actor,
  work: (tx: Transaction<Tables>) => Promise<unknown>,
): Promise<RouteAnswer | Refusal> {
  const body = await looking(house, actor, work);
  return isRefusal(body) ? body : { status: 200, body };
}

function told(found: StoredImport): HistoryImport {
  const { rows, requests } = found;
  return {
    id: found.id,
    state: found.state,
    file: { name: found.file_name, size: found.file_size },
    person: found.person,
    uploadedAt: formatInstant(instant(found.uploaded_at)),
    look:
      typeof rows === 'number' && typeof requests === 'number'
        ? { rows, requests, faultyRows: found.faulty_rows ?? 0, leftOut: found.left_out ?? 0 }
        : null,
    count: {
      done: found.done,
      imported: found.imported,
      hereAlready: found.here_already,
      open: found.still_open,
      refused: found.refused,
    },
    why: found.why,
  };
}

/** The first project and its first kind: somebody points at another where that is meant. */
function suggestionOf({ projects: [project] }: ImportChoices): Parameters<typeof suggestMap>[1] {
  const kind = project?.kinds.find(({ severities }) => severities.length > 0) ?? project?.kinds[0];
  return {
    project: project?.code ?? null,
    kind: kind?.kind ?? null,
    severities: kind?.severities.map(({ severity }) => severity) ?? [],
    closed: kind?.final[0] ?? null,
    open: kind?.states.find(({ state }) => !kind.final.includes(state))?.state ?? null,
    zone: 'Asia/Shanghai',
  };
}
