import type { FileHandle } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import {
  judgingPlan,
  replayLog,
  type JudgedClock,
  type ReadToReplay,
  type ReplayPlan,
  type ReplayReading,
} from '#centre/commitments/index.ts';
import { readLogMap, type ReadLogMap } from '#centre/history/index.ts';
import { readPlan, reportLines, type PlanDiagnostic } from '#centre/plan/index.ts';
import { withoutFormula } from '#platform/csv/formulas.rules.ts';
import { csvTexts } from '#platform/csv/csv.texts.ts';
import { formatInstant, instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { CliError } from './cli-error.ts';
import { dimensionsOf, replayLines } from './clock-replay-text.ts';
import { print, printJson, readInput } from './input.ts';
import { bytesOf, tellFaults, wrongRows } from './log-file.ts';
import { withNewFile } from './new-file.ts';
import { planText } from './plan-text.ts';
import { progressOf } from './progress.ts';

export interface ReplayOptions {
  readonly plan: string;
  readonly map: string;
  readonly against?: string;
  readonly asOf?: string;
  readonly by: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `pledge clock replay`: the figures; status 1 where a row kept its request out, or a plan or the map has errors. */
export async function replayFile(log: string, options: ReplayOptions): Promise<void> {
  const dimensions = dimensionsOf(options.by);
  const asOf = asOfFrom(options.asOf);
  const mapText = await readInput(options.map);
  const read = readLogMap(mapText, options.map);
  if ('diagnostics' in read) refuse(read.diagnostics, { file: options.map, text: mapText, options });
  const plan = await readJudging(options.plan, options);
  const against = options.against === undefined ? undefined : await readJudging(options.against, options);
  if (options.json !== true) print(reportLines(read.warnings, mapText));
  const reading = await replayed(log, { map: read.map, plan, against, now: instant(Date.now()), asOf }, options);
  if ('findings' in reading) return refuse(diagnosed(read, reading.findings), { file: options.map, text: mapText, options });
  if ('refused' in reading)
    throw new CliError(1, `${log}:${reading.refused.line}: ${csvTexts[reading.refused.code].en} Nothing was replayed.`);
  const { replay, faults } = reading;
  if (options.json === true) printJson({ ...replay, faults: faults.map(({ cells: _cells, words: _words, ...fault }) => fault) });
  else {
    tellFaults(log, faults);
    print(replayLines(replay, dimensions));
  }
  if (faults.length > 0) throw new CliError(1, `${wrongRows(faults)}; mend them and replay the log again.`);
}

/** The replay with its progress on standard error, and every clock to the file that was named. */
function replayed(log: string, asked: ReadToReplay, { out: path }: ReplayOptions): Promise<ReplayReading> {
  return withNewFile(path, async (file) => {
    const source = await bytesOf(log);
    const out = file === null ? null : clocksTo(file);
    const progress = progressTold();
    const reading = await replayLog(source, { ...asked, ...(out === null ? {} : { each: out.write }), told: progress.tell });
    progress.end();
    await out?.end();
    return { result: reading, keep: 'replay' in reading };
  });
}

function asOfFrom(written: string | undefined): Instant | undefined {
  const asOf = written === undefined ? undefined : parseInstant(written);
  if (written !== undefined && asOf === undefined)
    throw new CliError(
      2,
      `--as-of ${written} is no instant with its offset, such as 2012-05-31T24:00:00+02:00. See pledge clock replay --help.`,
    );
  return asOf;
}

/** The same thing that two plans lack is said once. */
function diagnosed(read: ReadLogMap, findings: Parameters<ReadLogMap['diagnose']>[0]): PlanDiagnostic[] {
  const keyOf = ({ line, column, code, message }: PlanDiagnostic): string => JSON.stringify([line, column, code, message]);
  return [...new Map(read.diagnose(findings).map((found) => [keyOf(found), found])).values()];
}

async function readJudging(file: string, options: ReplayOptions): Promise<ReplayPlan> {
  const text = await planText(file);
  const reading = readPlan(text, file);
  return 'diagnostics' in reading ? refuse(reading.diagnostics, { file, text, options }) : judgingPlan(reading.plan);
}

function refuse(diagnostics: readonly PlanDiagnostic[], about: { file: string; text: string; options: ReplayOptions }): never {
  if (about.options.json === true) printJson({ diagnostics });
  else print(reportLines(diagnostics, about.text));
  throw new CliError(1, `${about.file} has errors, and nothing was replayed. Mend each and try again.`);
}

function progressTold(): { tell: (done: number, of: number) => void; end: () => void } {
  let progress: ReturnType<typeof progressOf> | undefined;
  return {
    tell: (done, of) => {
      progress ??= progressOf(of, 'requests');
      progress.tell(done);
    },
    end: () => progress?.end(),
  };
}

const COLUMNS = [
  'request',
  'clock',
  'startedAt',
  'dueAt',
  'stoppedAt',
  'state',
  'breached',
  'breachedAt',
  'elapsedSeconds',
] as const;

/** Characters that are written together. */
const PIECE = 65_536;

/** Writes the clocks as they come and as fast as the disk takes them. */
function clocksTo(file: FileHandle): {
  readonly write: (judged: readonly JudgedClock[]) => Promise<void>;
  readonly end: () => Promise<void>;
} {
  let waiting = stringify([COLUMNS]);
  const end = async (): Promise<void> => {
    const piece = waiting;
    waiting = '';
    await file.appendFile(piece);
  };
  return {
    write: async (judged) => {
      waiting += stringify(judged.map(rowOf));
      if (waiting.length >= PIECE) await end();
    },
    end,
  };
}

/** Instants in UTC, empty where there is none; `breached` and `breachedAt` as the engine answers: under the present terms. */
function rowOf(judged: JudgedClock): string[] {
  const at = (when: Instant | null): string => (when === null ? '' : formatInstant(when));
  const { request, clock, startedAt, dueAt, stoppedAt, state, breached, breachedAt, elapsedSeconds } = judged;
  return [
    withoutFormula(request),
    clock,
    at(startedAt),
    at(dueAt),
    at(stoppedAt),
    state,
    String(breached),
    at(breachedAt),
    String(elapsedSeconds),
  ];
}
