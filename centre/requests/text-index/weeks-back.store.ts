import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { phrasePairs } from '#platform/text-index/grams.rules.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

/** Pairs of a phrase that are looked up; the phrase itself is compared with what they find. */
const PAIRS_AT_MOST = 8;
const SECONDS_OF_WEEK = 604_800;
/** So many weeks are asked by themselves, the newest first; behind them so many at once. */
const WEEKS_ALONE = 8;
const WEEKS_TOGETHER = 4;

/**
 * The weeks from one instant back to another, newest first; from the newest text, and to the first, where they are not given. Mostly a page
 * is full after a few, and those are asked one by one. Behind them several are asked at once: each time costs what waits to be entered into
 * the index, which is read through. Not ever more: what was said every day and is not any longer would be gathered for months at once.
 * `hasPairs` is the condition on `hit`, in the spelling of `gramsOf`: all pairs of the phrase within the `weeks` at hand. A text is of one
 * week, so its pairs are of the same.
 */
export function weeksBack(
  phrase: string,
  { from, to }: { from: Instant | null; to: Instant | null },
): { back: RawBuilder<unknown>; hasPairs: RawBuilder<SqlBool> } {
  const weekOf = (at: RawBuilder<unknown>) => sql`floor(extract(epoch from ${at}) / ${sql.lit(SECONDS_OF_WEEK)})::integer`;
  const at = (given: Instant | null, edge: 'min' | 'max') =>
    given === null ? sql`(select ${sql.raw(edge)}(at) from pledge.visible_text)` : sql`${formatInstant(given)}::timestamptz`;
  const pairs = phrasePairs(phrase, PAIRS_AT_MOST).map((pair, index) => ({ pair, name: sql.ref(`pair_${index}`) }));
  const grams = pairs.map(
    ({ pair, name }) => sql`array(select (week << 20) | ${pair}::integer from generate_series(oldest, newest) week) as ${name}`,
  );
  const alone = sql.lit(WEEKS_ALONE);
  return {
    back: sql`(select newest, ${sql.join(grams)} from (
        select max(week) as newest, min(week) as oldest from (
          select first - back as week, case when back < ${alone} then back else ${alone} + (back - ${alone}) / ${sql.lit(WEEKS_TOGETHER)} end as step
          from (select ${weekOf(at(from, 'max'))} as first, ${weekOf(at(to, 'min'))} as last) edges
            cross join lateral generate_series(0, first - last) back) stepped
        group by step) steps
      order by newest desc) weeks`,
    hasPairs: sql<SqlBool>`(${sql.join(
      pairs.map(({ name }) => sql`hit.grams && weeks.${name}`),
      sql` and `,
    )})`,
  };
}
