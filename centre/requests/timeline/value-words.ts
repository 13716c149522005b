import { Temporal } from 'temporal-polyfill';
import type { ServicePlan } from '#centre/plan/index.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import type { Words } from '#platform/command/refusal.ts';
import type { FieldSpec } from '#platform/flow/fields.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { kindNames } from '../kinds.texts.ts';
import { timelineWords } from './timeline.texts.ts';

/** What the codes and ids of events are put into words with. */
export interface Vocabulary {
  readonly plan: ServicePlan;
  /** People, contacts, sites, units, partners and records by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** The words of a value as the field's type tells; null where it says nothing to people. */
export function valueWords(
  spec: FieldSpec,
  value: unknown,
  about: Vocabulary & { module: FlowModule | undefined },
): Words | null {
  if (value === null || value === undefined || value === '') return null;
  switch (spec.type) {
    case 'choice':
      return typeof value === 'string' ? choiceWords(spec.options ?? '', value, about) : null;
    case 'choices':
      return listed(textsIn(value).map((code) => choiceWords(spec.options ?? '', code, about)));
    case 'instant':
      return timeWords(value, about.plan.plan.timezone);
    case 'boolean':
      return value === true ? timelineWords.yes : timelineWords.no;
    case 'number':
      return both(typeof value === 'number' ? String(value) : '');
    case 'person':
    case 'contact':
    case 'site':
    case 'unit':
    case 'partner':
    case 'people':
      return listed((typeof value === 'string' ? [value] : textsIn(value)).flatMap((id) => named(id, about.names)));
    default:
      return null;
  }
}

export function both(text: string): Words | null {
  return text === '' ? null : { zh: text, en: text };
}

export function listed(words: readonly Words[]): Words | null {
  if (words.length === 0) return null;
  return { zh: words.map((word) => word.zh).join('、'), en: words.map((word) => word.en).join(', ') };
}

function named(id: string, names: ReadonlyMap<string, string>): Words[] {
  const words = both(names.get(id) ?? '');
  return words === null ? [] : [words];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

type OwnWords = Readonly<Record<string, Partial<Words>>>;

/** Lists whose words a plan gives; the flow's own texts come second, the code last. */
const OF_THE_PLAN: Readonly<Record<string, (plan: ServicePlan) => OwnWords>> = {
  kinds: (plan) =>
    Object.fromEntries(
      Object.entries(plan.requestKinds).map(([id, kind]) => [
        id,
        { zh: kind.zh ?? kindNames.known[id]?.zh, en: kind.en ?? kindNames.known[id]?.en },
      ]),
    ),
  severities: (plan) => plan.severities,
  emergencyKinds: (plan) => plan.faultHandling.emergencies,
  faultTypes: (plan) => plan.faultHandling.types,
};

function choiceWords(list: string, code: string, about: Vocabulary & { module: FlowModule | undefined }): Words {
  const own = OF_THE_PLAN[list]?.(about.plan)[code];
  const texts = about.module?.texts;
  return { zh: own?.zh ?? texts?.zh.options[list]?.[code] ?? code, en: own?.en ?? texts?.en.options[list]?.[code] ?? code };
}

/** To the minute in the plan's zone. */
function timeWords(value: unknown, zone: string): Words | null {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? parseInstant(value) : undefined;
  if (at === undefined) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return both(`${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`);
}
