import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf } from '#centre/testing/audit.ts';
import { SECOND_PLAN } from '#centre/testing/house.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** Another provider's plan in another zone, with its own calendars, clocks, severities, numbers and ids: the same product, no word of code changed. */
let server: TestServer;
before(async () => {
  server = await openTestServer({ plan: SECOND_PLAN });
});
after(() => server.close());

/** Sets the time of the centre in Berlin, still in summer: `15 11:00`. */
const at = (time: string): unknown => server.house.time.set(`2026-10-${time.replace(' ', 'T')}:00+02:00`);
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const lines = async (course: Course, ...names: string[]) => {
  const all = linesOf(await course.clocks());
  return names.length === 0 ? all : Object.fromEntries(names.map((name) => [name, all[name]]));
};

describe('a fault under the second plan', () => {
  let course: Course;
  const island = (): string => server.house.sites['INSEL'] ?? '';

  it('begins as the plan says of the unknown, under the plan’s own number and words', async () => {
    at('15 11:00');
    course = await reported(server, 'clerk', {
      channel: 'email',
      contactId: server.house.actors.technician.contactId,
      siteId: island(),
      content: 'Pumpensteuerung auf der Insel reagiert nicht.',
    });
    assert.equal(course.number, 'ANF26/000001');
    assert.deepEqual(await lines(course), {
      eingang: ['10-15 11:20', 'running', 0],
      rueckruf: ['10-15 11:25', 'running', 0],
      stellungnahme: ['10-15 12:10', 'running', 0],
      anfahrt: ['10-15 20:00', 'running', 0],
      wiederherstellung: ['10-16 01:00', 'running', 0],
      obergrenze: ['10-16 23:00', 'running', 0],
    });
    const [receipt] = (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items.slice(-1);
    assert.match(receipt.text, /^We have received your report, number ANF26\/000001/);
  });

  it('is verified as graver than assumed: limits are counted anew from the report, and the nearest is owed', async () => {
    at('15 11:04');
    await course.take('branchEngineer', 'contact', { contactName: 'Jens Brandt', channel: 'phone', text: 'Wir sehen nach.' });
    at('15 11:06');
    await course.take('branchEngineer', 'register', {
      kind: 'fault',
      siteId: island(),
      enquirerName: 'Jens Brandt',
      enquirerPhone: '+49 170 5550102',
      content: 'Steuerung reagiert nicht',
      symptom: 'keine Anzeige',
    });
    assert.equal(course.record('consultationRecord').recordNumber, 'FB401/26/00001');
    at('15 11:15');
    const checklist = {
      symptom: 'keine Anzeige',
      since: '10:50',
      extent: 'ganze Insel',
      changesBefore: 'keine',
      backupState: 'vorhanden',
    };
    const foreign = await course.fire('manager', 'verify', { ...checklist, severity: 'major' });
    assert.deepEqual([foreign.status, foreign.body.commitments], [422, ['K-03']]);
    await course.take('manager', 'verify', { ...checklist, severity: 'outage' });
    assert.deepEqual(await lines(course, 'pruefung', 'naechster', 'anfahrt', 'wiederherstellung', 'dokumentation'), {
      pruefung: ['10-15 11:18', 'kept', 540],
      naechster: ['10-15 11:41', 'running', 540],
      anfahrt: ['10-15 14:00', 'running', 900],
      wiederherstellung: ['10-15 18:00', 'running', 900],
      dokumentation: ['10-15 17:51', 'kept', 0],
    });
  });

  it('refuses with the plan’s own commitments and phrases', async () => {
    at('15 11:30');
    const rude = await course.fire('supportEngineer', 'respond', {
      finding: 'Keine  Ahnung, woran es liegt',
      action: 'a',
      nextStep: 'b',
    });
    assert.deepEqual([rude.body.guards, rude.body.commitments], [['noForbiddenPhrase'], ['K-19']]);
    await course.take('supportEngineer', 'respond', {
      finding: 'Netzteil ohne Spannung',
      action: 'Techniker verständigt',
      nextStep: 'Anfahrt',
    });
    at('15 11:40');
    await course.take('supportEngineer', 'not-remote', { reason: 'ohne Spannung' });
    at('15 11:50');
    const people = (who: HouseName, level = 1) => [{ personId: person(who), level }];
    const taskContent = 'Netzteil tauschen';
    const unfit = await course.fire('manager', 'dispatch', { people: people('beginner'), taskContent });
    assert.deepEqual([unfit.body.guards, unfit.body.commitments], [['engineerCompetent'], ['K-14']]);
    const far = await course.fire('manager', 'dispatch', { people: people('northEngineer'), taskContent });
    assert.deepEqual([far.body.guards, far.body.commitments], [['nearestOrReason'], ['K-17']]);
    await course.take('manager', 'dispatch', { people: people('branchEngineer'), taskContent });
    assert.equal(course.record('taskOrder').recordNumber, 'AU2026.00001');
    assert.deepEqual(await lines(course, 'einsatz', 'zuteilung', 'naechster', 'stellungnahme', 'obergrenze'), {
      einsatz: ['10-15 12:22', 'kept', 600],
      zuteilung: ['10-15 11:58', 'kept', 600],
      naechster: ['10-15 11:41', 'breached', 44 * 60, 9 * 60],
      stellungnahme: ['10-15 11:45', 'kept', 1800],
      obergrenze: ['10-16 23:00', 'kept', 1800],
    });
  });

  it('lets a guard rest that the plan switched off: level two comes without the branch beside it', async () => {
    await course.take('manager', 'dispatch', { people: [{ personId: person('supportEngineer'), level: 2 }] });
    assert.equal(course.now().visits.length, 2);
  });

  it('is carried out on site; nobody leaves before the service runs, as the plan’s § says', async () => {
    at('15 12:00');
    const first = (await server.get('manager', `/api/service-requests/${course.id}`)).body.visits[0].id;
    const visit = (event: string, body: Record<string, unknown> = {}, who: HouseName = 'branchEngineer') =>
      server.post(who, `/api/site-visits/${first}/${event}`, body);
    const done = async (answer: ReturnType<typeof visit>): Promise<void> =>
      assert.equal((await answer).status, 200, JSON.stringify((await answer).body));
    await done(visit('accept-task', { signature: drawn('陈工'), siteRulesRead: true }));
    await done(visit('depart', { partsReady: true, expectedAt: '2026-10-15T13:30:00+02:00' }));
    at('15 13:30');
    await done(visit('arrive', { place: 'Schaltraum', contactId: server.house.actors.siteStaff.contactId }));
    assert.deepEqual(await lines(course, 'anfahrt'), { anfahrt: ['10-15 14:00', 'kept', 9000] });
    await course.take('branchEngineer', 'classify', {
      faultType: 'equipment',
      faultPoint: 'Netzteil',
      evidence: 'keine Spannung',
      damageCause: 'notHuman',
    });
    await course.take('branchEngineer', 'treat', {
      what: 'Netzteil getauscht',
      steps: 'abgeschaltet\ngetauscht',
      claimReference: 'RMA-9',
    });
    const early = await visit('request-departure', { attested: ['noGifts', 'noSmoking'] });
    assert.deepEqual([early.body.guards, early.body.commitments], [['departureWhileDown'], ['K-20']]);
    at('15 16:00');
    await course.take('branchEngineer', 'restore', { how: 'sparePart', confirmedBy: 'Maike Olsen', confirmedMeans: 'onSite' });
    assert.deepEqual(await lines(course, 'wiederherstellung'), { wiederherstellung: ['10-15 18:00', 'kept', 5 * 3600] });
    await done(visit('request-departure', { attested: ['noGifts', 'noSmoking'] }));
    await done(visit('customer-check', { siteCleaned: true, workChecked: true }, 'siteStaff'));
    await done(visit('leave'));
  });

  it('closes with the papers of this provider', async () => {
    // The visit is the support engineer's: a colleague of the same order neither accepts nor makes it, and opens no way out by it.
    assert.equal((await course.fire('branchEngineer', 'visit/accept-task', { siteRulesRead: true })).status, 403);
    await course.take('supportEngineer', 'visit/accept-task', { siteRulesRead: true });
    assert.equal((await course.fire('branchEngineer', 'visit/depart', { partsReady: true })).status, 403);
    await course.take('supportEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-15T16:10:00+02:00' });
    at('15 16:10');
    await course.take('supportEngineer', 'visit/arrive', {
      place: 'Schaltraum',
      contactId: server.house.actors.siteStaff.contactId,
    });
    await course.take('supportEngineer', 'visit/request-departure', { attested: ['noGifts', 'noSmoking'] });
    await course.take('siteStaff', 'visit/customer-check', {
      siteCleaned: true,
      workChecked: true,
      opinion: 'gut',
      rating: 'satisfied',
      signature: drawn('Maike Olsen'),
    });
    await course.take('supportEngineer', 'visit/leave');
    const record = (await server.get('manager', `/api/service-records/${course.record('serviceRecord').id}`)).body;
    assert.deepEqual([record.recordNumber, record.documentNumber, record.documentVersion], ['FB403/26/00001', 'FB 4-03', '2.1']);
    assert.equal(record.values.taskOrderNumber, 'AU2026.00001');
    at('16 10:00');
    await course.take('approver', 'order/approve-afterwards', { opinion: 'ok', signature: drawn('唐经理') });
    await course.take('approver', 'order/review-record', { opinion: 'ok', signature: drawn('唐经理') });
    await course.take('branchEngineer', 'permanent-fix', { cause: 'Alterung', fullyRestoredBy: 'Dr. Katharina Vogt' });
    await course.take('supportEngineer', 'send-report', {
      overview: 'a',
      diagnosis: 'b',
      cause: 'c',
      solution: 'd',
      impact: 'e',
      prevention: 'f',
      reviewerId: person('approver'),
    });
    await course.take('supportEngineer', 'link-knowledge', { articleReference: 'W-1' });
    await course.take('manager', 'close', {});
    assert.deepEqual(
      Object.entries(
        await lines(course, 'auftragsfreigabe', 'einsatzbericht', 'gegenpruefung', 'wissen', 'stoerungsbericht'),
      ).map(([name, line]) => [name, line?.[0], line?.[1]]),
      [
        ['auftragsfreigabe', '10-16 15:10', 'kept'],
        ['einsatzbericht', '10-21 17:30', 'kept'],
        ['gegenpruefung', '10-23 16:00', 'kept'],
        ['wissen', '10-28 17:30', 'kept'],
        ['stoerungsbericht', '10-26 17:30', 'kept'],
      ],
    );
  });
});

