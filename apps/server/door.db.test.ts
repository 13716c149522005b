import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { contractOf } from './routes.ts';
import { leastBody, schemaOf } from './testing/access/id-places.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** What others try from beside and before the door: another site's page, a frame, a forged host, an address that leads away. */

let server: TestServer;
let routes: readonly AnyRoute<Actor>[];
before(async () => {
  server = await openTestServer();
  routes = contractOf(server.app.house, server.app.auth, () => undefined);
});
after(() => server.close());

async function ask(
  method: 'GET' | 'POST',
  url: string,
  about: { headers?: Record<string, string>; payload?: object; from?: string } = {},
) {
  const { headers = {}, payload, from } = about;
  const answer = await server.app.server?.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
    ...(from === undefined ? {} : { remoteAddress: from }),
  });
  return answer ?? assert.fail();
}
const addressOf = (path: string): string => path.replace(/:id\b/, randomUUID()).replace(':clock', 'x');

describe('a page of another site', () => {
  const foreign = ['https://evil.example', 'null', 'http://localhost.evil.example', 'https://evil.example:8080'];

  it('sends no command in the name of whoever is signed in: every address that takes one', async () => {
    const cookie = await server.cookieOf('administrator');
    const posts = routes.filter(({ method }) => method === 'POST');
    assert.ok(posts.length > 70);
    for (const { path, body } of posts)
      for (const origin of foreign) {
        const payload = leastBody(schemaOf(body), () => randomUUID()) as object;
        const answer = await ask('POST', addressOf(path), { headers: { cookie, origin }, payload });
        assert.deepEqual([answer.statusCode, answer.json().code], [403, 'foreignOrigin'], `${path} from ${origin}`);
      }
    assert.equal((await ask('GET', '/api/me', { headers: { cookie } })).statusCode, 200, 'the session is what it was');
  });

  it('sends no file either, and no form that needs no leave of the browser', async () => {
    const cookie = await server.cookieOf('technician');
    const upload = { cookie, origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=x' };
    assert.equal((await ask('POST', '/api/files', { headers: upload })).statusCode, 403);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      assert.equal((await ask('POST', '/api/me/language', { headers: { cookie, 'content-type': type } })).statusCode, 415, type);
  });

  it('puts nothing of ours into a frame and reads no answer of ours', async () => {
    for (const url of ['/api/me', '/api/nothing', '/api/docs', '/api/openapi.json', '/healthz']) {
      const { headers } = await ask('GET', url);
      assert.equal(headers['x-frame-options'], 'DENY', url);
      assert.match(String(headers['content-security-policy']), /base-uri 'none';.* frame-ancestors 'none'/, url);
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin', url);
      assert.equal(headers['referrer-policy'], 'same-origin', url);
      assert.equal(headers['access-control-allow-origin'], undefined, url);
    }
  });
});

describe('a browser that came by HTTPS', () => {
  it('is told to come no other way, and one that did not is told nothing of it', async () => {
    const secure = await openTestServer({ env: { PLEDGE_PUBLIC_URL: 'https://service.example.cn' } });
    try {
      for (const url of ['/api/me', '/api/docs', '/api/nothing', '/healthz']) {
        assert.equal((await secure.get(null, url)).headers['strict-transport-security'], 'max-age=31536000', url);
        assert.equal((await ask('GET', url)).headers['strict-transport-security'], undefined, url);
      }
    } finally {
      await secure.close();
    }
  });
});

describe('a forged host', () => {
  it('stands in no link: those name the address that the installation was given', async () => {
    const cookie = await server.cookieOf('administrator');
    const payload = { commandId: randomUUID(), name: '新同事', login: 'hosted', position: 'auditor' };
    const headers = { cookie, host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const answer = await ask('POST', '/api/people', { headers, payload });
    assert.equal(answer.statusCode, 201, answer.body);
    assert.ok(answer.json().link.startsWith(`${server.app.house.publicUrl}/set-password#`));
    assert.doesNotMatch(answer.body, /evil/);
  });
});

describe('an address that leads away', () => {
  it('is none of ours: no answer names a place to go to', async () => {
    const cookie = await server.cookieOf('manager');
    const away = [
      '//evil.example',
      '/\\evil.example',
      '/%2f%2fevil.example',
      '/?next=https://evil.example',
      '/sign-in?redirect=//evil.example',
    ];
    for (const url of [...away, ...routes.map(({ path }) => `${addressOf(path)}?next=//evil.example`)]) {
      const answer = await ask('GET', url, { headers: { cookie } });
      assert.equal(answer.headers['location'], undefined, url);
      assert.ok(answer.statusCode < 300 || answer.statusCode >= 400, `${url}: ${answer.statusCode}`);
    }
  });
});

describe('where a request says it comes from', () => {
  const tries = async (at: TestServer, login: string, forwarded: (count: number) => string, from: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const answer = await at.app.server?.inject({
        method: 'POST',
        url: '/api/sign-in',
        remoteAddress: from,
        headers: { 'x-forwarded-for': forwarded(count) },
        payload: { login, password: 'wrong password' },
      });
      statuses.push(answer?.statusCode ?? 0);
    }
    return statuses;
  };

  it('is not believed: whoever invents a new address for each try is stopped all the same', async () => {
    const statuses = await tries(server, 'inventive', (count) => `203.0.113.${count}`, '198.51.100.20');
    assert.equal(statuses.at(-1), 429);
  });

  it('is believed of the proxies that the configuration names, and of the last hop alone', async () => {
    const behind = await openTestServer({ env: { PLEDGE_TRUSTED_PROXIES: '10.0.0.0/8' } });
    try {
      const each = await tries(behind, 'many-people', (count) => `203.0.113.${count}`, '10.1.2.3');
      assert.deepEqual(new Set(each), new Set([401]), 'people behind one proxy do not lock each other out');
      const one = await tries(behind, 'one-person', (count) => `192.0.2.${count}, 203.0.113.99`, '10.1.2.3');
      assert.equal(one.at(-1), 429, 'what was written before the proxy is anybody’s invention');
      const outside = await tries(behind, 'not-the-proxy', (count) => `203.0.113.${count}`, '198.51.100.21');
      assert.equal(outside.at(-1), 429);
    } finally {
      await behind.close();
    }
  });
});

describe('a session', () => {
  it('is a new one with every sign-in, and one that was planted before is nobody’s', async () => {
    const { personId } = server.house.actors.auditor;
    const account = {
      personId: personId ?? '',
      providerId: server.house.providerId,
      login: 'auditor',
      password: 'a good password 7',
    };
    assert.deepEqual(await server.app.auth.createAccount(account), { ok: true });
    const planted = await server.cookieOf('clerk');
    const payload = { login: 'auditor', password: account.password };
    const entered = await ask('POST', '/api/sign-in', { headers: { cookie: planted }, payload, from: '198.51.100.30' });
    const cookie =
      [entered.headers['set-cookie']]
        .flat()
        .map(String)
        .find((value) => value.includes('session_token')) ?? '';
    assert.notEqual(cookie.split(';')[0], planted);
    assert.equal((await ask('GET', '/api/me', { headers: { cookie: planted } })).statusCode, 401);
  });
});
