import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn, type Story } from '#centre/testing/story.ts';
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
    for (const who of ['qualityController', 'assistant', 'auditor'] as const) assert.equal(codeOf(await writes(who)), 'notAllowed', who);
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
