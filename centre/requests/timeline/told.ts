import type { FlowModule } from '#flows/dossier/flow-module.ts';
import type { Words } from '#platform/command/refusal.ts';
import type { FieldSpec } from '#platform/flow/fields.ts';
import type { TimelineEntry } from '../requests.schema.ts';
import { factLabels, readingLabels, timelineWords } from './timeline.texts.ts';
import { both, valueWords, type Vocabulary } from './value-words.ts';

/** A text that a person wrote with an event; null where it was erased. */
export interface WrittenText {
  readonly field: string;
  readonly text: string | null;
  readonly contactId: string | null;
}

export interface EventToTell {
  readonly type: string;
  readonly module: FlowModule | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: readonly WrittenText[];
}

type Fact = TimelineEntry['facts'][number];

/** What has a name by its id: people, and records by their numbers. */
const NAMED: FieldSpec = { type: 'person' };

/** What events carry beside the fields of their step, by the type that puts it into words. */
const BESIDE: Readonly<Record<string, FieldSpec>> = {
  level: { type: 'number' },
  taskOrderId: NAMED,
  recordId: NAMED,
  attempt: { type: 'number' },
  reminder: { type: 'number' },
  dueAt: { type: 'instant' },
  approveBy: { type: 'instant' },
  engineerId: NAMED,
  kind: { type: 'choice', options: 'kinds' },
  siteId: { type: 'site' },
  responsibleId: NAMED,
  dueOn: { type: 'text' },
  proposedSeverity: { type: 'choice', options: 'severities' },
};

/** Told elsewhere in the entry, or of no use there. */
const NOT_TOLD = ['lateReason', 'channel', 'text', 'enquirerPhone', 'enquirerEmail'];

/**
 * What an event says: the first long text as words, everything else as facts with their labels, in the order of the step's
 * fields. What `said` (the message of the entry) says already is not said again.
 */
export function toldBy(
  event: EventToTell,
  about: Vocabulary & { readonly said: string | null },
): { text: string | null; facts: Fact[] } {
  const fields = event.module?.steps.find((step) => step.event === event.type)?.fields ?? {};
  const names = [...new Set([...Object.keys(fields), ...Object.keys(event.data), ...event.texts.map((text) => text.field)])];
  let text: string | null = null;
  const facts: Fact[] = [];
  for (const name of names) {
    const spec = fields[name] ?? BESIDE[name];
    const written = event.texts.find((known) => known.field === name);
    if (name === 'text' && written?.text != null && about.said === null) text ??= written.text;
    if (NOT_TOLD.includes(name)) continue;
    if (written !== undefined) {
      if (written.text !== null && about.said?.includes(written.text) === true) continue;
      if (written.text !== null && text === null && about.said === null && spec?.type === 'longText') text = written.text;
      else pushFact(facts, labelOf(event.module, name), written.text === null ? timelineWords.erased : both(written.text));
      continue;
    }
    const value =
      spec?.type === 'contact' && event.data[name] === undefined
        ? event.texts.find((known) => known.contactId !== null)?.contactId
        : event.data[name];
    if (spec === undefined) continue;
    const words = valueWords(spec, value, { ...about, module: event.module });
    // A message writes an instant as the facts do.
    if (spec.type === 'instant' && words !== null && about.said?.includes(words.zh) === true) continue;
    pushFact(facts, labelOf(event.module, name), words);
  }
  return { text, facts };
}

function pushFact(facts: Fact[], label: Words, value: Words | null): void {
  if (value !== null) facts.push({ label, value });
}

function labelOf(module: FlowModule | undefined, field: string): Words {
  const own = { zh: module?.texts.zh.fields[field], en: module?.texts.en.fields[field] };
  const read = readingLabels[field];
  if (read !== undefined) return read;
  const known = factLabels[field];
  return { zh: own.zh ?? known?.zh ?? field, en: own.en ?? known?.en ?? field };
}
