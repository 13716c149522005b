import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { countRegisters, planDuties, watchClocks } from '#centre/commitments/index.ts';
import { MAP } from '#centre/history/log.fixture.ts';
import { loadActor, saveCompetenceSheet } from '#centre/people/index.ts';
import { SAMPLE, type HousePlan } from '#centre/testing/furnish.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from '../course.ts';
import { noticeWith } from '../notice.ts';
import { asProvider, type TestServer } from '../test-server.ts';
import { uploadFile } from '../upload-file.ts';
import { uploadLog } from '../upload-log.ts';
import { hostilePlan } from './plan.ts';
import { HOSTILE_TEXTS, TRAP } from './texts.ts';

export const KEPT = HOSTILE_TEXTS.filter(({ fate }) => fate === 'kept').map(({ text }) => text);
/** What fits a title or a name. */
export const LINES = KEPT.filter((text) => text.length <= 120 && !/[\n\r\t\u2028]/.test(text));
/** One that a browser would make an element of, and one that reads the other way. */
export const SCRIPT = `<img src=x onerror="${TRAP}=1">`;
export const ARABIC = 'مرحبا 123 <b>x</b>';
/** As text of a file's name, in which no quotation mark may stand. */
const FILE = `<img src=x onerror=${TRAP}=1>.txt`;

