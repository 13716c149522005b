/** Where a value of a plan stands and what it says, for people who do not read the format. */
import { positionTextsEn } from '#centre/people/positions.texts.en.ts';
import { positionTextsZh } from '#centre/people/positions.texts.zh.ts';
import type { BothLanguages, Language } from '#platform/i18n/language.ts';
import { shortened } from '#platform/text/characters.rules.ts';
import { limitInWords } from '#platform/ui/duration.ts';
import { calendarName } from './calendar-name.rules.ts';
import type { PlanPath } from './plan-diagnostic.schema.ts';
import { fieldKey, fieldLabel } from './plan-fields.rules.ts';
import {
  clockName,
  conditionFieldName,
  eventName,
  objectiveName,
  phaseName,
  scheduleName,
  weekdayName,
} from './plan-names.rules.ts';
import type { ServicePlan } from './plan.schema.ts';
import { isTree, own, valueAt } from './plan-tree.rules.ts';

const STEP = ' › ';
/** What stands in these is plain from its name. */
const PLAIN: ReadonlySet<string> = new Set([
  'bySeverity',
  'byPhase',
  'sites',
  'contacts',
  'partners',
  'units',
  'positions',
  'objectives',
  'types',
  'emergencies',
  'feeList',
  'options',
]);
/** Characters of a value at most: a whole entry that is new says what it is about, not all of it. */
const VALUE_AT_MOST = 160;

/**
 * The place as a trail: entries by what they are called, fields by what they say: `计时 › 到场 › 系统严重故障 › 该等级的时限`.
 * Of what an entry stands in no more is said than its name leaves open.
 */
export function placeWords(plan: ServicePlan, path: PlanPath): BothLanguages {
  const steps: BothLanguages[] = [];
  const place: string[] = [];
  for (const [index, step] of path.entries()) {
    const label = labelAt([...place, String(step)]);
    if (label === undefined && PLAIN.has(String(path[index - 1]))) steps.pop();
    steps.push(label ?? entryName(plan, path.slice(0, index + 1)));
    place.push(label === undefined ? '*' : String(step));
  }
  return { zh: steps.map(({ zh }) => zh).join(STEP), en: steps.map(({ en }) => en).join(STEP) };
}

/** What stands at a place: names by what they are called, durations and lists as people write them, a whole entry by its fields. */
export function valueWords(plan: ServicePlan, path: PlanPath, value: unknown): BothLanguages {
  const inOne = (language: Language) => shortened(said(value, { plan, path, language }), VALUE_AT_MOST);
  return { zh: inOne('zh'), en: inOne('en') };
}

/** What a field is called; undefined of an entry, whose name somebody gave. */
function labelAt(place: readonly string[]): BothLanguages | undefined {
  const key = fieldKey(place);
  return key === undefined || key.endsWith('.*') ? undefined : fieldLabel(key);
}

/** An entry by its block: what the plan or the product calls it, what it says of itself, or its identifier. */
function entryName(plan: ServicePlan, path: PlanPath): BothLanguages {
  const id = String(path.at(-1));
  const block = String(path.at(-2));
  if (block === 'clocks' || block === 'underpins') return clockName(id, plan);
  if (block === 'schedules') return scheduleName(id, plan);
  if (block === 'objectives') return objectiveName(id, plan);
  if (block === 'byPhase' || block === 'phases') return phaseName(id);
  if (block === 'hours') return weekdayName(id);
  if (block === 'when' || path.at(-3) === 'sourceWhen') return conditionFieldName(id);
  const known = nameOf(plan, block, id);
  if (known !== undefined) return known;
  const written = valueAt(plan, path);
  const name = isTree(written) ? (bothOf(written['name']) ?? bothOf(written)) : undefined;
  return name ?? { zh: id, en: id };
}

const RUNNING = {
  keep: { zh: '原来的版本', en: 'the one they have' },
  move: { zh: '转入新版', en: 'they go over to this one' },
} as const;

/** What a word stands for, by the field or block that it stands in; undefined where it has no name. */
function nameOf(plan: ServicePlan, field: string, id: string): BothLanguages | undefined {
  switch (field) {
    case 'severities':
    case 'bySeverity':
    case 'severity':
    case 'ifUnknown':
      return bothOf(own(plan.severities, id));
    case 'requestKinds':
    case 'kind':
    case 'appliesTo':
      return bothOf(own(plan.requestKinds, id));
    case 'faultType':
      return bothOf(own(plan.faultHandling.types, id));
    case 'emergencyKind':
      return bothOf(own(plan.faultHandling.emergencies, id));
    case 'start':
    case 'stop':
    case 'cancelOn':
    case 'after':
      return eventName(id);
    case 'clocks':
      return own(plan.clocks, id) === undefined ? undefined : clockName(id, plan);
    case 'onNewVersion':
    case 'byKind':
      return own(RUNNING, id) ?? bothOf(own(plan.requestKinds, id));
    case 'calendar':
      return own(plan.calendars, id) === undefined ? undefined : calendarName(plan.calendars[id]);
    default: {
      const zh = own(positionTextsZh, id);
      return zh === undefined ? undefined : { zh, en: own(positionTextsEn, id) ?? zh };
    }
  }
}

function bothOf(value: unknown): BothLanguages | undefined {
  if (!isTree(value)) return undefined;
  const { zh, en } = value;
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined;
}

interface Saying {
  readonly plan: ServicePlan;
  readonly path: PlanPath;
  readonly language: Language;
}

const WORDS = {
  zh: { yes: '是', no: '否', comma: '、', semicolon: '；', colon: '：' },
  en: { yes: 'yes', no: 'no', comma: ', ', semicolon: '; ', colon: ': ' },
} as const;

function said(value: unknown, saying: Saying): string {
  const { plan, path, language } = saying;
  const words = WORDS[language];
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => said(one, saying)).join(words.comma);
  if (isTree(value)) {
    const both = bothOf(value);
    if (both !== undefined && Object.keys(value).length === 2) return both[language];
    return Object.entries(value)
      .filter(([key, inner]) => !isEmpty(inner) && !UNSAID.has(key))
      .map(([key, inner]) => fieldSaid([...path, key], inner, saying))
      .join(words.semicolon);
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [block, field] = [String(path.at(-2)), String(path.at(-1))];
  const name = nameOf(plan, field, text) ?? nameOf(plan, block, text);
  return name?.[language] ?? limitInWords(text, dayUnit(plan, path), language);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isTree(value) && Object.keys(value).length === 0);
}

/** Where the value comes from stands above it, by clause. */
const UNSAID: ReadonlySet<string> = new Set(['source', 'sourceWhen', 'zh', 'en', 'assumed']);

function fieldSaid(path: PlanPath, value: unknown, { plan, language }: Saying): string {
  const name = placeWords(plan, path)[language].split(STEP).at(-1) ?? '';
  return `${name}${WORDS[language].colon}${said(value, { plan, path, language })}`;
}

/** Whether days of a limit are working days, by the entry around it. */
function dayUnit(plan: ServicePlan, path: PlanPath): 'workingDays' | 'calendarDays' | null {
  const unit = valueAt(plan, [...path.slice(0, 2), 'unit']) ?? valueAt(plan, [...path.slice(0, -1), 'unit']);
  return unit === 'workingDays' || unit === 'calendarDays' ? unit : null;
}