describe('a consultation under the second plan', () => {
  it('is owed in desk hours with their lunch break, over the weekend', async () => {
    at('16 15:30');
    const course = await reported(server, 'technician', {
      kind: 'consultation',
      siteId: server.house.sites['INSEL'],
      content: 'Wie lese ich die Pegel aus?',
      severity: 'outage',
    });
    assert.deepEqual(await lines(course, 'auskunft', 'eingang', 'dokumentation'), {
      auskunft: ['10-20 14:30', 'running', 0],
      eingang: ['10-16 15:50', 'running', 0],
      dokumentation: ['10-19 15:15', 'kept', 0],
    });
    assert.equal((await server.get('manager', `/api/service-requests/${course.id}`)).body.severity, 'noFault');
    await course.take('supportEngineer', 'contact', { contactName: 'Jens Brandt', channel: 'phone', text: 'Guten Tag' });
    await course.take('supportEngineer', 'start-handling');
    at('20 11:00');
    await course.take('supportEngineer', 'answer', { finding: 'über das Menü', action: 'Anleitung', nextStep: 'keiner' });
    assert.deepEqual((await lines(course, 'auskunft'))['auskunft']?.slice(1), ['kept', (30 + 7 * 60 + 45 + 2 * 60) * 60]);
    const told = (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items.at(-1);
    assert.equal(told.text, 'Finding: über das Menü\nDone so far: Anleitung\nNext step: keiner');
  });

  it('pauses for a customer out of reach by the plan’s own word for it', async () => {
    at('20 12:00');
    const course = await reported(server, 'clerk', {
      channel: 'email',
      contactId: server.house.actors.representative.contactId,
      siteId: server.house.sites['INSEL'],
      content: 'Bitte um Rückruf',
    });
    for (let attempt = 0; attempt < 3; attempt += 1)
      await course.take('branchEngineer', 'attempt-contact', { number: '+49 471 5550101', result: 'noAnswer' });
    const call = (await course.clocks()).find((clock) => clock.id === 'rueckruf');
    assert.deepEqual([call?.mark, call?.pausedFor], ['paused', ['kundeNichtErreichbar']]);
    const offered = (await course.next('branchEngineer'))
      .find(({ event }) => event === 'pause')
      ?.needs.find(({ name }) => name === 'reason')?.options;
    assert.deepEqual(
      offered?.map(({ value }) => value),
      ['kundeNichtErreichbar', 'zutrittVerweigert', 'aufschubGewuenscht'],
    );
  });

  it('takes no severity from the customer, as the plan says', async () => {
    const course = await reported(server, 'technician', {
      kind: 'fault',
      severity: 'outage',
      siteId: server.house.sites['INSEL'],
      content: 'Pumpe steht',
      symptom: 'steht',
    });
    assert.equal((await server.get('manager', `/api/service-requests/${course.id}`)).body.severity, 'degraded');
  });

  it('leaves evidence that holds', async () => {
    assert.equal((await auditOf(server.house)).first, null);
  });
});
