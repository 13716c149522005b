import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { auditOf } from '#centre/testing/audit.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer } from '#platform/command/run-command.ts';
import { applyPlan } from './apply-plan.ts';
import { approvePlan } from './approve-plan.ts';
import type { PlanDiagnostic } from './plan-diagnostic.schema.ts';
import { changed, samplePlanText } from './plan-file.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  house.time.set('2026-11-23T09:00:00+08:00');
});
after(() => house.close());

const revision = (number: number, ...edits: (readonly [string, string])[]): string =>
  changed(samplePlanText, ['  revision: 1', `  revision: ${number}`], ...edits);
const WEAKER = ['critical: PT5H, major: PT5H', 'critical: PT5H, major: PT6H'] as const;

const apply = (text: string): Promise<Answer | Refusal> =>
  runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: house.providerId, customerId: null },
    actorKey: 'operator:tester',
    path: 'test',
    envelope: { commandId: crypto.randomUUID() },
    body: { text },
    work: (run) =>
      applyPlan(run, { actor: { ...house.actors.administrator, kind: 'operator', personId: null }, text, fileName: 'p.yaml' }),
  });

const applied = async (text: string): Promise<{ revision: number; status: string; warnings: PlanDiagnostic[] }> => {
  const answer = await apply(text);
  assert.ok(!isRefusal(answer), JSON.stringify(answer));
  return answer.body as never;
};
const refused = async (text: string): Promise<{ code: string; told: PlanDiagnostic[] }> => {
  const answer = await apply(text);
  assert.ok(isRefusal(answer), JSON.stringify(answer));
  return { code: answer.code, told: answer.details?.['diagnostics'] as PlanDiagnostic[] };
};
const EVIDENCE = 'ab'.repeat(32);
const approve = (text: string, word: { contact?: string; approvedOn?: string } = {}): Promise<Answer | Refusal> =>
  runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: house.providerId, customerId: null },
    actorKey: 'operator:tester',
    path: 'approve',
    envelope: { commandId: crypto.randomUUID() },
    body: { text, word },
    work: (run) =>
      approvePlan(run, {
        actor: { ...house.actors.administrator, kind: 'operator', personId: null, name: 'tester' },
        text,
        word: { contact: 'CT-02', approvedOn: '2026-11-20', evidenceDigest: EVIDENCE, ...word },
      }),
  });
const approved = async (text: string): Promise<string> => {
  const answer = await approve(text);
  assert.ok(!isRefusal(answer), JSON.stringify(answer));
  return text;
};
const versions = () =>
  house.within(null, async (tx) =>
    (await tx.selectFrom('pledge.service_plan').select(['revision', 'status']).orderBy('revision').execute()).map(
      (row) => `${row.revision} ${row.status}`,
    ),
  );

async function asOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query(`set pledge.provider = '${house.providerId}'; ${statement}`);
  await owner.end();
}

describe('what keeps a plan from becoming active', () => {
  it('a weakening of a value of the source without the customer, and a gap in the roster: both told at once with place and remedy, nothing stored', async () => {
    await asOwner(`update pledge.on_call_shift set to_at = '2026-12-01T00:00:00Z'`);
    const { code, told } = await refused(revision(2, WEAKER));
    assert.equal(code, 'planHasErrors');
    assert.deepEqual(
      told.filter(({ severity }) => severity === 'error').map((found) => [found.code, found.path]),
      [
        ['rosterGap', 'onCall'],
        ['weakenedWithoutApproval', 'clocks.resolution.bySeverity.major.limit'],
      ],
    );
    const [gap, weaker] = told.filter(({ severity }) => severity === 'error');
    assert.equal(gap?.message.en, 'Nobody is on call from 2026-12-01T00:00:00Z to 2026-12-23T01:00:00Z.');
    const line = revision(2, WEAKER).split('\n')[(weaker?.line ?? 0) - 1] ?? '';
    assert.match(line.slice((weaker?.column ?? 0) - 1), /^PT6H/);
    assert.match(weaker?.remedy.en ?? '', /have the customer’s representative approve/);
    assert.ok(weaker?.clauses.includes('C-1.1-07'));
    assert.deepEqual(await versions(), ['1 active']);
  });

  it('blocks of the provider that differ, under a code of their own, with both places', async () => {
    const { code, told } = await refused(revision(2, ['rotation: { length: P7D', 'rotation: { length: P14D']));
    assert.equal(code, 'differsFromProvider');
    const found = told.find((one) => one.code === 'differsFromProvider');
    assert.equal(found?.path, 'onCall.rotation.length');
    assert.match(found?.message.en ?? '', /SP-2026-001 revision 1: onCall\.rotation\.length/);
  });
});

