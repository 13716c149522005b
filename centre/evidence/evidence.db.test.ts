import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn } from '#centre/testing/story.ts';
import { definitionOf } from '#flows/dossier/forms.rules.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import { auditOf } from '#centre/testing/audit.ts';

/** What somebody with the owner's hands on the database might do to the evidence, and what the audit says of it. */
describe('evidence that was tampered with', () => {
  let house: TestHouse;
  let owner: pg.Client;
  let request: string;

  before(async () => {
    house = await openTestHouse();
    const story = storyIn(house);
    request = await story.reports('technician', {
      content: '核心交换机没有响应',
      kind: 'fault',
      siteId: house.sites['SITE-01'] ?? '',
      enquirerPhone: '+86 10 0000 0004',
    });
    await story.fires('branchEngineer', 'contact', { id: request }, { contactName: '王工', channel: 'phone', text: '您好' });
    await story.fires(
      'manager',
      'verify',
      { id: request },
      { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' },
    );
    await story.fires(
      'manager',
      'dispatch',
      { id: request },
      { people: [{ personId: house.actors.branchEngineer.personId, level: 1 }], taskContent: '检查' },
    );
    const visit = await story.latest('siteVisit', request);
    await story.fires(
      'branchEngineer',
      'acceptTask',
      { kind: 'siteVisit', id: visit },
      { signature: signedBy('陈工'), siteRulesRead: true },
    );
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query("select set_config('pledge.provider', $1, false)", [house.providerId]);
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  it('a cell changed under its signature is found, though no event was touched', async () => {
    const { rows } = await owner.query<{ id: string; field_values: object }>(
      `select r.id, r.field_values from pledge.record r join pledge.record_signature s on s.provider_id = r.provider_id and s.record_id = r.id`,
    );
    const [signed] = rows;
    assert.ok(signed, 'the accepted order is signed');
    const rewrite = async (values: object): Promise<void> =>
      void (await owner.query('update pledge.record set field_values = $2 where id = $1', [signed.id, JSON.stringify(values)]));
    await rewrite({ ...signed.field_values, taskContent: '什么也不做' });
    const found = (await auditOf(house)).first;
    await rewrite(signed.field_values);
    assert.deepEqual([found?.fault, found?.streamId], ['signature', signed.id]);
    assert.equal((await auditOf(house)).first, null);
  });

  it('cells changed together with the digest of their signature are found by the event that signed them', async () => {
    const { rows } = await owner.query(
      `select r.id, r.form, r.field_values, r.document_number, r.document_version, s.id as signature, s.covers, s.digest
       from pledge.record r join pledge.record_signature s on s.provider_id = r.provider_id and s.record_id = r.id`,
    );
    const [signed] = rows;
    const values = { ...signed.field_values, taskContent: '什么也不做' };
    const digest = coveredDigest({
      definition: definitionOf(signed.form),
      covers: signed.covers,
      values,
      documentNumber: signed.document_number,
      documentVersion: signed.document_version,
    });
    const write = async (cells: object, under: string): Promise<void> => {
      await owner.query('update pledge.record set field_values = $2 where id = $1', [signed.id, JSON.stringify(cells)]);
      await owner.query('update pledge.record_signature set digest = $2 where id = $1', [signed.signature, under]);
    };
    await write(values, digest);
    const found = (await auditOf(house)).first;
    await write(signed.field_values, signed.digest);
    assert.equal(found?.fault, 'signature');
    const { rows: events } = await owner.query('select type from pledge.event where id = $1', [found.eventId]);
    assert.equal(events[0]?.type, 'acceptTask');
    assert.equal((await auditOf(house)).first, null);
  });

  it('words of the conversation that were changed, taken away or put in are found', async () => {
    const { rows } = await owner.query<{ id: string; event_id: string; text: string; seq: number }>(
      `select m.id, m.event_id, m.text, e.seq from pledge.message m join pledge.event e on e.provider_id = m.provider_id and e.id = m.event_id
       where m.request_id = $1 and m.direction <> 'incoming' order by m.id`,
      [request],
    );
    assert.ok(rows.length > 1, 'a receipt and a word on the telephone');
    for (const said of rows) {
      await owner.query(`update pledge.message set text = '什么也没说' where id = $1`, [said.id]);
      const found = (await auditOf(house)).first;
      await owner.query('update pledge.message set text = $2 where id = $1', [said.id, said.text]);
      assert.deepEqual(
        [found?.fault, found?.streamId, found?.seq, found?.eventId],
        ['message', request, said.seq, said.event_id],
      );
    }
    const [one] = rows;
    await owner.query('alter table pledge.message add column kept text');
    await owner.query(`update pledge.message set kept = event_id::text, event_id = gen_random_uuid() where id = $1`, [one?.id]);
    const gone = (await auditOf(house)).first;
    await owner.query('update pledge.message set event_id = kept::uuid where id = $1', [one?.id]);
    await owner.query('alter table pledge.message drop column kept');
    assert.equal(gone?.fault, 'message', 'a word without its event');
    assert.equal((await auditOf(house)).first, null);
  });

  it('an event whose only message was removed is found', async () => {
    const { rows } = await owner.query<{ id: string; row: string; event_id: string; seq: number }>(
      `select m.id, to_jsonb(m)::text as row, m.event_id, e.seq from pledge.message m
         join pledge.event e on e.provider_id = m.provider_id and e.id = m.event_id
       where m.request_id = $1 and (select count(*) from pledge.message o where o.event_id = m.event_id) = 1`,
      [request],
    );
    const [only] = rows;
    assert.ok(only, 'a word on the telephone is the only one of its event');
    await owner.query('delete from pledge.message where id = $1', [only.id]);
    const found = (await auditOf(house)).first;
    await owner.query('insert into pledge.message select * from jsonb_populate_record(null::pledge.message, $1)', [only.row]);
    assert.deepEqual([found?.fault, found?.streamId, found?.seq, found?.eventId], ['message', request, only.seq, only.event_id]);
    assert.equal((await auditOf(house)).first, null);
  });

  it('a cached clock that says other than its events is found', async () => {
    const { rows } = await owner.query<{ clock: string; subject_id: string; state: string }>(
      `select clock, subject_id, state from pledge.clock where request_id = $1 and subject_kind = 'serviceRequest' order by state desc, clock`,
      [request],
    );
    const at = house.time.current();
    // The notices of the plan were counted: nothing waits for its turn any more.
    await owner.query('update pledge.holiday_year set recounted_at = now()');
    const says = async (): Promise<AuditFinding | null> => (await auditOf(house, { now: at })).first;
    for (const state of ['stopped', 'running']) {
      const row = rows.find((known) => known.state === state);
      assert.ok(row, `a clock that is ${state}`);
      const of = `where clock = '${row.clock}' and subject_id = '${row.subject_id}'`;
      await owner.query(`update pledge.clock set due_at = due_at + interval '1 day' ${of}`);
      const found = await says();
      await owner.query(`update pledge.clock set due_at = due_at - interval '1 day' ${of}`);
      assert.deepEqual(
        [found?.fault, found?.streamKind, found?.streamId],
        ['clock', 'serviceRequest', row.subject_id],
        row.clock,
      );
    }
    assert.equal(await says(), null);
  });

  const audit = async (): Promise<AuditFinding | null> => (await auditOf(house)).first;
  /** Does something, hears the audit, and puts everything back. */
  const afterwards = async (...statements: readonly (readonly [string, readonly unknown[]])[]): Promise<AuditFinding | null> => {
    const { rows: kept } = await owner.query('select * from pledge.event');
    const { rows: texts } = await owner.query('select * from pledge.event_text');
    const { rows: ends } = await owner.query('select id, seq, last_hash from pledge.service_request');
    await owner.query('begin');
    await owner.query('alter table pledge.event_text drop constraint event_text_provider_id_event_id_fkey');
    for (const [statement, values] of statements) await owner.query(statement, [...values]);
    await owner.query('commit');
    try {
      return await audit();
    } finally {
      await owner.query('begin');
      await owner.query('delete from pledge.event_text');
      await owner.query('delete from pledge.event');
      await owner.query(`insert into pledge.event select * from json_populate_recordset(null::pledge.event, $1)`, [
        JSON.stringify(kept.map(hexed)),
      ]);
      await owner.query(`insert into pledge.event_text select * from json_populate_recordset(null::pledge.event_text, $1)`, [
        JSON.stringify(texts.map(hexed)),
      ]);
      for (const { id, seq, last_hash: hash } of ends)
        await owner.query('update pledge.service_request set seq = $2, last_hash = $3 where id = $1', [id, seq, hash]);
      await owner.query(
        'alter table pledge.event_text add constraint event_text_provider_id_event_id_fkey foreign key (provider_id, event_id) references pledge.event (provider_id, id)',
      );
      await owner.query('commit');
    }
  };
  const found = (finding: AuditFinding | null): unknown[] => [
    finding?.fault,
    finding?.streamKind,
    finding?.streamId === request,
    finding?.seq,
  ];
  const ofRequest = `stream_kind = 'serviceRequest' and stream_id = $1`;
  const newest = async (): Promise<number> =>
    (await owner.query<{ seq: number }>(`select max(seq) as seq from pledge.event where ${ofRequest}`, [request])).rows[0]?.seq ??
    0;

  it('holds where nothing was touched', async () => {
    assert.equal(await audit(), null);
    assert.equal(await afterwards(), null, 'and after everything was put back');
  });

  for (const seq of [1, 3]) {
    for (const [what, change] of Object.entries({
      'another type': `type = 'other'`,
      'other data': `payload = jsonb_set(payload::jsonb, '{data,channel}', '"fax"')::json`,
      'another actor': `actor = jsonb_set(actor::jsonb, '{id}', '"nobody"')::json`,
      'another time': `occurred_at = occurred_at - interval '1 minute'`,
      'another time of entry': `recorded_at = recorded_at + interval '1 millisecond'`,
      'other commitments': `commitments = array['C-9.9']`,
      'another sight': `visibility = case visibility when 'shared' then 'internal' else 'shared' end`,
      'another customer': `customer_id = null`,
    })) {
      it(`names event ${seq} that was given ${what}`, async () => {
        assert.deepEqual(
          found(await afterwards([`update pledge.event set ${change} where ${ofRequest} and seq = ${seq}`, [request]])),
          ['hash', 'serviceRequest', true, seq],
        );
      });
    }
  }

  it('names the first of several', async () => {
    assert.deepEqual(
      found(await afterwards([`update pledge.event set type = 'other' where ${ofRequest} and seq in (2, 4)`, [request]])),
      ['hash', 'serviceRequest', true, 2],
    );
  });

  it('names the gap that a deleted event leaves, at its beginning and in its middle', async () => {
    for (const seq of [1, 2])
      assert.deepEqual(found(await afterwards([`delete from pledge.event where ${ofRequest} and seq = ${seq}`, [request]])), [
        'chain',
        'serviceRequest',
        true,
        seq + 1,
      ]);
  });

  it('names a stream that was cut short, or is gone as a whole', async () => {
    const last = await newest();
    assert.deepEqual(found(await afterwards([`delete from pledge.event where ${ofRequest} and seq = ${last}`, [request]])), [
      'tail',
      'serviceRequest',
      true,
      last - 1,
    ]);
    assert.deepEqual(found(await afterwards([`delete from pledge.event where ${ofRequest}`, [request]])), [
      'tail',
      'serviceRequest',
      true,
      0,
    ]);
  });

  it('names an event that was put in, in the middle or at the end', async () => {
    const last = await newest();
    const copy = (from: number, to: number): [string, unknown[]] => [
      `insert into pledge.event (provider_id, id, stream_kind, stream_id, seq, type, payload, actor, customer_id, request_id, occurred_at, recorded_at, commitments, visibility, previous_hash, hash)
       select provider_id, gen_random_uuid(), stream_kind, stream_id, ${to}, type, payload, actor, customer_id, request_id, occurred_at, recorded_at, commitments, visibility, hash, hash from pledge.event where ${ofRequest} and seq = ${from}`,
      [request],
    ];
    assert.deepEqual(found(await afterwards(copy(last, last + 1))), ['hash', 'serviceRequest', true, last + 1]);
    const shift: [string, unknown[]] = [`update pledge.event set seq = seq + 1000 where ${ofRequest} and seq > 2`, [request]];
    const back: [string, unknown[]] = [`update pledge.event set seq = seq - 999 where ${ofRequest} and seq > 1000`, [request]];
    assert.deepEqual(found(await afterwards(shift, back, copy(2, 3))), ['hash', 'serviceRequest', true, 3]);
  });

  it('names events that changed places', async () => {
    const swap = (from: number, to: number): [string, unknown[]] => [
      `update pledge.event set seq = ${to} where ${ofRequest} and seq = ${from}`,
      [request],
    ];
    assert.deepEqual(found(await afterwards(swap(2, 1002), swap(3, 2), swap(1002, 3))), ['chain', 'serviceRequest', true, 2]);
  });

  it('names a text that was changed, taken away or added', async () => {
    const { rows } = await owner.query<{ id: string; seq: number }>(
      `select id, seq from pledge.event where ${ofRequest} and type = 'contact'`,
      [request],
    );
    const [contact] = rows;
    const at = ['text', 'serviceRequest', true, contact?.seq];
    assert.deepEqual(
      found(await afterwards(['update pledge.event_text set text = $2 where event_id = $1', [contact?.id, '别人']])),
      at,
    );
    assert.deepEqual(
      found(await afterwards(['update pledge.event_text set text = null, salt = null where event_id = $1', [contact?.id]])),
      at,
      'a text that is gone without having been erased',
    );
    assert.deepEqual(found(await afterwards(['delete from pledge.event_text where event_id = $1', [contact?.id]])), at);
    assert.deepEqual(
      found(
        await afterwards([
          `insert into pledge.event_text (provider_id, event_id, field, salt, text) values ($2, $1, 'note', '\\x00', '事后补写')`,
          [contact?.id, house.providerId],
        ]),
      ),
      at,
    );
  });

  it('finds what was done to orders, visits, records and plans alike', async () => {
    for (const kind of ['taskOrder', 'siteVisit', 'record', 'servicePlan']) {
      const finding = await afterwards([`update pledge.event set type = 'other' where stream_kind = $1 and seq = 1`, [kind]]);
      assert.deepEqual([finding?.fault, finding?.streamKind, finding?.seq], ['hash', kind, 1]);
    }
  });
});

/** Bytes as PostgreSQL reads them from JSON. */
function hexed(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : instantText(name, value),
    ]),
  );
}

/** Our pools read instants as epoch milliseconds. */
function instantText(name: string, value: unknown): unknown {
  return name.endsWith('_at') && typeof value === 'number' ? new Date(value).toISOString() : value;
}
