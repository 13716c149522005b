import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { auditOf } from '#centre/testing/audit.ts';
import type { DraftReview, ReviewLine } from '#centre/plan/drafts/plan-drafts.schema.ts';
import { withLine, type ReviewSoFar } from '#centre/plan/ui/review-lines.rules.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';
import { uploadFile } from './testing/upload-file.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const told = (answer: HttpAnswer): unknown[] => [answer.status, answer.body.code];
const begin = async (who: HouseName = 'planAuthor'): Promise<string> => {
  const answer = await server.post(who, '/api/plan-drafts', { projectId: server.house.projectId });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
};
const draft = async (id: string, who: HouseName = 'centreManager') => (await server.get(who, `/api/plan-drafts/${id}`)).body;
/** The lines of a review, taken together. */
const review = async (id: string, who: HouseName = 'centreManager'): Promise<DraftReview> => {
  const lines: ReviewLine[] = (await server.get(who, `/api/plan-drafts/${id}/review`)).body;
  const told = lines.reduce<ReviewSoFar | null>((before, line) => withLine(before, line), null);
  assert.ok(told?.whole != null, 'told to the end');
  return told.whole;
};
const save = (id: string, text: string, more: { version?: number; who?: HouseName } = {}): Promise<HttpAnswer> =>
  server.post(more.who ?? 'planAuthor', `/api/plan-drafts/${id}/save`, { version: more.version ?? 1, text });
const act = async (who: HouseName, id: string, action: string, more: Record<string, unknown> = {}): Promise<HttpAnswer> =>
  server.post(who, `/api/plan-drafts/${id}/${action}`, { version: (await draft(id)).version, ...more });
const slower = (text: string): string => changed(text, ['critical: PT2H, major: PT2H', 'critical: PT4H, major: PT2H']);

/** What is told of the one limit that these plans change. */
const FOUR_HOURS = {
  path: 'clocks.arrival.bySeverity.critical.limit',
  before: 'PT2H',
  after: 'PT4H',
  words: {
    place: {
      zh: '计时 › 到场 › 系统严重故障 › 该等级的时限',
      en: 'Clocks › Arrival › Severe system fault › Limit of this severity',
    },
    before: { zh: '2小时', en: '2 h' },
    after: { zh: '4小时', en: '4 h' },
  },
  isWeaker: true,
  wasAssumed: false,
};

describe('the text of a plan', () => {
  it('is told what pledge plan check tells, with lines, clauses and a remedy, and nothing is kept of it', async () => {
    const wrong = changed(samplePlanText, ['stop: [engineerArrived]', 'stop: [enginerArrived]']);
    const { status, body } = await server.post('planAuthor', '/api/plans/check', { text: wrong });
    assert.equal(status, 200);
    assert.equal(body.plan, null);
    const [found] = body.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
    assert.equal(found.code, 'unknownEvent');
    assert.match(wrong.split('\n')[found.line - 1] ?? '', /enginerArrived/);
    assert.match(found.remedy.en, /engineerArrived/);
    assert.ok(found.clauses.length > 0);
    const sound = (await server.post('planAuthor', '/api/plans/check', { text: samplePlanText })).body;
    assert.deepEqual(sound.plan, { code: 'SP-2026-001', revision: 1, commitments: 241 });
    assert.equal((await server.post('technician', '/api/plans/check', { text: '' })).status, 403);
  });

  it('has its format as JSON Schema, the one of pledge plan schema', async () => {
    const { body } = await server.get('planAuthor', '/api/plans/schema');
    assert.match(body.properties.clocks.description, /\n/, 'both languages');
  });
});

