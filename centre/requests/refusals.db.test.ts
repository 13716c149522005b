import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn, type Story } from '#centre/testing/story.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { fireStep } from './fire-step.ts';
import { report } from './report.ts';
import { reportInput } from './report.schema.ts';
import { messageInput, writeMessage } from './write-message.ts';

let house: TestHouse;
let story: Story;
let request: string;

before(async () => {
  house = await openTestHouse();
  story = storyIn(house);
  request = await story.reports('technician', {
    content: '交换机没有响应',
    kind: 'fault',
    enquirerPhone: '+86 10 0000 0004',
    siteId: house.sites['SITE-01'] ?? '',
  });
});
after(() => house.close());

const writes = (who: HouseName, more: Readonly<Record<string, unknown>> = {}): Promise<Answer | Refusal> =>
  writeMessage(house.deps, {
    actor: house.actors[who],
    requestId: request,
    input: messageInput.parse({ commandId: randomUUID(), text: '已到机房', direction: 'internal', ...more }),
    path: `/test/${request}/messages`,
  });
const codeOf = (answer: Answer | Refusal): string | number => (isRefusal(answer) ? answer.code : answer.status);

describe('a message', () => {
  it('takes an empty list of files like none', async () => {
    assert.equal(codeOf(await writes('manager', { files: [] })), 201);
  });

  it('is written by who may act on the request, not by who only reads it', async () => {
    assert.equal(codeOf(await writes('technician')), 201);
    for (const who of ['qualityController', 'assistant', 'auditor'] as const)
      assert.equal(codeOf(await writes(who)), 'notAllowed', who);
  });
});

describe('a time of happening', () => {
  const occurredAt = '2026-10-03T21:00:00+08:00';

  it('before the request was received is refused, of messages and of steps', async () => {
    assert.equal(codeOf(await writes('manager', { occurredAt })), 'occurredBeforeReceipt');
    const answer = await fireStep(house.deps, {
      actor: house.actors.manager,
      subjectKind: 'serviceRequest',
      subjectId: request,
      event: 'cancel',
      envelope: { commandId: randomUUID(), occurredAt },
      input: { reason: '重复' },
      body: {},
      path: '/test/cancel',
    });
    assert.ok(isRefusal(answer));
    assert.deepEqual([answer.status, answer.fields?.map(({ field }) => field)], [422, ['occurredAt']]);
  });
});

describe('a report', () => {
  it('names kinds and severities of the plan, and nothing that every object has', async () => {
    for (const field of ['kind', 'severity']) {
      for (const value of ['constructor', '__proto__', 'toString']) {
        const input = reportInput.parse({ commandId: randomUUID(), content: '断网', kind: 'fault', [field]: value });
        const answer = await report(house.deps, { actor: house.actors.technician, input, path: '/test/report' });
        assert.equal(codeOf(answer), 'unknownValue', `${field} ${value}`);
      }
    }
  });
});

describe('staff of a site', () => {
  it('see the requests of their site and act on none of them', async () => {
    for (const [event, input] of [
      ['cancel', { reason: '不需要了' }],
      ['declineVisit', { saidBy: '赵工', saidAt: '2026-10-03T22:01:00+08:00' }],
    ] as const)
      assert.equal((await story.isRefused('siteStaff', event, { id: request }, input)).code, 'notAllowed', event);
  });
});

describe('a visit', () => {
  it('is made by those whom its order names, and leaving without service is waived by the representative alone', async () => {
    const id = await story.reports('technician', {
      content: '断网',
      kind: 'fault',
      severity: 'critical',
      enquirerPhone: '+86 10 0000 0004',
      siteId: house.sites['SITE-01'] ?? '',
    });
    await story.fires(
      'manager',
      'dispatch',
      { id },
      {
        people: [{ personId: house.actors.branchEngineer.personId, level: 1 }],
        taskContent: '检修',
        requiredBy: '2026-10-04T08:00:00+08:00',
      },
    );
    const visit = { kind: 'siteVisit', id: await story.latest('siteVisit', id) } as const;
    await story.fires('branchEngineer', 'acceptTask', visit, { siteRulesRead: true, signature: signedBy('陈工') });
    const road = { partsReady: true, expectedAt: '2026-10-03T23:00:00+08:00' };
    assert.equal((await story.isRefused('beginner', 'depart', visit, road)).code, 'notAllowed');
    await story.fires('branchEngineer', 'depart', visit, road);
    const place = { place: '机房', contactId: house.actors.siteStaff.contactId };
    assert.equal((await story.isRefused('beginner', 'arrive', visit, place)).code, 'notAllowed');
    await story.fires('branchEngineer', 'arrive', visit, place);
    const waiver = { waiver: '同意先离场', waivedBy: '赵工' };
    for (const who of ['siteStaff', 'technician'] as const)
      assert.equal((await story.isRefused(who, 'noteWaiver', visit, waiver)).code, 'notAllowed', who);
    await story.fires('representative', 'noteWaiver', visit, waiver);
  });
});
