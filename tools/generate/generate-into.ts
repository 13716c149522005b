import type pg from 'pg';
import { assemble, type Assembled } from '#apps/server/assemble.ts';
import { loadDemonstration } from '#apps/server/demonstration/load.ts';
import { storyteller } from '#apps/server/demonstration/storyteller.ts';
import { clockRulesOf } from '#centre/commitments/index.ts';
import { planById, type StoredPlan } from '#centre/plan/index.ts';
import type { Config } from '#platform/config/config.ts';
import { openDatabase } from '#platform/db/database.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { quietClient } from '#platform/db/quiet-client.ts';
import { openLog } from '#platform/log/log.ts';
import { instant } from '#platform/time/instant.ts';
import { progressOf } from '#apps/cli/progress.ts';
import { randomFrom } from '../drill/random.ts';
import { drawBatches, seedOf, type Draw } from './draws.rules.ts';
import {
  beginProgress,
  finishLoading,
  hasProvider,
  keepStories,
  loadRequests,
  readProgress,
  seriesOf,
  timesToDeliver,
  type Progress,
} from './load.store.ts';
import { numbersFrom } from './numbers.ts';
import { columnsOf, LOADED } from './rows.store.ts';
import { tellStories } from './stories.ts';
import { templateOf, type Template } from './template.ts';
import { clocksOfVariants, type VariantClocks } from './variant-clocks.ts';
import { writeVariant, type Lines } from './variant.ts';

export interface Asked {
  readonly requests: number;
  readonly seed: number;
}

/** Requests that are written and committed together. */
const AT_ONCE = 1_000;
/** So many are written before the connection to the database has its turn. */
const BETWEEN_TURNS = 10;

/** Fills the database that the configuration names. @returns why not, with what to do */
export async function generateInto(config: Config, asked: Asked): Promise<string | null> {
  const database = await openDatabase(config);
  const client = quietClient({ connectionString: database.ownerUrl, application_name: 'pledge generate' });
  const log = openLog({ level: 'warn' });
  // Nobody works here while it is filled: no worker, and nothing listens.
  const house = await assemble({ config: { ...config, role: 'web', demo: true }, ownerUrl: database.ownerUrl, log });
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
  else if (progress.seed !== asked.seed || progress.requests !== asked.requests)
    return `An earlier run is not through yet. Go on with it: npm run generate -- --requests ${progress.requests} --seed ${progress.seed}`;
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

async function fillFrom(into: Into & { providerId: string }, asked: Asked): Promise<void> {
  const { client, providerId } = into;
  const progress = await readProgress(client);
  if (progress?.stories === null || progress?.now === null || progress === null) throw new Error('the stories are not told');
  const { templates, columns } = await openStories(into, progress);
  const stamp = await stamping(into, { templates, columns, asked, now: progress.now });
  const telling = progressOf(asked.requests, 'requests');
  let loading: Promise<void> = Promise.resolve();
  let done = progress.done;
  for (const draws of portions(asked, { templates, done })) {
    const lines: Lines = new Map();
    for (const [turn, draw] of draws.entries()) {
      if (turn % BETWEEN_TURNS === 0) await new Promise(setImmediate);
      stamp.write(draw, lines);
    }
    done += draws.length;
    const load = { lines, columns, providerId, series: stamp.series(), done };
    // While these are copied in, the next are written.
    await loading;
    telling.tell(done - draws.length);
    loading = loadRequests(client, load);
    loading.catch(() => undefined);
  }
  await loading;
  telling.tell(asked.requests);
  telling.end();
  await finishLoading(client, LOADED, (what) => process.stderr.write(`making ${what}…\n`));
}

function* portions(asked: Asked, from: { templates: readonly OpenedStory[]; done: number }): Generator<readonly Draw[]> {
  const drawable = from.templates.map(({ template, isOver, weight }) => ({ isOver, weight, beginsAt: template.beginsAt }));
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

interface OpenedStory {
  readonly template: Template;
  readonly verdicts: ReadonlyMap<string, string>;
  readonly isOver: boolean;
  readonly weight: number;
}

async function openStories(
  into: Into,
  progress: Progress,
): Promise<{ templates: OpenedStory[]; columns: Map<string, string[]> }> {
  const templates: OpenedStory[] = [];
  const columns = new Map<string, string[]>();
  for (const story of progress.stories ?? []) {
    const { isOver, weight, rows } = story;
    for (const { table, columns: named } of rows.tables) columns.set(table, [...named]);
    templates.push({
      template: templateOf(story, rows.tables),
      verdicts: new Map(Object.entries(rows.verdicts)),
      isOver,
      weight,
    });
  }
  for (const name of ['clock', 'clock_outcome']) columns.set(`pledge.${name}`, await columnsOf(into.client, name));
  return { templates, columns };
}

async function stamping(
  into: Into & { providerId: string },
  of: { templates: readonly OpenedStory[]; columns: ReadonlyMap<string, string[]>; asked: Asked; now: number },
) {
  const plan = await planOf(into, of.templates[0]?.template.owner.plan_id ?? '');
  const numbers = numbersFrom(plan.plan, await seriesOf(into.client));
  const rules = clockRulesOf(plan);
  const columns = { clock: of.columns.get('pledge.clock') ?? [], clock_outcome: of.columns.get('pledge.clock_outcome') ?? [] };
  const counted = new Map<string, VariantClocks>();
  const clocksOf = (draw: Draw, story: OpenedStory): VariantClocks => {
    const key = `${draw.template}/${draw.movedBy}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    // Draws come in the order of time: what was counted for other weeks is not asked for again.
    if (counted.size > COUNTED_AT_MOST) counted.clear();
    const { template, verdicts } = story;
    const made = clocksOfVariants(template, { movedBy: draw.movedBy, now: instant(of.now), rules, columns, verdicts });
    counted.set(key, made);
    return made;
  };
  return {
    series: numbers.series,
    write: (draw: Draw, lines: Lines): void => {
      const story = of.templates[draw.template];
      if (story === undefined) throw new Error('a draw of no story');
      const random = randomFrom(seedOf(of.asked.seed, draw.place));
      const { template } = story;
      const clocks = clocksOf(draw, story);
      writeVariant(template, { movedBy: draw.movedBy, random, numbers: numbers.of(template, draw.movedBy), clocks }, lines);
    },
  };
}

const COUNTED_AT_MOST = 4_000;

function planOf({ house, providerId }: Into & { providerId: string }, id: string): Promise<StoredPlan> {
  return inTransaction(house.db, { providerId, customerId: null }, (tx) => planById(tx, id));
}