describe('what does not keep it', () => {
  it('a roster that has not begun: units come with the plan, people after them; it is a warning', async () => {
    await asOwner('delete from pledge.on_call_shift');
    const { warnings, status } = await applied(revision(2));
    assert.equal(status, 'active');
    assert.deepEqual(
      warnings.map((found) => `${found.severity} ${found.code}`),
      ['warning splitText', 'warning nextHolidayYearMissing', 'warning rosterGap'],
    );
    assert.deepEqual(await versions(), ['1 superseded', '2 active']);
  });

  it('the same file again: it changes nothing', async () => {
    assert.equal((await applied(revision(2))).status, 'active');
    assert.deepEqual(await versions(), ['1 superseded', '2 active']);
    assert.equal((await refused(revision(2, WEAKER))).code, 'revisionTaken');
  });

  it('the file of a version that another took the place of: it is told so, and the one in force stays', async () => {
    assert.equal((await refused(samplePlanText)).code, 'versionSuperseded');
    assert.deepEqual(await versions(), ['1 superseded', '2 active']);
  });

  it('a weakening that the customer’s representative approved, to the letter, on record', async () => {
    const text = revision(3, WEAKER);
    const claimed = revision(3, WEAKER, ['approvedOn: 2026-02-25', 'approvedOn: 2026-11-20']);
    assert.equal((await refused(claimed)).code, 'planHasErrors');
    await approved(text);
    assert.equal((await refused(claimed)).code, 'planHasErrors', 'another text is not approved');
    assert.equal((await applied(text)).revision, 3);
    const [event, activation] = await house.within(null, async (tx) => {
      const { rows } = await sql<{
        type: string;
        payload: { data: Record<string, unknown> };
        actor: { operator?: string };
        id: string;
      }>`
        select type, payload, actor, stream_id as id from pledge.event where type = 'planApproved'
        union all select type, payload, actor, stream_id from pledge.event where type = 'planApplied' and payload->'data'->>'revision' = '3'`.execute(
        tx,
      );
      return rows;
    });
    assert.equal(event?.payload.data['evidenceDigest'], EVIDENCE);
    assert.equal(event?.payload.data['approvedOn'], '2026-11-20');
    assert.equal(event?.actor.operator, 'tester');
    assert.equal(activation?.payload.data['approvalId'], event?.id);
    assert.equal((await auditOf(house)).first, null);
  });

  it('an approval is the representative’s alone, of a day that has come, and once', async () => {
    const text = revision(9, WEAKER);
    for (const [word, code] of [
      [{ contact: 'CT-01' }, 'unknownRepresentative'],
      [{ contact: 'nobody' }, 'unknownRepresentative'],
      [{ approvedOn: '2026-11-24' }, 'approvedInFuture'],
    ] as const) {
      const answer = await approve(text, word);
      assert.equal(isRefusal(answer) && answer.code, code);
    }
    const wrong = await approve(text.replace('gates:', 'gatez:'));
    assert.equal(isRefusal(wrong) && wrong.code, 'planHasErrors');
    const [first, again] = [await approve(text), await approve(text)];
    assert.deepEqual([first.status, again.status], [201, 200]);
  });

  it('holiday data that are late: a warning, as due times are provisional', async () => {
    house.time.set('2027-01-02T09:00:00+08:00');
    const { warnings } = await applied(revision(4, WEAKER));
    assert.ok(warnings.some((found) => found.code === 'holidayYearMissing' && found.severity === 'warning'));
  });
});

it('two at once are applied one after the other: the second is compared with what the first left', async () => {
  const [fifth, sixth] = [revision(5, WEAKER), revision(6, WEAKER)];
  const answers = await Promise.all([apply(fifth), apply(sixth)]);
  assert.ok(answers.every((answer) => !isRefusal(answer)));
  assert.deepEqual((await versions()).filter((row) => row.endsWith(' active')).length, 1);
});

it('a version brings the sites of its customer up to date, and what it does not say of their place stays', async () => {
  const sites = () =>
    house.within(null, async (tx) =>
      (await tx.selectFrom('pledge.site').select(['code', 'is_central', 'address']).orderBy('code').execute()).map(
        (row) => `${row.code} ${row.is_central} ${row.address}`,
      ),
    );
  const EAST = 'name: { zh: 东区节点, en: East node }, ';
  await applied(
    revision(7, WEAKER, ['isCentral: true, ', 'address: 中央街1号, '], [EAST, `${EAST}isCentral: true, address: 东区街2号, `]),
  );
  assert.deepEqual(await sites(), ['SITE-01 true 东区街2号', 'SITE-02 false null', 'SITE-C false 中央街1号']);
  await applied(revision(8, WEAKER, [EAST, `${EAST}address: 东区街3号, `]));
  assert.deepEqual(await sites(), ['SITE-01 false 东区街3号', 'SITE-02 false null', 'SITE-C true 中央街1号']);
});
