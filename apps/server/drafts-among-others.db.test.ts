import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A draft beside many others, and beside versions that were in force before. */
let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const begin = async (): Promise<string> => {
  const answer = await server.post('planAuthor', '/api/plan-drafts', { projectId: server.house.projectId });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
};
const draft = async (id: string) => (await server.get('centreManager', `/api/plan-drafts/${id}`)).body;
const act = async (who: HouseName, id: string, action: string, more: Record<string, unknown> = {}) =>
  server.post(who, `/api/plan-drafts/${id}/${action}`, { version: (await draft(id)).version, ...more });
const idsOf = (items: readonly { id?: string; draftId?: string }[]) => items.map(({ id, draftId }) => id ?? draftId);

it('a draft under way is listed however many were changed after it, and may be replayed; of those done with the latest are', async () => {
  const [id, aside] = [await begin(), await begin()];
  assert.equal((await act('planAuthor', aside, 'discard')).status, 200);
  // As if a hundred more had been put aside since.
  await server.house.within(null, (tx) =>
    sql`insert into pledge.plan_draft (provider_id, id, customer_id, project_id, text, version, state, author_ids, changed_by, changed_at)
      select provider_id, gen_random_uuid(), customer_id, project_id, text, version, 'discarded', author_ids, changed_by, changed_at + make_interval(secs => n)
      from pledge.plan_draft, generate_series(1, 100) n where id = ${aside}`.execute(tx),
  );
  const { drafts } = (await server.get('planAuthor', '/api/plans')).body;
  assert.ok(idsOf(drafts).includes(id));
  assert.equal(drafts.length, 101);
  assert.ok(!idsOf(drafts).includes(aside), 'the oldest of those done with');
  const choices = await server.get('planAuthor', '/api/log-replays/choices');
  assert.deepEqual(idsOf(choices.body.drafts), [id]);
});

it('a draft that says again what another version took the place of is not said to be activated', async () => {
  const [id, next] = [await begin(), await begin()];
  assert.equal((await act('centreManager', next, 'activate')).status, 201);
  assert.equal((await act('planAuthor', id, 'save', { text: samplePlanText })).status, 200);
  const refused = await act('centreManager', id, 'activate');
  assert.deepEqual([refused.status, refused.body.code], [409, 'versionSuperseded']);
  assert.equal((await draft(id)).state, 'open');
  // The text in force, which is what the draft asks for, stands: that is no fault.
  assert.equal(
    (await act('planAuthor', id, 'save', { text: changed(samplePlanText, ['  revision: 1', '  revision: 2']) })).status,
    200,
  );
  assert.equal((await act('centreManager', id, 'activate')).status, 200);
  assert.equal((await draft(id)).state, 'activated');
});
