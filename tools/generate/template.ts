import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { hashEvent, type HashedEvent } from '#platform/evidence-log/event-hash.ts';
import type { ClockOwner } from '#centre/commitments/clocks.store.ts';
import type { SubjectEvent } from '#centre/commitments/subject-clocks.schema.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { ToldStory } from './stories.ts';
import type { TableRows, TextRow } from './rows.store.ts';
import { copied, madeMark, patternReader, type Pattern, type PatternReader, type Slot } from './slots.rules.ts';

/** A story's rows with everything open that differs from variant to variant, and what has to be computed for each. */
export interface Template {
  readonly requestId: string;
  readonly slots: readonly Slot[];
  /** When its first event happened and its last. */
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly tables: readonly { readonly table: string; readonly columns: readonly string[]; readonly lines: readonly Pattern[] }[];
  /** Texts beside the evidence, each with the slots of its salt and its digest. */
  readonly texts: readonly { readonly salt: number; readonly digest: number; readonly text: Pattern }[];
  /** Signatures: what they cover, as it will stand in the record, and the slot of the digest. */
  readonly signatures: readonly SignatureTemplate[];
  /** Events in the order of their streams: what is hashed, the slot of the hash, and of the one before it. */
  readonly events: readonly { readonly hash: number; readonly previous: number | null; readonly hashed: Pattern }[];
  /** Rows of the text index: the folded text, its instant, the slot of its grams. */
  readonly folded: readonly { readonly grams: number; readonly at: number; readonly text: Pattern }[];
  /** The slot of when a commitment falls due next. */
  readonly nextDue: number;
  readonly records: readonly { readonly number: string; readonly form: string; readonly createdAt: number }[];
  readonly number: string;
  readonly reader: PatternReader;
  /** What the request's clocks were told, in the order in which it was written. */
  readonly told: readonly ToldClock[];
  /** The columns of the request that stand in its clocks' rows too. */
  readonly owner: ClockOwner;
  readonly lastEventId: string;
}

interface ToldClock {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly event: Omit<SubjectEvent, 'at' | 'recordedAt' | 'fields'> & { readonly at: number; readonly recordedAt: number };
  readonly fields: Pattern | null;
}

interface SignatureTemplate {
  readonly digest: number;
  readonly form: string;
  readonly covers: readonly string[];
  readonly values: Pattern;
  readonly documentNumber: string;
  readonly documentVersion: string;
}

