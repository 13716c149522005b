/** A log replayed against a plan, or two of them in one pass: what would have been kept, had it held. No database, nothing written. */
import { setImmediate } from 'node:timers/promises';
import { gatherLog, type GatheredLog, type LogMap, type RequestHistory, type RowFault } from '#centre/history/index.ts';
import { checkNamesInPlan } from '#centre/history/named-in-plan.rules.ts';
import { withKnownYears, type ServicePlan } from '#centre/plan/index.ts';
import type { PlanFinding } from '#centre/plan/plan-diagnostic.schema.ts';
import type { CsvRefused } from '#platform/csv/csv.schema.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { zoneOf } from '../calendar/zone.rules.ts';
import { planClocksFrom } from '../plan-clocks.rules.ts';
import { comparedLines } from './compare-forecasts.rules.ts';
import { forecastOf } from './forecast.rules.ts';
import { judge, type JudgedClock, type JudgingPlan } from './judge.rules.ts';
import type { Replay } from './replay.schema.ts';
import { newTally, type Tally } from './tally.rules.ts';

/** A plan ready to judge; see {@link judgingPlan}. */
export interface ReplayPlan extends JudgingPlan {
  readonly plan: ServicePlan;
}

/** Reads clocks and calendars of a plan. Holidays hold as they are known today: a log is judged by what the days were, not by when a notice came. */
export function judgingPlan(plan: ServicePlan): ReplayPlan {
  const zone = zoneOf(plan.plan.timezone);
  if (zone === undefined) throw new RangeError(`no zone: ${plan.plan.timezone}`);
  return { plan, zone, rules: planClocksFrom(withKnownYears(plan)) };
}

export interface ReadToReplay {
  readonly map: LogMap;
  readonly plan: ReplayPlan;
  /** The plan that it is held against. */
  readonly against?: ReplayPlan | undefined;
  /** Now: what the log says of later is a fault. */
  readonly now: Instant;
  /** As of when clocks are judged; the log's last instant where left out. */
  readonly asOf?: Instant | undefined;
  /** Hears of every clock that `plan` judges, request by request; it may take its time. */
  readonly each?: (judged: readonly JudgedClock[]) => Promise<void> | void;
  /** Hears how many requests are judged, and of how many. */
  readonly told?: (done: number, of: number) => void;
  readonly stop?: AbortSignal;
}

export type ReplayReading =
  | { readonly replay: Replay; readonly faults: readonly RowFault[] }
  | { readonly refused: CsvRefused }
  | { readonly findings: readonly PlanFinding[] };

/** So many requests are judged before others in the process have their turn. */
const IN_ONE_GO = 100;

/**
 * Replays a log (CSV, packed or not): each request is read through the map and judged by the engine that judges requests here. Only what
 * the map names for clocks is held of it, row by row; rows of a request may stand anywhere. `findings` name what the map asks of columns and of the
 * plans that they do not have. `stop` ends it with what was judged by then.
 */
export async function replayLog(source: AsyncIterable<Uint8Array>, asked: ReadToReplay): Promise<ReplayReading> {
  const { map, plan, against, now } = asked;
  const plans = against === undefined ? [plan] : [plan, against];
  const findings = plans.flatMap((one) => checkNamesInPlan(map, one.plan, Object.keys(one.plan.requestKinds)));
  if (findings.length > 0) return { findings };
  // Words of a request are none of its clocks, and may be long.
  const log = await gatherLog(source, { map: { ...map, fields: {} }, now, keep: 'named' });
  if (!('requests' in log)) return log;
  const span = spanOf(log);
  const asOf = asked.asOf ?? span?.last ?? now;
  const judged = await judgeAll(log, asOf, asked);
  const { faults, requests } = judged;
  return {
    replay: {
      asOf: formatInstant(asOf),
      firstAt: span && formatInstant(span.first),
      lastAt: span && formatInstant(span.last),
      rows: log.rowCount,
      requests,
      faultyRows: faults.length,
      leftOut: new Set(faults.flatMap(({ externalId }) => externalId ?? [])).size,
      ...forecasts(asked, judged),
    },
    faults,
  };
}

interface Judged {
  readonly tally: Tally;
  readonly against: Tally;
  readonly requests: number;
  readonly faults: readonly RowFault[];
}

function forecasts({ map, plan, against }: ReadToReplay, judged: Judged): Pick<Replay, 'forecast' | 'against' | 'changes'> {
  const forecast = forecastOf(plan, map, judged.tally);
  if (against === undefined) return { forecast, against: null, changes: [] };
  const other = forecastOf(against, map, judged.against);
  return { forecast, against: other, changes: comparedLines({ older: against.plan, newer: plan.plan, other, forecast }) };
}

async function judgeAll(log: GatheredLog, asOf: Instant, asked: ReadToReplay): Promise<Judged> {
  const { told, stop } = asked;
  const tallies = { tally: newTally(), against: newTally() };
  const faults = [...log.faults];
  let [seen, requests] = [0, 0];
  for (const read of log.requests()) {
    if (stop?.aborted === true) break;
    seen += 1;
    if (seen % IN_ONE_GO === 0) {
      told?.(seen, log.requestCount);
      await setImmediate();
    }
    if ('history' in read) {
      requests += 1;
      await judgeOne(tallies, { history: read.history, asOf }, asked);
    } else faults.push(...read.faults);
  }
  told?.(log.requestCount, log.requestCount);
  return { ...tallies, requests, faults: faults.sort((a, b) => a.line - b.line) };
}

async function judgeOne(
  tallies: Pick<Judged, 'tally' | 'against'>,
  { history, asOf }: { readonly history: RequestHistory; readonly asOf: Instant },
  { plan, against, each }: ReadToReplay,
): Promise<void> {
  const clocks = judge(plan, history, asOf);
  for (const one of clocks) tallies.tally.add(one);
  for (const one of against === undefined ? [] : judge(against, history, asOf)) tallies.against.add(one);
  await each?.(clocks);
}

/** From the first to the last instant of what can be judged: of rows, and of events whose time another column tells. */
function spanOf(log: GatheredLog): { readonly first: Instant; readonly last: Instant } | null {
  let [first, last] = [Infinity, -Infinity];
  for (const read of log.requests()) {
    if (!('history' in read)) continue;
    for (const at of instantsOf(read.history)) {
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
  }
  return first > last ? null : { first: instant(first), last: instant(last) };
}

function* instantsOf({ rows }: RequestHistory): Generator<Instant> {
  for (const { at, means } of rows) {
    yield at;
    for (const event of means) yield event.at;
  }
}
