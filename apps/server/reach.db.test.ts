import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assessStep } from '#centre/requests/assess-step.ts';
import { flowIdOf } from '#centre/requests/fire-step.ts';
import { loadDossier, mayReadRecord } from '#centre/requests/index.ts';
import { resourceOf } from '#centre/requests/resources.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { stateOf } from '#flows/dossier/draft.ts';
import { flowModules } from '#flows/registry.ts';
import { rowsFrom } from '#platform/flow/flow.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
const courses: Course[] = [];
const need = (more: Record<string, unknown> = {}) => ({
  kind: 'fault',
  siteId: server.house.sites['SITE-01'],
  enquirerPhone: '+86 10 0000 0004',
  content: '核心交换机无响应',
  symptom: '指示灯全灭',
  ...more,
});
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const everybody = (): HouseName[] => Object.keys(server.house.actors) as HouseName[];

before(async () => {
  server = await openTestServer();
  const { sites } = server.house;
  const onSite = await reported(server, 'technician', need());
  await onSite.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  const people = [{ personId: person('branchEngineer'), level: 1 }];
  await onSite.take('manager', 'dispatch', { people, taskContent: '检查' });
  await onSite.take('branchEngineer', 'visit/accept-task', { siteRulesRead: true, signature: drawnBy('陈工') });
  courses.push(
    onSite,
    await reported(server, 'technician', need({ kind: 'consultation' })),
    await reported(server, 'technician', need({ siteId: sites['SITE-02'] })),
    await reported(server, 'representative', { content: '想了解新版本' }),
    await reported(server, 'secondBranchEngineer', { channel: 'phone', content: '不知是哪个单位的来电', enquirerPhone: '123' }),
  );
});
after(() => server.close());

function drawnBy(name: string): Record<string, unknown> {
  const points = [
    { x: 1, y: 1 },
    { x: 9, y: 9 },
    { x: 30, y: 20 },
  ];
  return { name, means: 'handwritten', width: 100, height: 50, strokes: [{ points }] };
}

async function dossierOf(id: string): Promise<Dossier> {
  const now = server.house.time.current();
  const loaded = await server.house.within(null, (tx) => loadDossier(tx, id, { lock: false, now }));
  return loaded?.dossier ?? assert.fail();
}

/** All that flows move in a dossier. */
function subjectsOf(dossier: Dossier): { kind: SubjectKind; id: string }[] {
  const of = (kind: SubjectKind, list: readonly { id: string }[]) => list.map(({ id }) => ({ kind, id }));
  return [
    ...of('serviceRequest', [dossier.request]),
    ...of('taskOrder', dossier.taskOrders),
    ...of('siteVisit', dossier.visits),
    ...of('record', dossier.records),
  ];
}

describe('who may not read may not write', () => {
  it('whoever may fire a step of a flow may read what it moves: every step, every role', async () => {
    const now = server.house.time.current();
    const deviations: string[] = [];
    let asked = 0;
    for (const course of courses) {
      const dossier = await dossierOf(course.id);
      for (const subject of subjectsOf(dossier)) {
        const module = flowModules[flowIdOf(dossier, subject.kind)] ?? assert.fail();
        for (const who of everybody()) {
          const actor = server.house.actors[who];
          const fired = rowsFrom(module.flow, stateOf(dossier, subject)).filter((row) => {
            const step = module.steps.find((known) => known.event === row.event);
            if (step === undefined) return false;
            asked += 1;
            return assessStep({ module, step, dossier, subject, actor, at: now, now }, null)?.mayFire === true;
          });
          if (fired.length === 0) continue;
          const { status } = await server.get(who, `/api/${resourceOf(subject.kind)}/${subject.id}`);
          if (status !== 200) deviations.push(`${who} ${fired.map((row) => row.event).join(' ')} ${subject.kind}: ${status}`);
        }
      }
    }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 1_000, `${asked} steps`);
  });

  it('lists and single readings agree, for requests and for records', async () => {
    for (const who of everybody()) {
      const rows = (await server.get(who, '/api/service-requests?state=all&limit=100')).body.items as { id: string }[];
      const records = (await server.get(who, '/api/records?limit=100')).body.items as { id: string }[];
      for (const course of courses) {
        const dossier = await dossierOf(course.id);
        const one = await server.get(who, `/api/service-requests/${course.id}`);
        assert.equal(
          one.status === 200,
          rows.some(({ id }) => id === course.id),
          `${who} ${course.number}`,
        );
        for (const record of dossier.records) {
          const said = `${who} ${record.form}`;
          const sheet = await server.get(who, `/api/records/${record.id}`);
          assert.equal(
            sheet.status === 200,
            records.some(({ id }) => id === record.id),
            said,
          );
          if (server.house.actors[who].kind === 'staff')
            assert.equal(sheet.status === 200, mayReadRecord(server.house.actors[who], dossier, record), said);
        }
      }
    }
  });

  it('a branch on call for other sites does nothing to a request whose clocks it cannot see', async () => {
    const [fault] = courses;
    assert.equal((await server.get('northEngineer', `/api/service-requests/${fault?.id}`)).status, 404);
    const pause = { reason: 'customerDeniedAccess', saidBy: '王工', saidAt: '2026-10-03T22:00:00+08:00' };
    assert.equal((await fault?.fire('northEngineer', 'pause', pause))?.status, 404);
    const contact = { contactName: '王工', channel: 'phone', text: '您好' };
    assert.equal((await courses[1]?.fire('northEngineer', 'contact', contact))?.status, 404);
    const record = (await dossierOf(fault?.id ?? '')).records.find(({ form }) => form === 'consultationRecord');
    const filled = { values: { answer: '已答复' }, version: 1 };
    assert.equal((await server.post('northEngineer', `/api/records/${record?.id}/fill-record`, filled)).status, 404);
    assert.equal((await server.get('northEngineer', `/api/service-requests/${courses[2]?.id}`)).status, 200, 'its own site');
  });

  it('a support engineer who is neither named nor on call does nothing either', async () => {
    assert.equal(
      (await courses[1]?.fire('secondSupportEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好' }))
        ?.status,
      404,
    );
  });
});
