import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** The own calendar at a secret address, as a calendar program fetches it: without session and key. */
let server: TestServer;
let course: Course;

before(async () => {
  server = await openTestServer();
  const { sites, actors } = server.house;
  course = await reported(server, 'technician', {
    kind: 'fault',
    siteId: sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机无响应',
    symptom: '指示灯全灭',
  });
  await course.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  await course.take('manager', 'dispatch', {
    people: [{ personId: actors.branchEngineer.personId, level: 1 }],
    taskContent: '检查',
  });
  await course.take('branchEngineer', 'visit/accept-task', { siteRulesRead: true, signature: drawn('陈工') });
});
after(() => server.close());

const renewed = async (who: HouseName): Promise<string> => {
  const { status, body } = await server.post(who, '/api/me/calendar/renew', { commandId: undefined });
  assert.equal(status, 200, JSON.stringify(body));
  return new URL((body as { url: string }).url).pathname;
};
/** The calendar without the folding of its lines. */
const fetched = async (path: string): Promise<{ status: number; text: string; type: string }> => {
  const answer = await server.get(null, path);
  return {
    status: answer.status,
    text: answer.raw.toString('utf8').replaceAll('\r\n ', ''),
    type: String(answer.headers['content-type']),
  };
};
const field = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`^${name}(?:;[^:\\r]*)?:(.*)\\r?$`, 'gm'))].map(([, value = '']) => value.trim());

describe('the own calendar', () => {
  it('holds the visits of the orders that name the person, with number and site and no word of the customer', async () => {
    const { status, text, type } = await fetched(await renewed('branchEngineer'));
    assert.deepEqual([status, type], [200, 'text/calendar; charset=utf-8']);
    assert.ok(field(text, 'SUMMARY').includes(`现场服务 ${course.number}`), text);
    assert.ok(field(text, 'LOCATION').some((place) => place.includes('东区节点')));
    assert.doesNotMatch(text, /核心交换机/);
    const visit = course.now().visits[0]?.id ?? '';
    const [entry = ''] = text.split('BEGIN:VEVENT').filter((part) => part.includes(`UID:${visit}`));
    assert.doesNotMatch(entry, /TRANSP/, 'a visit takes its time');
    assert.deepEqual(
      field(text, 'UID').filter((uid) => uid.startsWith(visit)),
      [`${visit}@pledge`],
    );
  });

  it('is in the language of its owner, the names of sites with it', async () => {
    const path = await renewed('branchEngineer');
    await server.post('branchEngineer', '/api/me/language', { commandId: undefined, language: 'en' });
    const { text } = await fetched(path);
    await server.post('branchEngineer', '/api/me/language', { commandId: undefined, language: 'zh' });
    assert.ok(field(text, 'SUMMARY').includes(`Site visit ${course.number}`), text);
    assert.ok(
      field(text, 'LOCATION').some((place) => place.includes('East node')),
      text,
    );
  });

  it('holds the turns on call, from instant to instant, and nobody else’s', async () => {
    const onCall = await server.house.within(null, async (tx) => {
      const { rows } = await sql<{ id: string; person_id: string }>`select id, person_id from pledge.on_call_shift`.execute(tx);
      return rows;
    });
    const me = server.house.actors.supportEngineer.personId;
    const { text } = await fetched(await renewed('supportEngineer'));
    const uids = field(text, 'UID');
    for (const { id, person_id: personId } of onCall) assert.equal(uids.includes(`${id}@pledge`), personId === me, id);
    assert.ok(onCall.some((shift) => shift.person_id === me));
    assert.deepEqual(new Set(field(text, 'TRANSP')), new Set(['TRANSPARENT']));
    assert.ok(field(text, 'DTSTART').every((at) => /^\d{8}T\d{6}Z$/.test(at)));
    assert.doesNotMatch(text, new RegExp(course.number));
  });

  it('holds the days on which inspections of the own project come due, at which sites', async () => {
    const { text } = await fetched(await renewed('manager'));
    // Final acceptance on 18 September 2026, every three months from there.
    const due = field(text, 'DTSTART').filter((at) => /^\d{8}$/.test(at));
    assert.ok(due.length > 0 && due.every((date) => /^20\d\d(?:03|06|09|12)18$/.test(date)), due.join());
    assert.ok(field(text, 'SUMMARY').some((words) => words.startsWith('巡检到期')));
    assert.doesNotMatch((await fetched(await renewed('assistant'))).text, /巡检到期/);
  });

  it('is written as RFC 5545 has it: every line ends with CR and LF, and holds 75 octets at most', async () => {
    const { raw } = await server.get(null, await renewed('branchEngineer'));
    const lines = raw.toString('utf8').split('\r\n');
    assert.equal(lines.pop(), '', 'the last line is ended too');
    assert.deepEqual([lines.at(0), lines.at(-1)], ['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    assert.deepEqual(
      lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line)),
      [],
    );
    assert.ok(
      lines.some((line) => line.startsWith(' ')),
      'the address of a visit is long enough to be folded',
    );
  });

  it('renewed, the address before opens nothing; ended, none does; and the address itself is not kept', async () => {
    const first = await renewed('branchEngineer');
    const second = await renewed('branchEngineer');
    assert.equal((await fetched(first)).status, 404);
    assert.equal((await fetched(second)).status, 200);
    const token = second.split('/').at(-1) ?? '';
    const kept = await server.house.within(null, async (tx) => {
      const { rows } = await sql<{ row: string }>`select f::text as row from auth.calendar_feed f`.execute(tx);
      return rows.map(({ row }) => row).join();
    });
    assert.ok(!kept.includes(token));
    assert.notEqual((await server.get('branchEngineer', '/api/me/calendar')).body.madeAt, null);
    assert.equal((await server.post('branchEngineer', '/api/me/calendar/end', { commandId: undefined })).status, 200);
    assert.equal((await fetched(second)).status, 404);
    assert.equal((await server.get('branchEngineer', '/api/me/calendar')).body.madeAt, null);
    assert.equal((await server.post('branchEngineer', '/api/me/calendar/end', { commandId: undefined })).status, 404);
  });

  it('is for people of the provider, and opens nothing to whoever guesses', async () => {
    for (const who of ['technician', 'representative'] as const)
      assert.equal((await server.post(who, '/api/me/calendar/renew', { commandId: undefined })).status, 403);
    for (const token of ['x', 'a'.repeat(43), 'a'.repeat(100), '..%2F..', '%00'])
      assert.equal((await fetched(`/api/calendar-feeds/${token}`)).status, 404, token);
  });

  it('closes with the person’s access', async () => {
    const path = await renewed('beginner');
    assert.equal((await fetched(path)).status, 200);
    const me = server.house.actors.beginner.personId ?? '';
    const { status } = await server.post('administrator', `/api/people/${me}/end-access`, {});
    assert.equal(status, 200);
    assert.equal((await fetched(path)).status, 404);
  });
});