describe('a draft', () => {
  it('begins with the text in force, one revision on, and says so to those who may see drafts', async () => {
    const id = await begin();
    const { text, project, version, authors, may } = await draft(id, 'planAuthor');
    assert.equal(text, changed(samplePlanText, ['  revision: 1', '  revision: 2']));
    assert.deepEqual([project.code, version, authors], ['PRJ-001', 1, ['施工']]);
    assert.deepEqual(may, { change: true, activate: false, approve: false });
    const listed = async (who: HouseName) => (await server.get(who, '/api/plans')).body;
    assert.ok((await listed('planAuthor')).drafts.some((one: { id: string }) => one.id === id));
    for (const who of ['auditor', 'planAuthor'] as const)
      assert.deepEqual(
        (await listed(who)).versions.map(({ code, status }: never) => [code, status]),
        [['SP-2026-001', 'active']],
      );
    assert.deepEqual((await listed('administrator')).drafts, []);
    assert.deepEqual((await listed('representative')).drafts, [], 'not offered yet');
    assert.equal((await server.get('representative', `/api/plan-drafts/${id}`)).status, 404);
    assert.equal((await server.get('administrator', `/api/plan-drafts/${id}`)).status, 404);
  });

  it('is begun by those who may write, for a project that has a plan', async () => {
    const refused = async (who: HouseName, projectId: string) => told(await server.post(who, '/api/plan-drafts', { projectId }));
    assert.deepEqual(await refused('auditor', server.house.projectId), [403, 'notAllowed']);
    assert.deepEqual(await refused('administrator', server.house.projectId), [409, 'noActivePlan']);
    assert.deepEqual(await refused('planAuthor', randomUUID()), [409, 'noActivePlan']);
    const id = await begin('manager');
    const again = await server.post('manager', '/api/plan-drafts', { id, projectId: server.house.projectId });
    assert.deepEqual(told(again), [409, 'idTaken']);
  });

  it('is kept however unfinished, and a second editor is told instead of written over', async () => {
    const id = await begin();
    assert.deepEqual((await save(id, 'planVersion: [')).body, { version: 2 });
    assert.deepEqual(
      (await save(id, 'planVersion: [', { version: 2 })).body,
      { version: 2 },
      'the same text is no other version',
    );
    const late = await save(id, 'mine', { who: 'manager' });
    assert.deepEqual(told(late), [409, 'changedMeanwhile']);
    assert.deepEqual(late.body.details, { version: 2, changedBy: '施工' });
    assert.equal((await draft(id)).text, 'planVersion: [');
    const { reading, checks, differences } = await review(id);
    assert.ok(reading.length > 0);
    assert.deepEqual([checks, differences], [[], null]);
    assert.deepEqual(told(await save(id, 'mine', { version: 2, who: 'centreManager' })), [403, 'notAllowed']);
  });

  it('put aside stays to be read and takes no more', async () => {
    const id = await begin();
    assert.equal((await act('planAuthor', id, 'discard')).status, 200);
    assert.equal((await draft(id)).state, 'discarded');
    assert.deepEqual(told(await save(id, 'x', { version: 2 })), [409, 'draftNotOpen']);
  });

  it('of another customer or project is not put in force here', async () => {
    const id = await begin();
    await save(id, changed((await draft(id)).text, ['  id: PRJ-001', '  id: PRJ-002']));
    assert.deepEqual(told(await act('centreManager', id, 'activate')), [422, 'otherProject']);
  });
});

