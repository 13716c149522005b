import assert from 'node:assert/strict';
import { watchClocks } from '#centre/commitments/index.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { linesOf, reported, type Course } from './course.ts';
import type { TestServer } from './test-server.ts';

/** A beginning of work, in which a clock starts to run, and the step that stops it. */
export interface Commitment {
  /** As it stands in the plan: what is to be shown. */
  readonly ids: readonly string[];
  readonly clock: string;
  /** In the zone of the centre, `10-12 09:15`. */
  readonly due: string;
  readonly begin: (tell: Telling) => Promise<Course>;
  readonly keep: (tell: Telling, course: Course) => Promise<unknown>;
}

/** What a beginning needs of its house. */
export interface Telling {
  readonly server: TestServer;
  /** Sets the time of the centre: `10-12 09:00`. */
  readonly at: (time: string) => void;
  readonly person: (who: HouseName) => string;
  readonly partner: (kind: string) => Promise<string>;
  readonly report: (who: HouseName, body: Record<string, unknown>) => Promise<Course>;
}

/** Long past every limit of the plan, in the same year. */
const AFTERWARDS = '2026-12-20T09:00:00+08:00';

export function tellingOn(server: TestServer): Telling {
  return {
    server,
    at: (time) => void server.house.time.set(`2026-${time.replace(' ', 'T')}:00+08:00`),
    person: (who) => server.house.actors[who].personId ?? '',
    partner: (kind) =>
      server.house.within(null, async (tx) => {
        const row = await tx.selectFrom('pledge.partner').select('id').where('kind', '=', kind).executeTakeFirstOrThrow();
        return row.id;
      }),
    report: (who, body) =>
      reported(server, who, { siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004', ...body }),
  };
}

/**
 * Shows that a commitment is measured: once its step was taken in time and the clock is kept, once nobody took it and the breach is
 * recorded with the true instant. Both name the commitment as the plan does.
 */
export async function shownKeptAndBroken(tell: Telling, { ids, clock, due, begin, keep }: Commitment): Promise<void> {
  const kept = await begin(tell);
  assert.deepEqual((await lineOf(kept, clock)).slice(0, 2), [due, 'running'], 'it runs before anybody acts');
  await keep(tell, kept);
  assert.deepEqual((await lineOf(kept, clock)).slice(0, 2), [due, 'kept']);
  const broken = await begin(tell);
  tell.server.house.time.set(AFTERWARDS);
  await watchClocks(tell.server.app.house);
  const [line] = await breachesOf(tell.server, broken, clock);
  assert.ok(line, `${clock} was not recorded as breached`);
  assert.equal(line.at, Date.parse(`2026-${due.replace(' ', 'T')}:00+08:00`), 'with the instant at which it was due');
  const shown = (await kept.clocks()).find(({ id }) => id === clock)?.commitments ?? [];
  for (const commitments of [line.commitments, shown])
    for (const id of ids) assert.ok(commitments.includes(id), `${clock} says that it serves ${id}: ${commitments.join(', ')}`);
}

async function lineOf(course: Course, clock: string): Promise<readonly unknown[]> {
  return linesOf(await course.clocks())[clock] ?? [];
}

function breachesOf(server: TestServer, course: Course, clock: string) {
  return server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.clock_outcome')
      .select(['at', 'commitments'])
      .where('request_id', '=', course.id)
      .where('clock', '=', clock)
      .where('verdict', '=', 'breached')
      .execute(),
  );
}
