import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const invite = (login: string, commandId: string = randomUUID()) =>
  server.post('administrator', '/api/people', { commandId, name: '新同事', login, position: 'supportEngineer' });
const countOf = async (login: string): Promise<number> =>
  (await server.get('administrator', '/api/people')).body.items.filter((one: { login: string | null }) => one.login === login)
    .length;
const set = (link: string) =>
  server.post(null, '/api/password/set', {
    commandId: undefined,
    token: link.split('#')[1] ?? '',
    password: 'another good one 7',
  });

it('an invitation sent again makes nobody a second time and gives a link that opens, the one before it none', async () => {
  const commandId = randomUUID();
  const [first, again] = [await invite('repeated', commandId), await invite('repeated', commandId)];
  assert.deepEqual([first.status, again.status, again.body.id], [201, 201, first.body.id]);
  assert.equal(await countOf('repeated'), 1);
  assert.equal((await set(first.body.link)).body.code, 'linkRefused');
  assert.equal((await set(again.body.link)).status, 200);
  const other = await invite('repeated');
  assert.deepEqual([other.status, other.body.code], [409, 'loginTaken'], 'under another id it is another invitation');
});

it('of many who are invited at once under one name one comes in, and the others are told that it is taken', async () => {
  for (const login of ['at-once-1', 'at-once-2', 'at-once-3']) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => invite(login)));
    assert.deepEqual(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).toSorted(), [
      '201 ',
      '409 loginTaken',
      '409 loginTaken',
      '409 loginTaken',
    ]);
    assert.equal(await countOf(login), 1);
  }
});
