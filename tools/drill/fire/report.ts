import { isAcknowledged, wasUnknown, type History } from '../fire/history.ts';

const SHOWN_FINDINGS = 20;

export interface DrillResult {
  readonly seed: number;
  /** What was done to the product, and how it came back. */
  readonly headline: readonly string[];
  /** Told to the end. */
  readonly stories: number;
  readonly history: History;
  readonly repeated: number;
  readonly findings: readonly string[];
  /** Of warnings and breaches, in milliseconds, smallest first. */
  readonly lateness: readonly number[];
}

/** Prints what was seen. @returns whether all was as promised */
export function report(result: DrillResult): boolean {
  const { history, findings, lateness } = result;
  const done = history.calls.filter(isAcknowledged);
  const unknown = history.calls.filter(wasUnknown);
  const lines = [
    ...result.headline,
    `${history.calls.length} commands, ${done.length} acknowledged, ${history.requestIds.size} requests, ${result.stories} stories told to the end`,
    `${unknown.length} outcomes unknown for a while (${countsOf(unknown.flatMap((call) => call.attempts.flatMap((attempt) => attempt.why ?? [])))}), settled by their ids; ${result.repeated} commands repeated afterwards`,
    `${lateness.length} warnings and breaches, recorded ${spread(lateness)} after their instant, downtimes included`,
    ...findings.slice(0, SHOWN_FINDINGS).map((finding) => `  ✗ ${finding}`),
    ...(findings.length > SHOWN_FINDINGS ? [`  … and ${findings.length - SHOWN_FINDINGS} more`] : []),
  ];
  const isWell = findings.length === 0 && done.length > 0;
  lines.push(
    isWell
      ? `Nothing lost, nothing doubled. Repeat with --seed ${result.seed}`
      : `${findings.length} findings. Repeat with --seed ${result.seed}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  return isWell;
}

/** Median, p99 and the most of so many milliseconds. */
export function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)}`;
  return sorted.length === 0 ? 'never' : `${at(0.5)} ms median, ${at(0.99)} ms p99, ${at(1)} ms at most`;
}

/** How often each name stands in the list. */
export function countsOf(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)].map(([name, list]) => `${list.length} ${name}`).join(', ');
}
