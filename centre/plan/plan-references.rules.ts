/** Every name that a plan uses must be one that it, or the product, gives. */
import { oneEditAway } from '#platform/text/nearest.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { idsOf, isTree, keysOf, placesAt, placesUnder, valueAt } from './plan-tree.rules.ts';
import type { Place } from './plan-tree.rules.ts';
import { unknownName, unknownNames } from './unknown-names.rules.ts';
import type { Named } from './unknown-names.rules.ts';
import {
  CLOCK_ANCHORS,
  CONDITION_FIELDS,
  FLOWS,
  FORMS,
  GUARDS,
  LIMIT_FIELDS,
  MILESTONES,
  PHASES,
  SERVICE_MODES,
} from './vocabulary.ts';

interface Reference extends Named {
  /** Where such names are used; see `placesAt`. */
  used: readonly string[];
  /** Names given; undefined where the plan leaves the block to the provider. */
  given: (raw: unknown) => readonly string[] | undefined;
}

/** Each kind of name: where it is used, and who gives it. */
export const REFERENCES: readonly Reference[] = [
  {
    code: 'unknownCalendar',
    block: 'calendars',
    given: (raw) => keysOf(raw, 'calendars'),
    used: [
      'clocks.*.calendar',
      'clocks.*.bySeverity.*.calendar',
      'clockDefaults.calendar',
      'schedules.*.calendar',
      'schedules.*.due.calendar',
      'channels.*.calendar',
      'onCall.calendar',
      'organisation.reachability.mobileOn',
      'organisation.reachability.messageDesk.calendar',
      'complaints.calendar',
      'calendars.*.workingDaysOf',
    ],
  },
  {
    code: 'unknownSeverity',
    block: 'severities',
    given: (raw) => keysOf(raw, 'severities'),
    used: ['clocks.*.bySeverity.#', 'intake.ifKindUnknown.severity', 'severityRules.ifUnknown'],
  },
  {
    code: 'unknownKind',
    block: 'requestKinds',
    given: (raw) => keysOf(raw, 'requestKinds'),
    used: ['intake.ifKindUnknown.kind', 'severities.*.appliesTo.*', 'runningRequests.byKind.#'],
  },
  {
    code: 'unknownClock',
    block: 'clocks',
    given: (raw) => keysOf(raw, 'clocks'),
    used: [
      'requestKinds.*.clocks.*',
      'conflicts.*.chosen.clock',
      'conflicts.*.chosen.layered.*',
      'project.partners.*.underpins.#',
    ],
  },
  { code: 'unknownFlow', block: 'flows', given: (raw) => keysOf(raw, 'flows'), used: ['requestKinds.*.flow'] },
  {
    code: 'unknownUnit',
    block: 'organisation.units',
    given: idsIn('organisation', 'units.*.id'),
    used: [
      'customer.sites.*.servingUnit',
      'organisation.units.*.parent',
      'organisation.positions.*.unit',
      'conflicts.*.chosen.unit',
    ],
  },
  {
    code: 'unknownSite',
    block: 'customer.sites',
    given: idsIn('customer', 'sites.*.id'),
    used: ['customer.contacts.*.site', 'schedules.*.sites.*', 'entitlements.knowledgeColumn.site'],
  },
  // A unit of the provider covers sites of other customers too.
  { code: 'unknownSite', severity: 'warning', given: idsIn('customer', 'sites.*.id'), used: ['organisation.units.*.covers.*'] },
  { code: 'unknownChannel', block: 'channels', given: (raw) => keysOf(raw, 'channels'), used: ['complaints.channels.*'] },
  { code: 'unknownHolidaySet', block: 'holidaySets', given: (raw) => keysOf(raw, 'holidaySets'), used: ['calendars.*.holidays'] },
  {
    code: 'unknownPhase',
    given: idsIn('phases', '*.id'),
    used: ['phases.*.from.after', 'phases.*.to.after', 'schedules.*.byPhase.#'],
  },
  { code: 'unknownForm', given: () => FORMS, used: ['schedules.*.form'] },
  { code: 'unknownGuard', given: () => GUARDS, used: ['gates.#'] },
  { code: 'unknownAnchor', given: () => [...CLOCK_ANCHORS, ...MILESTONES], used: ['clocks.*.anchor'] },
  { code: 'unknownField', given: () => CONDITION_FIELDS, used: ['clocks.*.when.#', 'clocks.*.sourceWhen.*.#'] },
  { code: 'unknownField', severity: 'warning', given: () => LIMIT_FIELDS, used: ['clocks.*.limit.field'] },
];

/** What the fields of a condition can hold; a field left out here takes any value. */
export const VALUES_OF_FIELD: Readonly<Record<string, (raw: unknown) => readonly string[] | undefined>> = {
  kind: (raw) => keysOf(raw, 'requestKinds'),
  severity: (raw) => keysOf(raw, 'severities'),
  faultType: (raw) => keysOf(raw, 'faultHandling.types'),
  emergencyKind: (raw) => keysOf(raw, 'faultHandling.emergencies'),
  site: idsIn('customer', 'sites.*.id'),
  serviceMode: () => SERVICE_MODES,
  channel: (raw) => keysOf(raw, 'channels'),
  phase: () => PHASES,
};

/** Of one kind of fault no more are looked into than anybody would read; the search for a near name costs. */
const FOUND_AT_MOST = 200;

/** Of the ids like the one written. */
const IDS_NAMED_AT_MOST = 5;

