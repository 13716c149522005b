import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const OF_PERSON = 60;
const OF_SOURCE = 150;
const STREAMS = 3;

let server: TestServer;
before(async () => {
  server = await openTestServer({
    listen: true,
    env: { PLEDGE_CALLS_PERSON: String(OF_PERSON), PLEDGE_CALLS_SOURCE: String(OF_SOURCE), PLEDGE_STREAMS: String(STREAMS) },
  });
});
after(() => server.close());

interface Told {
  readonly status: number;
  readonly code: unknown;
  readonly retryAfter: string | null;
}

/** One call, and what was told where it was refused. */
async function call(who: HouseName | null, path: string, from: string, method: 'GET' | 'POST' = 'GET'): Promise<Told> {
  const answer = await server.app.server?.inject({
    method,
    url: path,
    remoteAddress: from,
    headers: who === null ? {} : { cookie: await server.cookieOf(who) },
  });
  assert.ok(answer !== undefined);
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  return {
    status: answer.statusCode,
    code: isProblem ? answer.json().code : undefined,
    retryAfter: answer.headers['retry-after']?.toString() ?? null,
  };
}

const isTurnedAway = ({ status, code, retryAfter }: Told): void => {
  assert.deepEqual([status, code], [429, 'tooManyRequests']);
  assert.ok(Number(retryAfter) > 0 && Number(retryAfter) <= 60, String(retryAfter));
};

describe('whoever calls too often hears when to come again', () => {
  it('as a person, from wherever, at every door; others are served', async () => {
    let last: Told | undefined;
    for (let count = 0; count <= OF_PERSON; count += 1) last = await call('auditor', '/api/me', `198.51.100.${count}`);
    isTurnedAway(last ?? assert.fail());
    isTurnedAway(await call('auditor', '/api/stream', '198.51.100.1'));
    isTurnedAway(await call('auditor', '/api/files', '198.51.100.1', 'POST'));
    isTurnedAway(await call('auditor', '/api/history-imports', '198.51.100.1', 'POST'));
    assert.equal((await call('manager', '/api/me', '198.51.100.1')).status, 200);
  });

  it('as a source, before anybody is asked for; other sources and those who watch are served', async () => {
    const from = '203.0.113.7';
    let last: Told | undefined;
    for (let count = 0; count <= OF_SOURCE; count += 1)
      last = await call(null, count % 2 === 0 ? '/api/me' : '/api/nothing', from);
    isTurnedAway(last ?? assert.fail());
    isTurnedAway(await call('manager', '/api/me', from));
    assert.equal((await call(null, '/healthz', from)).status, 200);
    assert.equal((await call('manager', '/api/me', '203.0.113.8')).status, 200);
  });

  it('each command of a parcel is a call, and those beyond the limit are told so one by one', async () => {
    const commands = Array.from({ length: OF_PERSON + 5 }, () => ({
      commandId: crypto.randomUUID(),
      path: '/api/service-requests',
    }));
    const { body } = await server.post('clerk', '/api/commands', { commandId: undefined, commands });
    const statuses = body.results.map((one: { status: number }) => one.status);
    assert.equal(statuses.at(0), 400);
    assert.equal(statuses.at(-1), 429);
  });
});

interface Stream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What comes next. */
  readonly heard: () => Promise<string>;
  readonly leave: () => void;
}

/** A stream on a line of its own, as each page of a browser has one. */
async function openStream(who: HouseName): Promise<Stream> {
  const asked = get(`${server.url}/api/stream`, { agent: false, headers: { cookie: await server.cookieOf(who) } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.setEncoding('utf8');
  answer.on('error', () => undefined);
  const pieces = answer.iterator() as NodeJS.AsyncIterator<string>;
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    heard: async () => (await pieces.next()).value as string,
    leave: () => void asked.destroy(),
  };
}

describe('streams of one person', () => {
  it('are so many; one more is refused while those that are open go on, and one that is closed makes room', async () => {
    const streams: Stream[] = [];
    for (let count = 0; count < STREAMS; count += 1) streams.push(await openStream('representative'));
    for (const { heard } of streams) assert.match(await heard(), /"all"/);
    const refused = await openStream('representative');
    const told = JSON.parse(await refused.heard()) as { code: string; detail: string };
    assert.deepEqual([refused.status, told.code], [429, 'tooManyStreams']);
    assert.match(told.detail, /^您已打开3个实时连接。/);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    server.app.signal.changed(['service-requests']);
    for (const { heard } of streams) assert.match(await heard(), /service-requests/);
    const other = await openStream('technician');
    assert.equal(other.status, 200);
    streams[0]?.leave();
    // The end of a stream is noticed a moment after it was left.
    let again = await openStream('representative');
    while (again.status === 429) {
      again.leave();
      again = await openStream('representative');
    }
    assert.equal(again.status, 200);
    for (const { leave } of [...streams, other, again]) leave();
  });
});
