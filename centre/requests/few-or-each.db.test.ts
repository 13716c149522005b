import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql, type RawBuilder } from 'kysely';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { GLANCED_TO, type Counted } from './counted.schema.ts';
import { countAmongFirst, LOOKED_AT_FOR_ONE } from './few-or-each.store.ts';

const LOOKED_AT = LOOKED_AT_FOR_ONE * GLANCED_TO;
/** Enough that no look sees all. */
const REQUESTS = LOOKED_AT + 150;

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  const id = await storyIn(house).reports('technician', { content: '专线丢包' });
  await house.within(null, async (tx) => {
    const { rows } = await sql<{ columns: string }>`select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
      where attrelid = 'pledge.service_request'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('id', 'number')`.execute(
      tx,
    );
    const alike = sql.raw(rows[0]?.columns ?? '');
    await sql`insert into pledge.service_request (id, number, ${alike})
      select gen_random_uuid(), 'N-' || n, ${alike} from pledge.service_request, generate_series(1, ${REQUESTS}) n where id = ${id}::uuid`.execute(
      tx,
    );
  });
});
after(() => house.close());

const upTo = (number: number): RawBuilder<unknown> =>
  sql`select id from pledge.service_request where number = any(${Array.from({ length: number }, (_, index) => `N-${index + 1}`)}::text[]) order by number`;

describe('a count at a glance', () => {
  const all = sql<boolean>`true`;
  const TABLE: readonly (readonly [title: string, found: RawBuilder<unknown>[], met: RawBuilder<boolean>, Counted | null])[] = [
    ['of none', [upTo(0)], all, { count: 0, more: false }],
    ['of a few', [upTo(10)], all, { count: 10, more: false }],
    ['of what else is asked for', [upTo(10)], sql<boolean>`request.number in ('N-2', 'N-9', 'N-11')`, { count: 2, more: false }],
    ['of what is found in two ways counts it once', [upTo(10), upTo(20)], all, { count: 20, more: false }],
    ['of as many as it tells', [upTo(GLANCED_TO)], all, { count: GLANCED_TO, more: false }],
    ['of one more', [upTo(GLANCED_TO + 1)], all, { count: GLANCED_TO, more: true }],
    ['of many, enough of them among the first', [upTo(REQUESTS)], all, { count: GLANCED_TO, more: true }],
    ['of as many as are looked at', [upTo(LOOKED_AT)], sql<boolean>`request.number = 'N-7'`, { count: 1, more: false }],
    ['of more, too few of them among the first, is not told', [upTo(LOOKED_AT + 1)], sql<boolean>`request.number = 'N-7'`, null],
    ['of many in two ways, too few of them among the first, is not told', [upTo(9), upTo(REQUESTS)], sql<boolean>`false`, null],
  ];
  for (const [title, found, met, counted] of TABLE)
    it(title, async () => {
      const conditions = [met];
      const told = await house.within(house.actors.manager, (tx) =>
        countAmongFirst(tx, { found, each: sql`false` }, { conditions, upTo: GLANCED_TO }),
      );
      assert.deepEqual(told, counted);
    });
});
