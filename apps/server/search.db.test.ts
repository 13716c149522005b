import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SearchAnswer } from '#centre/requests/text-index/search.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let first: Course;
let second: Course;
before(async () => {
  server = await openTestServer();
  const need = { kind: 'fault', siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004', symptom: '灯灭' };
  first = await reported(server, 'technician', { ...need, content: '核心交換機<b>無響應</b>' });
  server.house.time.pass(5);
  second = await reported(server, 'technician', { ...need, content: '专线丢包' });
  server.house.time.pass(5);
  await second.take('manager', 'messages', { text: '请重启核心交换机，再看丢包' });
  await second.take('manager', 'messages', { text: '怀疑核心交换机引擎老化', direction: 'internal' });
});
after(() => server.close());

const search = async (who: HouseName, query: string): Promise<SearchAnswer> => {
  const answer = await server.get(who, `/api/search?${query}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const ID = '01990000-0000-7000-8000-00000000beef';
const forged = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');
const q = (text: string): string => `q=${encodeURIComponent(text)}`;

describe('a search over HTTP', () => {
  it('gives the newest texts first, each with its request, its kind and the piece around the phrase as it was written', async () => {
    const { items, complete } = await search('manager', `${q('核心交换机')}&kind=serviceRequest,message`);
    assert.equal(complete, true);
    assert.deepEqual(
      items.map(({ kind, request, passage }) => [kind, request.number, passage.text]),
      [
        ['message', second.number, '怀疑核心交换机引擎老化'],
        ['message', second.number, '请重启核心交换机，再看丢包'],
        // Markup is text like any other.
        ['serviceRequest', first.number, '核心交換機<b>無響應</b>'],
        ['message', first.number, '核心交換機<b>無響應</b>'],
      ].toSorted(([one], [other]) => Number(one === 'serviceRequest') - Number(other === 'serviceRequest')),
    );
    const inRequest = items.find(({ kind }) => kind === 'serviceRequest');
    assert.deepEqual(inRequest?.passage.marks, [{ from: 0, to: 5 }]);
    assert.deepEqual(inRequest.passage.label, { zh: '内容', en: 'Content' });
  });

  it('names form, number and state of a record, and the cell', async () => {
    const { items } = await search('manager', `${q('无响应')}&kind=record`);
    const [hit] = items;
    assert.equal(hit?.record?.form, 'consultationRecord');
    assert.match(hit.record.number ?? '', /^QR-OP/);
    assert.ok(hit.passage.label.zh.length > 0 && hit.record.title.zh.length > 0 && hit.record.stateLabel.zh.length > 0);
  });

  it('goes on page by page, each hit once', async () => {
    const whole = (await search('manager', `${q('核心交换机')}&limit=100`)).items.map(({ kind, id }) => kind + id);
    assert.ok(whole.length > 4);
    const walked: string[] = [];
    for (let cursor = ''; ;) {
      const page = await search('manager', `${q('核心交换机')}&limit=1${cursor}`);
      walked.push(...page.items.map(({ kind, id }) => kind + id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    assert.deepEqual(walked, whole);
    // A place of the far future is before all that is there.
    const all = await search('manager', `${q('核心交换机')}&limit=100&cursor=${forged([String(Date.UTC(9_999)), ID])}`);
    assert.deepEqual(
      all.items.map(({ kind, id }) => kind + id),
      whole,
    );
  });

  it('shows a customer no internal word and a stranger nothing', async () => {
    assert.deepEqual((await search('technician', q('引擎老化'))).items, []);
    assert.equal((await search('technician', q('再看丢包'))).items.length, 1);
    assert.deepEqual((await search('stranger', q('核心交换机'))).items, []);
  });

  it('is refused with what to do: unknown callers, one character, a lost place, an unknown kind, too much', async () => {
    assert.equal((await server.get(null, `/api/search?${q('核心')}`)).status, 401);
    for (const [query, code, field] of [
      [q('核'), 'searchTooShort', 'q'],
      ['', 'invalidInput', 'q'],
      [`${q('核心')}&cursor=xyz`, 'cursorUnknown', undefined],
      ...[
        ['soon', ID],
        ['1e300', ID],
        ['-1e14', ID],
        [null, ID],
        ['1759500000000', 'x'],
      ].map((place) => [`${q('核心')}&cursor=${forged(place)}`, 'cursorUnknown', undefined] as const),
      [`${q('核心')}&kind=file`, 'invalidInput', 'kind.0'],
      [`${q('核心')}&kind=`, 'invalidInput', 'kind.0'],
      [`${q('核心')}&limit=0`, 'invalidInput', 'limit'],
      [q('核'.repeat(101)), 'invalidInput', 'q'],
      [`${q('核心')}&any=1`, 'invalidInput', 'any'],
      ['q=%E6%A0%B8%00', 'invalidInput', 'q'],
    ] as const) {
      const { status, body } = await server.get('manager', `/api/search?${query}`);
      assert.deepEqual([status, body.code, body.fields?.[0]?.field], [400, code, field], query);
    }
  });
});

describe('the list over HTTP', () => {
  it('says where each row has what is looked for', async () => {
    const { body } = await server.get('manager', `/api/service-requests?${q('核心交换机')}&sort=received&total=true`);
    assert.equal(body.total, 2);
    assert.deepEqual(
      body.items.map((row: { id: string; found: { kind: string; passage: { text: string } } }) => [row.id, row.found.kind]),
      [
        [second.id, 'message'],
        [first.id, 'serviceRequest'],
      ],
    );
    assert.equal(body.items[0].found.passage.text, '怀疑核心交换机引擎老化');
    const seen = await server.get('technician', `/api/service-requests?${q('核心交换机')}`);
    const row = seen.body.items.find(({ id }: { id: string }) => id === second.id);
    assert.equal(row.found.passage.text, '请重启核心交换机，再看丢包');
  });

  it('says nothing of it where nothing is looked for', async () => {
    const { body } = await server.get('manager', '/api/service-requests');
    assert.ok(body.items.every((row: object) => !('found' in row)));
  });

  it('counts views that look for something as it lists them', async () => {
    const views = [`state=all&${q('丢包')}`, q('引擎老化')].map((view) => `of=${encodeURIComponent(view)}`).join('&');
    assert.deepEqual((await server.get('manager', `/api/service-requests/counts?${views}`)).body.counts, [1, 1]);
    assert.equal(
      (await server.get('manager', `/api/service-requests/counts?of=${encodeURIComponent(q('丢'))}`)).body.code,
      'searchTooShort',
    );
  });
});
