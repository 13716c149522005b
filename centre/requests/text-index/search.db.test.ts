import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn, type Story } from '#centre/testing/story.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { instant } from '#platform/time/instant.ts';
import { requestListQuery } from '../request-list.schema.ts';
import { listRequests } from '../request-list.store.ts';
import { writeMessage, type MessageInput } from '../write-message.ts';
import { searchQuery } from './search.schema.ts';
import { newestHits, requestsWith } from './search.store.ts';
import { searchTexts } from './search.ts';
import { scanned, searched } from './testing/scan.ts';

let house: TestHouse;
let story: Story;
/** Of the customer's first site, and of the other one. */
let here: string;
let there: string;

const texts: string[] = [];
const say = async (who: HouseName, requestId: string, input: Partial<MessageInput> & { text: string }): Promise<void> => {
  texts.push(input.text);
  const answer = await writeMessage(house.deps, {
    actor: house.actors[who],
    requestId,
    input: { commandId: randomUUID(), channel: 'web', direction: 'outgoing', ...input },
    path: '/test/message',
  });
  if (isRefusal(answer)) throw new Error(answer.message.en);
};

const CHARACTERS = [...'核心交換换機机後后無无响应专線线ａＡAaSWsw01９ 　，,-.%_\\<b>', '𠀀'];
const written = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 2, maxLength: 30 }).map((list) => `文${list.join('')}`);

before(async () => {
  house = await openTestHouse();
  story = storyIn(house);
  const [site, other] = [house.sites['SITE-01'] ?? '', house.sites['SITE-02'] ?? ''];
  const need = { kind: 'fault', severity: 'major', symptom: '指示燈全滅' } as const;
  here = await story.reports('technician', {
    ...need,
    content: '核心交換機無響應，請盡快查看',
    siteId: site,
    enquirerPhone: '+86 138 7777 1234',
  });
  house.time.pass(1);
  there = await story.reports('technician', {
    ...need,
    content: '专线丢包，ＳＷ－０１',
    siteId: other,
    enquirerPhone: '010-8888 6666',
  });
  const random = fc.sample(written, { numRuns: 60, seed: 7 });
  for (const [place, text] of random.entries()) {
    // Some of the texts are weeks apart, half a year all together: behind eight weeks they are asked for several at once.
    house.time.pass(place % 10 === 0 ? 60 * 24 * (9 + place) : 3);
    const requestId = place % 3 === 0 ? there : here;
    if (place % 4 === 0) await say('manager', requestId, { text, direction: 'internal' });
    else await say(place % 4 === 1 ? 'technician' : 'manager', requestId, { text });
  }
  texts.push(
    '核心交換機無響應，請盡快查看',
    '指示燈全滅',
    '专线丢包，ＳＷ－０１',
    'SR-2026',
    '13877771234',
    '77 1234',
    '8888 66',
  );
});
after(() => house.close());

const found = async (who: HouseName, q: string): Promise<string[]> =>
  (await searched(house, house.actors[who], { q })).map(({ kind, id }) => `${kind} ${id}`).sort();

/** Who looks, of each kind of right: all, a unit, one site, nothing. */
const LOOKERS = ['manager', 'branchEngineer', 'northEngineer', 'technician', 'representative', 'siteStaff', 'stranger'] as const;

