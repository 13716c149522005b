import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;
const send = (who: HouseName, level: number) => ({ personId: server.house.actors[who].personId ?? '', level });
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-21T09:00:00+08:00');
  course = await reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'major',
    content: '断网',
    symptom: '不通',
  });
  await course.take('manager', 'dispatch', { people: [send('branchEngineer', 1)], taskContent: '检查' });
});
after(() => server.close());

const mine = async (who: HouseName, more = ''): Promise<string[]> =>
  (await server.get(who, `/api/service-requests?owner=me&${more}`)).body.items.map(({ id }: { id: string }) => id);

describe('what is mine', () => {
  it('is what one answers for or was sent to, in every order and state of the list', async () => {
    for (const more of ['', 'state=all', 'state=all&sort=received', 'sort=received', 'state=all&sort=number'])
      assert.deepEqual(await mine('branchEngineer', more), [course.id], more);
    assert.deepEqual(await mine('branchEngineer', 'state=closed&sort=received'), []);
    assert.deepEqual(await mine('supportEngineer', 'state=all&sort=received'), []);
  });

  it('is there page by page, newest first', async () => {
    const more = await reported(server, 'technician', {
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '+86 10 0000 0004',
      kind: 'fault',
      severity: 'major',
      content: '又断网',
      symptom: '不通',
    });
    await more.take('manager', 'dispatch', { people: [send('branchEngineer', 1)], taskContent: '检查' });
    const path = '/api/service-requests?owner=me&state=all&sort=received&limit=1&total=true';
    const first = (await server.get('branchEngineer', path)).body;
    const second = (await server.get('branchEngineer', `${path}&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
    assert.deepEqual([first.items[0].id, second.items[0].id, first.total, second.nextCursor], [more.id, course.id, 2, null]);
  });
});

/** What the rows beside the requests must say: asked of requests and orders themselves. */
const told = async (tx: Transaction<Tables>) => {
  const of = sql`r.id as request, person, r.received_at as received, r.closed_at as closed, r.customer_id as customer`;
  const known = await sql`select request_id as request, person_id as person, received_at as received, closed_at as closed,
    customer_id as customer from pledge.request_doer order by 1, 2`.execute(tx);
  const asked = await sql`select ${of} from (select id as request_id, owner_person_id as person from pledge.service_request
      where owner_person_id is not null union select o.request_id, a.person_id from pledge.task_order o
      join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id) doer
    join pledge.service_request r on r.id = doer.request_id order by 1, 2`.execute(tx);
  return { known: known.rows, asked: asked.rows };
};

describe('who does a request', () => {
  const people = ['branchEngineer', 'supportEngineer', 'northEngineer'] as const;
  const anyone = fc.constantFrom(...people);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('owner' as const), who: fc.option(anyone) }),
    fc.record({ kind: fc.constant('closed' as const), closed: fc.boolean() }),
    fc.record({ kind: fc.constant('named' as const), who: anyone }),
    fc.record({ kind: fc.constant('unnamed' as const), who: anyone }),
  );

  it('stands beside it as its row and its orders say, whatever is changed in them', async () => {
    const order = (await server.get('manager', '/api/task-orders?limit=1')).body.items[0];
    class Undone extends Error {}
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const run = server.house.within(server.house.actors.manager, async (tx) => {
          for (const step of changes) {
            const person = 'who' in step && step.who !== null ? server.house.actors[step.who].personId : null;
            const { rows } = await sql<{ id: string; provider: string; request: string; customer: string }>`
              select id, provider_id as provider, request_id as request, customer_id as customer from pledge.task_order limit 1`.execute(
              tx,
            );
            const [line] = rows;
            assert.ok(line, `an order such as ${order?.id}`);
            if (step.kind === 'owner')
              await sql`update pledge.service_request set owner_person_id = ${person}::uuid where id = ${line.request}`.execute(
                tx,
              );
            if (step.kind === 'closed')
              await sql`update pledge.service_request set closed_at = ${step.closed ? '2026-10-22T00:00:00Z' : null}::timestamptz where id = ${line.request}`.execute(
                tx,
              );
            if (step.kind === 'named')
              await sql`insert into pledge.task_assignee (provider_id, task_order_id, person_id, level, customer_id)
                values (${line.provider}, ${line.id}, ${person}, 1, ${line.customer}) on conflict do nothing`.execute(tx);
            if (step.kind === 'unnamed')
              await sql`delete from pledge.task_assignee where task_order_id = ${line.id} and person_id = ${person}`.execute(tx);
            const { known, asked } = await told(tx);
            assert.deepEqual(known, asked);
          }
          throw new Undone();
        });
        await assert.rejects(run, Undone);
      }),
      { numRuns: 40 },
    );
  });

  it('has a name also where they have left the house since', async () => {
    const { personId } = server.house.actors.branchEngineer;
    const named = async () => {
      const { visits } = (await server.get('manager', `/api/service-requests/${course.id}`)).body;
      const { people } = (await server.get('manager', `/api/site-visits/${visits[0].id}`)).body;
      return [visits[0].people, people];
    };
    const before = await named();
    assert.match(before[0][0], /\S/);
    assert.equal((await server.post('administrator', `/api/people/${personId}/end-access`)).status, 200);
    assert.deepEqual(await named(), before);
  });

  it('is nobody else’s to see: a customer sees that of their own requests alone', async () => {
    const seenBy = (who: HouseName) =>
      server.house.within(
        server.house.actors[who],
        async (tx) => (await sql`select 1 from pledge.request_doer`.execute(tx)).rows.length,
      );
    assert.ok((await seenBy('manager')) > 0);
    assert.equal(await seenBy('stranger'), 0);
  });
});
