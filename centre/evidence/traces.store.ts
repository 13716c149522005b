import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { nameOfText } from '#platform/evidence-log/erasures.store.ts';
import { pieces } from '#platform/db/pieces.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { PROSE } from './prose.ts';
import { isSpokenOf, tracesOf, withoutTraces } from './traces.rules.ts';

/** Who was known of a person: what is looked for wherever people write. */
export interface KnownAs {
  readonly customerId: string;
  readonly contactId: string;
  /** Name, numbers, mailboxes, as they are written: those by which somebody can be found. */
  readonly words: readonly string[];
}

/** Everything by which a contact and the account of the contact are known, read before it is erased. */
export async function knownAs(tx: Transaction<Tables>, contact: { id: string; customerId: string }): Promise<KnownAs> {
  const own = await tx
    .selectFrom('pledge.contact')
    .select(['name', 'phone', 'email'])
    .where('id', '=', contact.id)
    .executeTakeFirst();
  const accounts = await tx
    .selectFrom('pledge.person as person')
    .innerJoin('pledge.person_reach as reach', (join) =>
      join.onRef('reach.provider_id', '=', 'person.provider_id').onRef('reach.person_id', '=', 'person.id'),
    )
    .select(['person.name', 'reach.mobile', 'reach.email'])
    .where('person.contact_id', '=', contact.id)
    .execute();
  const requests = await tx
    .selectFrom('pledge.service_request')
    .select(['enquirer_name', 'enquirer_phone', 'enquirer_email'])
    .where('contact_id', '=', contact.id)
    .execute();
  const written = [own, ...accounts, ...requests].flatMap((row) => Object.values(row ?? {}));
  const words = tracesOf(written.filter((word): word is string => typeof word === 'string'));
  return { customerId: contact.customerId, contactId: contact.id, words };
}

