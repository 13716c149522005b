import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fastify, type FastifyInstance } from 'fastify';
import type { Actor } from '#centre/people/actor.schema.ts';
import { prepareDraining } from '#platform/http/drain.ts';
import { openMetrics } from '#platform/metrics/metrics.ts';
import { mountStream } from './stream.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

interface Heard {
  readonly topics: string[];
  readonly version: number;
}

describe('a change elsewhere is seen without reloading', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ listen: true });
  });
  after(async () => {
    await server.close();
  });

  it('a stream carries topics and a version, and nothing of what changed', async () => {
    const stream = await open(server, 'representative');
    assert.deepEqual((await stream.next()).topics, ['all']);
    const { body } = await server.post('technician', '/api/service-requests', {
      content: '专线丢包',
      siteId: server.house.sites['SITE-02'],
    });
    const heard = await stream.until((topics) => topics.includes('service-requests'));
    assert.deepEqual(Object.keys(heard).sort(), ['topics', 'version']);
    const said = await server.post('technician', `/api/service-requests/${body.id}/messages`, { text: '补充：只在上午' });
    assert.equal(said.status, 201);
    assert.ok(await stream.until((topics) => topics.includes(`service-requests/${body.id}`)));
    await stream.close();
  });

  it('nobody listens without a session', async () => {
    const answer = await fetch(`${server.url}/api/stream`);
    assert.equal(answer.status, 401);
    await answer.body?.cancel();
  });

  it('a house that closes ends the streams that are open', { timeout: 60_000 }, async () => {
    const closing = await openTestServer({ listen: true });
    const stream = await open(closing, 'representative');
    await stream.next();
    await closing.close();
    await assert.rejects(
      stream.until(() => false),
      /the stream goes on/,
    );
  });
});

describe('a stream whose reader leaves', () => {
  it('while it is asked who that is never begins', async () => {
    const asked = Promise.withResolvers<void>();
    const known = Promise.withResolvers<{ actor: Actor }>();
    const bare = fastify();
    let heard = 0;
    const signal = { changed: () => undefined, hear: () => ((heard += 1), () => undefined), close: async () => undefined };
    prepareDraining(bare);
    mountStream(bare, {
      signal,
      metrics: openMetrics(),
      actorOf: () => (asked.resolve(), known.promise),
      atMost: 1,
    });
    const url = await bare.listen({ port: 0, host: '127.0.0.1' });
    const leaving = new AbortController();
    const answer = fetch(`${url}/api/stream`, { signal: leaving.signal });
    await asked.promise;
    leaving.abort();
    await assert.rejects(answer);
    while ((await connectionsOf(bare)) > 0) await new Promise((later) => setImmediate(later));
    known.resolve({ actor: {} as Actor });
    await bare.close();
    assert.equal(heard, 0);
    assert.ok(!process.getActiveResourcesInfo().includes('Timeout'), 'no beat goes on');
  });
});

function connectionsOf(bare: FastifyInstance): Promise<number> {
  return new Promise((told, failed) => bare.server.getConnections((error, count) => (error ? failed(error) : told(count))));
}

async function open(
  server: TestServer,
  who: 'representative',
): Promise<{
  next: () => Promise<Heard>;
  until: (fits: (topics: string[]) => boolean) => Promise<Heard>;
  close: () => Promise<void>;
}> {
  const leaving = new AbortController();
  const answer = await fetch(`${server.url}/api/stream`, {
    headers: { cookie: await server.cookieOf(who) },
    signal: leaving.signal,
  });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = '';
  const next = async (): Promise<Heard> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined) return JSON.parse(data) as Heard;
        continue;
      }
      const { value, done } = await reader.read();
      assert.equal(done, false, 'the stream goes on');
      text += value ?? '';
    }
  };
  return {
    next,
    until: async (fits) => {
      for (;;) {
        const heard = await next();
        if (fits(heard.topics)) return heard;
      }
    },
    close: async () => {
      leaving.abort();
      await reader.closed.catch(() => undefined);
    },
  };
}
