import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SearchAnswer } from '#centre/requests/text-index/search.schema.ts';
import type { SitesAnswer } from '#centre/requests/sites.schema.ts';
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

describe('the list of records over HTTP', () => {
  const recordsWith = async (who: HouseName, text: string): Promise<Set<string>> => {
    const { status, body } = await server.get(who, `/api/records?limit=200&${q(text)}`);
    assert.equal(status, 200, JSON.stringify(body));
    return new Set(body.items.map(({ request }: { request: { number: string } }) => request.number));
  };

  it('finds by a number, by the words of a record and by those of its request, however they are written', async () => {
    const [any] = (await server.get('manager', '/api/records')).body.items;
    for (const [text, numbers] of [
      [any.recordNumber, [any.request.number]],
      [second.number.slice(-4), [second.number]],
      ['核心交換機', [first.number]],
      ['ＱＲ－ＯＰ', [first.number, second.number]],
      ['指示灯全灭', []],
    ] as const)
      assert.deepEqual(await recordsWith('manager', text), new Set(numbers), text);
  });

  it('finds nothing by how a cell is called or by what its request says to others', async () => {
    // Names of cells, which stand in the stored record beside what people wrote.
    for (const name of ['content', 'enquirerName']) assert.deepEqual(await recordsWith('manager', name), new Set(), name);
    assert.deepEqual(await recordsWith('technician', '引擎老化'), new Set());
    assert.deepEqual(await recordsWith('stranger', '核心交换机'), new Set());
  });

  it('finds the same of what is said everywhere, where each record is looked into', async () => {
    const of = (number: string): Promise<Course> =>
      reported(server, 'technician', {
        kind: 'fault',
        siteId: server.house.sites['SITE-01'],
        symptom: '灯灭',
        enquirerPhone: '+86 10 0000 0004',
        content: `巡检打印机${number}`,
      });
    const courses = await Promise.all(Array.from({ length: 25 }, (_, at) => of(String(at))));
    assert.deepEqual(await recordsWith('manager', '巡检打印机'), new Set(courses.map(({ number }) => number)));
    assert.deepEqual(await recordsWith('manager', '巡检打印机24'), new Set([courses[24]?.number]));
  });

  it('says what to do about one character', async () => {
    const { status, body } = await server.get('manager', `/api/records?${q('核')}`);
    assert.deepEqual([status, body.code, body.fields[0].field], [400, 'searchTooShort', 'q']);
  });
});

describe('sites to narrow a list by', () => {
  const sites = async (query: string): Promise<SitesAnswer> => {
    const { status, body } = await server.get('clerk', `/api/intake/sites?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const codes = ({ items }: SitesAnswer): string[] => items.map(({ code }) => code);

  it('are all of them, whether requests came from there or not', async () => {
    const known = Object.keys(server.house.sites).sort();
    const all = await sites('');
    assert.deepEqual([codes(all), all.fitting, all.chosen], [known, known.length, null]);
    assert.ok(known.length > 1);
  });

  it('are found by name, number and customer, however they are written', async () => {
    const [one, other] = (await sites('')).items;
    assert.ok(one !== undefined && other !== undefined);
    for (const text of [one.name, one.code.toLowerCase(), one.code.replaceAll('-', '－')])
      assert.ok(codes(await sites(q(text))).includes(one.code), text);
    assert.deepEqual(codes(await sites(q(other.code))), [other.code]);
    assert.ok((await sites(q(one.customer))).fitting > 1);
    assert.deepEqual((await sites(`customer=${server.house.customerId}`)).items, (await sites('')).items);
    assert.deepEqual(await sites(`customer=${ID}`), { items: [], fitting: 0, chosen: null });
  });

  it('tell what the chosen one is called, whatever fits', async () => {
    const chosen = (await sites('')).items[0];
    assert.deepEqual(await sites(`${q('没有这样的站点')}&site=${chosen?.id}`), { items: [], fitting: 0, chosen });
    assert.equal((await sites(`site=${ID}`)).chosen, null);
  });
});
