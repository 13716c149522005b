import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { FewOrEach } from './few-or-each.store.ts';
import { standing } from './list-filters.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';

/** How its clocks stand at `now`, as a condition on `request`; a list that shows requests of a `state` asks it together with the condition on that. */
export function clockFilter(
  clock: NonNullable<RequestListQuery['clock']>,
  { now, state, sort }: { now: Instant } & Pick<RequestListQuery, 'state' | 'sort'>,
): RawBuilder<SqlBool> | FewOrEach {
  if (clock === 'breached') return BROKEN;
  if (clock === 'paused')
    return sql`request.id in (select c.request_id from pledge.clock c where c.provider_id = pledge.current_provider() and c.state = 'paused')`;
  // `is not null`: of an instant the planner does not know it expects a third of all clocks to come before it, whether they have one or not.
  const warning = sql`pledge.clock c where c.provider_id = pledge.current_provider() and c.warns_at is not null and c.warns_at <= ${formatInstant(now)}::timestamptz`;
  // Nearly all that warn are open. Of others few are found before all that is closed is asked.
  const others =
    state === 'open' || state === 'all'
      ? sql``
      : sql` and exists (select 1 from pledge.service_request request where request.provider_id = c.provider_id and request.id = c.request_id
          and ${sql.join(standing({ state }), sql` and `)})`;
  // By number what warns stands anywhere: of hundreds of thousands each would be asked before a page is full. No more can warn than goes on.
  if (sort === 'number' && state !== 'open') return sql`request.id = any(array(select c.request_id from ${warning}${others}))`;
  return {
    found: [sql`select c.request_id from ${warning}${others} order by c.warns_at desc`],
    each: sql`exists (select 1 from ${warning} and c.request_id = request.id offset 0)`,
  };
}

const CLOCKS = sql`pledge.clock c where c.counts and (c.breached or c.past_breaches <> '[]'::jsonb)`;
const GATES = sql`pledge.clock_outcome o where o.cycle = 0`;

/** What a guard asks for by a time of the plan is broken without a clock; a breach of terms that were replaced since is one all the same. Newest first: they are those that are open. */
const BROKEN: FewOrEach = {
  found: [
    sql`select distinct c.request_id from ${CLOCKS} order by c.request_id desc`,
    sql`select distinct o.request_id from ${GATES} order by o.request_id desc`,
  ],
  each: sql`(exists (select 1 from ${CLOCKS} and c.provider_id = request.provider_id and c.request_id = request.id offset 0)
      or exists (select 1 from ${GATES} and o.provider_id = request.provider_id and o.request_id = request.id offset 0))`,
};
