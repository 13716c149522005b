import type { Transaction } from 'kysely';
import { POSITIONS, positionTextsEn, positionTextsZh, type Position } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { TimelineEntry } from '../requests.schema.ts';

export interface Authors {
  /** Names by person; an erased one has none. */
  readonly names: ReadonlyMap<string, string>;
  /** Who an event is by, with the position held on that day; one of `by` before any other. */
  readonly authorOf: (
    actor: { readonly kind: string; readonly id: string | null },
    about: { readonly at: Instant; readonly by: readonly string[] },
  ) => TimelineEntry['author'];
}

/** The people who acted on a request: staff by name and position, customers' people by their contact's name. */
export async function authorsOf(
  tx: Transaction<Tables>,
  about: { personIds: readonly string[]; zone: string; language: 'zh' | 'en' },
): Promise<Authors> {
  const ids = [...new Set(about.personIds)];
  const people =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('pledge.person as person')
          .leftJoin('pledge.contact as contact', (join) =>
            join.onRef('contact.provider_id', '=', 'person.provider_id').onRef('contact.id', '=', 'person.contact_id'),
          )
          .select(['person.id', 'person.name', 'contact.name as contact_name'])
          .where('person.id', 'in', ids)
          .execute();
  const held =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('pledge.position_held')
          .select(['person_id', 'position', 'from_on', 'to_on'])
          .where('person_id', 'in', ids)
          .orderBy('from_on')
          .execute();
  const names = new Map(people.map((person) => [person.id, person.contact_name ?? person.name ?? '']));
  const words: Readonly<Record<string, string>> = about.language === 'zh' ? positionTextsZh : positionTextsEn;
  return {
    names,
    authorOf: (actor, { at, by }) => {
      if (actor.kind !== 'staff' && actor.kind !== 'customer') return { kind: 'system', name: '', position: null };
      const day = dateIn(about.zone, at);
      const positions = held
        .filter((line) => line.person_id === actor.id && line.from_on <= day && (line.to_on === null || line.to_on >= day))
        .map((line) => line.position)
        .toSorted((one, other) => rankOf(one, by) - rankOf(other, by));
      const position = positions[0];
      return {
        kind: actor.kind,
        name: names.get(actor.id ?? '') ?? '',
        position: position === undefined ? null : (words[position] ?? position),
      };
    },
  };
}

/** First what the step asks for, then the order of the positions themselves. */
function rankOf(position: string, by: readonly string[]): number {
  return (by.includes(position) ? 0 : POSITIONS.length) + POSITIONS.indexOf(position as Position);
}
