import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { contractOf } from './routes.ts';
import { leastBody, schemaOf } from './testing/access/id-places.ts';
import { READS, RELATIONS, type Relation } from './testing/access/policy-table.ts';
import { openWorlds, type Worlds } from './testing/access/worlds.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** Every address of plans and their drafts × every person × whose the plan is. */

let opened: TestServer;
let worlds: Worlds;
let routes: readonly AnyRoute<Actor>[];
const ids = new Map<Relation, { readonly plan: string; readonly draft: string }>();
const everybody = Object.keys(READS) as HouseName[];

before(async () => {
  opened = await openTestServer();
  worlds = await openWorlds(opened);
  routes = contractOf(opened.app.house, opened.app.auth, () => undefined).filter(({ path }) =>
    /^\/api\/plan(s|-drafts)\/:id/.test(path),
  );
  for (const relation of RELATIONS) ids.set(relation, await planOf(relation));
});
after(() => opened.close());

/** The plan in force for a world's project, and a draft of its next version that nobody was offered. */
async function planOf(relation: Relation): Promise<{ plan: string; draft: string }> {
  if (relation === 'gone') return { plan: randomUUID(), draft: randomUUID() };
  const server = relation === 'otherProvider' ? worlds.second : worlds.server;
  const { project } = worlds.of[relation].ids;
  const plan = await server.house.within(null, (tx) =>
    tx.selectFrom('pledge.service_plan').select('id').where('project_id', '=', project).executeTakeFirstOrThrow(),
  );
  const begun = await server.post('planAuthor', '/api/plan-drafts', { projectId: project });
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  return { plan: plan.id, draft: begun.body.id };
}

const everywhere = ['own', 'otherUnit', 'otherCustomer'] as const;
const ofProject = ['own', 'otherUnit'] as const;
/** Row “Service plan” of roles.md, by hand: who reads versions. Of drafts the same staff, and no customer before they are offered. */
const READS_PLANS: Partial<Record<HouseName, readonly Relation[]>> = {
  centreManager: everywhere,
  assistant: everywhere,
  qualityController: everywhere,
  auditor: everywhere,
  complaintHandler: everywhere,
  planAuthor: everywhere,
  manager: ofProject,
  supportEngineer: everywhere,
  secondSupportEngineer: everywhere,
  seniorSupportEngineer: everywhere,
  // Branches read the projects with a site that they serve: both customers have one in each.
  branchEngineer: everywhere,
  secondBranchEngineer: everywhere,
  beginner: everywhere,
  northEngineer: everywhere,
  technician: ofProject,
  representative: ofProject,
  stranger: ['otherCustomer'],
};
const CUSTOMERS: readonly HouseName[] = ['technician', 'representative', 'siteStaff', 'stranger'];

function mayRead(who: HouseName, kind: 'plan' | 'draft', relation: Relation): boolean {
  if (kind === 'draft' && CUSTOMERS.includes(who)) return false;
  return READS_PLANS[who]?.includes(relation) === true;
}

/** Who may do what to a draft that the plan author wrote: C U p of the dedicated service manager and the author, A of the centre manager. */
const DOES: Readonly<Record<string, (who: HouseName, relation: Relation) => boolean>> = {
  save: writes,
  discard: writes,
  offer: (who, relation) => writes(who, relation) || who === 'centreManager',
  attest: (who, relation) => writes(who, relation) || who === 'centreManager',
  activate: (who) => who === 'centreManager',
  approve: () => false,
};

function writes(who: HouseName, relation: Relation): boolean {
  if (who === 'planAuthor') return true;
  return (who === 'manager' && relation !== 'otherCustomer') || (who === 'seniorSupportEngineer' && relation === 'otherCustomer');
}

const kindOf = (path: string): 'plan' | 'draft' => (path.startsWith('/api/plans/') ? 'plan' : 'draft');

describe('plans and their drafts by an id', () => {
  it('are read by those whom the matrix lets read, and to all others are not there', async () => {
    const deviations: string[] = [];
    let asked = 0;
    for (const { path } of routes.filter(({ method }) => method === 'GET'))
      for (const who of everybody) {
        const nothing = await worlds.server.get(who, path.replace(':id', randomUUID()));
        for (const relation of RELATIONS) {
          const kind = kindOf(path);
          // A document takes long to set: every refusal is asked for, of those that are printed one.
          if (/\/(document|pdf|docx)$/.test(path) && mayRead(who, kind, relation) && who !== 'manager') continue;
          const answer = await worlds.server.get(who, path.replace(':id', ids.get(relation)?.[kind] ?? ''));
          asked += 1;
          const isRight = mayRead(who, kind, relation) ? answer.status === 200 : answer.raw.equals(nothing.raw);
          if (!isRight) deviations.push(`${who} ${path} ${relation}: ${answer.status}`);
        }
        assert.equal(nothing.status, 404);
      }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 200, `${asked} calls`);
  });

  it('are written, offered, approved and activated by those whom the matrix lets', async () => {
    const deviations: string[] = [];
    let asked = 0;
    for (const { path, body } of routes.filter(({ method }) => method === 'POST'))
      for (const who of everybody)
        for (const relation of RELATIONS) {
          const action = path.split('/').at(-1) ?? '';
          // A version that nobody saw: whoever may do it hears that it changed, and nothing is done.
          const least = { ...(leastBody(schemaOf(body), () => randomUUID()) as object), approvedOn: '2026-10-01', version: 1 };
          const sent = action === 'attest' ? least : without(least, 'approvedOn');
          const answer = await worlds.server.post(who, path.replace(':id', ids.get(relation)?.draft ?? ''), {
            ...sent,
            version: DOES[action]?.(who, relation) === true ? 999 : 1,
            commandId: randomUUID(),
          });
          asked += 1;
          const expected = !mayRead(who, 'draft', relation) ? 404 : DOES[action]?.(who, relation) === true ? 409 : 403;
          if (answer.status !== expected)
            deviations.push(`${who} ${path} ${relation}: ${answer.status} ${answer.body?.code ?? ''}, not ${expected}`);
        }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 500, `${asked} calls`);
  });
});

function without(body: object, member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== member));
}
