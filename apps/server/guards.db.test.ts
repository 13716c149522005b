import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { samplePlan } from '#flows/dossier/dossier.fixture.ts';
import { flowModules } from '#flows/registry.ts';
import { COMMITMENTS_OF_GUARDS } from './testing/guards/commitments-of-guards.ts';
import { COURSES } from './testing/guards/courses.ts';
import { guardDesk, type GuardDesk } from './testing/guards/guard-desk.ts';
import { openTestServer } from './testing/test-server.ts';

describe('each guard of the flows over HTTP refuses with the commitments of the plan, and lets pass', () => {
  let desk: GuardDesk;
  before(async () => {
    desk = guardDesk(await openTestServer(), samplePlan);
  });
  after(() => desk.server.close());

  for (const [name, walk] of COURSES) it(name, () => walk(desk));

  for (const [commitment, ...guards] of COMMITMENTS_OF_GUARDS)
    it(`${commitment}: refused in its name and let pass by ${guards.join(', ')}`, () => {
      const passing = [...desk.shown.passing].map((shown) => shown.split('.')[2]);
      for (const guard of guards) {
        assert.ok(desk.shown.named.get(guard)?.has(commitment), `what ${guard} refuses names ${commitment}`);
        assert.ok(passing.includes(guard), `${guard} lets pass`);
      }
    });

  it('and none is left out', () => {
    const asked = Object.values(flowModules).flatMap((module) =>
      (module?.flow.rows ?? [])
        .filter((row) => row.silent !== true)
        .flatMap((row) => row.guards.map((guard) => `${module?.flow.id}.${row.event}.${guard}`)),
    );
    assert.deepEqual(
      [...new Set(asked)].filter((guard) => !desk.shown.refusing.has(guard)),
      [],
      'never shown refusing',
    );
    assert.deepEqual(
      [...new Set(asked)].filter((guard) => !desk.shown.passing.has(guard)),
      [],
      'never shown letting pass',
    );
  });
});