const LISTS_WITH_IDS = [
  'commitments.*.id',
  'customer.sites.*.id',
  'customer.contacts.*.id',
  'project.partners.*.id',
  'organisation.units.*.id',
  'phases.*.id',
  'conflicts.*.id',
  'entitlements.feeList.*.id',
  'postWarranty.options.*.id',
];

/**
 * Names used but not given, and ids given twice. Works on the plan as plain data, shaped well or not, so that a
 * fault in one entry does not make its name unknown to the others.
 */
export function checkReferences(raw: unknown): PlanFinding[] {
  const twice = LISTS_WITH_IDS.flatMap((pattern) => checkUnique(placesAt(raw, pattern)));
  const unknown = [
    ...REFERENCES.flatMap((reference) => checkReference(reference, raw)),
    ...checkConditions(raw),
    ...checkDefinitions(raw),
    ...checkCitedIds(raw),
  ];
  // An id given twice is likely the name that is then not given.
  const isFollowing = ({ code, path }: PlanFinding) =>
    code === 'nameNotGiven' && twice.some((found) => found.path[0] === path[0]);
  return [...unknown.filter((finding) => !isFollowing(finding)), ...twice];
}

function checkReference(reference: Reference, raw: unknown): PlanFinding[] {
  const given = reference.given(raw);
  if (given === undefined) return [];
  const known = new Set(given);
  const used = reference.used.flatMap((pattern) => placesAt(raw, pattern));
  const unknown = used.filter(({ value }) => typeof value === 'string' && !known.has(value)).slice(0, FOUND_AT_MOST);
  const unused = given.filter((name) => !used.some(({ value }) => value === name));
  return unknownNames(reference, unknown, { given, unused });
}

function checkConditions(raw: unknown): PlanFinding[] {
  return ['clocks.*.when.*', 'clocks.*.sourceWhen.*.*']
    .flatMap((pattern) => placesAt(raw, pattern))
    .flatMap(({ path, value }) => {
      const field = String(path.at(-1));
      const given = VALUES_OF_FIELD[field]?.(raw);
      if (given === undefined) return [];
      const written = Array.isArray(value)
        ? value.map((item: unknown, index): Place => ({ path: [...path, index], value: item }))
        : [{ path, value }];
      return written
        .filter((place) => !given.includes(String(place.value)))
        .map((place) => {
          const finding = unknownName({ code: 'unknownValue' }, place, given);
          return { ...finding, details: { ...finding.details, field } };
        });
    });
}

function checkDefinitions(raw: unknown): PlanFinding[] {
  return placesAt(raw, 'flows.*.definition').flatMap(({ path, value }) => {
    const flow = String(value).split('@')[0] ?? '';
    return (FLOWS as readonly string[]).includes(flow)
      ? []
      : [unknownName({ code: 'unknownFlow' }, { path, value: flow }, FLOWS)];
  });
}

/** Ids in `source`, `gates` and the clauses of conflicts, and in `repeats`, which may only look back. */
function checkCitedIds(raw: unknown): PlanFinding[] {
  if (valueAt(raw, ['commitments']) === undefined) return [];
  const ids = idsOf(raw, 'commitments.*.id');
  const known = new Set(ids);
  const places = [
    ...placesUnder(raw, 'source').flatMap(({ path, value }) =>
      placesAt(value, '*').map((place) => ({ ...place, path: [...path, ...place.path] })),
    ),
    ...placesAt(raw, 'gates.*.*'),
    ...placesAt(raw, 'conflicts.*.clauses.*'),
    ...placesAt(raw, 'commitments.*.repeats.*'),
  ];
  const unknown = unknownNames(
    { code: 'unknownCommitment', block: 'commitments' },
    places.filter(({ value }) => typeof value === 'string' && !known.has(value)).slice(0, FOUND_AT_MOST),
    { given: ids, unused: [] },
  ).map((finding) => withIdsLikeIt(finding, ids));
  const order = new Map(ids.map((id, index) => [id, index]));
  const forward = placesAt(raw, 'commitments.*').flatMap(({ path, value }) => {
    const id = isTree(value) ? String(value['id']) : '';
    return placesAt(value, 'repeats.*')
      .filter((place) => (order.get(String(place.value)) ?? -1) >= (order.get(id) ?? 0))
      .map((place) =>
        error('repeatsLater', [...path, ...place.path], { details: { written: String(place.value), name: id }, clauses: [id] }),
      );
  });
  return [...unknown, ...forward];
}

/** Ids of commitments are numbers, of which none is another written wrongly: all that come near are named. */
function withIdsLikeIt(finding: PlanFinding, ids: readonly string[]): PlanFinding {
  const { code, details } = finding;
  if (code !== 'unknownCommitment' || details['nearest'] !== undefined) return finding;
  const near = oneEditAway(details['written'] ?? '', ids);
  return near.length === 0
    ? finding
    : { ...finding, details: { ...details, nearest: near.slice(0, IDS_NAMED_AT_MOST).join(' / ') } };
}

function checkUnique(places: readonly Place[]): PlanFinding[] {
  const first = new Map<unknown, PlanPath>();
  return places.flatMap(({ path, value }) => {
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, path);
    return earlier === undefined
      ? []
      : [{ ...error('duplicateId', path, { details: { written: String(value) } }), other: earlier }];
  });
}

/** Ids of a list; undefined where the plan does not have the block it stands in. */
function idsIn(block: string, list: string): (raw: unknown) => string[] | undefined {
  return (raw) => (valueAt(raw, [block]) === undefined ? undefined : idsOf(raw, `${block}.${list}`));
}
