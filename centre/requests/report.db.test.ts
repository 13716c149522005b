import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { report } from './report.ts';
import { reportInput } from './report.schema.ts';

let house: TestHouse;

before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const reported = async (commandId: string, content = '交换机没有响应'): Promise<Answer> => {
  const input = reportInput.parse({ commandId, content, kind: 'fault', siteId: house.sites['SITE-01'] });
  const answer = await report(house.deps, { actor: house.actors.technician, input, path: '/api/service-requests' });
  if (isRefusal(answer)) assert.fail(answer.code);
  return answer;
};

/** More at once than the house has connections: none may wait for another that waits for a connection. */
const MANY = 20;

describe('many reports at once', { timeout: 20_000 }, () => {
  it('of one command give the first answer', async () => {
    const commandId = randomUUID();
    const answers = await Promise.all(Array.from({ length: MANY }, () => reported(commandId)));
    assert.equal(new Set(answers.map(({ status, body }) => canonicalJson({ status, body: body as Json }))).size, 1);
  });

  it('of different commands all become requests with numbers of their own', async () => {
    const answers = await Promise.all(Array.from({ length: MANY }, (_, place) => reported(randomUUID(), `第${place}个故障`)));
    assert.equal(new Set(answers.map(({ body }) => (body as { number: string }).number)).size, MANY);
  });
});
