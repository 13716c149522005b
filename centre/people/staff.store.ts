import { sql, type Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { remembered } from '#platform/db/standing-data.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { gapName, isCompetent, type CompetenceDemand, type CompetenceGap, type CompetenceSheet } from './competence.rules.ts';

/** What this desk asks of a plan: the demand on people and by whose days positions begin and end. */
export interface PlanOfPeople {
  readonly plan: { readonly timezone: string };
  readonly organisation: { readonly competence: Pick<CompetenceDemand, 'minimums' | 'attested'> };
}

export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly positions: readonly string[];
  /** By the competence sheet and the plan's minimums; what lacks is named. */
  readonly competent: boolean;
  readonly lacking: readonly string[];
  readonly onCall: boolean;
  /** The units whose shifts the person has now. */
  readonly onCallUnits: readonly string[];
}

/** Every person of the provider who may act, with what a dispatch asks about them. In a customer's scope sheets are not seen: nobody is competent there. */
export async function loadStaff(tx: Kysely<Tables>, about: { plan: PlanOfPeople; now: Instant }): Promise<StaffMember[]> {
  const day = dateIn(about.plan.plan.timezone, about.now);
  const [[people, sheets], positions, shifts] = await Promise.all([
    remembered(tx, 'staff', () => Promise.all([activeStaff(tx), sheetsByPerson(tx)])),
    remembered(tx, `positions of staff ${day}`, () => positionNames(tx, day)),
    onCallNow(tx, about.now),
  ]);
  const onCall = Map.groupBy(shifts, ({ personId }) => personId);
  return people.map((person) => {
    const competence = isCompetent(sheets.get(person.id) ?? null, about.plan.organisation.competence);
    return {
      id: person.id,
      name: person.name ?? '',
      unitId: person.home_unit_id,
      positions: positions.get(person.id) ?? [],
      competent: competence.ok,
      lacking: competence.ok ? [] : competence.missing.map(gapName),
      onCall: onCall.has(person.id),
      onCallUnits: (onCall.get(person.id) ?? []).map(({ unitId }) => unitId),
    };
  });
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly positions: readonly string[];
  readonly implementedProjectIds: readonly string[];
  readonly missing: readonly CompetenceGap[];
}

const ENGINEERS: readonly string[] = ['branchEngineer', 'residentEngineer', 'supportEngineer', 'seniorSupportEngineer'];

/** The engineers on a day, those who fulfil the demand first; of the others it is said what they lack. */
export async function competentEngineers(tx: Kysely<Tables>, demand: CompetenceDemand, day: string): Promise<Candidate[]> {
  const [people, positions, sheets] = await Promise.all([activeStaff(tx), positionNames(tx, day), sheetsByPerson(tx)]);
  const candidates = people.flatMap((person): Candidate[] => {
    const held = positions.get(person.id) ?? [];
    if (!held.some((position) => ENGINEERS.includes(position))) return [];
    const sheet = sheets.get(person.id) ?? null;
    const competence = isCompetent(sheet, demand);
    return [
      {
        id: person.id,
        name: person.name ?? '',
        unitId: person.home_unit_id,
        positions: held,
        implementedProjectIds: sheet?.implementedProjectIds ?? [],
        missing: competence.ok ? [] : competence.missing,
      },
    ];
  });
  return [...candidates.filter(({ missing }) => missing.length === 0), ...candidates.filter(({ missing }) => missing.length > 0)];
}

export interface Shift {
  readonly personId: string;
  readonly unitId: string;
  readonly level: string;
}

/** Whom the roster names at an instant; a shift's end belongs to the next one. */
export async function onCallNow(tx: Kysely<Tables>, now: Instant): Promise<Shift[]> {
  const hour = instant(now - (now % HOUR));
  const rows = await remembered(tx, `shifts ${hour}`, () => shiftsOfHour(tx, hour));
  return rows
    .filter((row) => row.from_at <= now && row.to_at > now)
    .map((row) => ({ personId: row.person_id, unitId: row.unit_id, level: row.level }));
}

