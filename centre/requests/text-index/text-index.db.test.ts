import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn, type Story } from '#centre/testing/story.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { fireStep } from '../fire-step.ts';
import { writeMessage } from '../write-message.ts';
import { fillTextIndex } from './fill-index.ts';
import { refillRequests } from './refill.store.ts';
import { searched } from './testing/scan.ts';

let house: TestHouse;
let story: Story;
let request: string;

const at = (time: string): { id: string; at: string } => ({ id: request, at: `2026-10-03T${time}:00+08:00` });
const kinds = async (q: string, who: HouseName = 'manager'): Promise<string> =>
  (await searched(house, house.actors[who], { q }))
    .map(({ kind }) => kind)
    .sort()
    .join(' ');

/** Every row of the index, as it stands. */
const rows = (): Promise<unknown[]> =>
  house.within(
    null,
    async (tx) => (await sql`select * from pledge.text_index order by request_id, kind, subject_id`.execute(tx)).rows,
  );

before(async () => {
  house = await openTestHouse();
  story = storyIn(house);
  house.time.set('2026-10-03T22:10:00+08:00');
  request = await story.reports('technician', {
    content: '核心交换机宕机，业务中断',
    siteId: house.sites['SITE-01'] ?? '',
    kind: 'fault',
    severity: 'critical',
    symptom: '指示灯全灭',
    enquirerPhone: '+86 139 0000 0000',
  });
});
after(() => house.close());

