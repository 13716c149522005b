import { randomUUID } from 'node:crypto';
import type { Figure } from './figures.ts';
import type { HttpAnswer, HttpConnection } from './http-connection.ts';
import { CLIENTS, type Limits } from './limits.ts';
import { underLoad } from './load.ts';
import type { BenchedProduct } from './product.ts';

export interface Durations {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** Redmine 5, the fastest of three peers measured, requests created a second through its API (2026-09). */
const REDMINE_CREATES = 78;

/** A need as the portal sends it: the first clocks start at once, and a person has to look at it. */
export async function reportOnce(connection: HttpConnection): Promise<string> {
  const answer = await connection.post('/api/service-requests', {
    commandId: randomUUID(),
    content: '网络时断时续，请尽快查看。',
  });
  return (JSON.parse(needed(answer, 201).text) as { id: string }).id;
}

async function reportFault(connection: HttpConnection, siteId: string): Promise<string> {
  const answer = await connection.post('/api/service-requests', {
    commandId: randomUUID(),
    content: '核心交换机无响应，业务中断。',
    siteId,
    kind: 'fault',
    severity: 'major',
    symptom: '指示灯全灭',
  });
  return (JSON.parse(needed(answer, 201).text) as { id: string }).id;
}

/** Creation through the HTTP API: row, events with hashes, clocks and their wake-ups, receipt, words, durable commit. */
export async function benchCreation(product: BenchedProduct, limits: Limits, durations: Durations): Promise<Figure[]> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => product.connect('wang')));
  const siteId = await firstSite(product);
  const plain = await underLoad(
    { workers: CLIENTS, ...durations },
    async (worker) => void (await reportOnce(at(connections, worker))),
  );
  const registered = await underLoad(
    { workers: CLIENTS, ...durations },
    async (worker) => void (await reportFault(at(connections, worker), siteId)),
  );
  const alone = await underLoad({ workers: 1, ...durations }, async () => void (await reportOnce(at(connections, 0))));
  for (const connection of connections) connection.close();
  return [
    {
      name: `report a need, ${CLIENTS} clients`,
      value: plain.perSecond,
      unit: '/s',
      limit: { name: 'plain Node + pg', value: limits.createPg.perSecond },
      bar: { of: 'limit', least: 0.5 },
    },
    ...(limits.createPgbench === undefined
      ? []
      : [
          {
            name: 'the same against pgbench',
            value: plain.perSecond,
            unit: '/s',
            limit: { name: 'pgbench', value: limits.createPgbench },
            bar: { of: 'limit', least: 0.35 },
          } satisfies Figure,
        ]),
    {
      name: 'the same against Redmine 5',
      value: plain.perSecond,
      unit: '/s',
      limit: { name: 'Redmine', value: REDMINE_CREATES },
      bar: { of: 'limit', least: 20 },
    },
    {
      name: 'the same, p99',
      value: plain.p99,
      unit: 'ms',
      limit: { name: 'plain Node + pg p99', value: limits.createPg.p99 },
      bar: { of: 'value', most: 40 },
    },
    { name: 'the same, one client, p50', value: alone.p50, unit: 'ms' },
    {
      name: `report a fault that is registered at once, ${CLIENTS} clients`,
      value: registered.perSecond,
      unit: '/s',
      limit: { name: 'plain Node + pg', value: limits.createPg.perSecond },
    },
  ];
}

/** The first page of the list as the console asks for it. */
export async function benchList(product: BenchedProduct, limits: Limits, durations: Durations): Promise<Figure[]> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => product.connect('dispatcher')));
  const open = async (worker: number): Promise<void> =>
    void needed(await at(connections, worker).get('/api/service-requests?limit=50&strip=row'), 200);
  const first = needed(await at(connections, 0).get('/api/service-requests?limit=50&strip=row'), 200);
  const page = first.text;
  const rows = (JSON.parse(page) as { items: unknown[] }).items.length;
  const many = await underLoad({ workers: CLIENTS, ...durations }, open);
  const one = await underLoad({ workers: 1, ...durations }, open);
  const counted = await underLoad(
    { workers: 1, ...durations },
    async () => void needed(await at(connections, 0).get('/api/service-requests?limit=50&strip=row&total=true'), 200),
  );
  for (const connection of connections) connection.close();
  return [
    {
      name: `first page of ${rows} rows with strips, ${CLIENTS} clients`,
      value: many.perSecond,
      unit: '/s',
      limit: { name: 'Node + pg, 50 rows', value: limits.listPg.perSecond },
      bar: { of: 'limit', least: 0.25 },
    },
    {
      name: 'the same, one client, p50',
      value: one.p50,
      unit: 'ms',
      limit: { name: 'Node + pg p50', value: limits.listPgOne.p50 },
      bar: { of: 'value', most: 3 },
    },
    { name: 'the same with the total', value: counted.p50, unit: 'ms' },
    { name: 'the same, weight of the answer over the wire', value: first.bytes / 1024, unit: 'KiB' },
    { name: 'the same, unpacked', value: page.length / 1024, unit: 'KiB' },
  ];
}

