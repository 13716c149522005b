import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf } from '#centre/testing/audit.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn } from '#centre/testing/story.ts';
import { eraseContact } from './erase-contact.ts';
import { NO_PROSE, PROSE } from './prose.ts';

describe('what an erasure looks through', () => {
  let house: TestHouse;
  before(async () => {
    house = await openTestHouse();
  });
  after(() => house.close());

  it('is told of each text of a customer’s rows that the application may change: prose or none', async () => {
    const { rows } = await house.within(null, (tx) =>
      sql<{ name: string }>`select col.table_name || '.' || col.column_name as name from information_schema.columns col
        where col.table_schema = 'pledge' and col.data_type in ('text', 'jsonb', 'json') and col.is_generated = 'NEVER'
          and col.table_name not in ('event_text', 'text_index')
          and exists (select from information_schema.columns own where own.table_schema = 'pledge'
            and own.table_name = col.table_name and own.column_name = 'customer_id')
          and has_column_privilege(format('pledge.%I', col.table_name), col.column_name, 'update')`.execute(tx),
    );
    const told = [PROSE, NO_PROSE].flatMap((list) =>
      Object.entries<readonly string[]>(list).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    );
    assert.deepEqual(told.sort(), rows.map(({ name }) => name).sort());
  });

  it('keeps what the machine reads when the person has a short name and a number that stands in other numbers', async () => {
    const story = storyIn(house);
    const contactId = house.actors.technician.contactId ?? '';
    const site = house.sites['SITE-01'] ?? '';
    const need = { content: 'Ed says the edge tested red', enquirerPhone: '+86 10 0000 0004' };
    const request = await story.reports('technician', { ...need, kind: 'fault', siteId: site });
    const checklist = {
      symptom: 'red',
      since: '22',
      extent: 'all',
      changesBefore: 'none',
      backupState: 'kept',
      severity: 'major',
    };
    await story.fires('branchEngineer', 'contact', { id: request }, { contactName: 'Ed', channel: 'phone', text: 'Hello Ed' });
    await story.fires('manager', 'verify', { id: request }, checklist);
    const people = [{ personId: house.actors.branchEngineer.personId, level: 1 }];
    await story.fires('manager', 'dispatch', { id: request }, { people, taskContent: 'Call Ed' });
    const on = { kind: 'siteVisit', id: await story.latest('siteVisit', request) } as const;
    await story.fires('branchEngineer', 'acceptTask', on, { signature: signedBy('陈工'), siteRulesRead: true });
    const millisecond = String(house.time.current()).slice(0, 6);
    await house.within(null, async (tx) => {
      await tx.updateTable('pledge.contact').set({ name: 'ed', phone: millisecond }).where('id', '=', contactId).execute();
      await tx.updateTable('pledge.service_request').set({ enquirer_name: 'Ed' }).where('id', '=', request).execute();
    });
    const machine = async () =>
      house.within(null, async (tx) => ({
        requests: await tx
          .selectFrom('pledge.service_request')
          .select(['number', 'kind', 'severity', 'flow', 'state', 'details'])
          .where('id', '=', request)
          .execute(),
        orders: await tx.selectFrom('pledge.task_order').select(['state', 'details']).execute(),
        visits: await tx.selectFrom('pledge.site_visit').select(['state', 'details']).execute(),
        signatures: await tx.selectFrom('pledge.record_signature').select(['field', 'digest']).execute(),
      }));
    const before = await machine();
    assert.match(JSON.stringify(before), new RegExp(millisecond, 'u'), 'the number stands in no instant');
    const input = { commandId: randomUUID(), under: 'requestOfThePerson' as const };
    const answer = await eraseContact(house.deps, { actor: house.actors.administrator, contactId, input, path: '/x' });
    assert.equal(answer.status, 200, JSON.stringify(answer));
    assert.deepEqual(await machine(), before);
    const { rows: left } = await house.within(null, (tx) =>
      sql<{ text: string }>`select text from pledge.event_text where text ~ '\\mEd\\M'
        union all select text from pledge.message where text ~ '\\mEd\\M'
        union all select field_values::text from pledge.record where field_values::text ~ '\\mEd\\M'`.execute(tx),
    );
    assert.deepEqual(left, []);
    assert.equal((await auditOf(house)).first, null);
  });
});
