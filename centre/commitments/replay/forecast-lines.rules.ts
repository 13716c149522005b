import type { ForecastLine, LineChange, Replay, ReplayFigures } from './replay.schema.ts';

/** Lines of two forecasts are the same where they stand for the same clocks, and for the same commitments where these share them out. */
export function lineKey({ clocks, part }: Pick<ForecastLine, 'clocks' | 'part'>): string {
  return keyOf(
    clocks.map(({ clock }) => clock),
    part,
  );
}

function keyOf(clocks: readonly string[], part: ForecastLine['part']): string {
  return [...clocks, ...(part == null ? [] : [part === '' ? '-' : part])].join(' ');
}

/** A line of which the log tells beginnings and ends; of any other nobody can say whether it was kept. */
export function isTold({ clocks, total }: ForecastLine): boolean {
  return total.clocks > 0 && clocks.some(({ endless }) => !endless);
}

/** What the plan promises in a line beside the one it is held against; the same where it is held against none. */
export function changeOf({ changes }: Pick<Replay, 'changes'>, line: ForecastLine): LineChange {
  return changes.find((one) => keyOf(one.clocks, one.part) === lineKey(line))?.change ?? 'same';
}

/** The same line of the plan that it is held against. */
export function lineBefore({ against }: Pick<Replay, 'against'>, line: ForecastLine): ForecastLine | undefined {
  return against?.lines.find((one) => lineKey(one) === lineKey(line));
}

/** Lines that are told and that only the plan has that it is held against. */
export function linesGone({ forecast, against }: Pick<Replay, 'forecast' | 'against'>): ForecastLine[] {
  const keys = new Set(forecast.lines.map(lineKey));
  return (against?.lines ?? []).filter((line) => isTold(line) && !keys.has(lineKey(line)));
}

/** Of no clock. */
export const NO_FIGURES: ReplayFigures = {
  clocks: 0,
  kept: 0,
  breached: 0,
  open: 0,
  cancelled: 0,
  medianSeconds: null,
  p90Seconds: null,
  worst: null,
};
