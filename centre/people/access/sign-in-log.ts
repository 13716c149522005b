import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { SignInKind, SignInNote } from '#platform/auth/auth.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { notePerson } from '../person-events.store.ts';
import { customerOfPerson, isNoted } from './sign-in-log.store.ts';

/** What somebody did who had not shown to be the person: the event names nobody who acted. */
const BY_WHOMEVER: ReadonlySet<SignInKind> = new Set(['signInRefused', 'signInBlocked', 'codeAsked', 'resetAsked']);

/**
 * Writes what happened at the door as an event of the person's own stream, once however often it is told: the note's id is the event's.
 * It happened when the sign-in noted it; nothing in it says from where, or with which device.
 */
export function noteSignIn(deps: { readonly db: Kysely<Tables>; readonly time: TimeSource }, note: SignInNote): Promise<void> {
  const { providerId, personId } = note.holder;
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const person = await customerOfPerson(tx, personId);
    if (person === null || (await isNoted(tx, note.id))) return;
    const { customerId } = person;
    const kind = BY_WHOMEVER.has(note.kind) ? 'system' : customerId === null ? 'staff' : 'customer';
    const now = deps.time.now(instant(databaseNow));
    const at = deps.time.now(instant(note.at));
    await notePerson(
      { tx, now, at: at > now ? now : at, lateReason: null },
      {
        actor: { kind, providerId, personId: kind === 'system' ? null : personId, name: '' },
        personId,
        customerId,
        type: note.kind,
        data: note.by === null ? {} : { by: note.by },
        eventId: note.id,
      },
    );
  });
}
