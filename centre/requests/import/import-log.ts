import { checkColumns, readLog, rowText } from '#centre/history/index.ts';
import type { LoggedRequest, LogMap, LogReading, ReadLogMap, RowFault } from '#centre/history/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { PlanDiagnostic } from '#centre/plan/index.ts';
import type { PlanFinding } from '#centre/plan/plan-diagnostic.schema.ts';
import type { CsvRefused } from '#platform/csv/csv.schema.ts';
import type { CentreDeps } from '../fire-step.ts';
import { checkAgainstPlan, unknownField, unknownProject } from './import-checks.rules.ts';
import { importContext, type ImportContext } from './import-context.store.ts';
import type { ImportedHistory } from './import-decision.rules.ts';
import { importRequest } from './import-request.ts';

/** What every import needs; the mail setting is carried through to the one way in which requests are written. */
export type ImportDeps = Pick<CentreDeps, 'db' | 'time' | 'mail'>;

/** A log that was read through its map and found fit: what would be imported, and what is left out and why. */
export interface ReadyLog {
  readonly context: ImportContext;
  readonly reading: LogReading;
  /** What is sound and yet most likely not meant. */
  readonly warnings: readonly PlanDiagnostic[];
}

export type PreparedLog = ReadyLog | { readonly diagnostics: readonly PlanDiagnostic[] } | { readonly refused: CsvRefused };

/**
 * Reads a log and holds it against its map and the project's plan. Writes nothing: this alone is the dry run. `each` hears of every request
 * that is read.
 */
export async function prepareLog(
  deps: ImportDeps,
  log: {
    readonly actor: Actor;
    readonly source: AsyncIterable<Uint8Array>;
    readonly read: ReadLogMap;
    readonly each?: () => Promise<void>;
  },
): Promise<PreparedLog> {
  const { read, actor, each } = log;
  const { map } = read;
  const context = await importContext(deps, actor, map.project ?? '');
  const findings = findingsIn(map, context);
  if ('known' in context || findings.some(({ severity }) => severity === 'error'))
    return { diagnostics: read.diagnose(findings) };
  const reading = await readLog(log.source, { map, now: context.now, each });
  if ('findings' in reading) return { diagnostics: read.diagnose(reading.findings) };
  if ('refused' in reading) return reading;
  return { context, reading: withoutUnknown(reading, context, map.fields), warnings: read.diagnose(findings) };
}

/** What is wrong with a map that is sound in itself, by the columns of its log and by the project's plan, all at once and without reading a row. */
export async function checkMap(
  deps: ImportDeps,
  actor: Actor,
  about: { readonly read: ReadLogMap; readonly columns: readonly string[] },
): Promise<readonly PlanDiagnostic[]> {
  const { read, columns } = about;
  const context = await importContext(deps, actor, read.map.project ?? '');
  return read.diagnose([...checkColumns(read.map, columns), ...findingsIn(read.map, context)]);
}

function findingsIn(map: LogMap, context: Awaited<ReturnType<typeof importContext>>): PlanFinding[] {
  return 'known' in context ? unknownProject(map, context.known) : checkAgainstPlan(map, context.surroundings.plan);
}

/** Requests that name a site or a channel that is not there are left out like those with a bad row. */
function withoutUnknown(reading: LogReading, { sites }: ImportContext, columns: Readonly<Record<string, string>>): LogReading {
  const faults: RowFault[] = [];
  const histories = reading.histories.filter(({ history, rows }) => {
    const wrong = unknownField(history, sites);
    if (wrong === null) return true;
    const { field, code, value } = wrong;
    const { line = 0, cells = [] } = rows.at(-1) ?? {};
    faults.push({ line, column: columns[field] ?? null, code, value, externalId: history.externalId, cells });
    return false;
  });
  return { ...reading, histories, faults: [...reading.faults, ...faults].sort((a, b) => a.line - b.line) };
}

export interface ImportCount {
  /** Looked at so far, in the order of the log. */
  readonly done: number;
  readonly imported: number;
  readonly hereAlready: number;
  readonly open: number;
  readonly rows: number;
}

/** What a run came to. `planChanged`: another plan became active and ended it; what it had not taken in by then is neither done nor refused. */
export type ImportRun = ImportCount & { readonly faults: readonly RowFault[]; readonly planChanged: boolean };

/** So many commands are under way at once: while one waits for the disk the next is decided. */
const IN_FLIGHT = 4;

/**
 * Imports the requests of a log from the given place on, several commands under way at once. Each is whole or not there at all, so that
 * it may end anywhere and begin anew. `told` hears after each; `stop` ends it when those under way are done.
 */
export async function importHistories(
  deps: ImportDeps,
  work: {
    readonly actor: Actor;
    readonly log: ReadyLog;
    readonly from?: number;
    readonly until?: number;
    readonly told?: (count: ImportCount) => void;
    readonly stop?: AbortSignal;
  },
): Promise<ImportRun> {
  const { actor, log, stop } = work;
  const { histories } = log.reading;
  const count = { done: 0, imported: 0, hereAlready: 0, open: 0, rows: 0 };
  const faults: RowFault[] = [];
  const until = Math.min(work.until ?? histories.length, histories.length);
  let next = work.from ?? 0;
  let planChanged = false;
  const run = async (): Promise<void> => {
    while (next < until && stop?.aborted !== true && !planChanged) {
      const logged = histories[next++];
      if (logged === undefined) return;
      const sent = await importRequest(deps, { actor, context: log.context, history: asSent(log.reading.columns, logged) });
      if (sent.outcome === 'refused' && sent.why.code === 'planChanged') {
        planChanged = true;
        return;
      }
      count.done += 1;
      if (sent.outcome === 'refused') {
        const { line = 0, cells = [] } = logged.rows[0] ?? {};
        const { externalId } = logged.history;
        faults.push({ line, column: null, code: 'refused', value: '', externalId, cells, words: sent.why.message });
      } else {
        count[sent.outcome] += 1;
        count.open += sent.isOpen ? 1 : 0;
        count.rows += logged.rows.length;
      }
      work.told?.({ ...count });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, run));
  return { ...count, planChanged, faults: faults.sort((a, b) => a.line - b.line) };
}

/** Nothing of where it stands in the file: the same history in another file is the same. */
function asSent(columns: readonly string[], { history, rows }: LoggedRequest): ImportedHistory {
  return {
    externalId: history.externalId,
    fields: history.fields,
    // A map without states was turned away before.
    state: history.state ?? '',
    rows: history.rows.map(({ place, ...row }) => ({
      ...row,
      text: rowText(columns, rows[place] ?? { line: 0, cells: [] }),
    })),
  };
}
