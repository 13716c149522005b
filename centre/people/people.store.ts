import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { normaliseLogin } from '#platform/auth/login.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { PositionHeld } from './actor.schema.ts';
import { isCustomerPosition, type Position } from './positions.schema.ts';
import { conflictingPosition } from './separation.rules.ts';

export interface NewPerson {
  readonly providerId: string;
  readonly id?: string;
  readonly name: string;
  /** One for the provider; the account that goes with it is made by `platform/auth`. */
  readonly login: string;
  readonly email?: string | null;
  readonly mobile?: string | null;
  readonly homeUnitId?: string | null;
  readonly language?: 'zh' | 'en';
  /** Set for a customer's person: the contact that the person is. */
  readonly contact?: { readonly customerId: string; readonly contactId: string };
  readonly now: Instant;
}

export type PersonRefusal = 'loginTaken' | 'contactTaken';

/** Writes a person; positions come by `appoint`. */
export async function createPerson(tx: Kysely<Tables>, person: NewPerson): Promise<{ id: string } | { refusal: PersonRefusal }> {
  const login = normaliseLogin(person.login);
  const refusal = await refusePerson(tx, login, person.contact?.contactId);
  if (refusal !== null) return { refusal };
  const { providerId, id = uuidv7(person.now), contact } = person;
  const customer_id = contact?.customerId ?? null;
  await tx
    .insertInto('pledge.person')
    .values({
      provider_id: providerId,
      id,
      name: person.name,
      home_unit_id: person.homeUnitId,
      language: person.language,
      customer_id,
      contact_id: contact?.contactId,
      created_at: formatInstant(person.now),
    })
    .execute();
  await tx
    .insertInto('pledge.person_reach')
    .values({
      provider_id: providerId,
      person_id: id,
      customer_id,
      login,
      email: person.email,
      mobile: person.mobile,
    })
    .execute();
  return { id };
}

async function refusePerson(tx: Kysely<Tables>, login: string, contactId: string | undefined): Promise<PersonRefusal | null> {
  const named = await tx.selectFrom('pledge.person_reach').select('person_id').where('login', '=', login).executeTakeFirst();
  if (named !== undefined) return 'loginTaken';
  if (contactId === undefined) return null;
  const same = await tx.selectFrom('pledge.person').select('id').where('contact_id', '=', contactId).executeTakeFirst();
  return same === undefined ? null : 'contactTaken';
}

