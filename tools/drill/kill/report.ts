import { isAcknowledged, wasUnknown, type History } from './history.ts';
import type { Kill, KillOptions } from './kill.ts';

/** The product serves again within so much after each kill. */
const BACK_WITHIN_MS = 5_000;
const SHOWN_FINDINGS = 20;

export interface DrillResult {
  readonly options: KillOptions;
  readonly kills: readonly Kill[];
  readonly seconds: number;
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
  const { history, kills, findings, lateness } = result;
  const done = history.calls.filter(isAcknowledged);
  const unknown = history.calls.filter(wasUnknown);
  const slow = kills.filter(({ backMs }) => backMs > BACK_WITHIN_MS);
  const lines = [
    `${kills.length} kills in ${result.seconds.toFixed(0)} s: ${countsOf(kills.map(({ target }) => target))}`,
    ...[...Map.groupBy(kills, ({ target }) => target)].map(
      ([target, list]) =>
        `  ${target.padEnd(9)} back after ${spread(list.map(({ backMs }) => backMs))} (bar ${BACK_WITHIN_MS} ms)`,
    ),
    `${history.calls.length} commands, ${done.length} acknowledged, ${history.requestIds.size} requests, ${result.stories} stories told to the end`,
    `${unknown.length} outcomes unknown for a while (${countsOf(unknown.flatMap((call) => call.attempts.flatMap((attempt) => attempt.why ?? [])))}), settled by their ids; ${result.repeated} commands repeated afterwards`,
    `${lateness.length} warnings and breaches, recorded ${spread(lateness)} after their instant, downtimes included`,
    ...findings.slice(0, SHOWN_FINDINGS).map((finding) => `  ✗ ${finding}`),
    ...(findings.length > SHOWN_FINDINGS ? [`  … and ${findings.length - SHOWN_FINDINGS} more`] : []),
    ...(slow.length > 0 ? [`  ✗ ${slow.length} times not back within ${BACK_WITHIN_MS} ms`] : []),
  ];
  const isWell = findings.length === 0 && done.length > 0;
  lines.push(
    isWell
      ? `Nothing lost, nothing doubled. Repeat with --seed ${result.options.seed}`
      : `${findings.length} findings. Repeat with --seed ${result.options.seed}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  return isWell;
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)}`;
  return sorted.length === 0 ? 'never' : `${at(0.5)} ms median, ${at(0.99)} ms p99, ${at(1)} ms at most`;
}

function countsOf(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)].map(([name, list]) => `${list.length} ${name}`).join(', ');
}
