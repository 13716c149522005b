import type { CentreDatabase } from '../../product/centre-database.ts';

/** How many requests the centre has. */
export async function countRequests(database: CentreDatabase): Promise<number> {
  return database.within(async (tx) => {
    const row = await tx
      .selectFrom('pledge.service_request')
      .select((expression) => expression.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  });
}

/** How late each warning and breach of the drill was written down, in milliseconds, smallest first. */
export async function latenessOf(database: CentreDatabase): Promise<number[]> {
  return database.within(async (tx) => {
    const rows = await tx
      .selectFrom('pledge.event')
      .select(['occurred_at', 'recorded_at'])
      .where('type', 'in', ['clockWarned', 'clockBreached'])
      .where('request_id', 'in', (query) =>
        query
          .selectFrom('pledge.service_request')
          .select('id')
          .where('plan_id', 'in', (plans) => plans.selectFrom('pledge.service_plan').select('id').where('status', '=', 'active')),
      )
      .execute();
    return rows.map((row) => row.recorded_at - row.occurred_at).sort((a, b) => a - b);
  });
}
