import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

/** Where a request says a thing once. */
const ONCE = '00000000-0000-0000-0000-000000000000';
/** Ends that are no service: nothing was done that could be rated, written down or learned from. */
const CALLED_OFF = ['withdrawn', 'cancelled'];
/** The process of what is to be restored. */
const FAULTS = 'faultEmergency';

/**
 * What requests count for, a row each: `provider_id request_id quantity place customer_id project_id at month detail seconds`. A request
 * counts for its project once that is known; one that ended in another system before it came here was not this centre's work.
 * A response and a restoration count in the month of the report, the rest in the month of the closing or of the rating.
 */
const facts = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select request.provider_id, request.id as request_id, told.quantity, told.place, request.customer_id, request.project_id, told.at,
    date_trunc('month', told.at at time zone coalesce(plan.timezone, 'UTC'))::date as month, told.detail, told.seconds
  from pledge.service_request request
    left join pledge.service_plan plan on plan.provider_id = request.provider_id and plan.id = request.plan_id
    cross join lateral (
      select 'responses' as quantity, ${ONCE}::uuid as place, request.received_at as at,
        case when heard.at is not null then 'answered' when request.closed_at is null then 'open' else 'unanswered' end as detail,
        -- A call on the road may be written down with an earlier instant than the report.
        case when heard.at is not null or request.closed_at is not null
          then extract(epoch from greatest(coalesce(heard.at, request.closed_at), request.received_at) - request.received_at)::bigint
        end as seconds
      from (
        select min(clock_event.at) as at from pledge.clock_event
        where clock_event.provider_id = request.provider_id and clock_event.request_id = request.id
          and clock_event.type = 'substantiveResponseGiven'
      ) heard
      union all
      select 'restorations', ${ONCE}::uuid, request.received_at,
        case when restored.at is not null then 'answered' when request.closed_at is null then 'open' else 'unanswered' end,
        case when restored.at is not null or request.closed_at is not null
          then extract(epoch from greatest(coalesce(restored.at, request.closed_at), request.received_at) - request.received_at)::bigint
        end
      from (select to_timestamp((request.details->>'restoredAt')::bigint / 1000.0) as at) restored
      -- What turned out to be no fault had nothing to be restored.
      where request.flow = ${FAULTS} and coalesce(request.details->>'closedAs', '') <> 'noFault'
      union all
      select quantity, ${ONCE}::uuid, request.closed_at, '', null
      from (values ('closedRequests', true),
        ('requestsWithKnowledgeLink', request.details ? 'knowledgeLinkedAt'),
        ('completeRecords', (
          select count(*) > 0 and bool_and(record.state = 'frozen') from pledge.record
          where record.provider_id = request.provider_id and record.request_id = request.id and record.state <> 'voided')),
        ('agreedRequests', request.details->>'confirmedBy' in ('customer', 'staff') or request.details->>'closedAs' = 'noFault'),
        ('reopenedRequests', request.round > 1 or (request.details->>'reopenedTimes')::int > 0)
      ) as closing(quantity, holds)
      where request.closed_at is not null and holds and coalesce(request.details->>'closedAs', '') <> all (${CALLED_OFF}::text[])
      union all
      select 'ratings', event.id, event.occurred_at, event.payload->'data'->>'rating', null
      from pledge.event
      where event.provider_id = request.provider_id and event.request_id = request.id and event.payload->'data'->>'rating' is not null
    ) told
  where request.provider_id = pledge.current_provider() and request.project_id is not null and request.customer_id is not null
    and (request.closed_at is null or request.details->'imported' is null
      or request.closed_at > to_timestamp((request.details->'imported'->>'at')::bigint / 1000.0))
    and ${which}`;

/** What is told from requests, and the sums of it. */
export const FACT_TABLES = ['pledge.quality_fact', 'pledge.quality_month', 'pledge.quality_house_month'] as const;

const COLUMNS = sql`provider_id, request_id, quantity, place, customer_id, project_id, at, month, detail, seconds`;

/** Adds what `moved` names to both counts, or takes it off. */
const counted = (sign: 1 | -1): RawBuilder<unknown> => sql`
  of_projects as (
    insert into pledge.quality_month as known (provider_id, customer_id, project_id, quantity, month, detail, count)
    select provider_id, customer_id, project_id, quantity, month, detail, ${sql.lit(sign)} * count(*) from moved group by 1, 2, 3, 4, 5, 6
    on conflict (provider_id, project_id, quantity, month, detail) do update set count = known.count + excluded.count
  ), of_house as (
    insert into pledge.quality_house_month as known (provider_id, quantity, month, detail, count)
    select provider_id, quantity, month, detail, ${sql.lit(sign)} * count(*) from moved group by 1, 2, 3, 4
    on conflict (provider_id, quantity, month, detail) do update set count = known.count + excluded.count
  )`;

/**
 * Tells anew what requests count for: what no longer holds goes with its count, what holds now comes with it, and what is as it was is left
 * alone. One counts at a time; that is the register's, in whose transaction this is done.
 */
export async function keepFacts(tx: Transaction<Tables>, requests: readonly string[]): Promise<void> {
  const these = sql`any (${[...requests]}::uuid[])`;
  const told = facts(sql`request.id = ${these}`);
  await sql`
    with told as materialized (${told}), moved as (
      delete from pledge.quality_fact kept
      where kept.provider_id = pledge.current_provider() and kept.request_id = ${these}
        and not exists (select 1 from told where told.request_id = kept.request_id and told.quantity = kept.quantity
          and told.place = kept.place and (told.customer_id, told.project_id, told.at, told.month, told.detail)
            = (kept.customer_id, kept.project_id, kept.at, kept.month, kept.detail)
          and told.seconds is not distinct from kept.seconds)
      returning ${COLUMNS}
    ), ${counted(-1)} select 1`.execute(tx);
  await sql`
    with moved as (
      insert into pledge.quality_fact (${COLUMNS}) select ${COLUMNS} from (${told}) told
      on conflict (provider_id, request_id, quantity, place) do nothing returning ${COLUMNS}
    ), ${counted(1)} select 1`.execute(tx);
}