/** Opens a story's rows. Throws where its own evidence does not hold: variants of it would not either. */
export function templateOf({ requestId, isOver }: ToldStory, tables: readonly TableRows[]): Template {
  const rows = (name: string): readonly TextRow[] => tables.find(({ table }) => table === `pledge.${name}`)?.rows ?? [];
  const request = needed(rows('service_request')[0], requestId);
  if (isOver !== (request['closed_at'] !== null)) throw new Error(`the story ${requestId} stands in ${of(request, 'state')}`);
  const records = rows('record').filter((row) => row['record_number'] !== null);
  const reader = patternReader({
    ids: new Set(tables.flatMap((table) => table.rows.map((row) => row['id'] ?? ''))),
    numbers: [of(request, 'number'), ...records.map((row) => of(row, 'record_number'))],
    hex: hexOf(rows),
  });
  const { read, slotOf } = reader;
  const made = (name: string): number => slotOf({ kind: 'made', name });
  const events = rows('event').map((row) => ({
    hash: made(`hash/${of(row, 'id')}`),
    previous: row['previous_hash'] === null ? null : made(`hash/${previousId(rows('event'), row)}`),
    hashed: read(canonicalJson(checkedEvent(row) as unknown as Json)),
  }));
  const times = rows('event').map((row) => millis(of(row, 'recorded_at')));
  return {
    requestId,
    slots: reader.slots,
    beginsAt: millis(of(request, 'received_at')),
    endsAt: Math.max(...times),
    tables: tables.map(({ table, columns, rows: those }) => ({
      table,
      columns,
      lines: those.map((row) => read(columns.map((column) => cell(table, row, column)).join('\t'))),
    })),
    texts: rows('event_text').map((row) => ({
      salt: made(`salt/${of(row, 'event_id')}/${of(row, 'field')}`),
      digest: made(`digest/${of(row, 'event_id')}/${of(row, 'field')}`),
      text: read(of(row, 'text')),
    })),
    signatures: rows('record_signature').map((row) => {
      const record = needed(
        rows('record').find(({ id }) => id === row['record_id']),
        of(row, 'record_id'),
      );
      return {
        digest: made(`signature/${of(row, 'id')}`),
        form: of(record, 'form'),
        covers: of(row, 'covers').replaceAll(/[{}"]/g, '').split(','),
        values: read(of(record, 'field_values')),
        documentNumber: of(record, 'document_number'),
        documentVersion: of(record, 'document_version'),
      };
    }),
    events,
    folded: rows('text_index').map((row) => ({
      grams: made(`grams/${of(row, 'subject_id')}`),
      at: millis(of(row, 'at')),
      text: read(of(row, 'folded')),
    })),
    nextDue: made('nextDue'),
    records: records.map((row) => ({
      number: of(row, 'record_number'),
      form: of(row, 'form'),
      createdAt: millis(of(row, 'created_at')),
    })),
    number: of(request, 'number'),
    reader,
    told: rows('clock_event').map((row, seq) => toldClock(row, seq, read)),
    owner: ownerOf(request),
    lastEventId: of(
      needed(
        rows('event').findLast((row) => millis(of(row, 'recorded_at')) === Math.max(...times)),
        'events',
      ),
      'id',
    ),
  };
}

function toldClock(row: TextRow, seq: number, read: PatternReader['read']): ToldClock {
  const fields = row['fields'] ?? null;
  return {
    subject: { kind: of(row, 'subject_kind'), id: of(row, 'subject_id') },
    event: {
      type: of(row, 'type'),
      at: millis(of(row, 'at')),
      recordedAt: millis(of(row, 'recorded_at')),
      seq,
      reason: row['reason'] ?? null,
      automatic: row['automatic'] === 'true',
    },
    fields: fields === null ? null : read(fields),
  };
}

function ownerOf(request: TextRow): ClockOwner {
  return {
    provider_id: of(request, 'provider_id'),
    customer_id: request['customer_id'] ?? null,
    project_id: request['project_id'] ?? null,
    site_id: request['site_id'] ?? null,
    request_id: of(request, 'id'),
    plan_id: of(request, 'plan_id'),
    owner_unit_id: request['owner_unit_id'] ?? null,
    owner_person_id: request['owner_person_id'] ?? null,
  };
}

/** Salts, digests and hashes, by their spelling: wherever one stands, in a payload too, it is the variant's own. */
function hexOf(rows: (name: string) => readonly TextRow[]): Map<string, string> {
  const digests = new Map(
    rows('event').map((row) => [of(row, 'id'), (JSON.parse(of(row, 'payload')) as { texts: Record<string, string> }).texts]),
  );
  return new Map([
    ...rows('event').map((row): [string, string] => [bytes(row, 'hash'), `hash/${of(row, 'id')}`]),
    ...rows('event_text').flatMap((row): [string, string][] => {
      const name = `${of(row, 'event_id')}/${of(row, 'field')}`;
      return [
        [bytes(row, 'salt'), `salt/${name}`],
        [digests.get(of(row, 'event_id'))?.[of(row, 'field')] ?? '', `digest/${name}`],
      ];
    }),
    ...rows('record_signature').map((row): [string, string] => [of(row, 'digest'), `signature/${of(row, 'id')}`]),
  ]);
}

/** A cell as COPY reads it; what is computed for each variant is marked by a word of its own that the reader knows. */
function cell(table: string, row: TextRow, column: string): string {
  const value = row[column];
  if (table === 'pledge.text_index' && column === 'grams') return madeMark(`grams/${of(row, 'subject_id')}`);
  if (table === 'pledge.service_request' && column === 'next_due_at') return madeMark('nextDue');
  return value === null || value === undefined ? '\\N' : copied(value);
}

function checkedEvent(row: TextRow): HashedEvent {
  const event: HashedEvent = {
    providerId: of(row, 'provider_id'),
    streamKind: of(row, 'stream_kind'),
    streamId: of(row, 'stream_id'),
    seq: Number(of(row, 'seq')),
    id: of(row, 'id'),
    type: of(row, 'type'),
    customerId: row['customer_id'] ?? null,
    requestId: row['request_id'] ?? null,
    payload: JSON.parse(of(row, 'payload')) as Json,
    actor: JSON.parse(of(row, 'actor')) as Json,
    occurredAt: formatInstant(instant(millis(of(row, 'occurred_at')))),
    recordedAt: formatInstant(instant(millis(of(row, 'recorded_at')))),
    lateReasonDigest: row['late_reason_digest'] ?? null,
    commitments: of(row, 'commitments')
      .replaceAll(/[{}"]/g, '')
      .split(',')
      .filter((id) => id !== ''),
    visibility: of(row, 'visibility'),
  };
  const previous = row['previous_hash'] === null ? null : Buffer.from(bytes(row, 'previous_hash'), 'hex');
  if (hashEvent(previous, event).toString('hex') !== bytes(row, 'hash')) throw new Error(`the event ${event.id} does not hold`);
  return event;
}

function previousId(events: readonly TextRow[], row: TextRow): string {
  return of(
    needed(
      events.find(({ hash }) => hash === row['previous_hash']),
      'an event before',
    ),
    'id',
  );
}

function bytes(row: TextRow, column: string): string {
  return of(row, column).slice(2);
}

function millis(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
}

function of(row: TextRow, column: string): string {
  const value = row[column];
  if (value === null || value === undefined) throw new Error(`a row of a story without ${column}`);
  return value;
}

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`a story without ${what}`);
  return value;
}