const HOUR = 3_600_000;

function shiftsOfHour(tx: Kysely<Tables>, hour: Instant) {
  const [from, to] = [formatInstant(hour), formatInstant(instant(hour + HOUR))];
  return tx
    .selectFrom('pledge.on_call_shift')
    .select(['person_id', 'unit_id', 'level', 'from_at', 'to_at'])
    .where(sql<boolean>`from_at < ${to} and to_at > ${from}`)
    .orderBy('unit_id')
    .orderBy('level')
    .execute();
}

/**
 * The provider's roster from an instant on: who was put on call when, whatever unit and level; any of them answers the chain.
 * It has begun once anybody was ever put on call.
 */
export async function rosterFrom(
  tx: Kysely<Tables>,
  from: Instant,
): Promise<{ from: Instant; hasBegun: boolean; shifts: { from: Instant; to: Instant }[] }> {
  const rows = await tx
    .selectFrom('pledge.on_call_shift')
    .select(['from_at', 'to_at'])
    .where(sql<boolean>`to_at > ${formatInstant(from)}`)
    .execute();
  const any = rows.length > 0 || (await tx.selectFrom('pledge.on_call_shift').select('id').limit(1).execute()).length > 0;
  return {
    from,
    hasBegun: any,
    shifts: rows.map((row) => ({ from: instant(row.from_at), to: instant(row.to_at) })),
  };
}

export async function saveCompetenceSheet(
  tx: Kysely<Tables>,
  sheet: Partial<CompetenceSheet> & { providerId: string; personId: string; now: Instant },
): Promise<void> {
  const said = {
    years: JSON.stringify(sheet.years ?? {}),
    skills: JSON.stringify(sheet.skills ?? []),
    certificates: JSON.stringify(sheet.certificates ?? []),
    attested: [...(sheet.attested ?? [])],
    implemented_project_ids: [...(sheet.implementedProjectIds ?? [])],
    updated_at: formatInstant(sheet.now),
  };
  await tx
    .insertInto('pledge.competence_sheet')
    .values({ provider_id: sheet.providerId, person_id: sheet.personId, ...said })
    .onConflict((conflict) => conflict.columns(['provider_id', 'person_id']).doUpdateSet(said))
    .execute();
}

export async function saveShift(
  tx: Kysely<Tables>,
  shift: Shift & { providerId: string; id: string; from: Instant; to: Instant },
): Promise<void> {
  await tx
    .insertInto('pledge.on_call_shift')
    .values({
      provider_id: shift.providerId,
      id: shift.id,
      unit_id: shift.unitId,
      level: shift.level,
      person_id: shift.personId,
      from_at: formatInstant(shift.from),
      to_at: formatInstant(shift.to),
    })
    .execute();
}

async function activeStaff(tx: Kysely<Tables>): Promise<{ id: string; name: string | null; home_unit_id: string | null }[]> {
  return tx
    .selectFrom('pledge.person')
    .select(['id', 'name', 'home_unit_id'])
    .where('customer_id', 'is', null)
    .where('is_program', '=', false)
    .where('disabled_at', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute();
}

async function positionNames(tx: Kysely<Tables>, day: string): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('pledge.position_held')
    .select(['person_id', 'position'])
    .where('customer_id', 'is', null)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', day)
    .where((or) => or.or([or('to_on', 'is', null), or('to_on', '>=', day)]))
    .orderBy('person_id')
    .orderBy('position')
    .execute();
  const names = Map.groupBy(rows, (row) => row.person_id);
  return new Map([...names].map(([personId, held]) => [personId, [...new Set(held.map(({ position }) => position))]]));
}

async function sheetsByPerson(tx: Kysely<Tables>): Promise<Map<string, CompetenceSheet>> {
  const rows = await tx.selectFrom('pledge.competence_sheet').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.person_id,
      {
        years: row.years,
        skills: row.skills,
        attested: row.attested,
        certificates: row.certificates,
        implementedProjectIds: row.implemented_project_ids,
      },
    ]),
  );
}
