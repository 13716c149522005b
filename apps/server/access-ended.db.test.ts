import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer({ listen: true });
});
after(() => server.close());

const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const administer = async (path: string, body: Record<string, unknown> = {}) => {
  const answer = await server.post('administrator', path, body);
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
  return answer.body;
};
const positionOf = async (who: HouseName): Promise<string> => {
  const { items } = (await server.get('administrator', '/api/people')).body as {
    items: { id: string; positions: { id: string }[] }[];
  };
  return items.find(({ id }) => id === person(who))?.positions[0]?.id ?? assert.fail(who);
};

/** A stream that is open, and the promise of its end. The beat comes after 15 seconds: what ends before it was told of. */
async function opened(headers: Record<string, string>): Promise<{ readonly ended: Promise<void> }> {
  const answer = await fetch(`${server.url}/api/stream`, { headers });
  assert.equal(answer.status, 200);
  const reader = answer.body?.getReader();
  await reader?.read();
  const ended = async (): Promise<void> => {
    for (;;) if ((await reader?.read())?.done !== false) return;
  };
  return { ended: ended() };
}

const asWho = async (who: HouseName): Promise<Record<string, string>> => ({ cookie: await server.cookieOf(who) });
const status = async (headers: Record<string, string>, path = '/api/service-requests'): Promise<number> =>
  (await fetch(`${server.url}${path}`, { headers })).status;

describe('rights that are taken are gone at once, and streams that are open end', () => {
  it('when a person’s access is ended', { timeout: 10_000 }, async () => {
    const headers = await asWho('beginner');
    const stream = await opened(headers);
    assert.equal(await status(headers), 200);
    await administer(`/api/people/${person('beginner')}/end-access`);
    assert.equal(await status(headers), 401);
    await stream.ended;
  });

  it('when an administrator signs a person out: the same password enters again', { timeout: 10_000 }, async () => {
    const headers = await asWho('northEngineer');
    const stream = await opened(headers);
    await administer(`/api/people/${person('northEngineer')}/end-sessions`);
    assert.equal(await status(headers), 401);
    await stream.ended;
    server.signInAnew('northEngineer');
    assert.equal(await status(await asWho('northEngineer')), 200);
  });

  it('when a position is taken: the session goes on without it', { timeout: 10_000 }, async () => {
    const headers = await asWho('auditor');
    const listed = async (): Promise<number> => {
      const answer = await fetch(`${server.url}/api/service-requests?state=all&total=true`, { headers });
      return ((await answer.json()) as { total: number }).total;
    };
    await server.post('technician', '/api/service-requests', { content: '看得见吗', siteId: server.house.sites['SITE-01'] });
    const stream = await opened(headers);
    assert.equal(await listed(), 1);
    await administer(`/api/positions-held/${await positionOf('auditor')}/withdraw`);
    assert.equal(await listed(), 0);
    await stream.ended;
  });

  it('when the password is set anew', { timeout: 10_000 }, async () => {
    const headers = await asWho('clerk');
    const stream = await opened(headers);
    await server.app.auth.setPassword(person('clerk'), 'a good new password 7');
    assert.equal(await status(headers), 401);
    await stream.ended;
  });

  it('when a key is revoked', { timeout: 10_000 }, async () => {
    const { id, key } = await administer('/api/api-keys', { name: '报表', position: 'auditor' });
    const headers = { authorization: `Bearer ${key}` };
    const stream = await opened(headers);
    assert.equal(await status(headers), 200);
    await administer(`/api/api-keys/${id}/revoke`);
    assert.equal(await status(headers), 401);
    await stream.ended;
  });

  it('by whatever hand: also when the row is changed beside the product', { timeout: 10_000 }, async () => {
    const stream = await opened(await asWho('stockKeeper'));
    await server.house.within(null, (tx) =>
      tx
        .updateTable('pledge.person')
        .set({ disabled_at: '2026-10-03T22:00:00+08:00' })
        .where('id', '=', person('stockKeeper'))
        .execute(),
    );
    await stream.ended;
  });

  it('and others go on hearing', { timeout: 10_000 }, async () => {
    const answer = await fetch(`${server.url}/api/stream`, { headers: await asWho('manager') });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await administer(`/api/people/${person('northEngineer')}/end-access`);
    await server.post('technician', '/api/service-requests', { content: '还在吗', siteId: server.house.sites['SITE-01'] });
    const heard = (await reader?.read())?.value ?? '';
    assert.match(heard, /service-requests/);
    assert.doesNotMatch(heard, /access/, 'whose rights moved is nobody else’s matter');
    await reader?.cancel();
  });
});

describe('the own sessions', () => {
  it('are listed and ended one by one, and nobody else’s', async () => {
    await server.cookieOf('assistant');
    const listed = (await server.get('assistant', '/api/me/sign-in')).body.sessions as { id: string; here: boolean }[];
    assert.deepEqual(
      listed.map(({ here }) => here),
      [true],
    );
    const id = listed[0]?.id ?? '';
    assert.equal((await server.post('manager', `/api/me/sessions/${id}/end`, { commandId: undefined })).status, 404);
    assert.equal((await server.get('assistant', '/api/me')).status, 200);
    assert.equal((await server.post('assistant', `/api/me/sessions/${id}/end`, { commandId: undefined })).status, 200);
    assert.equal((await server.get('assistant', '/api/me')).status, 401);
  });
});
