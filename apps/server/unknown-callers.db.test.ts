import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { clockRulesOf } from '#centre/commitments/index.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { planById } from '#centre/plan/index.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import type { MessageView } from '#centre/requests/requests.schema.ts';
import { reported, type Course } from './testing/course.ts';
import { uploadFile } from './testing/upload-file.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const call = { channel: 'phone', content: '你们负责的交换机宕机了', enquirerName: '钱女士', enquirerPhone: '+86 28 0000 9999' };
const seen = (who: HouseName, id: string): Promise<HttpAnswer> => server.get(who, `/api/service-requests/${id}`);
const staff = (): HouseName[] =>
  (Object.keys(server.house.actors) as HouseName[]).filter((who) => server.house.actors[who].kind === 'staff');

describe('a caller whom nobody knows', () => {
  it('is received by any staff, for an unknown customer and for a known one', async () => {
    for (const who of staff()) {
      assert.equal((await server.post(who, '/api/service-requests', call)).status, 201, who);
      const known = await server.post(who, '/api/service-requests', {
        ...call,
        contactId: server.house.actors.technician.contactId,
      });
      assert.equal(known.status, 201, who);
    }
  });

  it('waits for whoever is on call, for every service manager and for whoever took the call', async () => {
    const { id } = await reported(server, 'secondBranchEngineer', call);
    for (const who of ['manager', 'supportEngineer', 'northEngineer', 'branchEngineer', 'secondBranchEngineer'] as const)
      assert.equal((await seen(who, id)).status, 200, who);
    for (const who of ['beginner', 'secondSupportEngineer', 'clerk', 'stockKeeper', 'administrator'] as const)
      assert.equal((await seen(who, id)).status, 404, who);
    assert.equal((await server.get('technician', `/api/service-requests/${id}`)).status, 404);
    const listed = (await server.get('northEngineer', '/api/service-requests?state=open')).body.items as { id: string }[];
    assert.ok(listed.some((row) => row.id === id));
  });

  it('is sent nothing, and nobody reads that something went out', async () => {
    const { id } = await reported(server, 'secondBranchEngineer', call);
    const written = await server.post('northEngineer', `/api/service-requests/${id}/messages`, { text: '请回电' });
    assert.equal(written.status, 201);
    await deliverOutbox({ db: server.house.db, time: server.house.time, mailer: null });
    const messages = (await server.get('northEngineer', `/api/service-requests/${id}/messages`)).body.items as MessageView[];
    const outgoing = messages.filter(({ direction }) => direction === 'outgoing');
    assert.deepEqual(
      outgoing.map(({ delivery, deliveryNote }) => [delivery, deliveryNote?.zh.slice(0, 7)]),
      [
        ['noted', '没有发给任何人'],
        ['noted', '没有发给任何人'],
      ],
    );
  });

  describe('is registered', () => {
    let course: Course;
    let fileId: string;
    const registration = () => ({
      kind: 'fault',
      projectId: server.house.projectId,
      contactId: server.house.actors.siteStaff.contactId,
      siteId: server.house.sites['SITE-01'],
      enquirerName: '钱女士',
      enquirerPhone: '+86 28 0000 9999',
      content: '交换机宕机',
      symptom: '指示灯全灭',
    });

    it('with a project, a site and a contact of those that are offered', async () => {
      fileId = await uploadFile(server, 'clerk', { name: 'fax.txt', text: '指示灯全灭' });
      course = await reported(server, 'clerk', { ...call, files: [fileId] });
      const step = (await course.next('northEngineer')).find(({ event }) => event === 'register');
      const options = Object.fromEntries(
        step?.needs.map((field) => [field.name, field.options?.map(({ value }) => value)]) ?? [],
      );
      assert.ok(step?.allowed);
      assert.ok(options['projectId']?.includes(server.house.projectId));
      assert.ok(options['siteId']?.includes(server.house.sites['SITE-01'] ?? ''));
      assert.ok(options['contactId']?.includes(server.house.actors.siteStaff.contactId ?? ''));
    });

    it('with all that was told when the call was taken, and says that a telephone or a mailbox is needed', async () => {
      const told = { enquiryStage: 'preSales', symptom: '指示灯全灭', serviceNumber: 'SN-0815', answer: '已请值班工程师回电' };
      const needs = async (report: Record<string, unknown>) =>
        (await (await reported(server, 'clerk', report)).next('northEngineer')).find(({ event }) => event === 'register')
          ?.needs ?? [];
      const begun = Object.fromEntries((await needs({ ...call, ...told })).map(({ name, initial }) => [name, initial]));
      assert.deepEqual(Object.fromEntries(Object.entries({ ...call, ...told }).map(([name]) => [name, begun[name]])), {
        ...call,
        ...told,
        channel: undefined,
      });
      const reach = (await needs({ channel: 'fax', content: call.content })).filter(({ oneOf }) => oneOf).map(({ name }) => name);
      assert.deepEqual(reach, ['enquirerPhone', 'enquirerEmail']);
    });

    it('not without a project, nor with a site or a contact of another customer', async () => {
      const { customerId, contactId } = server.house.actors.stranger;
      const refused = async (but: Record<string, unknown>): Promise<string | undefined> => {
        const answer = await course.fire('northEngineer', 'register', { ...registration(), ...but });
        assert.equal(answer.status, 422, JSON.stringify(answer.body));
        return answer.body.fields?.[0]?.field;
      };
      assert.equal(await refused({ projectId: undefined }), 'projectId');
      assert.equal(await refused({ projectId: customerId }), 'projectId');
      assert.equal(await refused({ siteId: customerId }), 'siteId');
      assert.equal(await refused({ contactId }), 'contactId');
    });

    it('and is the customer’s from then on, with what was said before, under the clocks of its plan', async () => {
      await course.take('northEngineer', 'register', registration());
      const detail = (await seen('branchEngineer', course.id)).body;
      assert.deepEqual(
        [detail.state, detail.project.id, detail.site.id, detail.enquirer.contactId],
        ['registered', server.house.projectId, server.house.sites['SITE-01'], server.house.actors.siteStaff.contactId],
      );
      assert.equal((await seen('northEngineer', course.id)).status, 404, 'a site that its branch does not serve');
      assert.equal((await seen('technician', course.id)).status, 200);
      const said = (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items;
      assert.ok(said.some(({ text }: { text: string }) => text === call.content));
      assert.equal((await server.get('technician', `/api/files/${fileId}`)).status, 200, 'what came with the call');
      const clocks = await course.clocks('technician');
      assert.deepEqual(
        clocks.map(({ id, state }) => [id, state]),
        (await course.clocks('manager')).map(({ id, state }) => [id, state]),
      );
      assert.ok(clocks.some(({ id }) => id === 'response'));
      const rules = await server.house.within(null, async (tx) => {
        const { id } = await tx
          .selectFrom('pledge.service_plan')
          .select('id')
          .where('project_id', '=', server.house.projectId)
          .where('status', '=', 'active')
          .executeTakeFirstOrThrow();
        return clockRulesOf(await planById(tx, id));
      });
      // Whatever was written last.
      await server.house.within(null, (tx) =>
        sql`with gone as (delete from pledge.clock where request_id = ${course.id}::uuid and clock = ${clocks[0]?.id} returning *)
          insert into pledge.clock select gone.* from gone`.execute(tx),
      );
      const { items } = (await server.get('technician', '/api/service-requests?state=all')).body;
      const listed: { id: string }[] = items.find(({ id }: { id: string }) => id === course.id).clocks;
      assert.equal(listed.length, clocks.length);
      const places = listed.map(({ id }) => rules.clocks.findIndex(({ name }) => name === id));
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
        'they come as the plan has them',
      );
    });
  });

  it('who does not call for us at all is taken off the queue by a service manager', async () => {
    const course = await reported(server, 'assistant', call);
    await course.take('manager', 'cancel', { reason: '与本公司无合同关系，已告知对方' });
    assert.equal(course.now().request.state, 'cancelled');
  });
});