describe('a search', () => {
  it('has every hit that a scan of all texts has, and no other, whoever looks', async () => {
    const inside = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 2, max: 8 }))
      .map(([text, from, length]) =>
        [...text]
          .slice(from % Math.max(1, text.length - 2))
          .slice(0, length)
          .join('')
          .trim(),
      )
      .filter((phrase) => fold(phrase).length >= 2);
    const sought = fc.oneof(
      { weight: 4, arbitrary: inside },
      { weight: 1, arbitrary: written.map((text) => text.slice(0, 4).trim()).filter((phrase) => fold(phrase).length >= 2) },
    );
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LOOKERS), sought, async (who, q) => {
        const scan = await scanned(house, house.actors[who], q);
        const all = await searched(house, house.actors[who], { q, limit: 7 });
        for (const kind of ['serviceRequest', 'message', 'record'] as const)
          assert.deepEqual(
            all
              .filter((hit) => hit.kind === kind)
              .map(({ id }) => id)
              .sort(),
            [...(scan.get(kind) ?? [])].sort(),
            `${kind} of ${q} for ${who}`,
          );
        // What a step was told is left out where the same command said it.
        for (const hit of all.filter(({ kind }) => kind === 'event')) assert.ok(scan.get('event')?.has(hit.id));
        const order = all.map(({ at, id }) => `${at} ${id}`);
        assert.deepEqual(order, order.toSorted().toReversed());
        assert.equal(new Set(order).size, order.length);
        for (const { passage } of all)
          for (const { from, to } of passage.marks) assert.equal(fold(passage.text.slice(from, to)), fold(q));
        hits += all.length;
      }),
      { numRuns: 150, examples: [['manager', '10']] },
    );
    assert.ok(hits > 20, `${hits} hits`);
  });

  it('finds traditional by simplified and the other way, full-width by half-width, capitals by small letters', async () => {
    for (const q of ['核心交换机无响应', '核心交換機無響應', '請盡快', '请尽快', 'sw-01', 'ＳＷ－０１', 'Sw－０1']) {
      const all = await found('manager', q);
      assert.ok(
        all.some((hit) => hit === `serviceRequest ${/sw/i.test(fold(q)) ? there : here}`),
        q,
      );
    }
  });

  it('finds numbers of requests and records, and telephones with their gaps and without', async () => {
    const { number } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.service_request').select('number').where('id', '=', here).executeTakeFirstOrThrow(),
    );
    assert.ok((await found('manager', number.slice(-4))).includes(`serviceRequest ${here}`));
    const record = await house.within(null, (tx) =>
      tx.selectFrom('pledge.record').select(['id', 'record_number']).where('request_id', '=', here).executeTakeFirstOrThrow(),
    );
    assert.deepEqual(await found('manager', record.record_number ?? ''), [`record ${record.id}`]);
    for (const q of ['138 7777', '13877', '77771234', '+86138'])
      assert.ok((await found('manager', q)).includes(`serviceRequest ${here}`), q);
    assert.ok((await found('manager', '01088886666')).includes(`serviceRequest ${there}`));
  });

  it('asks for two characters, in both languages', async () => {
    const actor = house.actors.manager;
    for (const q of ['', ' ', '核', ' 核 ']) {
      const answer = await house.within(actor, (tx) =>
        searchTexts(tx, actor, { query: searchQuery.parse({ q }), now: house.time.current() }),
      );
      assert.ok(isRefusal(answer), q);
      assert.deepEqual([answer.status, answer.code], [400, 'searchTooShort']);
      assert.match(answer.message.zh, /两个字/);
      assert.match(answer.message.en, /two characters/);
    }
    assert.ok((await found('manager', '𠀀')).length > 0);
  });

  it('takes what is looked for as text, not as a pattern', async () => {
    await say('manager', here, { text: '进度100%_完成\\了' });
    for (const q of ['100%', '%_完', '_完成\\']) assert.equal((await found('manager', q)).length, 1, q);
    for (const q of ['10%%', '__', '%%', "' or 1=1 --"]) assert.deepEqual(await found('manager', q), [], q);
  });

  it('is narrowed to kinds of text', async () => {
    const all = await searched(house, house.actors.manager, { q: '无响应', kind: 'serviceRequest,record' });
    assert.deepEqual([...new Set(all.map(({ kind }) => kind))].sort(), ['record', 'serviceRequest']);
  });
});

