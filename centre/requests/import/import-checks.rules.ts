/** What the map of a log names and only the plan and the flows can tell: kinds, severities, states. */
import type { HistoryField, LogMap } from '#centre/history/map.schema.ts';
import type { RequestHistory, RowFaultCode } from '#centre/history/history.schema.ts';
import { checkNamesInPlan, knownKinds, unknownName } from '#centre/history/named-in-plan.rules.ts';
import { error, warning, type PlanFinding } from '#centre/plan/plan-diagnostic.schema.ts';
import { fitOf, planClocksFrom } from '#centre/commitments/plan-clocks.rules.ts';
import { clockName, eventName } from '#centre/plan/plan-names.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { CHANNELS } from '#centre/plan/vocabulary.ts';
import { flowDefinitions } from '#flows/registry.ts';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { listed } from '#platform/text/nearest.rules.ts';

/** Everything in the map that the project's plan does not know, at its place; a map without states can be replayed, not imported. */
export function checkAgainstPlan(map: LogMap, plan: ServicePlan): PlanFinding[] {
  const kinds = Object.keys(plan.requestKinds).filter((kind) => flowOfKind(plan, kind) !== undefined);
  const known = knownKinds(map, kinds);
  // Which state goes with which kind the rows tell: a request whose process lacks its state is refused by itself.
  const states = [...new Set(known.flatMap((kind) => flowOfKind(plan, kind)?.states ?? []))];
  return [
    ...checkNamesInPlan(map, plan, kinds),
    ...(map.state.length === 0 ? [error('stateMissing', [])] : []),
    ...map.state.flatMap(({ state }, place) =>
      states.length === 0
        ? []
        : unknownName('unknownState', ['state', place, 'state'], { written: state, known: states, kind: known.join(', ') }),
    ),
    ...unendedClocks(map, plan, known),
  ];
}

/**
 * Clocks that the rows of a log start and nothing of the map ends. What a log does not hold nobody can judge by it, yet in each
 * request to which they apply they would count as not done to this day (R5).
 */
function unendedClocks(map: LogMap, plan: ServicePlan, kinds: readonly string[]): PlanFinding[] {
  const told: ReadonlySet<string> = new Set(map.events.map(({ event }) => event));
  const severities = map.severity === undefined ? [undefined] : [...new Set(Object.values(map.severity.values))];
  const rules = planClocksFrom(plan);
  const unended = rules.clocks.filter(
    (rule) =>
      rule.per === 'serviceRequest' &&
      told.has(rule.start) &&
      ![...rule.written.stop, ...(rule.written.cancelOn ?? [])].some((event) => told.has(event)) &&
      kinds.some((kind) => severities.some((severity) => 'definition' in fitOf(rules, rule, { kind, severity }))),
  );
  if (unended.length === 0) return [];
  const clocks = called(
    unended.map(({ planClock }) => planClock),
    (id) => clockName(id, plan),
  );
  const events = called(
    unended.flatMap(({ written }) => written.stop.slice(0, 1)),
    eventName,
  );
  const details = { clocksZh: clocks.zh, clocksEn: clocks.en, eventsZh: events.zh, eventsEn: events.en };
  return [warning('clocksUnended', ['events'], { details })];
}

/** Each once, by the word of the map and by the name under which whoever points at columns finds it. */
function called(ids: readonly string[], nameOf: (id: string) => BothLanguages | undefined): BothLanguages {
  const known = [...new Set(ids)].map((id) => ({ id, name: nameOf(id) ?? { zh: id, en: id } }));
  return {
    zh: listed(known.map(({ id, name }) => (name.zh === id ? id : `${name.zh} ${id}`))),
    en: listed(known.map(({ id, name }) => (name.en === id ? id : `${id} (${name.en})`))),
  };
}

/** The project that a map names and the house does not have, or has no plan in force for. */
export function unknownProject(map: LogMap, known: readonly string[]): PlanFinding[] {
  if (map.project === undefined) return [error('missingKey', ['project'], { details: { name: 'project' } })];
  return unknownName('unknownProject', ['project'], { written: map.project, known });
}

/** What a history names that the customer does not have: the field, and why it keeps the request out. */
export function unknownField(
  { fields }: RequestHistory,
  sites: ReadonlyMap<string, string>,
): { readonly field: HistoryField; readonly code: RowFaultCode; readonly value: string } | null {
  const { site, channel } = fields;
  if (site !== undefined && !sites.has(site)) return { field: 'site', code: 'unknownSite', value: site };
  const channels: readonly string[] = CHANNELS;
  return channel !== undefined && !channels.includes(channel)
    ? { field: 'channel', code: 'unknownChannel', value: channel }
    : null;
}

/** The flow that requests of a kind go by; undefined where the plan has no such kind or it is no request. */
export function flowOfKind(plan: ServicePlan, kind: string) {
  const flow = Object.hasOwn(plan.requestKinds, kind) ? plan.requestKinds[kind]?.flow : undefined;
  const found = flow === undefined ? undefined : flowDefinitions[flow];
  return found?.subject === 'serviceRequest' ? found : undefined;
}
