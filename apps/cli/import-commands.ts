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
import { endingItself } from './end-when-asked.ts';
import { neededProvider, operator, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInput } from './input.ts';
import { bytesOf, figure, tellFaults, wrongRows } from './log-file.ts';
import { withNewFile } from './new-file.ts';
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
    .option('--bad <file>', 'a new file for the rows that were left out, as CSV, with the reason beside each')
    .option('--json', 'for programs')
    .action(importRequests);
}

/** `pledge import requests`: what is sound is imported; what is not is named and left out whole, and the status is 1. */
async function importRequests(file: string, options: ImportOptions): Promise<void> {
  const text = await readInput(options.map);
  const read = readLogMap(text, options.map);
  if ('diagnostics' in read) return refuseMap(read.diagnostics, text, options);
  if (options.json !== true) print(reportLines(read.warnings, text));
  const faults = await withNewFile(options.bad, (bad) =>
    withHouse(async (house) => {
      const source = await bytesOf(file);
      const prepared = await prepareLog(depsOf(house), { actor: operator(neededProvider(house)), source, read });
      if ('diagnostics' in prepared) return refuseMap(prepared.diagnostics, text, options);
      if ('refused' in prepared) {
        const { line, code } = prepared.refused;
        throw new CliError(1, `${file}:${line}: ${csvTexts[code].en} Nothing was imported.`);
      }
      if (options.json !== true) print(reportLines(prepared.warnings, text));
      const found = await carryOut(house, { log: prepared, file, options });
      await bad?.writeFile(badRowsCsv(prepared.reading.columns, found));
      return { result: found, keep: true };
    }),
  );
  if (faults.length > 0) throw new CliError(1, leftOut(faults, options));
}

const NOTHING: ImportRun & { readonly isStopped: boolean } = {
  done: 0,
  imported: 0,
  hereAlready: 0,
  open: 0,
  rows: 0,
  planChanged: false,
  faults: [],
  isStopped: false,
};

/** @returns the rows that were left out */
async function carryOut(
  house: CommandHouse,
  job: { log: ReadyLog; file: string; options: ImportOptions },
): Promise<readonly RowFault[]> {
  const { log, file, options } = job;
  const { reading } = log;
  const progress = progressOf(reading.histories.length, 'requests');
  const actor = operator(neededProvider(house));
  const told = ({ done }: { readonly done: number }): void => progress.tell(done);
  const {
    faults: refused,
    isStopped,
    planChanged,
    ...count
  } = options.dryRun === true
    ? NOTHING
    : await endingItself(async (stop) => {
        const imported = await importHistories(depsOf(house), { actor, log, told, stop });
        return { ...imported, isStopped: stop.aborted };
      });
  progress.end();
  const faults = [...reading.faults, ...refused].sort((a, b) => a.line - b.line);
  if (options.json === true)
    printJson({ ...count, rowsRead: reading.rowCount, requests: reading.histories.length, faults: faults.map(asJson) });
  else {
    tellFaults(file, faults, TOLD_AT_MOST);
    print([options.dryRun === true ? drySummary(log) : summary(count)]);
  }
  if ((isStopped || planChanged) && count.done < reading.histories.length)
    throw new CliError(
      3,
      `${planChanged ? 'Another plan became active. ' : ''}Stopped after ${figure(count.done)} of ${figure(reading.histories.length)} requests. Run it again: it goes on where it ended.`,
    );
  return faults;
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
