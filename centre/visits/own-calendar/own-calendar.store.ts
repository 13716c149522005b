import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { endedSince } from '../visits.store.ts';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';

/** What is over stays in the calendar for so long. */
const KEPT = 30 * 86_400_000;

export interface ShiftEntry {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly level: string;
  readonly unit: string;
}

/** The person's turns on call. */
export async function ownShifts(tx: Transaction<Tables>, personId: string, now: Instant): Promise<ShiftEntry[]> {
  const rows = await tx
    .selectFrom('pledge.on_call_shift as shift')
    .innerJoin('pledge.org_unit as unit', (join) =>
      join.onRef('unit.provider_id', '=', 'shift.provider_id').onRef('unit.id', '=', 'shift.unit_id'),
    )
    .select(['shift.id', 'shift.from_at', 'shift.to_at', 'shift.level', 'unit.name'])
    .where('shift.person_id', '=', personId)
    .where(sql<boolean>`shift.to_at > ${formatInstant(instant(now - KEPT))}`)
    .orderBy('shift.from_at')
    .execute();
  return rows.map(({ id, from_at: from, to_at: to, level, name }) => ({
    id,
    from: instant(from),
    to: instant(to),
    level,
    unit: name,
  }));
}

export interface VisitEntry {
  readonly id: string;
  /** Number of the request: nothing that a customer wrote. */
  readonly number: string;
  readonly site: BothLanguages | null;
  readonly address: string | null;
  readonly expectedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly requiredBy: Instant | null;
}

/** Visits of the task orders that name the person, but those called off. */
export async function ownVisits(tx: Transaction<Tables>, personId: string, now: Instant): Promise<VisitEntry[]> {
  const { rows } = await sql<{
    id: string;
    number: string;
    site_name: BothLanguages | null;
    address: string | null;
    details: Readonly<Record<string, unknown>>;
    required_by: number | null;
  }>`select visit.id, request.number, site.name as site_name, site.address, visit.details, task_order.required_by
    from pledge.site_visit visit
    join pledge.task_order task_order on task_order.provider_id = visit.provider_id and task_order.id = visit.task_order_id
    join pledge.task_assignee named on named.provider_id = visit.provider_id and named.task_order_id = visit.task_order_id
    join pledge.service_request request on request.provider_id = visit.provider_id and request.id = visit.request_id
    left join pledge.site site on site.provider_id = visit.provider_id and site.id = visit.site_id
    where named.person_id = ${personId}::uuid and task_order.state not in ('withdrawn', 'draft') and visit.state <> 'calledOff'
      and ${endedSince(now - KEPT)}
    order by visit.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    site: row.site_name,
    address: row.address,
    expectedAt: at(row.details['expectedAt']),
    arrivedAt: at(row.details['arrivedAt']),
    leftAt: at(row.details['leftAt']),
    requiredBy: at(row.required_by),
  }));
}

function at(value: unknown): Instant | null {
  return typeof value === 'number' ? instant(value) : null;
}
