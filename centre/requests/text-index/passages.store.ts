import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import { formOf } from '#forms/index.ts';
import type { Words } from '#platform/command/refusal.ts';
import { passageOf } from '#platform/text-index/passage.rules.ts';
import { MESSAGE_TEXT } from '../messages.store.ts';
import { recordStateWords } from '../record-state.texts.ts';
import { fieldWords, stepWords } from '../step.texts.ts';
import { messageParts, partsOfRow, recordParts } from './parts.rules.ts';
import type { Passage, SearchHit } from './search.schema.ts';
import { messageLabels, passageLabels } from './search.texts.ts';
import type { TextKind, TextPart } from './text-index.schema.ts';

/** A text that was found: its kind and its subject. */
export interface TextRef {
  readonly kind: TextKind;
  readonly subject_id: string;
}

export interface Told {
  readonly passage: Passage;
  readonly record: SearchHit['record'];
}

interface Source {
  readonly parts: readonly TextPart[];
  readonly label: (field: string) => Words;
  readonly record?: SearchHit['record'];
}

/**
 * Where in each text the phrase is, read from the rows that the texts stand in: the index holds them folded. Given by the subject's id;
 * a text in which the phrase is no more (it was changed since) is left out.
 */
export async function passagesOf(
  tx: Transaction<Tables>,
  found: readonly TextRef[],
  phrase: string,
): Promise<ReadonlyMap<string, Told>> {
  const ids = (kind: TextKind) => found.filter((ref) => ref.kind === kind).map((ref) => ref.subject_id);
  const sources = await Promise.all([
    requestSources(tx, ids('serviceRequest')),
    messageSources(tx, ids('message')),
    eventSources(tx, ids('event')),
    recordSources(tx, ids('record')),
  ]);
  return new Map(
    sources
      .flatMap((of) => [...of])
      .flatMap(([id, source]) => {
        const passage = firstPassage(source, phrase);
        return passage === null ? [] : [[id, { passage, record: source.record ?? null }] as const];
      }),
  );
}

function firstPassage({ parts, label }: Source, phrase: string): Passage | null {
  for (const { field, text } of parts) {
    const found = passageOf(text, phrase);
    if (found !== null) return { field, label: label(field), ...found, marks: [...found.marks] };
  }
  return null;
}

const known = (field: string): Words => (passageLabels as Readonly<Record<string, Words>>)[field] ?? { zh: field, en: field };

/** A label of a form as it stands beside something else: its colon belongs to the paper. */
function onePiece({ zh, en }: Words): Words {
  return { zh: zh.replace(/[：:]\s*$/u, ''), en: en.replace(/[：:]\s*$/u, '') };
}

type Sources = Map<string, Source>;

async function requestSources(tx: Transaction<Tables>, ids: readonly string[]): Promise<Sources> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('pledge.service_request')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { label: known, parts: partsOfRow(row) }]));
}

async function messageSources(tx: Transaction<Tables>, ids: readonly string[]): Promise<Sources> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('pledge.message')
    .select(['id', 'direction', 'text'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { label: () => messageLabels[row.direction], parts: messageParts(row.text) }]));
}

async function eventSources(tx: Transaction<Tables>, ids: readonly string[]): Promise<Sources> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; type: string; flow: string | null; field: string; text: string }>`
    select e.id, e.type, e.payload->>'flow' as flow, t.field, t.text from pledge.event e
      join pledge.event_text t on t.provider_id = e.provider_id and t.event_id = e.id
    where e.id = any(${[...ids]}::uuid[]) and t.text is not null and t.field not like ${`${MESSAGE_TEXT}%`}`.execute(tx);
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, texts]) => [
      id,
      { label: stepLabels(texts[0]), parts: texts.map(({ field, text }) => ({ field, text })) },
    ]),
  );
}

function stepLabels(event: { type: string; flow: string | null } | undefined): (field: string) => Words {
  const module = event?.flow == null ? undefined : flowModules[event.flow];
  if (event === undefined || module === undefined) return known;
  const step = stepWords(module, event.type);
  return (field) => {
    const words = fieldWords(module, field);
    return { zh: `${step.zh}·${words.zh}`, en: `${step.en}: ${words.en}` };
  };
}

async function recordSources(tx: Transaction<Tables>, ids: readonly string[]): Promise<Sources> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('pledge.record')
    .select(['id', 'form', 'record_number', 'field_values', 'state'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ id, form, record_number: number, field_values: values, state }) => {
      const definition = formOf(form);
      const title = definition?.title ?? { zh: form, en: form };
      return [
        id,
        {
          label: (field: string) => onePiece(definition?.fields[field]?.label ?? known(field)),
          parts: recordParts({ form, recordNumber: number, values }),
          record: { form, title, number, stateLabel: recordStateWords[state] },
        },
      ];
    }),
  );
}
