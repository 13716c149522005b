import type pg from 'pg';
import { assemble, type Assembled } from '#apps/server/assemble.ts';
import { loadDemonstration } from '#apps/server/demonstration/load.ts';
import { storyteller } from '#apps/server/demonstration/storyteller.ts';
import { correctionsOf } from '#centre/commitments/index.ts';
import { planById, type StoredPlan } from '#centre/plan/index.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import type { Config } from '#platform/config/config.ts';
import { openDatabase } from '#platform/db/database.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { quietClient } from '#platform/db/quiet-client.ts';
import { openLog } from '#platform/log/log.ts';
import { progressOf } from '#apps/cli/progress.ts';
import { drawBatches, type Draw } from './draws.rules.ts';
import {
  beginProgress,
  finishLoading,
  hasProvider,
  keepStories,
  loadRequests,
  readProgress,
  seriesOf,
  timesToDeliver,
  type Series,
} from './load.store.ts';
import { numbersFrom } from './numbers.ts';
import { columnsOfAll, LOADED } from './rows.store.ts';
import { tellStories } from './stories.ts';
import { openStories, type OpenedStory, type Written } from './write-portion.ts';
import { startWriters } from './writers.ts';

export interface Asked {
  readonly requests: number;
  /** How many of them go on. */
  readonly open: number;
  readonly seed: number;
}

/** Requests that are written and committed together. */
const AT_ONCE = 1_000;

/** Nobody is written to, whatever the configuration names: it is a story that these messages are told in. */
const NO_MAIL = { smtpUrl: undefined };

/** Fills the database that the configuration names. @returns why not, with what to do */
export async function generateInto(config: Config, asked: Asked): Promise<string | null> {
  const database = await openDatabase(config);
  const client = quietClient({ connectionString: database.ownerUrl, application_name: 'pledge generate' });
  const log = openLog({ level: 'warn' });
  // Nobody works here while it is filled: no worker, and nothing listens.
  const house = await assemble({ config: { ...config, role: 'web', demo: true, ...NO_MAIL }, ownerUrl: database.ownerUrl, log });
  try {
    await client.connect();
    const refused = await prepare({ client, house, config }, asked);
    if (refused !== null) return refused;
    const providerId = (await client.query<{ id: string }>('select provider_id as id from pledge.provider')).rows[0]?.id ?? '';
    await withinProvider(client, providerId);
    await fillFrom({ client, house, providerId }, asked);
    return null;
  } finally {
    await client.end();
    await house.close();
    await database.stop();
  }
}

async function withinProvider(client: pg.Client, providerId: string): Promise<void> {
  await client.query(`select set_config('pledge.provider', $1, false), set_config('timezone', 'UTC', false)`, [providerId]);
}

interface Into {
  readonly client: pg.Client;
  readonly house: Assembled;
}

/** Founds the centre and tells the stories; goes on from where an earlier run stood. */
async function prepare(into: Into & { config: Config }, asked: Asked): Promise<string | null> {
  const { client, house, config } = into;
  const progress = await readProgress(client);
  if (progress === null) {
    if (await hasProvider(client))
      return 'This database has a centre already. Generate into an empty one: another PLEDGE_DATA_DIR or DATABASE_URL.';
    await beginProgress(client, asked);
  } else if (progress.stories === null)
    return 'An earlier run was ended before its stories were told. Remove the data folder (or the database) and begin again.';
  else if (progress.seed !== asked.seed || progress.requests !== asked.requests || progress.open !== asked.open)
    return `An earlier run is not through yet. Go on with it: npm run generate -- --requests ${progress.requests} --open ${progress.open} --seed ${progress.seed}`;
  else return null;
  await loadDemonstration(house, { ...config, role: 'web', demo: true });
  const { rows } = await client.query<{ id: string }>('select provider_id as id from pledge.provider');
  const tell = await storyteller(house, rows[0]?.id ?? '');
  const stories = await tellStories(tell);
  await withinProvider(client, rows[0]?.id ?? '');
  await deliverWhatWaits(client, house);
  await keepStories(client, { now: tell.now, stories, tables: LOADED });
  return null;
}

/** What was said to customers went its way at its time: a worker that starts here later has nothing of two years to deliver. */
async function deliverWhatWaits(client: pg.Client, house: Assembled): Promise<void> {
  for (const at of await timesToDeliver(client))
    while ((await deliverOutbox({ db: house.db, time: { now: () => at }, mailer: null })).full);
}

/** Portions that are being written or wait to be copied in, for each writer: it never stands still, and memory holds no more of them. */
const AHEAD = 2;

interface Copied {
  readonly written: Promise<Written>;
  readonly series: readonly Series[];
  readonly done: number;
}

async function fillFrom(into: Into & { providerId: string }, asked: Asked): Promise<void> {
  const { client, providerId } = into;
  const progress = await readProgress(client);
  if (progress?.stories === null || progress?.now === null || progress === null) throw new Error('the stories are not told');
  const stories = openStories(progress.stories);
  const columns = await columnsOfAll(client, LOADED);
  const { plan } = await planOf(into, stories[0]?.template.owner.plan_id ?? '');
  const numbers = numbersFrom(plan, await seriesOf(client));
  const writers = startWriters({
    stories: progress.stories,
    columns,
    plan,
    corrections: correctionsOf(plan),
    seed: asked.seed,
    now: progress.now,
  });
  const telling = progressOf(asked.requests, 'requests');
  const ahead: Copied[] = [];
  const copyNext = async (): Promise<void> => {
    const next = ahead.shift();
    if (next === undefined) return;
    await loadRequests(client, { ...next, lines: await next.written, columns, providerId });
    telling.tell(next.done);
  };
  try {
    let done = progress.done;
    for (const draws of portions(asked, { stories, done })) {
      const issued = draws.map(({ template, movedBy }) => numbers.of(needed(stories[template]).template, movedBy));
      done += draws.length;
      ahead.push({ written: writers.write({ draws, numbers: issued }), series: numbers.series(), done });
      if (ahead.length > AHEAD * writers.count) await copyNext();
    }
    while (ahead.length > 0) await copyNext();
  } finally {
    await writers.close();
  }
  telling.end();
  await finishLoading(client, LOADED, (what) => process.stderr.write(`making ${what}…\n`));
}

function needed(story: OpenedStory | undefined): OpenedStory {
  if (story === undefined) throw new Error('a draw of no story');
  return story;
}

function* portions(asked: Asked, from: { stories: readonly OpenedStory[]; done: number }): Generator<readonly Draw[]> {
  const drawable = from.stories.map(({ template, isOver, weight }) => ({ isOver, weight, beginsAt: template.beginsAt }));
  let waiting: Draw[] = [];
  for (const { draws } of drawBatches(asked, drawable)) {
    waiting.push(...draws.filter(({ place }) => place >= from.done));
    while (waiting.length >= AT_ONCE) {
      yield waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
    }
  }
  if (waiting.length > 0) yield waiting;
}

function planOf({ house, providerId }: Into & { providerId: string }, id: string): Promise<StoredPlan> {
  return inTransaction(house.db, { providerId, customerId: null }, (tx) => planById(tx, id));
}
