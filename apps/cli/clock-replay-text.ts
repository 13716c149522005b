import type { ForecastLine, KeyedFigures, Replay, ReplayFigures } from '#centre/commitments/replay/replay.schema.ts';
import { changeOf, isTold, lineBefore, linesGone, NO_FIGURES } from '#centre/commitments/replay/forecast-lines.rules.ts';
import { CliError } from './cli-error.ts';
import { figure } from './log-file.ts';

const DIMENSIONS = ['month', 'unit', 'severity'] as const;
type Dimension = (typeof DIMENSIONS)[number];
/** One table of `--by`: a dimension, or several crossed. */
type Table = readonly Dimension[];

/** `month,unit+severity`: the tables that are asked for. */
export function dimensionsOf(by: string): Table[] {
  return by.split(',').map((table) =>
    table.split('+').map((name) => {
      const found = DIMENSIONS.find((known) => known === name.trim());
      if (found === undefined)
        throw new CliError(
          2,
          `--by ${name.trim()} is no dimension. Name some of ${DIMENSIONS.join(', ')}. See pledge clock replay --help.`,
        );
      return found;
    }),
  );
}

/** A replay as people read it: what was read, a row for each commitment, a table for each that was asked for, the worst cases by name. */
export function replayLines(replay: Replay, tables: readonly Table[]): string[] {
  const { forecast, against } = replay;
  const judged = `${forecast.plan.id} revision ${forecast.plan.revision}`;
  const held = against === null ? '' : `, held against ${against.plan.id} revision ${against.plan.revision}`;
  return [
    `${judged}${held}: ${figure(replay.requests)} requests, ${figure(replay.rows)} rows, as of ${replay.asOf}.`,
    '',
    ...summaryLines(replay),
    '',
    ...forecast.lines.filter(isTold).flatMap((line) => [...lineTables(line, lineBefore(replay, line), tables), '']),
    ...untoldLines(replay),
  ];
}

const CHANGES: Readonly<Record<Replay['changes'][number]['change'], string>> = {
  same: '',
  weaker: 'WEAKER 减弱',
  stronger: 'stronger 加强',
  mixed: 'weaker in part 有减有加',
  changed: 'changed 有改动',
  added: 'new 新增',
  removed: 'no more 取消',
};

function summaryLines(replay: Replay): string[] {
  const rows = replay.forecast.lines
    .filter(isTold)
    .map((line) => [heading(line), ...cellsOf(line.total, lineBefore(replay, line)?.total), CHANGES[changeOf(replay, line)]]);
  const lost = linesGone(replay).map((line) => [heading(line), ...cellsOf(NO_FIGURES, line.total), CHANGES.removed]);
  return aligned([['commitment', ...headsOf(replay.against !== null), ''], ...rows, ...lost]);
}

function lineTables(line: ForecastLine, other: ForecastLine | undefined, tables: readonly Table[]): string[] {
  const cases = line.worst.filter(({ breached }) => breached);
  return [
    `${heading(line)}  ${line.clocks.map(({ clock, name }) => `${clock} ${name.zh} ${name.en}`).join(', ')}`,
    ...line.commitments.map(({ id, clause, quote, en }) => `  ${id}  ${clause} “${quote}”  ${en}`),
    ...tables
      .filter((table) => isSaid(line, table))
      .flatMap((table) => [
        '',
        ...aligned([
          [`  ${table.join(' + ')}`, ...headsOf(other !== undefined)],
          ...keyedRows(line, table).map(({ key, ...figures }) => [
            `  ${key ?? '—'}`,
            ...cellsOf(figures, other && (keyedRows(other, table).find((one) => one.key === key) ?? NO_FIGURES)),
          ]),
        ]),
      ]),
    ...(cases.length === 0 ? [] : ['', '  worst cases']),
    ...cases.map(
      (one) =>
        `  ${one.request}  ${one.clock}${one.cycle === 1 ? '' : ` cycle ${one.cycle}`}  ${overText(one.overSeconds)}  from ${one.startedAt}, due ${one.dueAt ?? '—'}, ${one.stoppedAt === null ? 'not stopped' : `stopped ${one.stoppedAt}`}  ${[one.severity, one.unit].filter((word) => word !== null).join(', ')}`,
    ),
  ];
}

/** A map that names no unit has no table of units. */
function isSaid(line: ForecastLine, table: Table): boolean {
  return !table.includes('unit') || line.byUnit.some(({ key }) => key !== null);
}

function keyedRows(line: ForecastLine, table: Table): KeyedFigures[] {
  const [only, second] = table;
  if (second === undefined) return { month: line.byMonth, unit: line.byUnit, severity: line.bySeverity }[only ?? 'month'];
  return line.cells.map((cell) => ({ ...cell, key: table.map((dimension) => cell[dimension] ?? '—').join('  ') }));
}

function heading({ commitments, clocks }: ForecastLine): string {
  return commitments.length === 0 ? clocks.map(({ clock }) => clock).join(', ') : commitments.map(({ id }) => id).join(', ');
}

function headsOf(isCompared: boolean): string[] {
  const was = isCompared ? ['breached before'] : [];
  return ['clocks', 'kept', 'breached', ...was, 'open', 'cancelled', 'median', 'p90', 'worst'];
}

function cellsOf(figures: ReplayFigures, before: ReplayFigures | undefined): string[] {
  const { clocks, kept, breached, open, cancelled, medianSeconds, p90Seconds, worst } = figures;
  return [
    figure(clocks),
    figure(kept),
    figure(breached),
    ...(before === undefined ? [] : [figure(before.breached)]),
    figure(open),
    figure(cancelled),
    timeText(medianSeconds),
    timeText(p90Seconds),
    worst === null ? '—' : `${overText(worst.overSeconds)} ${worst.request}`,
  ];
}

/** `310:22:11`: counted hours, minutes, seconds. */
function timeText(seconds: number | null): string {
  if (seconds === null) return '—';
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

function overText(seconds: number | null): string {
  if (seconds === null) return '—';
  return seconds > 0 ? `${timeText(seconds)} over` : `${timeText(-seconds)} left`;
}

/** What the log cannot tell, so that nobody takes silence for a breach or for a promise kept. */
function untoldLines({ forecast }: Replay): string[] {
  const { lines, untold } = forecast;
  const why = (reason: string): string[] => untold.filter((one) => one.why === reason).map(({ clock }) => clock);
  const lined = lines.flatMap((line) => line.clocks.map((one) => ({ ...one, line })));
  /** By its commitments where one clock has several lines. */
  const named = ({ clock, line }: (typeof lined)[number]): string =>
    lined.some((one) => one.clock === clock && one.line !== line) ? `${clock} for ${heading(line)}` : clock;
  const endless = lined
    .filter((one) => one.endless && one.line.total.clocks > 0)
    .map((one) => `${named(one)} (${figure(one.line.total.breached)} over)`);
  const none = lined.filter(({ line }) => line.total.clocks === 0).map(named);
  return (
    [
      ['The map names no end of these, so the log cannot tell whether they were kept 映射里没有终点', endless],
      ['None of these began 没有开始过', none],
      ['The map names no start of these 映射里没有起点', why('noStart')],
      ['These run on something else than a request 不以请求为计时对象', why('otherSubject')],
    ] as const
  ).flatMap(([words, clocks]) => (clocks.length === 0 ? [] : [`${words}: ${clocks.join(', ')}`]));
}

/** Columns as wide as their widest cell: figures to the right, the first and one without a head to the left. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const [heads = []] = rows;
  const widths = heads.map((_cell, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, place) =>
        place === 0 || heads[place] === '' ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
