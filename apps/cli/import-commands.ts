import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readLogMap, type RowFault } from '#centre/history/index.ts';
import { reportLines, type PlanDiagnostic } from '#centre/plan/index.ts';
import {
  badRowsCsv,
  importHistories,
  prepareLog,
  type ImportCount,
  type ImportRun,
  type ReadyLog,
} from '#centre/requests/index.ts';
import { csvTexts } from '#platform/csv/csv.texts.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, operator, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInput } from './input.ts';
import { bytesOf, figure, tellFaults, wrongRows } from './log-file.ts';
import { progressOf } from './progress.ts';

interface ImportOptions {
  readonly map: string;
  readonly dryRun?: boolean;
  readonly bad?: string;
  readonly json?: boolean;
}

export function importCommands(program: Command): void {
  const group = program.command('import').description('take in the histories of another system');
  group
    .command('requests')
    .description('requests with their history from a log (CSV, .gz too); again: changes nothing')
    .argument('<file>')
    .requiredOption('--map <file>', 'what the columns mean, as YAML')
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--bad <file>', 'write the rows that were left out as CSV, with the reason beside each')
    .option('--json', 'for programs')
    .action(importRequests);
}

/** `pledge import requests`: what is sound is imported; what is not is named and left out whole, and the status is 1. */
async function importRequests(file: string, options: ImportOptions): Promise<void> {
  const text = await readInput(options.map);
  const read = readLogMap(text, options.map);
  if ('diagnostics' in read) return refuseMap(read.diagnostics, text, options);
  if (options.json !== true) print(reportLines(read.warnings, text));
  await withHouse(async (house) => {
    const source = await bytesOf(file);
    const prepared = await prepareLog(depsOf(house), { actor: operator(neededProvider(house)), source, read });
    if ('diagnostics' in prepared) return refuseMap(prepared.diagnostics, text, options);
    if ('refused' in prepared) {
      const { line, code } = prepared.refused;
      throw new CliError(1, `${file}:${line}: ${csvTexts[code].en} Nothing was imported.`);
    }
    if (options.json !== true) print(reportLines(prepared.warnings, text));
    await carryOut(house, { log: prepared, file, options });
  });
}

const NOTHING: ImportRun = {
  done: 0,
  imported: 0,
  hereAlready: 0,
  open: 0,
  rows: 0,
  planChanged: false,
  faults: [],
};

async function carryOut(house: CommandHouse, job: { log: ReadyLog; file: string; options: ImportOptions }): Promise<void> {
  const { log, file, options } = job;
  const { reading } = log;
  const progress = progressOf(reading.histories.length, 'requests');
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const {
    faults: refused,
    planChanged,
    ...count
  } = options.dryRun === true
    ? NOTHING
    : await importHistories(depsOf(house), {
        actor: operator(neededProvider(house)),
        log,
        told: ({ done }) => progress.tell(done),
        stop: stop.signal,
      });
  progress.end();
  process.off('SIGINT', end).off('SIGTERM', end);
  const faults = [...reading.faults, ...refused].sort((a, b) => a.line - b.line);
  if (options.bad !== undefined) await writeFile(options.bad, badRowsCsv(reading.columns, faults));
  if (options.json === true)
    printJson({ ...count, rowsRead: reading.rowCount, requests: reading.histories.length, faults: faults.map(asJson) });
  else {
    tellFaults(file, faults, TOLD_AT_MOST);
    print([options.dryRun === true ? drySummary(log) : summary(count)]);
  }
  if ((stop.signal.aborted || planChanged) && count.done < reading.histories.length)
    throw new CliError(
      3,
      `${planChanged ? 'Another plan became active. ' : ''}Stopped after ${figure(count.done)} of ${figure(reading.histories.length)} requests. Run it again: it goes on where it ended.`,
    );
  if (faults.length > 0) throw new CliError(1, leftOut(faults, options));
}

function depsOf(house: CommandHouse) {
  return { db: house.db, time: databaseTime, mail: { enabled: false } };
}

function refuseMap(diagnostics: readonly PlanDiagnostic[], text: string, options: ImportOptions): never {
  if (options.json === true) printJson({ diagnostics });
  else print(reportLines(diagnostics, text));
  throw new CliError(1, 'The map has errors, and nothing was imported. Mend each and try again.');
}

/** More lines than this on a terminal help nobody: `--bad` writes them all. */
const TOLD_AT_MOST = 20;

function asJson({ cells: _cells, words: _words, ...fault }: RowFault) {
  return { ...fault };
}

function summary({ imported, hereAlready, open, rows }: ImportCount): string {
  const here = hereAlready === 0 ? '' : `, ${figure(hereAlready)} were here already`;
  return `${figure(imported)} requests imported${here}; ${figure(open)} of all are open; ${figure(rows)} rows.`;
}

function drySummary({ reading }: ReadyLog): string {
  return `${figure(reading.histories.length)} requests of ${figure(reading.rowCount)} rows can be imported. Nothing was written.`;
}

function leftOut(faults: readonly RowFault[], options: ImportOptions): string {
  const where =
    options.bad === undefined
      ? 'Name a file with --bad to have them all with their reasons'
      : `They stand in ${options.bad} with their reasons`;
  return `${wrongRows(faults)}. ${where}; mend them and import the log again.`;
}
