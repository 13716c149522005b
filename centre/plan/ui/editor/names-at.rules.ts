/** Which names belong at a place of a plan: those that the checks know there, with what the plan says of each. */
import { REFERENCES, VALUES_OF_FIELD } from '../../plan-references.rules.ts';
import { givenNames } from './given-names.rules.ts';
import type { GivenName } from './given-names.rules.ts';
import type { TextPath } from './schema-place.rules.ts';

export interface NamesAt {
  readonly names: readonly GivenName[];
  /** The place takes a list, and stands before its bracket. */
  readonly isList: boolean;
}

interface PlaceOfName {
  readonly path: TextPath;
  /** A key is written here, of the mapping at the path; otherwise the value at it. */
  readonly isKey: boolean;
}

/** Names for a place, of the plan's own text and of the product; none where no name is expected. */
export function namesAt(text: string, place: PlaceOfName): NamesAt {
  const given = givenNames(text);
  const raw = asPlan(given);
  const described = new Map([...given.values()].flat().map((name) => [name.name, name]));
  const told = (names: readonly string[], isList: boolean): NamesAt => ({
    names: [...new Set(names)].map((name) => described.get(name) ?? { name }),
    isList,
  });
  const { path, isKey } = place;
  if (isKey ? matches(CITED_AS_KEY, path) : isCitation(path))
    return told(namesOf(given, 'commitments'), !isKey && path.at(-1) !== null);
  const field = isKey ? undefined : conditionOf(path);
  if (field !== undefined) return told(VALUES_OF_FIELD[field]?.(raw) ?? [], false);
  const asked = isKey ? [...path, '#'] : path;
  const fits = (steps: TextPath) => REFERENCES.filter(({ used }) => used.some((pattern) => matches(pattern.split('.'), steps)));
  const direct = fits(asked);
  const found = direct.length > 0 || isKey ? direct : fits([...path, null]);
  return told(
    found.flatMap(({ given: of }) => of(raw) ?? []),
    direct.length === 0 && found.length > 0,
  );
}

function namesOf(given: ReadonlyMap<string, readonly GivenName[]>, block: string): string[] {
  return (given.get(block) ?? []).map(({ name }) => name);
}

/** Commitments are cited under `source` anywhere, by gates, by settlements, and by those that repeat them. */
function isCitation(path: TextPath): boolean {
  const list = path.at(-1) === null ? path.slice(0, -1) : path;
  if (list.at(-1) === 'source') return true;
  return CITING.some((pattern) => matches(pattern.split('.'), list));
}
const CITING = ['gates.*', 'conflicts.*.clauses', 'commitments.*.repeats'] as const;
const CITED_AS_KEY = ['clocks', '*', 'sourceWhen'];

/** The field that a condition asks, at its value or in the list of them. */
function conditionOf(path: TextPath): string | undefined {
  const list = path.at(-1) === null ? path.slice(0, -1) : path;
  return CONDITIONS.some((pattern) => matches(pattern, list)) ? (list.at(-1) ?? undefined) : undefined;
}

const CONDITIONS = [
  ['clocks', '*', 'when', '*'],
  ['clocks', '*', 'sourceWhen', '*', '*'],
];

function matches(pattern: readonly string[], path: TextPath): boolean {
  return pattern.length === path.length && pattern.every((step, index) => step === '*' || step === path[index]);
}

/** As much of a plan as says which names it gives, in the shape that the checks ask. */
function asPlan(given: ReadonlyMap<string, readonly GivenName[]>): unknown {
  const keys = (block: string) => Object.fromEntries(namesOf(given, block).map((name) => [name, {}]));
  const ids = (block: string) => namesOf(given, block).map((id) => ({ id }));
  return {
    ...Object.fromEntries(
      ['calendars', 'holidaySets', 'requestKinds', 'severities', 'clocks', 'flows', 'channels'].map((block) => [
        block,
        keys(block),
      ]),
    ),
    faultHandling: { types: keys('faultHandling.types'), emergencies: keys('faultHandling.emergencies') },
    customer: { sites: ids('customer.sites') },
    organisation: { units: ids('organisation.units') },
    phases: ids('phases'),
    commitments: ids('commitments'),
  };
}