/** One request with a short and with a long history: what the page of a request asks for, each call by itself. */
export async function benchOpen(product: BenchedProduct, durations: Durations): Promise<Figure[]> {
  const [customer, connection] = [await product.connect('wang'), await product.connect('dispatcher')];
  const figures: Figure[] = [];
  for (const [entries, most] of [
    [20, 4],
    [200, 15],
  ] as const) {
    const id = await requestWith({ customer, staff: connection }, entries);
    for (const part of ['', '/timeline', '/messages', '/next'] as const) {
      const opened = await underLoad(
        { workers: 1, warmUpMs: durations.warmUpMs / 2, measureMs: durations.measureMs / 2 },
        async () => void needed(await connection.get(`/api/service-requests/${id}${part}`), 200),
      );
      const name = part === '' ? `open a request of ${entries} entries, p50` : `  its ${part.slice(1)}`;
      figures.push({ name, value: opened.p50, unit: 'ms', ...(part === '/next' ? {} : { bar: { of: 'value', most } }) });
    }
  }
  for (const used of [customer, connection]) used.close();
  return figures;
}

/** A reply to the customer, and a step that moves the request. */
export async function benchReply(product: BenchedProduct, limits: Limits, durations: Durations): Promise<Figure[]> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => product.connect('dispatcher')));
  const siteId = await firstSite(product);
  const customer = await product.connect('wang');
  const ids: string[] = [];
  while (ids.length < CLIENTS) ids.push(await reportOnce(customer));
  const reply = await underLoad({ workers: CLIENTS, ...durations }, async (worker) => {
    const body = { commandId: randomUUID(), text: '您好，已收到，正在查看。' };
    needed(await at(connections, worker).post(`/api/service-requests/${at(ids, worker)}/messages`, body), 201);
  });
  const contact = { contactName: '王工', channel: 'phone', text: '您好，已收到，正在核实。' };
  // More than can be taken in the time: a line carries one call after the other, and none is free to report another in between.
  const waiting = await faultsFor(product, siteId, Math.ceil(durations.warmUpMs + durations.measureMs) / 2);
  let taken = 0;
  const step = await underLoad({ workers: CLIENTS, ...durations }, async (worker) => {
    const id = at(waiting, taken++);
    needed(
      await at(connections, worker).post(`/api/service-requests/${id}/contact`, { commandId: randomUUID(), ...contact }),
      200,
    );
  });
  for (const connection of [customer, ...connections]) connection.close();
  const limit =
    limits.updatePgbench === undefined
      ? { name: 'Node + pg, one update', value: limits.updatePg.perSecond }
      : { name: 'pgbench, one update', value: limits.updatePgbench };
  return [
    {
      name: `reply to the customer, ${CLIENTS} clients`,
      value: reply.perSecond,
      unit: '/s',
      limit,
      bar: { of: 'limit', least: 0.1 },
    },
    { name: `change of state, ${CLIENTS} clients`, value: step.perSecond, unit: '/s', limit, bar: { of: 'limit', least: 0.1 } },
    { name: 'the same, p99', value: step.p99, unit: 'ms' },
  ];
}

async function faultsFor(product: BenchedProduct, siteId: string, count: number): Promise<string[]> {
  const lines = await Promise.all(Array.from({ length: CLIENTS }, () => product.connect('wang')));
  const ids: string[] = [];
  let begun = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (begun++ < count) ids.push(await reportFault(line, siteId));
      line.close();
    }),
  );
  return ids;
}

async function requestWith(by: { customer: HttpConnection; staff: HttpConnection }, entries: number): Promise<string> {
  const id = await reportOnce(by.customer);
  for (let written = 2; written < entries; written += 1) {
    needed(
      await by.staff.post(`/api/service-requests/${id}/messages`, {
        commandId: randomUUID(),
        text: `第${written}条回复：正在处理，请稍候。`,
      }),
      201,
    );
  }
  return id;
}

async function firstSite(product: BenchedProduct): Promise<string> {
  return product.database.within(
    async (tx) =>
      (
        await tx
          .selectFrom('pledge.site')
          .select('id')
          .where('serving_unit_id', 'is not', null)
          .orderBy('code')
          .executeTakeFirstOrThrow()
      ).id,
  );
}

function needed(answer: HttpAnswer, status: number): HttpAnswer {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 400)}`);
  return answer;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no ${index + 1}th of ${list.length}`);
  return found;
}
