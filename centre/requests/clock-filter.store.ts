import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { FewOrEach } from './few-or-each.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';

/** How its clocks stand at `now`, as a condition on `request`. */
export function clockFilter(clock: NonNullable<RequestListQuery['clock']>, now: Instant): RawBuilder<SqlBool> | FewOrEach {
  if (clock === 'breached') return BROKEN;
  if (clock === 'paused')
    return sql`request.id in (select c.request_id from pledge.clock c where c.provider_id = pledge.current_provider() and c.state = 'paused')`;
  // `is not null`: of an instant the planner does not know it expects a third of all clocks to come before it, whether they have one or not.
  const warning = sql`pledge.clock c where c.provider_id = pledge.current_provider() and c.warns_at is not null and c.warns_at <= ${formatInstant(now)}::timestamptz`;
  return {
    found: [sql`select c.request_id from ${warning} order by c.warns_at desc`],
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
