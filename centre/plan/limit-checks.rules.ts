/** Limits that contradict each other, that a word leaves open, or that rest on a weaker promise of somebody else. */
import { elasticWord } from './elastic-words.rules.ts';
import type { PlanClock } from './clock.schema.ts';
import { checkSaid } from './clause-times.rules.ts';
import { approximateSeconds } from './durations.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import { severityOrder } from './plan.rules.ts';
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';

export function checkLimits(plan: PlanParts): PlanFinding[] {
  const clocks = Object.entries(plan.clocks ?? {});
  return [
    ...clocks.flatMap(([id, clock]) => checkEvents(id, clock)),
    ...clocks.flatMap(([id, clock]) => checkNothing(id, clock)),
    ...checkWarnings(plan),
    ...clocks.flatMap(([id, clock]) => checkOuter(id, clock)),
    ...clocks.flatMap(([id, clock]) => checkGravity(id, clock, plan)),
    ...checkPartners(plan),
    ...checkElastic(plan),
    ...checkSaid(plan),
  ];
}

/** `reopened` acts on clocks that have stopped (R10): it starts, stops and cancels none. */
function checkEvents(id: string, { start, stop, cancelOn }: PlanClock): PlanFinding[] {
  const fields = { stop, cancelOn: cancelOn ?? [] };
  const inLists = Object.entries(fields).flatMap(([field, events]) =>
    events.flatMap((event, index) => (event === 'reopened' ? [{ field, path: ['clocks', id, field, index] }] : [])),
  );
  const places = start === 'reopened' ? [{ field: 'start', path: ['clocks', id, 'start'] }, ...inLists] : inLists;
  return places.map(({ field, path }) => error('eventWithoutEffect', path, { details: { written: 'reopened', field } }));
}

/** Counted in days, no day is the end of the same day; counted to the second, nothing is left. */
function checkNothing(id: string, { limit, bySeverity, outer }: PlanClock): PlanFinding[] {
  const path = ['clocks', id];
  const limits = [
    { path: [...path, 'limit'], limit },
    ...Object.entries(bySeverity ?? {}).map(([severity, terms]) => ({
      path: [...path, 'bySeverity', severity],
      limit: terms.limit,
    })),
    { path: [...path, 'outer'], limit: outer },
  ];
  return limits.flatMap((found) =>
    typeof found.limit === 'string' && found.limit.includes('T') && approximateSeconds(found.limit) === 0
      ? [error('limitOfNothing', found.path, { details: { limit: found.limit } })]
      : [],
  );
}

/** Warnings are percentages (R15): 0.5 is half of one, and a half was meant. */
function checkWarnings({ clocks = {}, clockDefaults }: PlanParts): PlanFinding[] {
  const lists = [
    { path: ['clockDefaults', 'warnAt'], warnAt: clockDefaults?.warnAt },
    ...Object.entries(clocks).map(([id, { warnAt }]) => ({ path: ['clocks', id, 'warnAt'], warnAt })),
  ];
  return lists.flatMap(({ path, warnAt = [] }) =>
    warnAt.flatMap((at, index) => {
      if (!('percent' in at) || at.percent <= 0 || at.percent >= 1) return [];
      const details = { written: String(at.percent), meant: String(Number((at.percent * 100).toPrecision(6))) };
      return [warning('warningBelowOne', [...path, index], { details })];
    }),
  );
}

/** A second limit is the looser one (R22). */
function checkOuter(id: string, { limit, outer }: PlanClock): PlanFinding[] {
  if (typeof limit !== 'string' || outer === undefined || approximateSeconds(outer) > approximateSeconds(limit)) return [];
  return [error('outerNotLooser', ['clocks', id, 'outer'], { details: { name: id, outer, limit } })];
}

/** The graver, the sooner; limits on different calendars are not compared. */
function checkGravity(id: string, { bySeverity }: PlanClock, plan: PlanParts): PlanFinding[] {
  if (bySeverity === undefined || plan.severities === undefined) return [];
  const terms = severityOrder({ severities: plan.severities }).flatMap((severity) => {
    const found = own(bySeverity, severity);
    return found === undefined ? [] : [{ severity, ...found }];
  });
  return terms.slice(1).flatMap((milder, index) => {
    const graver = terms[index];
    if (graver === undefined || graver.calendar !== milder.calendar) return [];
    if (approximateSeconds(graver.limit) <= approximateSeconds(milder.limit)) return [];
    const details = {
      name: id,
      graver: graver.severity,
      graverLimit: graver.limit,
      milder: milder.severity,
      limit: milder.limit,
    };
    return [warning('graverIsLooser', ['clocks', id, 'bySeverity', graver.severity], { details })];
  });
}

/** What a partner promises must fit into the tightest limit that rests on it. */
function checkPartners(plan: PlanParts): PlanFinding[] {
  return (plan.project?.partners ?? []).flatMap((partner, index) =>
    Object.entries(partner.underpins ?? {}).flatMap(([id, written]) => {
      const clock = own(plan.clocks, id);
      const limit = clock === undefined ? undefined : tightest(clock);
      if (clock === undefined || limit === undefined || approximateSeconds(written) <= approximateSeconds(limit)) return [];
      const details = { partner: partner.id, written, clock: id, limit };
      return [warning('partnerSlower', ['project', 'partners', index, 'underpins', id], { details, clauses: clock.source })];
    }),
  );
}

function tightest({ limit, bySeverity }: PlanClock): string | undefined {
  const limits = [limit, ...Object.values(bySeverity ?? {}).map((terms) => terms.limit)];
  return limits
    .filter((one) => typeof one === 'string')
    .sort((a, b) => approximateSeconds(a) - approximateSeconds(b))
    .at(0);
}

/** Kinds and means of a commitment that hold the provider to a time. */
const OF_TIME: readonly string[] = ['clock', 'cadence', 'schedule', 'objective'];

/** A word such as 立即 or “in time” is nothing that can be kept until something gives it a number. */
function checkElastic(plan: PlanParts): PlanFinding[] {
  const { clocks, schedules, quality, rules = [] } = plan;
  if (clocks === undefined || schedules === undefined) return [];
  const measuring = [
    ...[clocks, schedules, quality?.objectives ?? {}].flatMap((block): { source: string[] }[] => Object.values(block)),
    ...rules.filter(({ every }) => every !== undefined),
  ];
  const measured = new Set(measuring.flatMap(({ source }) => source));
  return (plan.commitments ?? []).flatMap(({ id, quote, kind, means, repeats = [] }, index) => {
    const word = elasticWord(quote);
    if (word === undefined || ![kind, ...means].some((one) => OF_TIME.includes(one))) return [];
    if ([id, ...repeats].some((clause) => measured.has(clause))) return [];
    return [warning('elasticWithoutNumber', ['commitments', index, 'quote'], { details: { name: id, word }, clauses: [id] })];
  });
}
