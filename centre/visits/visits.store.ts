import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { clockStrips } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { VisitRow } from './visits.schema.ts';

/** Visits that are over stay in the list for so long: what was done today can still be looked up. */
const KEPT_AFTER_LEAVING = 24 * 3_600_000;

/** The `visit`s that go on, and those that ended since an instant. Each by an index of its own: of years of visits few are asked for. */
export function endedSince(since: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`visit.id in (
    select coming.id from pledge.site_visit coming where coming.provider_id = pledge.current_provider() and coming.state not in ('departed', 'calledOff')
    union all
    select over.id from pledge.site_visit over where over.provider_id = pledge.current_provider() and over.ended_at is not null and over.ended_at >= ${since})`;
}

interface VisitLine {
  readonly id: string;
  readonly state: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly order_number: string | null;
  readonly required_by: number | null;
  readonly order_details: Readonly<Record<string, unknown>>;
  readonly request_id: string;
  readonly number: string;
  readonly title: string;
  readonly request_state: string;
  readonly closed_at: number | null;
  readonly site_name: { readonly zh: string } | null;
  readonly address: string | null;
}

/** The visits of the orders that the actor is named on, those due first, then those that are over. */
export async function visitsOf(tx: Transaction<Tables>, actor: Actor, now: Instant): Promise<VisitRow[]> {
  const since = now - KEPT_AFTER_LEAVING;
  const { rows } = await sql<VisitLine>`
    select visit.id, visit.state, visit.details, sheet.record_number as order_number, task_order.required_by, task_order.details as order_details,
      request.id as request_id, request.number, request.title, request.state as request_state, request.closed_at, site.name as site_name, site.address
    from pledge.site_visit visit
    join pledge.task_order task_order on task_order.provider_id = visit.provider_id and task_order.id = visit.task_order_id
    join pledge.task_assignee named on named.provider_id = visit.provider_id and named.task_order_id = visit.task_order_id
    join pledge.service_request request on request.provider_id = visit.provider_id and request.id = visit.request_id
    left join pledge.site site on site.provider_id = visit.provider_id and site.id = visit.site_id
    left join pledge.record sheet on sheet.provider_id = visit.provider_id and sheet.id = visit.task_order_id
    where named.person_id = ${actor.personId}::uuid
      and (task_order.state not in ('withdrawn', 'draft') or visit.state = 'calledOff')
      and ${endedSince(since)}
    order by visit.state in ('departed', 'calledOff'), request.next_due_at nulls last, visit.id`.execute(tx);
  const strips = await clockStrips(tx, [...new Set(rows.map((row) => row.request_id))], now);
  return rows.map((row) => rowOf(row, strips.get(row.request_id) ?? []));
}

function rowOf(row: VisitLine, clocks: VisitRow['clocks']): VisitRow {
  const texts = flowModules['siteVisit']?.texts;
  return {
    id: row.id,
    state: row.state,
    stateLabel: { zh: texts?.zh.states[row.state] ?? row.state, en: texts?.en.states[row.state] ?? row.state },
    number: row.order_number,
    request: { id: row.request_id, number: row.number, title: row.title, state: row.request_state, open: row.closed_at === null },
    site: row.site_name === null ? null : { name: row.site_name.zh, address: row.address },
    requiredBy: told(row.required_by),
    expectedAt: told(row.details['expectedAt']),
    acceptedAt: told(row.order_details['acceptedAt']),
    departedAt: told(row.details['departedAt']),
    arrivedAt: told(row.details['arrivedAt']),
    leftAt: told(row.details['leftAt']),
    clocks,
  };
}

function told(at: unknown): string | null {
  return typeof at === 'number' ? formatInstant(instant(at)) : null;
}

/** Which request a visit belongs to; null where row-level security hides it or there is none. */
export async function requestOfVisit(tx: Transaction<Tables>, visitId: string): Promise<string | null> {
  const row = await tx.selectFrom('pledge.site_visit').select('request_id').where('id', '=', visitId).executeTakeFirst();
  return row?.request_id ?? null;
}

export interface LoggedStep {
  readonly id: string;
  readonly at: Instant;
  readonly scope: string | null;
  readonly by: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** The steps of the work as they were logged on site, in the order they happened. */
export async function stepsOfVisit(tx: Transaction<Tables>, visitId: string): Promise<LoggedStep[]> {
  const events = await tx
    .selectFrom('pledge.event')
    .select(['id', 'payload', 'actor', 'occurred_at'])
    .where('stream_kind', '=', 'siteVisit')
    .where('stream_id', '=', visitId)
    .where('type', '=', 'act')
    .orderBy('occurred_at')
    .orderBy('seq')
    .execute();
  if (events.length === 0) return [];
  const ids = events.map((event) => event.id);
  const texts = await tx
    .selectFrom('pledge.event_text')
    .select(['event_id', 'field', 'text'])
    .where('event_id', 'in', ids)
    .execute();
  const people = events.flatMap((event) => (event.actor.id === null ? [] : [event.actor.id]));
  const names =
    people.length === 0 ? [] : await tx.selectFrom('pledge.person').select(['id', 'name']).where('id', 'in', people).execute();
  return events.map((event) => ({
    id: event.id,
    at: instant(event.occurred_at),
    scope: typeof event.payload.data['scope'] === 'string' ? event.payload.data['scope'] : null,
    by: names.find((person) => person.id === event.actor.id)?.name ?? '',
    texts: Object.fromEntries(
      texts.flatMap((text) => (text.event_id === event.id && text.text !== null ? [[text.field, text.text]] : [])),
    ),
  }));
}

export interface RoundBegun {
  readonly at: Instant;
  readonly by: string;
  /** What is still wrong, in the words of whoever said so; empty where they were erased. */
  readonly said: string;
}

/** Why the present round of a request began: what was tried before did not solve it. Null in the first round. */
export async function roundBegun(tx: Transaction<Tables>, requestId: string): Promise<RoundBegun | null> {
  const event = await tx
    .selectFrom('pledge.event')
    .select(['id', 'actor', 'occurred_at'])
    .where('request_id', '=', requestId)
    .where('stream_kind', '=', 'serviceRequest')
    .where('type', '=', 'notSolved')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (event === undefined) return null;
  const words = await tx
    .selectFrom('pledge.event_text')
    .select('text')
    .where('event_id', '=', event.id)
    .where('field', '=', 'result')
    .executeTakeFirst();
  const { id } = event.actor;
  const person =
    id === null ? undefined : await tx.selectFrom('pledge.person').select('name').where('id', '=', id).executeTakeFirst();
  return { at: instant(event.occurred_at), by: person?.name ?? '', said: words?.text ?? '' };
}
