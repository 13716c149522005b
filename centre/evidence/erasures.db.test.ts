import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { auditOf } from '#centre/testing/audit.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn } from '#centre/testing/story.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { hashEvent } from '#platform/evidence-log/event-hash.ts';
import { hashedOf, STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { eraseContact } from './erase-contact.ts';
import { ERASED } from './erased.ts';

/** What the owner of the tables can take away under cover of an erasure that somebody asked for. */
describe('texts that are said to be erased', () => {
  let house: TestHouse;
  let owner: pg.Client;
  before(async () => {
    house = await openTestHouse();
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
    const story = storyIn(house);
    for (const who of ['technician', 'representative'] as const) {
      const request = await story.reports(who, {
        content: '核心交换机没有响应',
        kind: 'fault',
        siteId: house.sites['SITE-01'] ?? '',
        enquirerPhone: '+86 10 0000 0004',
      });
      await story.fires('branchEngineer', 'contact', { id: request }, { contactName: '某人', channel: 'phone', text: '您好' });
      await story.fires(
        'manager',
        'verify',
        { id: request },
        { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' },
      );
      const people = [{ personId: house.actors.branchEngineer.personId, level: 1 }];
      await story.fires('manager', 'dispatch', { id: request }, { people, taskContent: `联系${house.actors[who].name}` });
      const on = { kind: 'siteVisit', id: await story.latest('siteVisit', request) } as const;
      await story.fires('branchEngineer', 'acceptTask', on, { signature: signedBy('陈工'), siteRulesRead: true });
    }
    // Written before anybody knew whose request it was.
    const content = `${house.actors.technician.name}来电：机房断电`;
    const caller = { content, enquirerPhone: '+86 20 1234 0000' };
    const unknown = await story.reports('clerk', { ...caller, channel: 'phone' });
    const named = { projectId: house.projectId, kind: 'consultation', siteId: house.sites['SITE-01'] ?? '' };
    await story.fires('manager', 'register', { id: unknown }, { ...caller, ...named, enquirerName: '赵女士' });
    house.time.pass(5);
    const contactId = house.actors.technician.contactId ?? '';
    const input = { commandId: randomUUID(), under: 'requestOfThePerson' as const };
    await eraseContact(house.deps, { actor: house.actors.administrator, contactId, input, path: '/x' });
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  type Said = Partial<Record<'texts' | 'plans' | 'signatures', string[]>>;
  const erasure = async (): Promise<StoredEvent & { payload: { data: Said } }> =>
    (await owner.query(`select ${STORED_EVENT_COLUMNS.join(', ')} from pledge.event where type = 'contactErased'`)).rows[0];
  const erasedTexts = async (): Promise<string[]> =>
    (
      await owner.query<{ name: string }>(
        `select event_id || '/' || field as name from pledge.event_text where erased_at is not null`,
      )
    ).rows
      .map(({ name }) => name)
      .sort();
  /** Takes one more text away, with the words of the erasure that there was, and puts it back afterwards. */
  const takingAlong = async <Result>(look: (eventId: string) => Promise<Result>): Promise<Result> => {
    const { recorded_at: at, payload } = await erasure();
    const { rows } = await owner.query<{ event_id: string; field: string; salt: Buffer; text: string }>(
      `select event_id, field, salt, text from pledge.event_text where erased_at is null and customer_id = $1 order by event_id, field limit 1`,
      [house.customerId],
    );
    const [one] = rows;
    assert.ok(one);
    const write = (salt: Buffer | null, text: string | null, erasedAt: Date | null) =>
      owner.query(
        'update pledge.event_text set salt = $3, text = $4, erased_at = $5, erased_under = $6 where event_id = $1 and field = $2',
        [one.event_id, one.field, salt, text, erasedAt, erasedAt === null ? null : (payload.data as { under?: string }).under],
      );
    await write(null, null, new Date(at));
    try {
      return await look(one.event_id);
    } finally {
      await write(one.salt, one.text, null);
    }
  };

  it('are named by the event of their erasure, each of them and no other', async () => {
    const { payload } = await erasure();
    assert.deepEqual(payload.data.texts, await erasedTexts());
    const { first, erased, erasedUnnamed } = await auditOf(house);
    assert.deepEqual([first, erased, erasedUnnamed], [null, payload.data.texts?.length, 0]);
  });

  it('are those, too, that were written before anybody knew whose request it was', async () => {
    const { rows } = await owner.query<{ left: number }>(
      `select count(*)::int as left from pledge.event_text where position($1 in text) > 0`,
      [house.actors.technician.name],
    );
    assert.equal(rows[0]?.left, 0);
  });

  it('are found where they were taken away along with what somebody asked for', async () => {
    const [first, eventId] = await takingAlong(async (id) => [(await auditOf(house)).first, id] as const);
    assert.deepEqual([first?.fault, first?.eventId], ['text', eventId]);
    assert.equal((await auditOf(house)).first, null);
  });

  it('leave of plans and signed cells what their erasure says, and nothing else that says it was erased', async () => {
    const { payload } = await erasure();
    const { plans, signatures } = payload.data;
    assert.ok(plans?.length === 1 && signatures?.length === 1, JSON.stringify({ plans, signatures }));
    /** Of one row; puts back what stood there. */
    const havingIn = async (table: string, column: string, change: { id: string; to: string }): Promise<AuditFinding | null> => {
      const { rows } = await owner.query(`select ${column}::text as kept from pledge.${table} where id = $1`, [change.id]);
      const write = (value: string) => owner.query(`update pledge.${table} set ${column} = $2 where id = $1`, [change.id, value]);
      await write(change.to);
      try {
        return (await auditOf(house)).first;
      } finally {
        await write(rows[0].kept);
      }
    };
    const [planId = ''] = plans[0]?.split('/') ?? [];
    const plan = await havingIn('service_plan', 'source', { id: planId, to: `# ${ERASED}` });
    assert.deepEqual([plan?.fault, plan?.streamId], ['plan', planId]);
    const { rows } = await owner.query<{ id: string }>(
      `select record_id as id from pledge.record_signature where record_id <> $1 limit 1`,
      [signatures[0]?.split('/')[0]],
    );
    const id = rows[0]?.id ?? '';
    const signed = await havingIn('record', 'field_values', { id, to: JSON.stringify({ taskContent: ERASED }) });
    assert.deepEqual([signed?.fault, signed?.streamId], ['signature', id]);
    const { rows: said } = await owner.query<{ id: string }>(
      `select m.id from pledge.message m where not exists (select from pledge.event_text t where t.event_id = m.event_id and t.erased_at is not null)
       and exists (select from pledge.event_text t where t.event_id = m.event_id and t.field like 'messageText%') limit 1`,
    );
    assert.equal((await havingIn('message', 'text', { id: said[0]?.id ?? '', to: ERASED }))?.fault, 'message');
    assert.equal((await auditOf(house)).first, null);
  });

  it('hold and are told of as unnamed where the erasure is of before erasures named their texts', async () => {
    const event = await erasure();
    const { texts: _texts, plans: _plans, signatures: _signatures, ...data } = event.payload.data;
    const payload = { ...(event.payload as object), data } as StoredEvent['payload'];
    const hash = hashEvent(event.previous_hash, hashedOf({ ...event, payload }));
    await owner.query('update pledge.event set payload = $2, hash = $3 where id = $1', [
      event.id,
      canonicalJson(payload as unknown as Json),
      hash,
    ]);
    // Those erased the texts of their customer alone.
    await owner.query('update pledge.event_text set customer_id = $1 where erased_at is not null', [house.customerId]);
    await owner.query('update pledge.contact_stream set last_hash = $2 where id = $1', [event.stream_id, hash]);
    const { first, erased, erasedUnnamed } = await auditOf(house);
    assert.deepEqual([first, erasedUnnamed], [null, erased]);
    const [along, unnamed] = await takingAlong(async () => {
      const audit = await auditOf(house);
      return [audit.first, audit.erasedUnnamed] as const;
    });
    assert.deepEqual([along, unnamed], [null, erased + 1], 'nothing tells it from the others, and it is counted among them');
  });
});
