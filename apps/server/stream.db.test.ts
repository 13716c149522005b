import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
});

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