describe('rights inside a search', () => {
  const SECRET = '内部：备件在途，勿告知';
  const OPEN = '您好，工程师已出发往东区';
  before(async () => {
    await say('manager', here, { text: SECRET, direction: 'internal' });
    await say('manager', here, { text: OPEN });
  });

  /** Kinds of hits for a phrase of the request itself, of an internal note and of an open answer. */
  const TABLE: Readonly<Record<string, readonly [words: string, secret: string, open: string]>> = {
    manager: ['record serviceRequest', 'message', 'message'],
    centreManager: ['record serviceRequest', 'message', 'message'],
    branchEngineer: ['record serviceRequest', 'message', 'message'],
    northEngineer: ['', '', ''],
    technician: ['record serviceRequest', '', 'message'],
    representative: ['record serviceRequest', '', 'message'],
    // Reads the request, and none of the forms.
    siteStaff: ['serviceRequest', '', 'message'],
    stranger: ['', '', ''],
    administrator: ['', '', ''],
  };
  const kinds = async (who: HouseName, q: string): Promise<string> =>
    [...new Set((await searched(house, house.actors[who], { q })).filter(({ kind }) => kind !== 'event').map(({ kind }) => kind))]
      .sort()
      .join(' ');
  for (const [who, [words, secret, open]] of Object.entries(TABLE))
    it(`${who} finds ${[words, secret, open].some((part) => part !== '') ? 'what is theirs to see' : 'nothing'}`, async () => {
      const name = who as HouseName;
      const said = (await kinds(name, '核心交换机无响应，请尽快查看')).replace('message ', '');
      assert.deepEqual([said, await kinds(name, '备件在途'), await kinds(name, '已出发往东')], [words, secret, open]);
    });

  it('keep one provider’s texts from another in the same database', async () => {
    const other = randomUUID();
    const owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    try {
      for (const [provider, table] of [
        [house.providerId, 'service_request'],
        [house.providerId, 'text_index'],
      ] as const) {
        await owner.query(`select set_config('pledge.provider', $1, false)`, [provider]);
        await owner.query(
          `create temporary table copy_of_${table} as select * from pledge.${table} where ${table === 'text_index' ? 'request_id' : 'id'} = $1`,
          [here],
        );
        await owner.query(`update copy_of_${table} set provider_id = $1`, [other]);
      }
      await owner.query(`select set_config('pledge.provider', $1, false)`, [other]);
      await owner.query(`insert into pledge.provider values ($1, '{}', now())`, [other]);
      const columns = (
        await owner.query<{ list: string }>(
          `select string_agg(column_name, ', ') as list from information_schema.columns where table_schema = 'pledge' and table_name = 'service_request' and is_generated = 'NEVER'`,
        )
      ).rows[0]?.list;
      await owner.query(`insert into pledge.service_request (${columns}) select ${columns} from copy_of_service_request`);
      await owner.query('insert into pledge.text_index select * from copy_of_text_index');
    } finally {
      await owner.end();
    }
    const theirs: Actor = { ...house.actors.centreManager, providerId: other };
    const counts = await inTransaction(house.db, { providerId: other, customerId: null }, async (tx) => {
      const answer = await searchTexts(tx, theirs, {
        query: searchQuery.parse({ q: '请尽快', limit: 100 }),
        now: house.time.current(),
      });
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from pledge.visible_text`.execute(tx);
      return { hits: isRefusal(answer) ? [] : answer.items.map(({ kind }) => kind), seen: rows[0]?.count };
    });
    // The words of the request were copied with it, its messages were not.
    assert.deepEqual(counts.hits, ['serviceRequest']);
    assert.ok((counts.seen ?? 0) > 1);
    const ours = await searched(house, house.actors.centreManager, { q: '请尽快', kind: 'serviceRequest' });
    assert.deepEqual(
      ours.map(({ id }) => id),
      [here],
    );
    const { rows } = await sql`select 1 from pledge.visible_text`.execute(house.db);
    assert.equal(rows.length, 0, 'without a provider nobody sees a text');
  });
});

describe('the list', () => {
  const listed = async (who: HouseName, q: string): Promise<string[]> => {
    const actor = house.actors[who];
    const query = requestListQuery.parse({ q, state: 'all', total: 'true' });
    const page = await house.within(actor, (tx) => listRequests(tx, actor, { query, now: house.time.current() }));
    if (isRefusal(page)) throw new Error(page.message.en);
    assert.deepEqual(page.total, { count: page.rows.length, more: false });
    return page.rows.map(({ id }) => id).sort();
  };

  it('has the requests in whose texts the phrase is found, as far as those are the caller’s to see', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LOOKERS), fc.constantFrom(...texts), async (who, text) => {
        const q = [...text].slice(0, 4).join('').trim();
        fc.pre(fold(q).length >= 2);
        const requests = (await searched(house, house.actors[who], { q })).map(({ request }) => request.id);
        assert.deepEqual(await listed(who, q), [...new Set(requests)].sort(), `${q} for ${who}`);
      }),
      { numRuns: 60 },
    );
  });

  it('has the same newest hits whether they are read, found in the newest day or week by week', async () => {
    const phrases = texts.map((text) => fold([...text].slice(0, 2).join(''))).filter((phrase) => phrase.trim().length >= 2);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LOOKERS),
        fc.constantFrom(...phrases),
        fc.record({ limit: fc.integer({ min: 1, max: 9 }), skipped: fc.nat({ max: 20 }) }),
        async (who, phrase, { limit, skipped }) => {
          const actor = house.actors[who];
          const sought = { phrase, kinds: undefined, now: house.time.current(), behind: null, limit };
          await house.within(actor, async (tx) => {
            const all = await newestHits(tx, actor, { ...sought, limit: 1_000 });
            const last = all[skipped];
            const behind = last === undefined ? null : { at: instant(last.at), id: last.subject_id };
            const wanted = all.slice(behind === null ? 0 : skipped + 1).slice(0, limit);
            for (const readFirst of [0, 1_000])
              assert.deepEqual(await newestHits(tx, actor, { ...sought, behind, readFirst }), wanted);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('knows from the newest texts all requests received since the last of these', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LOOKERS), fc.constantFrom(...texts), fc.nat({ max: 6 }), async (who, text, most) => {
        const phrase = fold([...text].slice(0, 3).join('').trim());
        fc.pre(phrase.length >= 2);
        const actor = house.actors[who];
        const about = { phrase, now: house.time.current() };
        const [few, all, received] = await house.within(actor, async (tx) => [
          await requestsWith(tx, actor, { ...about, most }),
          await requestsWith(tx, actor, { ...about, most: 10_000 }),
          await tx.selectFrom('pledge.service_request').select(['id', 'received_at as at']).execute(),
        ]);
        assert.equal(all?.since ?? null, null, 'so many texts there are not');
        if (few === null) return assert.equal(all, null, 'whether a phrase is common does not hang on how many are named');
        const { ids, since } = few;
        const newer = received.filter(({ at }) => since === null || at >= since).map(({ id }) => id);
        assert.deepEqual(newer.filter((id) => ids.includes(id)).sort(), newer.filter((id) => all?.ids.includes(id)).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('also has those of a customer by its name', async () => {
    const { name } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.customer').select('name').where('id', '=', house.customerId).executeTakeFirstOrThrow(),
    );
    assert.deepEqual(await listed('manager', name.zh.slice(0, 3)), [here, there].sort());
  });

  it('refuses one character with the words of the search', async () => {
    const actor = house.actors.manager;
    const query = requestListQuery.parse({ q: '核' });
    const page = await house.within(actor, (tx) => listRequests(tx, actor, { query, now: house.time.current() }));
    assert.equal(isRefusal(page) && page.code, 'searchTooShort');
  });
});
