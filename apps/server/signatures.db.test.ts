import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { saveFile } from '#centre/requests/files.store.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;

before(async () => {
  server = await openTestServer();
  const { house } = server;
  course = await reported(server, 'technician', {
    kind: 'fault',
    siteId: house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机没有响应',
    symptom: '无响应',
  });
  const checklist = {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  };
  await course.take('manager', 'verify', checklist);
  const people = [{ personId: house.actors.branchEngineer.personId, level: 1 }];
  await course.take('manager', 'dispatch', { people, taskContent: '检查' });
});
after(() => server.close());

/** A file that somebody uploaded. */
async function uploaded(who: HouseName): Promise<string> {
  const id = uuidv7(server.house.time.current());
  const file = { id, name: '签字单.pdf', mediaType: 'application/pdf', size: 3, digest: id.replaceAll('-', '').padEnd(64, '0') };
  const now = server.house.time.current();
  const saved = await server.house.within(null, (tx) => saveFile(tx, server.house.actors[who], { file, now }));
  assert.equal(isRefusal(saved), false);
  return id;
}

async function isRefused(who: HouseName, event: string, body: Record<string, unknown>, by: string): Promise<string> {
  const answer = await course.fire(who, event, body);
  assert.equal(answer.status, 422, JSON.stringify(answer.body));
  assert.deepEqual(answer.body.guards ?? [answer.body.code], [by], JSON.stringify(answer.body));
  return answer.body.detail;
}

const strokes = (...points: [number, number][]) => [{ points: points.map(([x, y]) => ({ x, y })) }];

describe('a signature over HTTP', () => {
  const accepts = (signature: Record<string, unknown>) => ({ siteRulesRead: true, signature: { name: '陈工', ...signature } });

  it('is drawn: a dot, a straight line and a confirmation in nobody’s portal are told what lacks', async () => {
    for (const drawing of [strokes([10, 10]), strokes([10, 10], [11, 10], [10, 11]), strokes([1, 1], [40, 40], [80, 80])])
      assert.match(
        await isRefused(
          'branchEngineer',
          'visit/accept-task',
          accepts({ means: 'handwritten', strokes: drawing }),
          'orderAccepted',
        ),
        /20像素/,
      );
    await isRefused('branchEngineer', 'visit/accept-task', accepts({ means: 'portal' }), 'orderAccepted');
  });

  it('on paper comes with its scan, one that was uploaded', async () => {
    assert.match(
      await isRefused('branchEngineer', 'visit/accept-task', accepts({ means: 'scanned' }), 'orderAccepted'),
      /扫描件/,
    );
    await isRefused(
      'branchEngineer',
      'visit/accept-task',
      accepts({ means: 'scanned', fileIds: [uuidv7(server.house.time.current())] }),
      'unknownFile',
    );
    const others = await uploaded('technician');
    await isRefused('branchEngineer', 'visit/accept-task', accepts({ means: 'scanned', fileIds: [others] }), 'unknownFile');
    const scan = await uploaded('branchEngineer');
    await course.take('branchEngineer', 'visit/accept-task', accepts({ means: 'scanned', fileIds: [scan] }));
    const use = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.file_use').select(['file_id', 'request_id']).where('file_id', '=', scan).execute(),
    );
    assert.deepEqual(use, [{ file_id: scan, request_id: course.id }], 'the scan belongs to the request from now on');
  });
});

describe('a waiver', () => {
  const waives = { waiver: '同意先撤，明早再来', waivedBy: '李主任' };
  before(async () => {
    await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
    const contactId = server.house.actors.siteStaff.contactId;
    await course.take('branchEngineer', 'visit/arrive', { place: '东区节点', contactId });
  });

  it('that staff write down needs its document', async () => {
    assert.match(await isRefused('branchEngineer', 'visit/note-waiver', waives, 'departureWhileDown'), /附件|附上/);
    await isRefused('branchEngineer', 'visit/note-waiver', { ...waives, fileIds: [uuidv7(0)] }, 'unknownFile');
    const attested = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
    await isRefused('branchEngineer', 'visit/request-departure', { attested }, 'departureWhileDown');
    await course.take('branchEngineer', 'visit/note-waiver', { ...waives, fileIds: [await uploaded('branchEngineer')] });
  });

  it('of the customer’s representative is the representative’s own act, under the own name', async () => {
    await course.take('representative', 'visit/note-waiver', { waiver: '同意', waivedBy: '别人' });
    const texts = await server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.event as event')
        .innerJoin('pledge.event_text as text', 'text.event_id', 'event.id')
        .select('text.text')
        .where('event.type', '=', 'noteWaiver')
        .where('text.field', '=', 'waivedBy')
        .orderBy('event.seq')
        .execute(),
    );
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['李主任', server.house.actors.representative.name],
    );
  });
});