/** What a command made that must be carried out. */
async function made(server: TestServer, who: HouseName, path: string, body: Record<string, unknown>): Promise<string> {
  const answer = await server.post(who, path, body);
  assert.ok(answer.status < 300, `${path} by ${who}: ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
}

/** What such a house lives by. */
export const HOSTILE_PLAN: HousePlan = { ...SAMPLE, rewritten: (text) => hostilePlan(text, LINES) };

/** The house with a branch engineer of such a name, who stands in the place of its own. */
export async function hostileColleague(server: TestServer): Promise<TestServer> {
  const { house } = server;
  const unit = await house.within(null, (tx) =>
    tx.selectFrom('pledge.org_unit').select('id').where('code', '=', 'BR-CD').executeTakeFirstOrThrow(),
  );
  const admitted = await server.post('administrator', '/api/people', {
    name: SCRIPT,
    login: 'hostile',
    position: 'branchEngineer',
    unitId: unit.id,
  });
  assert.equal(admitted.status, 201, JSON.stringify(admitted.body));
  const { items } = (await server.get('administrator', '/api/people')).body;
  const { id } = items.find(({ name }: { name: string }) => name === SCRIPT);
  const now = house.time.current();
  const engineer = await house.within(null, async (tx) => {
    await saveCompetenceSheet(tx, {
      providerId: house.providerId,
      personId: id,
      now,
      years: { afterSalesYears: 5, integrationOrDevelopmentYears: 6 },
      attested: ['independentProblemSolving', 'communication', 'conscientiousness'],
      skills: [{ product: 'SC-7706', level: 'senior' }],
      certificates: [],
    });
    return loadActor(tx, id, now);
  });
  assert.ok(engineer);
  return asProvider(server, { ...house, actors: { ...house.actors, branchEngineer: engineer } });
}

/** A question whose title and content is each of these, from somebody of such a name. */
export async function hostileNeeds(server: TestServer): Promise<void> {
  const siteId = server.house.sites['SITE-01'];
  for (const title of LINES) {
    const enquirer = { enquirerName: title.slice(0, 30).toWellFormed(), enquirerPhone: '+86 10 0000 0004' };
    await reported(server, 'technician', { kind: 'consultation', siteId, title, content: title, ...enquirer });
  }
}

/** A fault of which every field, message, signature and reason holds such texts, and whose engineer came too late. */
export async function hostileFault(server: TestServer): Promise<Course> {
  const { actors, sites, time } = server.house;
  time.set('2026-10-03T22:10:00+08:00');
  const fault = await reported(server, 'technician', {
    kind: 'fault',
    siteId: sites['SITE-01'],
    title: `${SCRIPT} {{7*7}} abc`,
    content: KEPT.slice(0, 10).join('\n'),
    symptom: SCRIPT,
    enquirerName: ARABIC,
    enquirerPhone: '+86 10 0000 0004',
  });
  for (const text of KEPT) await made(server, 'manager', `/api/service-requests/${fault.id}/messages`, { channel: 'web', text });
  await fault.take('manager', 'verify', {
    symptom: SCRIPT,
    since: SCRIPT,
    extent: KEPT[1] ?? '',
    changesBefore: KEPT[2] ?? '',
    backupState: KEPT[3] ?? '',
    severity: 'critical',
  });
  await fault.take('manager', 'respond', { finding: SCRIPT, action: KEPT[6] ?? '', nextStep: KEPT[7] ?? '' });
  await fault.take('manager', 'dispatch', {
    people: [{ personId: actors.branchEngineer.personId, level: 1 }],
    taskContent: KEPT.slice(0, 12).join('\n'),
  });
  await fault.take('branchEngineer', 'visit/accept-task', { signature: drawn(SCRIPT), siteRulesRead: true });
  await fault.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  time.set('2026-10-04T00:20:00+08:00');
  await fault.take('branchEngineer', 'visit/arrive', { place: ARABIC, contactId: actors.siteStaff.contactId });
  await fault.take('branchEngineer', 'record:serviceRecord/fill-record', {
    values: { workProcessAndResult: KEPT.join('\n').replaceAll('\r\n', '\n'), problemContent: SCRIPT, contactName: ARABIC },
  });
  return fault;
}

/** A file of such a name and text, uploaded by somebody. */
export function hostileFile(server: TestServer, who: HouseName): Promise<string> {
  return uploadFile(server, who, { name: FILE, text: SCRIPT });
}

/** What the register is told besides: why the engineer came late, one's word on conduct, a dated report. */
export async function hostileRegister(server: TestServer, fault: Course): Promise<void> {
  const { house, app } = server;
  await planDuties({ db: app.db, time: house.time });
  // The server's own worker may have it in hand.
  for (let breached = false; !breached;) {
    await watchClocks(app.house);
    const { items } = (await server.get('manager', '/api/fulfilments/C-1.1-06/evidence?only=breached')).body;
    breached = items.length > 0;
  }
  for (let more = true; more;) ({ more } = await countRegisters(app.house));
  await made(server, 'manager', `/api/service-requests/${fault.id}/explain-breach`, {
    clock: 'arrival',
    subjectId: fault.id,
    cycle: 1,
    dueOn: '2026-12-31',
    cause: `${SCRIPT} ${KEPT[3]}`,
    measure: `${SCRIPT} ${KEPT[8]}`,
    responsibleId: house.actors.branchEngineer.personId,
  });
  const fileId = await hostileFile(server, 'centreManager');
  await made(server, 'centreManager', '/api/fulfilments/C-1.3-04/attest', { projectId: house.projectId, fileId });
  const { duties } = (await server.get('centreManager', '/api/fulfilments/C-1.3.2-03?period=all')).body;
  const next = duties.find(({ mayReport }: { mayReport: boolean }) => mayReport);
  await made(server, 'centreManager', `/api/duties/${next.id}/report`, {
    note: `${SCRIPT} ${KEPT[6]}`,
    doneOn: '2026-10-04',
    fileId: await hostileFile(server, 'centreManager'),
  });
}

/** A draft of a plan whose author changed clauses and wrote keys that no plan has; and it is shown to the customer. */
export async function hostileDraft(server: TestServer): Promise<string> {
  const id = await made(server, 'planAuthor', '/api/plan-drafts', { projectId: server.house.projectId });
  const { text, version } = (await server.get('planAuthor', `/api/plan-drafts/${id}`)).body;
  const changed = (text as string)
    .replaceAll('2小时内到达现场', `2小时内到达现场<b onclick=${TRAP}=1>`)
    .replace('critical: PT2H, major: PT2H', 'critical: PT4H, major: PT4H');
  await made(server, 'planAuthor', `/api/plan-drafts/${id}/save`, { version, text: changed });
  return id;
}

/** A notice of holidays from such papers; the recount that it asked for. */
export async function hostileNotice(server: TestServer): Promise<string> {
  const notice = JSON.parse(await noticeWith(server, '2026-11-18'));
  const { sets } = (await server.get('centreManager', '/api/holiday-notices')).body;
  await made(server, 'centreManager', '/api/holiday-notices', {
    set: sets[0].set,
    text: JSON.stringify({ ...notice, papers: [SCRIPT, ...LINES.slice(0, 19)] }),
  });
  return (await server.get('centreManager', '/api/clock-recounts')).body.items[0].id;
}

const STATES = ['New', '<img src=x onerror=pledgeTrapped=1>', '=1+1'];
const COLUMNS = `Ticket,When,Status,Impact,Place,Who,Note,<img src=x onerror=${TRAP}=1>,"=cmd|' /C calc'!A0"`;
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
/** A log of another system in which every cell may be such a text; the last of each request has a time that never was. */
const LOG_NAME = `<img src=x onerror=${TRAP}=1>.csv`;
export const HOSTILE_LOG = [
  COLUMNS,
  ...LINES.flatMap((text, place) =>
    STATES.map((state, step) =>
      [
        quoted(place % 2 === 0 ? `H-${place}` : `${text}-${place}`),
        place === 3 && step === 2 ? quoted(text) : `2026-03-0${step + 2} 08:00:00`,
        ...[state, place === 5 ? text : 'High', 'SITE-01', text, text, text, text].map(quoted),
      ].join(','),
    ),
  ),
  '',
].join('\n');

/** A log that was uploaded for a door, whose answer knows its columns. */
async function uploadedLog(server: TestServer, who: HouseName, path: string): Promise<string> {
  const { status, body } = await uploadLog(server, who, { name: LOG_NAME, bytes: HOSTILE_LOG, path });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id ?? assert.fail('no id');
}

/** Uploaded and looked at by an administrator: which rows are wrong is known. */
export async function hostileImport(server: TestServer): Promise<string> {
  const id = await uploadedLog(server, 'administrator', '/api/history-imports');
  await made(server, 'administrator', `/api/history-imports/${id}/look`, { map: MAP });
  const state = async () => (await server.get('administrator', `/api/history-imports/${id}`)).body.state as string;
  // A job of the server's worker looks at it.
  while ((await state()) !== 'checked') await delay(50);
  return id;
}

export async function hostileReplay(server: TestServer): Promise<string> {
  const planId = await planInForce(server);
  const id = await uploadedLog(server, 'manager', '/api/log-replays');
  const begun = await server.post('manager', `/api/log-replays/${id}/start`, { map: MAP, plan: { planId } });
  assert.ok(begun.status < 300, JSON.stringify(begun.body));
  return id;
}

/** The version that the project lives by. */
export async function planInForce(server: TestServer): Promise<string> {
  const { versions } = (await server.get('manager', '/api/plans')).body;
  return versions.find(({ status }: { status: string }) => status === 'active').id;
}

/** What people call their own: views they saved, keys of programs. */
export async function hostileNames(server: TestServer): Promise<void> {
  for (const name of [SCRIPT, ...LINES.map((line) => line.slice(0, 40))]) {
    await made(server, 'manager', '/api/saved-views', { id: randomUUID(), name, query: 'state=open', unitId: null });
    await made(server, 'administrator', '/api/api-keys', { name: name.slice(0, 60), position: 'supportEngineer' });
  }
}
