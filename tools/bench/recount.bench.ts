import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import type { Figure } from './figures.ts';
import type { HttpConnection } from './http-connection.ts';
import { underLoad } from './load.ts';
import { openProduct, type BenchedProduct } from './product.ts';
import { reportOnce, type Durations } from './requests.bench.ts';

/** So many requests that go on have some hundred thousand clocks that run. */
const REQUESTS = 23_000;
/** The bar of the house for an edit of a calendar with 100,000 open clocks, from the import on. */
const SECONDS_BAR = 30;
const CLOCKS = 100_000;
const DAY_MS = 86_400_000;
const CLI = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const GIVEN_UP_MS = 300_000;

/**
 * Among a hundred thousand clocks that run a version of the plan takes their requests over. Then a notice of holidays: a weekday of last week and the next one turn out to be off, so that every
 * clock is counted again and those in office hours fall due later; meanwhile people read their list and report.
 */
export async function benchRecount(durations: Durations): Promise<Figure[]> {
  const product = await openProduct({ generated: { requests: REQUESTS, open: REQUESTS - 200, folder: undefined } });
  try {
    await product.analyze();
    const by = { manager: await product.connect('manager'), wang: await product.connect('wang') };
    // A connection answers one after the other: who waits for the recount keeps no reader waiting.
    const watcher = await product.connect('manager');
    const running = await clocksThatRun(product);
    const beforeMove = performance.now();
    const moved = await recounted(watcher, await applyVersion(product, watcher));
    const moving = (performance.now() - beforeMove) / 1000;
    const quiet = await served(by, durations.measureMs, durations.warmUpMs);
    const from = performance.now();
    const id = await importNotice(watcher);
    const busy = served(by, SECONDS_BAR * 500, 0);
    const done = await recounted(watcher, id);
    const seconds = (performance.now() - from) / 1000;
    const { list, report } = await busy;
    for (const connection of [...Object.values(by), watcher]) connection.close();
    return [
      { name: 'Clocks that run', value: running, unit: '' },
      { name: '  of them with another due time by the notice', value: done.changed, unit: '' },
      {
        name: 'From the import of a notice until all are counted again',
        value: (seconds * CLOCKS) / running,
        unit: 's per 100,000',
        bar: { of: 'value', most: SECONDS_BAR },
      },
      { name: 'Requests that go over to a version of their plan', value: moved.moved, unit: '' },
      { name: '  clocks of them with another due time or limit', value: moved.changed, unit: '' },
      {
        name: 'From the version until all of them went over',
        value: (moving * CLOCKS) / running,
        unit: 's per 100,000',
        limit: { name: 'the notice', value: (seconds * CLOCKS) / running },
      },
      { name: 'List meanwhile, p99', value: list.p99, unit: 'ms', limit: { name: 'before', value: quiet.list.p99 } },
      { name: 'Report meanwhile, p99', value: report.p99, unit: 'ms', limit: { name: 'before', value: quiet.report.p99 } },
    ];
  } finally {
    await product.close();
  }
}

async function clocksThatRun(product: BenchedProduct): Promise<number> {
  return product.database.within(async (tx) => {
    const row = await tx
      .selectFrom('pledge.clock')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('state', 'in', ['running', 'paused'])
      .executeTakeFirstOrThrow();
    return row.count;
  });
}

/** One person reads the list while another reports, each as fast as the answers come. */
async function served(by: Readonly<Record<'manager' | 'wang', HttpConnection>>, measureMs: number, warmUpMs: number) {
  const [list, report] = await Promise.all([
    underLoad({ workers: 1, warmUpMs, measureMs }, async () => {
      await by.manager.get('/api/service-requests?limit=50&strip=row');
    }),
    underLoad({ workers: 1, warmUpMs, measureMs }, async () => {
      await reportOnce(by.wang);
    }),
  ]);
  return { list, report };
}

/** The year's notice as it is known, with a weekday a week ago and the next weekday off besides. Gives the recount's id. */
async function importNotice(manager: HttpConnection): Promise<string> {
  const { sets } = JSON.parse((await manager.get('/api/holiday-notices')).text) as {
    sets: { set: string; years: { year: number; off: string[]; makeUp: string[] }[] }[];
  };
  const [held] = sets;
  const past = weekdayFrom(Date.now() - 7 * DAY_MS);
  const year = Number(past.slice(0, 4));
  const days = held?.years.find((one) => one.year === year);
  if (held === undefined || days === undefined) throw new Error(`the centre knows no holidays of ${year}`);
  const marked = (dates: readonly string[], isOffDay: boolean) => dates.flatMap(datesIn).map((date) => ({ date, isOffDay }));
  const text = JSON.stringify({
    year,
    days: [...marked([...days.off, past, weekdayFrom(Date.now() + DAY_MS)], true), ...marked(days.makeUp, false)],
  });
  const answer = await manager.post('/api/holiday-notices', { commandId: randomUUID(), set: held.set, text });
  const { recountId } = JSON.parse(answer.text) as { recountId?: string };
  if (recountId === undefined) throw new Error(`the notice was not taken: ${answer.status} ${answer.text.slice(0, 300)}`);
  return recountId;
}

/** A version with a shorter way to the site that takes running requests over, applied as an operator does. Gives the recount's id. */
async function applyVersion(product: BenchedProduct, manager: HttpConnection): Promise<string> {
  const file = join(product.dataDir, 'next-version.yaml');
  const next = changed(
    samplePlanText,
    ['  revision: 1', '  revision: 2'],
    ['critical: PT2H, major: PT2H', 'critical: PT1H, major: PT1H'],
    ['\ngates:', '\nrunningRequests: { onNewVersion: move }\n\ngates:'],
  );
  await writeFile(file, next);
  await promisify(execFile)(process.execPath, [CLI, 'plan', 'apply', file], {
    env: { ...process.env, PLEDGE_DATA_DIR: product.dataDir, DATABASE_URL: '' },
  });
  const { items } = JSON.parse((await manager.get('/api/clock-recounts')).text) as { items: { id: string; cause: string }[] };
  const [asked] = items.filter(({ cause }) => cause === 'planVersion');
  if (asked === undefined) throw new Error('the version takes nothing over');
  return asked.id;
}

async function recounted(manager: HttpConnection, id: string): Promise<{ changed: number; moved: number }> {
  for (const from = performance.now(); performance.now() - from < GIVEN_UP_MS; await delay(200)) {
    const told = JSON.parse((await manager.get(`/api/clock-recounts/${id}`)).text) as {
      state: string;
      count: { changed: number; moved: number };
    };
    if (told.state === 'done') return told.count;
  }
  throw new Error('the recount did not end');
}

/** The first day from an instant on that is no Saturday and no Sunday, `2026-11-30`. */
function weekdayFrom(at: number): string {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6 ? weekdayFrom(at + DAY_MS) : new Date(at).toISOString().slice(0, 10);
}

function datesIn(range: string): string[] {
  const [from = range, to = from] = range.split('/');
  const dates: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS) dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}