describe('the text index follows the commands', () => {
  it('a report: the words of the request, the conversation, the sheet, each once', async () => {
    assert.equal(await kinds('核心交换机宕机'), 'message record serviceRequest');
    assert.equal(await kinds('指示灯全灭'), 'serviceRequest');
    assert.equal(await kinds('13900000000'), 'record serviceRequest');
  });

  it('a message, and one that stays in the house', async () => {
    for (const [text, direction] of [
      ['您好，正在核实', 'outgoing'],
      ['备件库存不足', 'internal'],
    ] as const) {
      const input = { commandId: randomUUID(), channel: 'web', direction, text } as const;
      const answer = await writeMessage(house.deps, { actor: house.actors.manager, requestId: request, input, path: '/test' });
      assert.ok(!isRefusal(answer));
    }
    assert.equal(await kinds('正在核实', 'technician'), 'message');
    assert.equal(await kinds('库存不足'), 'message');
    assert.equal(await kinds('库存不足', 'technician'), '');
  });

  it('a step: what it tells the customer as a message, what it notes as a step, neither twice', async () => {
    await story.fires('manager', 'contact', at('22:13'), {
      contactName: '王工',
      channel: 'phone',
      text: '已收到，马上远程查看。',
    });
    assert.equal(await kinds('马上远程查看'), 'message');
    await story.fires('manager', 'verify', at('22:20'), {
      symptom: '冗余引擎反复重启',
      since: '22点',
      extent: '东区全部',
      changesBefore: '昨日割接',
      backupState: '有',
      severity: 'critical',
    });
    assert.match(await kinds('昨日割接'), /event/);
  });

  it('an order and its sheet: a cell that changes is found by what it says now, and no more by what it said', async () => {
    await story.fires('manager', 'dispatch', at('22:26'), {
      people: [{ personId: house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '携带备用引擎到东区机房更换',
    });
    // The step that ordered it, and the sheet of the order, which not everybody who sees the step may read.
    assert.equal(await kinds('备用引擎到东区'), 'event record');
    assert.equal(await kinds('备用引擎到东区', 'siteStaff'), 'event');
    const visit = await story.latest('siteVisit', request);
    await story.fires(
      'branchEngineer',
      'acceptTask',
      { kind: 'siteVisit', id: visit },
      { siteRulesRead: true, signature: signedBy('陈工') },
    );
    await story.fires(
      'branchEngineer',
      'depart',
      { kind: 'siteVisit', id: visit },
      { partsReady: true, expectedAt: '2026-10-03T23:30:00+08:00' },
    );
    await story.fires(
      'branchEngineer',
      'arrive',
      { kind: 'siteVisit', id: visit, at: '2026-10-03T23:00:00+08:00' },
      { place: '东区机房', contactId: house.actors.siteStaff.contactId, customerWord: '门禁已开' },
    );
    assert.match(await kinds('门禁已开'), /event/);
    const fill = async (workProcessAndResult: string): Promise<void> => {
      const { id, version } = await house.within(null, (tx) =>
        tx.selectFrom('pledge.record').select(['id', 'version']).where('form', '=', 'serviceRecord').executeTakeFirstOrThrow(),
      );
      const input = { values: { workProcessAndResult } };
      const answer = await fireStep(house.deps, {
        actor: house.actors.branchEngineer,
        subjectKind: 'record',
        subjectId: id,
        event: 'fillRecord',
        envelope: { commandId: randomUUID(), version },
        input,
        body: input,
        path: '/test/fill',
      });
      assert.ok(!isRefusal(answer), JSON.stringify(answer));
    };
    await fill('更換主控引擎後恢復');
    assert.equal(await kinds('更换主控引擎后恢复'), 'record');
    await fill('改为更换电源模块');
    assert.equal(await kinds('更换主控引擎后'), '');
    assert.equal(await kinds('更换电源模块'), 'record');
  });

  it('and is the same as made anew from the rows', async () => {
    const before = await rows();
    assert.ok(before.length > 10);
    await house.within(null, (tx) => refillRequests(tx, [request]));
    assert.deepEqual(await rows(), before);
  });

  it('a request that becomes a customer’s is found by the customer from then on', async () => {
    const unknown = await story.reports('clerk', {
      content: '陌生来电说光纤被挖断',
      channel: 'phone',
      enquirerPhone: '+86 20 1234 0000',
    });
    assert.match(await kinds('光纤被挖断'), /serviceRequest/);
    assert.equal(await kinds('光纤被挖断', 'technician'), '');
    await story.fires(
      'manager',
      'register',
      { id: unknown },
      {
        projectId: house.projectId,
        kind: 'consultation',
        siteId: house.sites['SITE-01'],
        enquirerName: '王工',
        enquirerPhone: '+86 20 1234 0000',
        content: '陌生来电说光纤被挖断',
      },
    );
    assert.match(await kinds('光纤被挖断', 'technician'), /serviceRequest/);
    const before = await rows();
    await house.within(null, (tx) => refillRequests(tx, [unknown]));
    assert.deepEqual(await rows(), before);
  });
});

describe('a database that had requests before it had an index', () => {
  /** The migration as it runs on a database with data: the house's own, with the index taken away. */
  before(async () => {
    const owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    try {
      await owner.query('drop view pledge.visible_text; drop table pledge.text_index; drop table pledge.text_index_filling');
      await owner.query(await readFile(new URL('../../schema/0014-text-index.sql', import.meta.url), 'utf8'));
    } finally {
      await owner.end();
    }
  });

  const complete = (): Promise<boolean> =>
    inTransaction(house.db, { providerId: house.providerId, customerId: null }, async (tx) => {
      const filling = await tx.selectFrom('pledge.text_index_filling').select('done_at').execute();
      return filling.every(({ done_at }) => done_at !== null) && filling.length > 0;
    });

  it('has it filled by the worker with what the commands would have entered, and says when it is through', async () => {
    assert.deepEqual(await rows(), []);
    assert.equal(await complete(), false);
    // What is written meanwhile is entered by its command, and once.
    const input = { commandId: randomUUID(), channel: 'web', direction: 'outgoing', text: '其间的答复' } as const;
    assert.ok(
      !isRefusal(await writeMessage(house.deps, { actor: house.actors.manager, requestId: request, input, path: '/test' })),
    );
    assert.equal(await kinds('其间的答复'), 'message');
    let filled = 0;
    for (let step = await fillTextIndex(house.deps); step.more; step = await fillTextIndex(house.deps)) filled += step.filled;
    assert.equal(filled, 2);
    assert.equal(await complete(), true);
    assert.equal(await kinds('其间的答复'), 'message');
    assert.equal(await kinds('核心交换机宕机'), 'message record record serviceRequest');
    assert.equal(await kinds('更换电源模块'), 'record');
    assert.deepEqual(await fillTextIndex(house.deps), { filled: 0, more: false });
  });
});
