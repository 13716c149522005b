import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RecordView } from '#centre/records/records.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { readTexts } from '#platform/testing/pdf.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;

const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];

/** A fault whose engineer has done the work and asks the customer to look at it. */
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
  await course.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  const people = [{ personId: house.actors.branchEngineer.personId, level: 1 }];
  await course.take('manager', 'dispatch', { people, taskContent: '检查' });
  await course.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  await course.take('branchEngineer', 'visit/arrive', { place: '东区节点', contactId: house.actors.siteStaff.contactId });
});
after(() => server.close());

const view = async (who: HouseName, form = 'serviceRecord'): Promise<RecordView> =>
  (await server.get(who, `/api/records/${course.record(form).id}`)).body;

/** What a step asks of a person's signature: the name shown, and whether nobody types it. */
async function signatureOf(who: HouseName, event: string): Promise<readonly [string | undefined, string | undefined]> {
  const step = (await course.next(who)).find((known) => known.event === event);
  const field = step?.needs.find(({ type }) => type === 'signature');
  return [(field?.initial as { name?: string } | undefined)?.name, field?.ownName];
}

const lacks = async (who: HouseName, form = 'serviceRecord'): Promise<readonly string[]> =>
  (await view(who, form)).missing.map(({ anyOf }) => anyOf.join('|'));

describe('what a record still lacks', () => {
  it('is all that is asked for until its end, in that order', async () => {
    assert.deepEqual(await lacks('branchEngineer'), [
      'workProcessAndResult',
      'customerSignature',
      'reviewOpinion',
      'reviewSignature',
    ]);
    assert.deepEqual(await lacks('manager', 'taskOrder'), ['approvalOpinion', 'approvalVerdict', 'approvalSignature']);
  });
});

describe('the content digest', () => {
  const onPaper = async (form: string): Promise<string> => {
    const { cookie, url } = { cookie: await server.cookieOf('manager'), url: `/api/records/${course.record(form).id}/pdf` };
    const answer = await server.app.server?.inject({ method: 'GET', url, headers: { cookie } });
    assert.ok(answer !== undefined);
    return (await readTexts(new Uint8Array(answer.rawPayload)))
      .flat()
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, '');
  };

  it('is the same figure on the screen and on paper, and paper says what freezes it', async () => {
    for (const [form, frozenBy] of [
      ['serviceRecord', '签字后冻结'],
      ['consultationRecord', '办结后冻结'],
    ] as const) {
      const { contentDigest } = await view('manager', form);
      const paper = await onPaper(form);
      assert.ok(paper.includes(`内容摘要${contentDigest.slice(0, 16)}${frozenBy}`), paper);
    }
  });
});

describe('whose name stands by a signature', () => {
  before(async () => {
    await course.take('branchEngineer', 'classify', {
      faultType: 'equipment',
      faultPoint: '主控板',
      evidence: '双电源告警',
      damageCause: 'notHuman',
    });
    await course.take('branchEngineer', 'treat', {
      what: '换上备机',
      steps: '断电\n换上备机',
      claimReference: 'RMA-77',
      reportedHow: 'standbyUnit',
    });
    await course.take('representative', 'restore', {});
    await course.take('branchEngineer', 'visit/request-departure', { attested: ATTESTED });
  });

  it('is asked for in the portal where the sheet says all that the customer signs, whatever the manager has still to write', async () => {
    assert.deepEqual(
      (await view('representative')).signable.map(({ field, ready, name, own }) => [field, ready, name, own]),
      [['customerSignature', true, '李主任', true]],
    );
    assert.deepEqual(
      (await view('branchEngineer')).signable.map(({ field, ready, name, own }) => [field, ready, name, own]),
      [['customerSignature', true, '赵工', false]],
    );
  });

  it('stands under what the signature covers, read even by who may sign and not open the record', async () => {
    const check = (await course.next('siteStaff')).find(({ event }) => event === 'customerCheck');
    const cells = Object.fromEntries(check?.signs?.cells.map(({ field, text }) => [field, text]) ?? []);
    assert.equal(cells['serviceMode'], '现场');
    assert.match(cells['workProcessAndResult'] ?? '', /换上备机/);
    assert.equal((await server.get('siteStaff', `/api/records/${course.record('serviceRecord').id}`)).status, 404);
    assert.equal((await course.next('siteStaff')).find(({ event }) => event === 'objection')?.signs, undefined);
  });

  it('is the own one of whoever signs in the portal, whoever else was met on site', async () => {
    assert.deepEqual(await signatureOf('representative', 'customerCheck'), ['李主任', '李主任']);
    assert.deepEqual(await signatureOf('siteStaff', 'customerCheck'), ['赵工', '赵工']);
  });

  it('is open on the engineer’s screen, where whoever was met on site is expected to sign by hand', async () => {
    assert.deepEqual(await signatureOf('branchEngineer', 'customerCheck'), ['赵工', undefined]);
  });

  it('is the own one of a manager who approves', async () => {
    assert.deepEqual(await signatureOf('approver', 'approveAfterwards'), ['唐经理', '唐经理']);
  });

  it('left empty is told at the name', async () => {
    const answer = await course.fire('branchEngineer', 'visit/customer-check', {
      siteCleaned: true,
      workChecked: true,
      opinion: '好',
      signature: drawn(' '),
    });
    assert.deepEqual(
      answer.body.fields.map(({ field, message }: { field: string; message: string }) => [field, message]),
      [['signature.name', '没有填写。']],
    );
  });

  it('of somebody else who takes the pen is the one that was written there', async () => {
    await course.take('branchEngineer', 'visit/customer-check', {
      siteCleaned: true,
      workChecked: true,
      opinion: '好',
      signature: drawn('周主任'),
    });
    assert.deepEqual(
      (await view('branchEngineer')).signed.map(({ name }) => name),
      ['周主任'],
    );
  });
});
