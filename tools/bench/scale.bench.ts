import { randomUUID } from 'node:crypto';
import { caughtUp } from './caught-up.ts';
import type { Figure } from './figures.ts';
import type { HttpAnswer, HttpConnection } from './http-connection.ts';
import { underLoad } from './load.ts';
import { openProduct, type Generated } from './product.ts';
import type { Durations } from './requests.bench.ts';

/** The bar: what a piece of work costs among many requests, in what it costs among the fewest. */
const MOST = 1.3;

type Ask = (by: Readonly<Record<Who, HttpConnection>>, requestId: string) => Promise<HttpAnswer>;
type Who = 'dispatcher' | 'chengdu' | 'wang' | 'quality';

const LIST = '/api/service-requests?limit=50&strip=row';
const list =
  (query: string, who: Who = 'dispatcher'): Ask =>
  (by) =>
    by[who].get(`${LIST}${query}`);

/** As many as the smallest centre has too: what it is compared with shows as many rows. */
const few =
  (query: string, { limit = 8, who = 'dispatcher' }: { limit?: number; who?: Who } = {}): Ask =>
  (by) =>
    by[who].get(`/api/service-requests?limit=${limit}&strip=row${query}`);

/** What the pages of the console ask: the day's sections, and the numbers beside the views. */
const TOP = '/api/service-requests?limit=8&strip=row&total=glance';
const SECTIONS = [
  'owner=me',
  'owner=nobody',
  'waiting=registration',
  'waiting=overdueApproval',
  'waiting=approval',
  'waiting=review',
  'clock=breached',
];
const VIEWS = [...SECTIONS, 'owner=unit', 'clock=warning', 'clock=paused', 'waiting=confirmation', 'state=closed', 'state=all']
  .map((view) => `of=${encodeURIComponent(view)}`)
  .join('&');

/** Nothing came from there: nobody may have to walk through everything to say so. */
const NO_SITE = '01990000-0000-7000-8000-00000000beef';

/** What people do all day. */
const WORK: Readonly<Record<string, Ask>> = {
  'list, first page': list(''),
  'list, of a branch engineer': list('', 'chengdu'),
  'list, of a customer': list('', 'wang'),
  'sort by number, all': list('&state=all&sort=number'),
  'sort by number, open': list('&sort=number'),
  'sort by receipt, what warns': few('&sort=received&clock=warning', { limit: 3 }),
  'sort by number, a kind of which there is none': list('&state=all&sort=number&kind=consultation&severity=minor'),
  'sort by receipt, closed': list('&state=closed&sort=received'),
  'closed of a branch engineer': list('&state=closed&sort=received', 'chengdu'),
  'closed of a customer': list('&state=closed&sort=received', 'wang'),
  'filter by kind and severity': few('&state=all&sort=received&kind=fault&severity=major'),
  'filter by a broken commitment': few('&state=all&sort=received&clock=breached'),
  'filter by what is mine': few('&state=all&sort=received&owner=me', { who: 'chengdu' }),
  'filter by what is mine, who has nothing': few('&state=all&sort=received&owner=me', { who: 'quality' }),
  'filter by what waits for review': list('&state=all&waiting=review'),
  'list, with how many there are': list('&state=all&sort=received&total=true'),
  'count what is closed': (by) => by.dispatcher.get(`/api/service-requests/counts?of=${encodeURIComponent('state=closed')}`),
  'count closed of a branch engineer': (by) =>
    by.chengdu.get(`/api/service-requests/counts?of=${encodeURIComponent('state=closed')}`),
  'count every view': (by) => by.dispatcher.get(`/api/service-requests/counts?${VIEWS}`),
  'board: the first of each section of the day': async (by) => {
    let last = await by.dispatcher.get(`${TOP}&clock=warning`);
    for (const section of SECTIONS) last = await by.dispatcher.get(`${TOP}&${section}`);
    return last;
  },
  'search a common phrase': (by) => by.dispatcher.get(`/api/search?limit=20&q=${encodeURIComponent('链路')}`),
  'search a rare phrase': (by) => by.dispatcher.get(`/api/search?limit=20&q=${encodeURIComponent('龘鬱')}`),
  'list what has a phrase': few(`&state=all&sort=received&q=${encodeURIComponent('核心交换机无响应')}`),
  'records, first page': (by) => by.dispatcher.get('/api/records?limit=50'),
  'records with a phrase': (by) => by.dispatcher.get(`/api/records?limit=8&q=${encodeURIComponent('核心交换机无响应')}`),
  'records with a rare phrase': (by) => by.dispatcher.get(`/api/records?limit=8&q=${encodeURIComponent('龘鬱')}`),
  'list of a site that has none': (by) => by.dispatcher.get(`${LIST}&state=all&sort=received&site=${NO_SITE}`),
  'open a request': (by, requestId) => by.dispatcher.get(`/api/service-requests/${requestId}`),
  'its timeline': (by, requestId) => by.dispatcher.get(`/api/service-requests/${requestId}/timeline`),
  'what can be done next': (by, requestId) => by.dispatcher.get(`/api/service-requests/${requestId}/next`),
  create: (by) => by.wang.post('/api/service-requests', { commandId: randomUUID(), content: '网络时断时续，请尽快查看。' }),
  reply: (by, requestId) =>
    by.dispatcher.post(`/api/service-requests/${requestId}/messages`, {
      commandId: randomUUID(),
      text: '您好，已收到，正在查看。',
    }),
};

