import { sql, type RawBuilder } from 'kysely';

/** Events by which a customer gives up what was promised, where the flow lets pass only because of that. */
export const WAIVING_EVENTS = ['noteWaiver'];
/** Clock events of the customer by which a clock is called off; every other one means that the promise had nothing left to be about. */
export const WAIVING_CAUSES = ['visitDeclinedByCustomer'];

/** The row of all obligations; no plan can call a commitment so. */
export const ALL_OBLIGATIONS = '*';

/** What is counted of a commitment, by the columns of the register's tables. */
export const COUNTS = ['kept', 'breached', 'waived', 'passed', 'refused', 'explained'] as const;

/**
 * What events say of commitments, a row each: `provider_id customer_id project_id commitment month at event_id what`. It reads the
 * events named by a relation `moved(request_id, event_id)` that the statement brings along, and the verdicts that are owed to them: each
 * verdict names the event that it was written with. A request counts for its project, with all that happened before the project was known.
 */
export const facts: RawBuilder<unknown> = sql`
  select told.provider_id, told.customer_id, told.project_id, told.commitment,
    date_trunc('month', told.at at time zone told.zone)::date as month, told.at, told.event_id, told.what
  from (
    -- Whose a request is and in which zone its months begin is asked once for each event.
    with theirs as (
      select moved.request_id, moved.event_id, request.provider_id, request.customer_id, request.project_id,
        coalesce(plan.timezone, 'UTC') as zone
      from moved
        join pledge.service_request request on request.provider_id = pledge.current_provider() and request.id = moved.request_id
        left join pledge.service_plan plan on plan.provider_id = request.provider_id and plan.id = request.plan_id
      where request.project_id is not null)
    select theirs.*, commitment, event.occurred_at as at,
      case when event.type = any (${WAIVING_EVENTS}::text[]) then 'waived' else 'passed' end as what
    from theirs
      join pledge.event event on event.provider_id = pledge.current_provider() and event.id = theirs.event_id
      cross join unnest(event.commitments) as commitment
    where event.payload->>'flow' is not null
    union all
    select theirs.*, commitment, outcome.at, case outcome.verdict when 'cancelled' then 'waived' else outcome.verdict end
    from theirs
      join pledge.clock_outcome outcome on outcome.provider_id = pledge.current_provider()
        and outcome.request_id = theirs.request_id and outcome.event_id = theirs.event_id
      -- Each obligation also once by itself, however many commitments it serves.
      cross join unnest(outcome.commitments || ${ALL_OBLIGATIONS}::text) as commitment
    where outcome.commitments <> '{}' and (outcome.verdict in ('kept', 'breached')
      or (outcome.verdict = 'cancelled' and outcome.cause = any (${WAIVING_CAUSES}::text[])))
    union all
    select theirs.*, commitment, refusal.first_at, 'refused'
    from theirs
      join pledge.step_refusal refusal on refusal.provider_id = pledge.current_provider() and refusal.id = theirs.event_id
      cross join unnest(refusal.commitments) as commitment
    union all
    select theirs.*, commitment, outcome.at, 'explained'
    from theirs
      join pledge.breach_explanation told on told.provider_id = pledge.current_provider()
        and told.request_id = theirs.request_id and told.first_event_id = theirs.event_id
      join pledge.clock_outcome outcome on outcome.provider_id = told.provider_id and outcome.subject_kind = told.subject_kind
        and outcome.subject_id = told.subject_id and outcome.clock = told.clock and outcome.cycle = told.cycle and outcome.verdict = 'breached'
      cross join unnest(outcome.commitments || ${ALL_OBLIGATIONS}::text) as commitment
    where outcome.commitments <> '{}'
  ) told`;

/** The columns of a group of facts; the newest of them under the names that are asked for. */
export const sums = (at = 'last_at', eventId = 'last_event_id'): RawBuilder<unknown> =>
  sql`${sql.join(
    COUNTS.map((count) => sql`count(*) filter (where what = ${sql.lit(count)})::int as ${sql.ref(count)}`),
  )}, max(at) as ${sql.ref(at)}, (array_agg(event_id order by at desc, event_id desc))[1] as ${sql.ref(eventId)}`;