/** From now on `loadActor` finds nobody: sessions end with their next request. Says whether there was somebody to disable. */
export async function disablePerson(tx: Kysely<Tables>, personId: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.person')
    .set({ disabled_at: formatInstant(now) })
    .where('id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function enablePerson(tx: Kysely<Tables>, personId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.person')
    .set({ disabled_at: null })
    .where('id', '=', personId)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface Appointment {
  readonly providerId: string;
  readonly personId: string;
  readonly position: Position;
  /** To one of the three or to none: the whole provider, for a customer's person the whole customer. */
  readonly boundTo?: { readonly unitId: string } | { readonly projectId: string } | { readonly siteId: string };
  /** First day, `YYYY-MM-DD`. */
  readonly fromOn: string;
  /** Last day, inclusive. */
  readonly toOn?: string | null;
  readonly now: Instant;
}

export type AppointmentRefusal =
  | { readonly refusal: 'noSuchPerson' | 'positionOfOtherParty' | 'siteMissing' }
  | { readonly refusal: 'separationOfDuties'; readonly conflictsWith: string };

const NEEDS_SITE: readonly string[] = ['residentEngineer', 'customerSiteStaff'];

/**
 * Gives a person a position from a day on. What it is bound to is how far its rights reach, not where the person sits:
 * a centre manager or quality controller is bound to nothing, a dedicated service manager to the project, a branch engineer to the branch.
 */
export async function appoint(tx: Kysely<Tables>, appointment: Appointment): Promise<{ id: string } | AppointmentRefusal> {
  const { providerId, personId, position } = appointment;
  const person = await tx.selectFrom('pledge.person').select('customer_id').where('id', '=', personId).executeTakeFirst();
  if (person === undefined) return { refusal: 'noSuchPerson' };
  if (isCustomerPosition(position) !== (person.customer_id !== null)) return { refusal: 'positionOfOtherParty' };
  const held: PositionHeld = { position, unitId: null, projectId: null, siteId: null, ...appointment.boundTo };
  if (NEEDS_SITE.includes(position) && held.siteId === null) return { refusal: 'siteMissing' };
  const conflict = conflictingPosition(await positionsWithin(tx, appointment), held);
  if (conflict !== null) return { refusal: 'separationOfDuties', conflictsWith: conflict };
  const id = uuidv7(appointment.now);
  await tx
    .insertInto('pledge.position_held')
    .values({
      provider_id: providerId,
      id,
      person_id: personId,
      customer_id: person.customer_id,
      position,
      unit_id: held.unitId,
      project_id: held.projectId,
      site_id: held.siteId,
      from_on: appointment.fromOn,
      to_on: appointment.toOn ?? null,
    })
    .execute();
  return { id };
}

/** What the person holds on any day of the new appointment. */
async function positionsWithin(tx: Kysely<Tables>, { personId, fromOn, toOn }: Appointment): Promise<PositionHeld[]> {
  let query = tx
    .selectFrom('pledge.position_held')
    .select(['position', 'unit_id as unitId', 'project_id as projectId', 'site_id as siteId'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where((or) => or.or([or('to_on', 'is', null), or('to_on', '>=', fromOn)]));
  if (toOn != null) query = query.where('from_on', '<=', toOn);
  return query.execute();
}

/** Takes a position at once: from this instant it allows nothing, and streams that are open are looked at again. */
export async function withdrawPosition(tx: Kysely<Tables>, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.position_held')
    .set({ ended_at: formatInstant(now) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends a position with a day, inclusive. */
export async function endPosition(tx: Kysely<Tables>, id: string, toOn: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.position_held')
    .set({ to_on: toOn })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface NewUnit {
  readonly providerId: string;
  readonly id?: string;
  readonly code: string;
  readonly kind: string;
  readonly parentId?: string | null;
  readonly name: string;
  readonly timezone?: string;
  readonly now: Instant;
}

/** Writes a unit, or brings the one of the same code up to date: plans state the units again and again. Gives its id. */
export async function saveUnit(tx: Kysely<Tables>, unit: NewUnit): Promise<string> {
  const said = {
    kind: unit.kind,
    parent_id: unit.parentId ?? null,
    name: unit.name,
    ...(unit.timezone === undefined ? {} : { timezone: unit.timezone }),
  };
  const { id } = await tx
    .insertInto('pledge.org_unit')
    .values({ provider_id: unit.providerId, id: unit.id ?? uuidv7(unit.now), code: unit.code, ...said })
    .onConflict((conflict) => conflict.columns(['provider_id', 'code']).doUpdateSet(said))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The units and those above them, up to the centre: whoever is bound to a unit reaches what the units below it serve. */
export async function withUnitsAbove(tx: Kysely<Tables>, unitIds: readonly string[]): Promise<string[]> {
  return (await unitsAbove(tx))(unitIds);
}

/** The same for many lists of units, with the tree read once. */
export async function unitsAbove(tx: Kysely<Tables>): Promise<(unitIds: readonly string[]) => string[]> {
  const units = await tx.selectFrom('pledge.org_unit').select(['id', 'parent_id']).execute();
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  return (unitIds) => {
    const found = new Set<string>();
    for (const start of unitIds) {
      for (let id: string | null | undefined = start; id != null && !found.has(id); id = parentOf.get(id)) found.add(id);
    }
    return [...found];
  };
}