describe('from a draft into force', () => {
  let id: string;
  before(async () => {
    id = await begin();
    assert.equal((await save(id, slower((await draft(id)).text))).status, 200);
  });

  it('what changes is told by clause, weakening marked, and check 9 asks for the customer', async () => {
    const { checks, differences, approval, representatives } = await review(id);
    assert.deepEqual(
      checks.map(({ number, state }: { number: number; state: string }) => [number, state]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [number, number === 9 ? 'failed' : number === 2 ? 'warned' : 'passed']),
    );
    assert.deepEqual(
      checks[8]?.diagnostics.map(({ code }: { code: string }) => code),
      ['weakenedWithoutApproval'],
    );
    assert.equal(differences?.length, 1);
    assert.ok(differences[0]?.clauses.some(({ id: clause }) => clause === 'C-1.1-06'));
    assert.deepEqual(differences[0]?.differences, [FOUR_HOURS]);
    assert.equal(approval, null);
    assert.deepEqual(
      representatives.map(({ code }: { code: string }) => code),
      ['CT-02'],
    );
    const refused = await act('centreManager', id, 'activate');
    assert.deepEqual(told(refused), [422, 'planHasErrors']);
    assert.equal((await draft(id)).state, 'open');
  });

  it('is to be read as a document, and as PDF and DOCX; what is no plan yet is refused with what is wrong', async () => {
    const chapter = (await server.get('centreManager', `/api/plan-drafts/${id}/document?language=en`)).body;
    assert.deepEqual([chapter.language, chapter.facts[1][1]], ['en', 'draft, not in force']);
    assert.match(JSON.stringify(chapter.blocks), /Arrival 4 h \(Severe system fault\)/);
    const pdf = await server.get('centreManager', `/api/plan-drafts/${id}/pdf`);
    assert.deepEqual([pdf.headers['content-type'], pdf.raw.subarray(0, 5).toString()], ['application/pdf', '%PDF-']);
    const docx = await server.get('centreManager', `/api/plan-drafts/${id}/docx`);
    assert.match(
      String(docx.headers['content-disposition']),
      /attachment.*SP-2026-001%20%E7%AC%AC2%E7%89%88%20%E8%8D%89%E7%A8%BF.*\.docx/,
    );
    const broken = await begin();
    await save(broken, 'planVersion: [');
    assert.deepEqual(told(await server.get('planAuthor', `/api/plan-drafts/${broken}/document`)), [422, 'planHasErrors']);
  });

  it('the customer sees it once it is offered, as it stands, and the representative approves by a click', async () => {
    assert.equal((await act('representative', id, 'approve')).status, 404);
    assert.equal((await act('manager', id, 'offer')).status, 200);
    const seen = await draft(id, 'representative');
    assert.deepEqual([seen.offered, seen.authors, seen.may], [true, [], { change: false, activate: false, approve: true }]);
    assert.equal((await server.get('stranger', `/api/plan-drafts/${id}`)).status, 404);
    assert.deepEqual(told(await act('technician', id, 'approve')), [403, 'notAllowed']);
    assert.deepEqual(told(await act('representative', id, 'activate')), [403, 'notAllowed']);
    assert.deepEqual(told(await save(id, 'x', { version: 2, who: 'representative' })), [403, 'notAllowed']);
    assert.equal((await act('representative', id, 'approve')).status, 201);
    assert.equal((await act('representative', id, 'approve')).status, 200, 'once');
    const { checks, approval } = await review(id);
    assert.deepEqual([approval?.by, approval?.here], ['李主任', true]);
    assert.equal(checks[8]?.state, 'passed');
  });

  it('another word in it is another text: neither offered nor approved', async () => {
    const { text, version } = await draft(id);
    assert.equal((await save(id, `${text}# one line more\n`, { version })).status, 200);
    assert.equal((await server.get('representative', `/api/plan-drafts/${id}`)).status, 404);
    assert.equal((await review(id)).approval, null);
    assert.equal((await save(id, text, { version: version + 1 })).status, 200);
    assert.equal((await review(id)).approval?.here, true, 'and the old text is approved still');
  });

  it('nobody puts in force what they wrote in', async () => {
    const own = await begin('manager');
    assert.deepEqual(told(await act('manager', own, 'activate')), [403, 'notAllowed']);
    assert.deepEqual(told(await act('planAuthor', id, 'activate')), [403, 'notAllowed']);
    await act('manager', own, 'discard');
  });

  it('the centre manager activates it, once; the version in force is the draft’s text, and its event says who wrote it', async () => {
    const { text, version } = await draft(id);
    const command = { commandId: randomUUID(), version };
    const [first, again] = [
      await server.post('centreManager', `/api/plan-drafts/${id}/activate`, command),
      await server.post('centreManager', `/api/plan-drafts/${id}/activate`, command),
    ];
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.deepEqual(again.body, first.body);
    const { versions } = (await server.get('auditor', '/api/plans')).body;
    assert.deepEqual(
      versions.map(({ revision, status }: { revision: number; status: string }) => [revision, status]),
      [
        [2, 'active'],
        [1, 'superseded'],
      ],
    );
    assert.equal((await server.get('auditor', `/api/plans/${first.body.id}`)).body.text, text);
    const written = (await server.get('auditor', `/api/plans/${first.body.id}/document?language=zh`)).body;
    assert.equal(written.facts[1][1], '生效中');
    assert.match(JSON.stringify(written.blocks), /到场 4小时（系统严重故障）；2小时（部分重要服务不正常）/);
    const done = await draft(id);
    assert.deepEqual([done.state, done.planId], ['activated', first.body.id]);
    await server.house.within(null, async (tx) => {
      const { payload } = await tx
        .selectFrom('pledge.event')
        .select('payload')
        .where('stream_id', '=', first.body.id)
        .executeTakeFirstOrThrow();
      assert.deepEqual(payload.data['authors'], [server.house.actors.planAuthor.personId]);
    });
    assert.equal((await auditOf(server.house)).first, null);
  });

  it('what the version replaced stays to be seen, with the names of who approved and who activated', async () => {
    const { planId } = await draft(id);
    const changes = async (who: HouseName, plan: string) => (await server.get(who, `/api/plans/${plan}/changes`)).body;
    const seen = await changes('planAuthor', planId);
    assert.deepEqual([seen.replaced.code, seen.replaced.revision], ['SP-2026-001', 1]);
    assert.deepEqual(
      seen.differences.flatMap(({ differences }: { differences: unknown[] }) => differences),
      [FOUR_HOURS],
    );
    assert.deepEqual([seen.approval.by, seen.approval.here], ['李主任', true]);
    assert.equal(seen.activatedBy, server.house.actors.centreManager.name);
    const first = await changes('planAuthor', seen.replaced.id);
    assert.deepEqual([first.replaced, first.differences, first.approval], [null, [], null]);
    assert.equal(
      (await changes('representative', planId)).activatedBy,
      null,
      'a customer hears what was done, not who in the house',
    );
  });

  it('an approval in writing is put on record by staff, with the digest of the writing', async () => {
    const other = await begin();
    const { text } = await draft(other);
    await save(other, changed(text, ['critical: PT4H, major: PT2H', 'critical: PT6H, major: PT2H']));
    const letter = await uploadFile(server, 'manager', { name: 'letter.txt', text: '同意' });
    const word = { contact: 'CT-02', approvedOn: '2026-10-01', evidenceFileId: letter };
    assert.deepEqual(told(await act('planAuthor', other, 'attest', word)), [422, 'unknownFile'], 'another’s file is none');
    assert.deepEqual(told(await act('auditor', other, 'attest', word)), [403, 'notAllowed']);
    assert.deepEqual(told(await act('manager', other, 'attest', { ...word, contact: 'CT-01' })), [422, 'unknownRepresentative']);
    assert.equal((await act('manager', other, 'attest', word)).status, 201);
    assert.deepEqual((await review(other)).approval, { by: '李主任', approvedOn: '2026-10-01', here: false });
    assert.equal((await act('centreManager', other, 'activate')).status, 201);
  });
});

