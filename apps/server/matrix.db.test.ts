import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';

before(async () => {
  server = await openTestServer();
  course = await reported(server, 'technician', {
    kind: 'fault',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机无响应',
    symptom: '指示灯全灭',
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
  const people = [{ personId: person('branchEngineer'), level: 1 }];
  await course.take('manager', 'dispatch', { people, taskContent: '检查' });
  await course.take('branchEngineer', 'visit/accept-task', { siteRulesRead: true, signature: drawn('陈工') });
  await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  const { contactId } = server.house.actors.siteStaff;
  await course.take('branchEngineer', 'visit/arrive', { place: '机房', contactId, customerWord: '到了' });
});
after(() => server.close());

/** What the matrix of roles.md says of the three forms, for those whom it treats differently. */
const FORMS = {
  manager: ['consultationRecord', 'serviceRecord', 'taskOrder'],
  qualityController: ['consultationRecord', 'serviceRecord', 'taskOrder'],
  complaintHandler: ['consultationRecord'],
  stockKeeper: ['taskOrder'],
  administrator: [],
  clerk: [],
  branchEngineer: ['consultationRecord', 'serviceRecord', 'taskOrder'],
  technician: ['consultationRecord', 'serviceRecord', 'taskOrder'],
  representative: ['consultationRecord', 'serviceRecord', 'taskOrder'],
  siteStaff: [],
} as const satisfies Partial<Record<HouseName, readonly string[]>>;

describe('forms by their own rows of the matrix', () => {
  for (const [name, forms] of Object.entries(FORMS)) {
    const who = name as HouseName;
    it(`${who} lists, opens and prints ${forms.length === 0 ? 'none' : forms.join(', ')}`, async () => {
      const all = (await server.get('manager', '/api/records')).body.items as { id: string; form: string }[];
      const listed = (await server.get(who, '/api/records')).body.items as { form: string }[];
      assert.deepEqual(listed.map(({ form }) => form).sort(), [...forms]);
      for (const { id, form } of all) {
        const expected = (forms as readonly string[]).includes(form) ? 200 : 404;
        assert.equal((await server.get(who, `/api/records/${id}`)).status, expected, form);
        for (const kind of ['pdf', 'docx'])
          if (expected === 404) assert.equal((await server.get(who, `/api/records/${id}/${kind}`)).status, 404, form);
      }
      const detail = await server.get(who, `/api/service-requests/${course.id}`);
      if (detail.status === 200)
        assert.deepEqual(detail.body.records.map(({ form }: { form: string }) => form).sort(), [...forms], 'beside the request');
    });
  }

  it('the portal signs for the representative alone', async () => {
    const path = `/api/records/${course.record('serviceRecord').id}`;
    const { version } = (await server.get('technician', path)).body;
    const signing = { version, block: 'customer', opinion: '满意', signature: { name: '王工', means: 'portal' } };
    assert.equal((await server.post('technician', `${path}/sign-record`, signing)).status, 403);
    assert.equal((await server.post('siteStaff', `${path}/sign-record`, signing)).status, 403);
    assert.deepEqual((await server.get('technician', path)).body.signable, []);
    // The work is not done yet: the process refuses it, not the position.
    assert.equal((await server.post('representative', `${path}/sign-record`, signing)).status, 422);
  });
});

describe('what an intake is told of a customer', () => {
  const context = (who: HouseName) => server.get(who, `/api/intake/context?customerId=${server.house.customerId}`);

  it('is nothing for those who neither read nor take requests', async () => {
    for (const who of ['administrator', 'stockKeeper', 'planAuthor'] as const)
      assert.equal((await context(who)).status, 403, who);
    const own = (await server.get('stockKeeper', '/api/intake/context')).body;
    assert.deepEqual([own.projects, own.sites, own.assets, own.openItems], [[], [], [], []]);
    assert.ok(own.kinds.length > 0, 'what the plan offers whoever writes a report down');
  });

  it('names the contract to those whose row says so', async () => {
    const numberFor = async (who: HouseName): Promise<unknown> => (await context(who)).body.projects[0].contractNumber;
    assert.equal(typeof (await numberFor('manager')), 'string');
    assert.equal(typeof (await numberFor('representative')), 'string');
    for (const who of ['branchEngineer', 'clerk', 'complaintHandler', 'technician'] as const)
      assert.equal(await numberFor(who), null, who);
  });
});
