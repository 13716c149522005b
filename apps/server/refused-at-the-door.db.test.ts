import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { cursorOf } from '#platform/http/cursor.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const HAN = /\p{Script=Han}/u;
const JSON_TYPE = { 'content-type': 'application/json' };
const REQUESTS = '/api/service-requests';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

let server: TestServer;
before(async () => {
  server = await openTestServer({ listen: true });
});
after(() => server.close());

const ask = async (sent: Sent, who: HouseName | null = 'manager', language = 'zh') => {
  const cookie = who === null ? {} : { cookie: await server.cookieOf(who) };
  const answer = await server.app.server?.inject({
    ...sent,
    method: sent.method as 'GET',
    headers: { 'accept-language': language, ...cookie, ...sent.headers },
  });
  assert.ok(answer);
  return answer;
};
const post = (payload: string | Buffer, headers: Readonly<Record<string, string>> = JSON_TYPE, url = REQUESTS): Sent => ({
  method: 'POST',
  url,
  headers,
  payload,
});
const get = (url: string): Sent => ({ method: 'GET', url });
const command = (more: object): string => JSON.stringify({ commandId: '01990000-0000-7000-8000-000000000001', ...more });

describe('what cannot be understood is refused with problem details that say what to do', () => {
  const gb18030 = Buffer.concat([Buffer.from('{"content":"'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), Buffer.from('"}')]);
  const table: readonly (readonly [name: string, sent: Sent, status: number, code: string, field?: string])[] = [
    ['plain text', post('{}', { 'content-type': 'text/plain' }), 415, 'mediaType'],
    ['a body of no type', post('{}', { 'content-type': '' }), 415, 'mediaType'],
    ['a form', post('content=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'mediaType'],
    ['plain text as a file', post('x', { 'content-type': 'text/plain' }, '/api/files'), 415, 'mediaType'],
    ['another charset by name', post(gb18030, { 'content-type': 'application/json; charset=GB18030' }), 415, 'mediaType'],
    ['another charset unnamed', post(gb18030), 400, 'notUtf8'],
    ['half a JSON', post('{"content":'), 400, 'notJson'],
    ['nothing, called JSON', post(''), 400, 'notJson'],
    ['members that reach the prototype', post('{"__proto__":{"x":1}}'), 400, 'notJson'],
    ['a list for an object', post('[]'), 400, 'invalidInput'],
    ['more than a megabyte', post(JSON.stringify({ content: 'x'.repeat(1_100_000) })), 413, 'tooLarge'],
    ['deep nesting', post(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`), 400, 'tooDeep'],
    ['half an emoji', post(command({ content: '坏\ud83d' })), 400, 'invalidInput', 'content'],
    ['half an emoji deep inside', post(command({ values: { a: ['ok', '\udc00'] } })), 400, 'invalidInput', 'values.a.1'],
    ['half an emoji as a name', post(command({ 'x\ud83d': 1 })), 400, 'invalidInput', 'x\ufffd'],
    ['the character NUL', post(command({ content: 'a\u0000b' })), 400, 'invalidInput', 'content'],
    ['NUL in a search', get(`${REQUESTS}?q=a%00b`), 400, 'invalidInput', 'q'],
    ['an unknown field', post(command({ content: 'x', colour: 'red' })), 400, 'invalidInput', 'colour'],
    ['an unknown filter', get(`${REQUESTS}?colour=red`), 400, 'invalidInput', 'colour'],
    ['a parameter where none is known', get('/api/me?verbose=1'), 400, 'invalidInput', 'verbose'],
    ['a limit of nothing', get(`${REQUESTS}?limit=0`), 400, 'invalidInput', 'limit'],
    ['a limit above the highest', get(`${REQUESTS}?limit=201`), 400, 'invalidInput', 'limit'],
    ['a limit in letters', get(`${REQUESTS}?limit=abc`), 400, 'invalidInput', 'limit'],
    ['a limit told twice', get(`${REQUESTS}?limit=5&limit=6`), 400, 'invalidInput', 'limit'],
    ['an order that is none', get(`${REQUESTS}?sort=colour`), 400, 'invalidInput', 'sort'],
    ['a broken cursor', get(`${REQUESTS}?cursor=xyz`), 400, 'cursorUnknown'],
    [
      'the cursor of another order',
      get(`${REQUESTS}?cursor=${cursorOf({ value: 'SR-2026-0001', id: randomUUID() })}`),
      400,
      'cursorUnknown',
    ],
    [
      'the cursor of another list',
      get(`/api/records?cursor=${cursorOf({ value: 'x', id: randomUUID() })}`),
      400,
      'cursorUnknown',
    ],
    ['an instant without offset', get(`${REQUESTS}/${randomUUID()}/clocks?asOf=2026-10-04`), 400, 'invalidInput', 'asOf'],
    ['an id that is none', get(`${REQUESTS}/7`), 404, 'notFound'],
    ['an address that is none', get('/api/nothing'), 404, 'notFound'],
    ['an address below one', get('/api/me/more'), 404, 'notFound'],
    ['a percent sign alone', get('/api/%zz'), 400, 'addressUnreadable'],
    ['a percent sign alone outside the API', get('/%zz'), 400, 'addressUnreadable'],
    ['PUT', { method: 'PUT', url: `${REQUESTS}/${randomUUID()}`, headers: JSON_TYPE, payload: '{}' }, 405, 'methodNotAllowed'],
    ['DELETE', { method: 'DELETE', url: '/api/me' }, 405, 'methodNotAllowed'],
    ['POST where one reads', post('{}', JSON_TYPE, '/api/me'), 405, 'methodNotAllowed'],
    ['GET where one sends', get(`${REQUESTS}/${randomUUID()}/verify`), 405, 'methodNotAllowed'],
  ];
  for (const [name, sent, status, code, field] of table)
    it(`${name}: ${status} ${code}`, async () => {
      const answer = await ask(sent);
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code], answer.body);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
      assert.match(answer.json().detail, HAN);
      if (field !== undefined) {
        const fields: { field: string; message: string }[] = answer.json().fields;
        assert.ok(
          fields.some((fault) => fault.field === field && fault.message.length > 0),
          answer.body,
        );
      }
      const english = (await ask(sent, null, 'en')).json();
      assert.doesNotMatch(english.title + english.detail, HAN);
    });

  it('in the language of the person, whatever the browser asks for', async () => {
    assert.equal((await server.post('approver', '/api/me/language', { commandId: undefined, language: 'en' })).status, 200);
    for (const sent of [get('/api/nothing'), post('{'), get('/api/me?x=1')])
      assert.doesNotMatch((await ask(sent, 'approver', 'zh')).json().detail, HAN);
  });

  /** What the server says to bytes as they come, until it hangs up. */
  const toldOf = (sent: string): Promise<string> =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(sent));
      let heard = '';
      socket.setEncoding('utf8').on('data', (chunk) => (heard += chunk));
      socket.on('end', () => resolve(heard)).on('error', reject);
    });

  it('also where a body has two lengths, or one that is no number: nothing is smuggled in behind it', async () => {
    const head = 'POST /api/sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
    const behind = 'GET /api/docs HTTP/1.1\r\nhost: localhost\r\n\r\n';
    for (const lengths of [
      'content-length: 2\r\ntransfer-encoding: chunked\r\n',
      'content-length: 2\r\ncontent-length: 30\r\n',
      'transfer-encoding: chunked, identity\r\n',
      'content-length: +2\r\n',
    ]) {
      const told = await toldOf(`${head}${lengths}\r\n0\r\n\r\n${behind}`);
      assert.match(told, /^HTTP\/1.1 400 /, lengths);
      assert.equal(told.match(/HTTP\/1.1 /g)?.length, 1, 'one answer, and the line is shut');
    }
  });

  it('also where the line speaks no HTTP', async () => {
    const told = await toldOf('NONSENSE\r\n\r\n');
    assert.match(told, /^HTTP\/1.1 400 /);
    assert.match(told, /application\/problem\+json/);
    assert.equal(JSON.parse(told.slice(told.indexOf('\r\n\r\n'))).code, 'notHttp');
  });
});

describe('methods beside GET and POST', () => {
  it('HEAD answers as GET does, without the body', async () => {
    const [head, whole] = [await ask({ method: 'HEAD', url: REQUESTS }), await ask(get(REQUESTS))];
    assert.deepEqual([head.statusCode, head.body], [whole.statusCode, '']);
    assert.equal((await ask({ method: 'HEAD', url: '/api/nothing' })).statusCode, 404);
  });

  it('OPTIONS names those that an address takes', async () => {
    const answer = await ask({ method: 'OPTIONS', url: REQUESTS }, null);
    assert.deepEqual([answer.statusCode, answer.headers['allow']], [204, 'GET, HEAD, POST']);
    assert.equal((await ask({ method: 'OPTIONS', url: '/api/nothing' }, null)).statusCode, 404);
    assert.equal((await ask({ method: 'OPTIONS', url: '/api/files' }, null)).headers['allow'], 'POST');
  });
});

describe('commands in a parcel', () => {
  it('one with a text that cannot be stored is refused alone', async () => {
    const content = { kind: 'consultation', siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004' };
    const commands = ['坏\ud83d', '怎么升级'].map((text) => ({
      commandId: randomUUID(),
      path: REQUESTS,
      ...content,
      content: text,
    }));
    const { results } = (await server.post('technician', '/api/commands', { commandId: undefined, commands })).body;
    assert.deepEqual(
      results.map((result: { status: number; body: { code?: string } }) => [result.status, result.body.code]),
      [
        [400, 'invalidInput'],
        [201, undefined],
      ],
    );
  });
});
