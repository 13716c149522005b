import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { phrasePairs } from '#platform/text-index/grams.rules.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

/** Pairs of a phrase that are looked up; the phrase itself is compared with what they find. */
const PAIRS_AT_MOST = 8;
const SECONDS_OF_WEEK = 604_800;
/** So many weeks are asked without a look whether they have anything: mostly a page is full after a few. */
const ASKED_AT_ONCE = 8;

/** Weeks to ask, as a table `week` of one column, newest first, from an instant back; from the newest text where none is given. */
export function newestWeeks({ from, to }: { from: Instant | null; to: Instant | null }): RawBuilder<unknown> {
  const end = to === null ? weekOf(edge('min')) : weekOf(at(to));
  return sql`(select week from (select ${firstWeek(from)} as first, ${end} as last) edges
    cross join lateral generate_series(first, greatest(last, first - ${sql.lit(ASKED_AT_ONCE - 1)}), -1) week order by week desc) week`;
}

/**
 * The weeks behind those, as the same table, without the ones that have nothing: it is asked of twice as many at once each time whether
 * `has` holds of a text in them. Each look reads through what waits to be entered into the index, so that asking hundreds of weeks one by
 * one was most of the work of finding nothing.
 */
export function olderWeeks(
  phrase: string,
  { from, has }: { from: Instant | null; has: RawBuilder<SqlBool> },
): RawBuilder<unknown> {
  const inAny = pairsOf(phrase).map(
    (pair) => sql`hit.grams && array(select (week << 20) | ${pair}::integer from generate_series(oldest, newest) week)`,
  );
  // Gathered as a whole, though one is enough: else the planner may walk all texts until it meets one.
  return sql`(select week from (
      select max(first - back) as newest, min(first - back) as oldest
      from (select ${firstWeek(from)} as first, ${weekOf(edge('min'))} as last) edges
        cross join lateral generate_series(${sql.lit(ASKED_AT_ONCE)}, first - last) back
      group by floor(ln(back) / ln(2))) stretch
    cross join lateral (
      with found as materialized (select from pledge.visible_text hit where ${sql.join(inAny, sql` and `)} and ${has})
      select from found limit 1) has_some
    cross join lateral generate_series(oldest, newest) week order by week desc) week`;
}

/** All pairs of the phrase within the `week` at hand, as a condition on `hit`, in the spelling of `gramsOf`. */
export function hasPairs(phrase: string): RawBuilder<SqlBool> {
  const grams = pairsOf(phrase).map((pair) => sql`(week.week << 20) | ${pair}::integer`);
  return sql`hit.grams @> array[${sql.join(grams)}]`;
}

function pairsOf(phrase: string): readonly number[] {
  return phrasePairs(phrase, PAIRS_AT_MOST);
}

function weekOf(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`floor(extract(epoch from ${instant}) / ${sql.lit(SECONDS_OF_WEEK)})::integer`;
}

function firstWeek(from: Instant | null): RawBuilder<unknown> {
  return weekOf(from === null ? edge('max') : at(from));
}

function edge(which: 'min' | 'max'): RawBuilder<unknown> {
  return sql`(select ${sql.raw(which)}(at) from pledge.visible_text)`;
}

function at(instant: Instant): RawBuilder<unknown> {
  return sql`${formatInstant(instant)}::timestamptz`;
}