describe('the first plan of a project', () => {
  const own = { plan: 'SP-2026-009', project: { id: 'PRJ-009', name: '二期网络' }, customer: { id: 'CUST-009', name: '新客户' } };
  const first = (who: HouseName, source: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<HttpAnswer> =>
    server.post(who, '/api/plan-drafts/first', { source, ...more });
  const copied = (as: unknown) => ({ copyOf: server.house.projectId, as });

  it('is begun by those who may write for the whole house, with a text that says whose it is', async () => {
    assert.deepEqual(told(await first('auditor', copied(own))), [403, 'notAllowed']);
    assert.deepEqual(told(await first('administrator', copied(own))), [409, 'noActivePlan']);
    assert.deepEqual(told(await first('planAuthor', { copyOf: randomUUID(), as: own })), [409, 'noActivePlan']);
    assert.deepEqual(told(await first('technician', { text: 'project: { id: A, name: a }\ncustomer: { id: B, name: b }\n' })), [
      403,
      'notAllowed',
    ]);
    assert.deepEqual(told(await first('planAuthor', { text: 'planVersion: "1.0"\n' })), [422, 'namesNobody']);
    const unreadable = await first('planAuthor', { text: 'project:\n\tid: A\n' });
    assert.deepEqual(told(unreadable), [422, 'planHasErrors']);
    assert.deepEqual(
      unreadable.body.details.diagnostics.map(({ code, line }: { code: string; line: number }) => [code, line]),
      [['yamlTab', 2]],
    );
    const may = async (who: HouseName) => (await server.get(who, '/api/plans')).body.mayBeginFirst;
    assert.deepEqual([await may('planAuthor'), await may('auditor'), await may('representative')], [true, false, false]);
  });

  it('is none where the project has one, or is another customer’s', async () => {
    assert.deepEqual(told(await first('planAuthor', { text: samplePlanText })), [409, 'projectHasPlan']);
    const foreign = changed(samplePlanText, ['\ncustomer:\n  id: ', '\ncustomer:\n  id: OTHER-']);
    assert.deepEqual(told(await first('planAuthor', { text: foreign })), [409, 'projectOfAnother']);
  });

  it('from a copy of another it goes its way as a draft, once however often it is sent, into force', async () => {
    const command = { commandId: randomUUID() };
    const [begun, again] = [await first('planAuthor', copied(own), command), await first('planAuthor', copied(own), command)];
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    assert.deepEqual(again.body, begun.body);
    const { id } = begun.body;
    const { project, text } = await draft(id);
    assert.deepEqual([project.code, project.customer.zh], ['PRJ-009', '新客户']);
    const { checks, differences, isFirst } = await review(id);
    assert.deepEqual(
      checks.filter(({ state }) => state === 'failed'),
      [],
    );
    assert.deepEqual([differences, isFirst], [[], true], 'nothing to compare with');
    assert.deepEqual(told(await act('planAuthor', id, 'activate')), [403, 'notAllowed']);
    const active = await act('centreManager', id, 'activate');
    assert.equal(active.status, 201, JSON.stringify(active.body));
    const { versions } = (await server.get('auditor', '/api/plans')).body;
    assert.ok(
      versions.some(({ code, status }: { code: string; status: string }) => code === 'SP-2026-009' && status === 'active'),
    );
    assert.equal((await server.get('auditor', `/api/plans/${active.body.id}`)).body.text, text);
    assert.deepEqual(told(await first('planAuthor', copied(own))), [409, 'projectHasPlan']);
  });

  it('makes no project and no customer while it is a draft, and put aside leaves neither behind it', async () => {
    const parties = () =>
      server.house.within(null, async (tx) => [
        await tx.selectFrom('pledge.project').select('code').orderBy('code').execute(),
        await tx.selectFrom('pledge.customer').select(['code', 'name']).orderBy('code').execute(),
      ]);
    const before = await parties();
    const project = { id: 'PRJ-010', name: '三期' };
    const ofNobody = { plan: 'SP-2026-010', project, customer: { id: 'CUST-010', name: '将来的客户' } };
    const ofACustomer = { plan: 'SP-2026-011', project, customer: { id: 'CUST-001', name: '另一个名字' } };
    for (const [as, customer] of [
      [ofNobody, '将来的客户'],
      [ofACustomer, '示例市信息中心'],
    ] as const) {
      const { id } = (await first('planAuthor', copied(as))).body;
      const begun = await draft(id, 'planAuthor');
      assert.deepEqual([begun.project.id, begun.project.code, begun.project.name.zh], [null, 'PRJ-010', '三期']);
      assert.equal(begun.project.customer.zh, customer, 'a draft renames nobody');
      assert.deepEqual(begun.may, { change: true, activate: false, approve: false });
      assert.equal((await act('planAuthor', id, 'discard')).status, 200);
      assert.equal((await draft(id)).project.name.zh, '三期', 'it stays to be read');
    }
    assert.deepEqual(await parties(), before);
  });

  it('is its customer’s whose project is there first, however many write it', async () => {
    const project = { id: 'PRJ-012', name: '四期' };
    const begun = async (plan: string, customer: string) =>
      (await first('planAuthor', copied({ plan, project, customer: { id: customer, name: customer } }))).body.id;
    const [one, other] = [await begun('SP-2026-012', 'CUST-012'), await begun('SP-2026-013', 'CUST-013')];
    assert.equal((await act('centreManager', one, 'activate')).status, 201);
    assert.notEqual((await draft(one)).project.id, null);
    assert.deepEqual(told(await act('centreManager', other, 'activate')), [409, 'projectOfAnother']);
  });
});
