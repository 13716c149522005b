import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf } from '#centre/testing/audit.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const NAME = '欧阳"静';
const PHONE = '+86 138 7777 1234';
const EMAIL = 'ouyang.jing@customer.example.cn';

/** A contact asks to be forgotten, after a fault in which everybody wrote of her wherever there was room to write. */
describe('a contact erased over HTTP', () => {
  let server: TestServer;
  let course: Course;
  let contactId: string;
  let customerId: string;
  let indexed: number;

  before(async () => {
    server = await openTestServer({ env: { PLEDGE_SMTP_URL: 'smtp://127.0.0.1:9/' } });
    const { technician } = server.house.actors;
    contactId = technician.contactId ?? '';
    customerId = technician.customerId ?? '';
    await server.house.within(null, async (tx) => {
      await tx
        .updateTable('pledge.contact')
        .set({ name: NAME, phone: PHONE, email: EMAIL })
        .where('id', '=', contactId)
        .execute();
      // The plan names its contacts too.
      await sql`update pledge.service_plan set source = replace(source, '王工', ${NAME}), document = replace(document::text, '王工', ${JSON.stringify(NAME).slice(1, -1)})::jsonb`.execute(
        tx,
      );
      await tx
        .updateTable('pledge.person')
        .set({ name: NAME })
        .where('id', '=', technician.personId ?? '')
        .execute();
      await tx
        .updateTable('pledge.person_reach')
        .set({ mobile: PHONE, email: EMAIL })
        .where('person_id', '=', technician.personId ?? '')
        .execute();
    });
    await lived();
  });
  after(() => server.close());

  async function lived(): Promise<void> {
    const branch = 'branchEngineer' as const;
    course = await reported(server, 'technician', {
      kind: 'fault',
      siteId: server.house.sites['SITE-01'],
      content: `我是${NAME}，电话${PHONE}，交换机没有响应`,
      symptom: '无响应',
    });
    await course.take(branch, 'contact', { contactName: NAME, channel: 'phone', text: `${NAME}您好` });
    await course.take('manager', 'messages', { text: `${NAME}您好，请保持${PHONE}畅通`, channel: 'email' });
    await course.take('manager', 'messages', { text: `内部：${NAME}的邮箱是${EMAIL}`, channel: 'web', direction: 'internal' });
    await course.take('manager', 'verify', {
      symptom: `${NAME}说无响应`,
      since: '22点',
      extent: '全部',
      changesBefore: '无',
      backupState: '有',
      severity: 'major',
    });
    await course.take('manager', 'dispatch', {
      people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: `到场后联系${NAME}，${PHONE.replaceAll(' ', '')}`,
    });
    await course.take(branch, 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
    await course.take(branch, 'visit/depart', {
      partsReady: true,
      expectedAt: '2026-10-03T23:00:00+08:00',
      told: `${NAME}您好，预计23点到`,
    });
    await course.take(branch, 'visit/arrive', { place: '东区', customerWord: `${NAME}在场`, contactId });
    await course.take(branch, 'visit/ask-consent', {
      scopes: ['logIn'],
      what: `用${NAME}的账号登录`,
      why: '排查',
      answer: 'given',
      givenBy: NAME,
      means: 'word',
    });
    await course.take(branch, 'visit/act', { text: `与${NAME}一起登录`, scope: 'logIn' });
    await course.take(branch, 'classify', { faultType: 'other', faultPoint: '电源', evidence: '告警' });
    await course.take(branch, 'treat', { what: '换电源', steps: `请${NAME}断电` });
    await course.take(branch, 'restore', { how: 'fix', confirmedBy: NAME, confirmedMeans: 'onSite' });
    await course.take(branch, 'visit/request-departure', { attested: ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'] });
    await course.take('technician', 'visit/customer-check', {
      siteCleaned: true,
      workChecked: true,
      opinion: `很好，${NAME}`,
      signature: drawn(NAME, contactId),
    });
    await course.take(branch, 'visit/leave');
    await course.take('technician', 'messages', { text: `谢谢，${NAME} ${EMAIL}` });
  }

  /** Every column of the house's tables that holds the person's name, number or mailbox in clear. */
  const traces = (): Promise<string[]> =>
    server.house.within(null, async (tx) => {
      const columns = (
        await sql<{
          table: string;
          column: string;
        }>`select table_name as table, column_name as column from information_schema.columns where table_schema = 'pledge' and (data_type in ('text', 'jsonb') or data_type = 'ARRAY')`.execute(
          tx,
        )
      ).rows;
      const words = [NAME, NAME.slice(0, 2), JSON.stringify(NAME).slice(1, -1), PHONE, PHONE.replaceAll(' ', ''), EMAIL];
      const found: string[] = [];
      for (const { table, column } of columns) {
        const inside = sql.join(
          words.map((word) => sql`position(${word} in ${sql.ref(column)}::text) > 0`),
          sql` or `,
        );
        const { rows } = await sql`select 1 from ${sql.table(`pledge.${table}`)} where ${inside} limit 1`.execute(tx);
        if (rows.length > 0) found.push(`${table}.${column}`);
      }
      return found.sort((a, b) => a.localeCompare(b));
    });

  const SEARCHES = [NAME, NAME.slice(0, 2), PHONE.replaceAll(' ', ''), '7777 1234', EMAIL.toUpperCase()];
  const hits = async (word: string): Promise<number> =>
    (await server.get('manager', `/api/search?limit=100&q=${encodeURIComponent(word)}`)).body.items.length;
  /** How much of the texts of the request the index holds, whatever they say. */
  const grams = (): Promise<number> =>
    server.house.within(null, async (tx) => {
      const found = await sql<{ grams: number }>`select sum(cardinality(grams))::int as grams from pledge.text_index`.execute(tx);
      return found.rows[0]?.grams ?? 0;
    });

  it('stood in many places before', async () => {
    const before = await traces();
    for (const word of SEARCHES) assert.ok((await hits(word)) > 0, word);
    indexed = await grams();
    for (const place of [
      'contact.name',
      'event_text.text',
      'message.text',
      'outbox.recipient',
      'person.name',
      'person_reach.mobile',
      'record.field_values',
      'record_signature.signer_name',
      'service_request.content',
      'consent.given_by',
      'service_plan.source',
      'service_plan.document',
    ]) {
      assert.ok(before.includes(place), `${place} in ${before.join(', ')}`);
    }
  });

  it('is erased by nobody but the administrator', async () => {
    for (const who of ['manager', 'technician', 'auditor'] as const) {
      assert.equal(
        (await server.post(who, `/api/contacts/${contactId}/erase`, { under: 'requestOfThePerson' })).status,
        403,
        who,
      );
    }
    assert.equal((await server.post('administrator', `/api/contacts/${contactId}/erase`, { under: 'curiosity' })).status, 400);
  });

  it('then stands nowhere: not in words, records, signatures, consents, mail, the plan or the evidence', async () => {
    const answer = await server.post('administrator', `/api/contacts/${contactId}/erase`, { under: 'requestOfThePerson' });
    assert.deepEqual([answer.status, answer.body], [200, { id: contactId, erased: true }]);
    assert.deepEqual(await traces(), []);
    assert.deepEqual(await Promise.all(SEARCHES.map(hits)), [0, 0, 0, 0, 0]);
    // The pairs of the words are gone with them, and what others said is still found.
    assert.ok((await grams()) < indexed);
    assert.ok((await hits('换电源')) > 0);
    const strokes = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.record_signature').select(['contact_id', 'strokes']).where('contact_id', '=', contactId).execute(),
    );
    assert.deepEqual(strokes, [{ contact_id: contactId, strokes: null }]);
  });

  it('leaves every chain whole; the audit counts what was erased, and the house still tells what happened', async () => {
    const audit = await auditOf(server.house);
    assert.equal(audit.first, null);
    assert.ok(audit.erased > 10, `${audit.erased} texts erased`);
    const detail = (await server.get('manager', `/api/service-requests/${course.id}`)).body;
    assert.equal(detail.enquirer.name, '（已删除）');
    assert.equal(detail.state, 'restored');
    const timeline = await server.get('manager', `/api/service-requests/${course.id}/timeline`);
    assert.equal(timeline.status, 200);
    assert.equal(
      (await server.get('manager', `/api/service-records/${course.record('serviceRecord').id}`)).body.recordNumber,
      course.record('serviceRecord').recordNumber,
    );
  });

  it('signs in no more, is offered no more, and can be erased again without harm', async () => {
    assert.equal((await server.get('technician', '/api/me')).status, 401);
    const callers = (await server.get('clerk', '/api/intake/callers')).body.items;
    assert.ok(callers.every((caller: { id: string }) => caller.id !== contactId));
    assert.equal(
      (await server.post('administrator', `/api/contacts/${contactId}/erase`, { under: 'retentionEnded' })).status,
      200,
    );
  });

  it('takes nothing from others of the same customer', async () => {
    const others = await server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.contact')
        .select('name')
        .where('customer_id', '=', customerId)
        .where('erased_at', 'is', null)
        .orderBy('code')
        .execute(),
    );
    assert.deepEqual(
      others.map(({ name }) => name),
      ['李主任', '赵工'],
    );
  });
});