/** The requests in whose texts the person is named or speaks: what was indexed of them is made anew once the words are gone. */
export async function requestsThatSpeakOf(tx: Transaction<Tables>, known: KnownAs): Promise<string[]> {
  const named = sql.join([sql`false`, ...known.words.map((word) => sql`strpos(folded, ${fold(word)}) > 0`)], sql` or `);
  const { rows } = await sql<{ id: string }>`
    select request_id as id from pledge.text_index where customer_id = ${known.customerId}::uuid and (${named})
    union select id from pledge.service_request where contact_id = ${known.contactId}::uuid
    union select request_id from pledge.message where contact_id = ${known.contactId}::uuid
    union select e.request_id from pledge.event_text t join pledge.event e on e.provider_id = t.provider_id and e.id = t.event_id
      where t.contact_id = ${known.contactId}::uuid and e.request_id is not null`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Empties every text of the evidence that speaks of the person, and puts `mark` in the place of their name and numbers wherever else the
 * customer's people wrote them: conversations, records and their signatures, consents, names of files, the plan that named the contact.
 * @returns which texts of the evidence it emptied, as an erasure names them, in order; and the rows that it changed, by table
 */
export async function eraseTraces(
  tx: Transaction<Tables>,
  known: KnownAs,
  erasure: { mark: string; at: string; under: string },
): Promise<{ texts: string[]; changed: ReadonlyMap<string, readonly string[]> }> {
  const { customerId, contactId, words } = known;
  const texts = [
    ...(await emptyTexts(tx, known, { erasure, which: sql<SqlBool>`customer_id = ${customerId}::uuid` })),
    ...(await emptyTexts(tx, known, { erasure, which: isOfNobodyYet(customerId) })),
  ];
  // A drawn signature is the person's own hand, whoever's name stands under it.
  await tx
    .updateTable('pledge.record_signature')
    .set({ strokes: null })
    .where('customer_id', '=', customerId)
    .where((or) => or.or([or('contact_id', '=', contactId), ...words.map((word) => or('signer_name', '=', word))]))
    .execute();
  await tx
    .updateTable('pledge.outbox')
    .set({ recipient: erasure.mark, last_error: null })
    .where('recipient', 'in', [...words, contactId])
    .execute();
  const changed = new Map<string, readonly string[]>();
  for (const [table, columns] of Object.entries(PROSE)) {
    changed.set(table, await replaceIn(tx, { table, columns }, { known, mark: erasure.mark }));
  }
  return { texts: texts.sort(), changed };
}

/** Of the requests of a customer what was written before anybody knew whose they were: evidence is not handed over. */
function isOfNobodyYet(customerId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`customer_id is null and event_id in (
    select event.id from pledge.service_request request
      join pledge.event event on event.provider_id = request.provider_id and event.request_id = request.id
    where request.customer_id = ${customerId}::uuid and event.customer_id is null)`;
}

/** Empties those texts of the evidence that are the person's or name the person, and gives what they are called. */
async function emptyTexts(
  tx: Transaction<Tables>,
  { contactId, words }: KnownAs,
  about: { readonly erasure: { at: string; under: string }; readonly which: RawBuilder<SqlBool> },
): Promise<string[]> {
  const { at, under } = about.erasure;
  const found = await tx
    .selectFrom('pledge.event_text')
    .select(['event_id', 'field', 'contact_id', 'text'])
    .where(about.which)
    .where('erased_at', 'is', null)
    .where((or) => or.or([or('contact_id', '=', contactId), ...words.map((word) => sql<boolean>`strpos(text, ${word}) > 0`)]))
    .execute();
  const theirs = found.filter((row) => row.contact_id === contactId || isSpokenOf(row.text ?? '', words));
  for (const rows of pieces(theirs)) {
    await sql`update pledge.event_text as emptied set text = null, salt = null, erased_at = ${at}, erased_under = ${under}
      from unnest(${rows.map((row) => row.event_id)}::uuid[], ${rows.map((row) => row.field)}::text[]) as named (event_id, field)
      where emptied.event_id = named.event_id and emptied.field = named.field`.execute(tx);
  }
  return theirs.map((row) => nameOfText(row.event_id, row.field));
}

/** @returns the ids of the rows that it changed, in tables whose rows have one */
async function replaceIn(
  tx: Transaction<Tables>,
  at: { readonly table: string; readonly columns: readonly string[] },
  about: { known: KnownAs; mark: string },
): Promise<string[]> {
  const { customerId, words } = about.known;
  if (words.length === 0) return [];
  const table = sql.table(`pledge.${at.table}`);
  // Inside JSON a word is spelt with its escapes.
  const spelt = [...new Set(words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]))];
  const isFound = at.columns.flatMap((column) => spelt.map((word) => sql`strpos(${sql.ref(column)}::text, ${word}) > 0`));
  const written = sql.join(at.columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(column)}`));
  const { rows } = await sql<{ place: string; id: string | null; was: Record<string, unknown> }>`
    select ctid::text as place, to_jsonb(held)->>'id' as id, jsonb_build_object(${written}) as was from ${table} as held
    where customer_id = ${customerId}::uuid and (${sql.join(isFound, sql` or `)}) for update`.execute(tx);
  const changed = rows.flatMap(({ place, id, was }) => {
    const is = withoutTraces(was, words, about.mark);
    return JSON.stringify(is) === JSON.stringify(was) ? [] : [{ place, id, is: JSON.stringify(is) }];
  });
  const columns = sql.join(at.columns.map((column) => sql.ref(column)));
  for (const piece of pieces(changed)) {
    await sql`update ${table} as held set (${columns}) = (select ${columns} from jsonb_populate_record(null::${table}, now."is"))
      from unnest(${piece.map((row) => row.place)}::text[]::tid[], ${piece.map((row) => row.is)}::jsonb[]) as now (place, "is")
      where held.ctid = now.place`.execute(tx);
  }
  return changed.flatMap(({ id }) => id ?? []);
}