/** How often the centres take turns at one piece of work. */
const TURNS = 4;

/** The same work among so many generated requests and among so many more, fewest first: one client. The centres stand side by side and take
 * turns at each piece, and of all turns the quickest tenth is compared: what others do on the machine meanwhile is nobody's ratio. */
export async function benchScale(sizes: readonly Generated[], durations: Durations): Promise<Figure[]> {
  const centres: Centre[] = [];
  const measured = new Map<number, Map<string, number>>(sizes.map(({ requests }) => [requests, new Map()]));
  try {
    for (const generated of sizes) centres.push(await openCentre(generated));
    for (const [name, ask] of Object.entries(WORK))
      for (let turn = 0; turn < TURNS; turn += 1)
        for (const centre of centres) {
          const took = measured.get(centre.requests) ?? new Map<string, number>();
          took.set(name, Math.min(took.get(name) ?? Number.POSITIVE_INFINITY, await timed(centre, { name, ask }, durations)));
        }
  } finally {
    for (const { close } of centres) await close();
  }
  const [least, ...others] = sizes.map(({ requests }) => requests);
  const base = measured.get(least ?? 0);
  const named = (requests: number): string => requests.toLocaleString('en');
  return Object.keys(WORK).flatMap((work) => [
    { name: `${work}, among ${named(least ?? 0)}`, value: base?.get(work) ?? Number.NaN, unit: 'ms' },
    ...others.map((requests): Figure => ({
      name: `  among ${named(requests)}`,
      value: measured.get(requests)?.get(work) ?? Number.NaN,
      unit: 'ms',
      limit: { name: named(least ?? 0), value: base?.get(work) ?? Number.NaN },
      bar: { of: 'limit', most: MOST },
    })),
  ]);
}

interface Centre {
  readonly requests: number;
  readonly by: Readonly<Record<Who, HttpConnection>>;
  readonly requestId: string;
  readonly close: () => Promise<void>;
}

async function openCentre(generated: Generated): Promise<Centre> {
  const product = await openProduct({ generated });
  // A folder may have lain for days: what fell due meanwhile is told before anything is measured.
  await caughtUp(product.database);
  const by = {
    dispatcher: await product.connect('dispatcher'),
    chengdu: await product.connect('chengdu'),
    wang: await product.connect('wang'),
    quality: await product.connect('quality'),
  };
  // One that has the same history everywhere; any of them, so that none in a folder that stays grows with each run.
  const faults = JSON.parse((await by.dispatcher.get(`${LIST}&state=closed&sort=received&kind=fault&severity=major`)).text) as {
    items: { id: string }[];
  };
  const requestId = faults.items[Math.floor(Math.random() * faults.items.length)]?.id ?? '';
  const close = (): Promise<void> => {
    for (const connection of Object.values(by)) connection.close();
    return product.close();
  };
  return { requests: generated.requests, by, requestId, close };
}

async function timed(centre: Centre, work: { name: string; ask: Ask }, durations: Durations): Promise<number> {
  const [warmUpMs, measureMs] = [durations.warmUpMs / 3 / TURNS, durations.measureMs / 3 / TURNS];
  const { p10 } = await underLoad({ workers: 1, warmUpMs, measureMs }, async () => {
    const { status, text } = await work.ask(centre.by, centre.requestId);
    if (status !== 200 && status !== 201) throw new Error(`${work.name} answered ${status}: ${text.slice(0, 400)}`);
  });
  return p10;
}
