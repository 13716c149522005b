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

describe('a report that states a time of its own', () => {
  const EARLIER = '2026-10-03T19:00:00+08:00';
  const receivedAt = async (who: 'technician' | 'manager', more: Record<string, unknown>) => {
    const input = reportInput.parse({ commandId: randomUUID(), content: '断网', occurredAt: EARLIER, ...more });
    const answer = await report(house.deps, { actor: house.actors[who], input, path: '/api/service-requests' });
    if (isRefusal(answer)) assert.fail(answer.code);
    const { id, receivedAt: told } = answer.body as { id: string; receivedAt: string };
    const { received_at: kept } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.service_request').select('received_at').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const [event] = await house.within(null, (tx) =>
      tx.selectFrom('pledge.event').select('occurred_at').where('stream_id', '=', id).orderBy('seq').execute(),
    );
    return [Date.parse(told), kept, event?.occurred_at];
  };

  it('of the customer is received as it comes in: nobody is late before he could know', async () => {
    const now = house.time.current();
    assert.deepEqual(await receivedAt('technician', {}), [now, now, now]);
  });

  it('of who takes it down is received when it was heard', async () => {
    const heard = Date.parse(EARLIER);
    assert.deepEqual(await receivedAt('manager', { channel: 'phone' }), [heard, heard, heard]);
  });
});

/** More at once than the house has connections: none may wait for another that waits for a connection. */
const MANY = 20;

describe('a report that is refused', () => {
  const refusedWith = async (who: 'technician' | 'manager' | 'siteStaff', more: Record<string, unknown>) => {
    const input = reportInput.parse({ commandId: randomUUID(), channel: 'web', content: '断网', ...more });
    const answer = await report(house.deps, { actor: house.actors[who], input, path: '/api/service-requests' });
    if (!isRefusal(answer)) assert.fail('was taken');
    return answer;
  };
  const numberNow = async () => Number(((await reported(randomUUID())).body as { number: string }).number.slice(-4));

  it('takes no number: the next one follows the one before', async () => {
    const before = await numberNow();
    const elsewhere = await refusedWith('siteStaff', { siteId: house.sites['SITE-02'] });
    assert.deepEqual([elsewhere.status, elsewhere.code, elsewhere.message.zh.includes('站点')], [403, 'notAllowed', true]);
    assert.equal(await numberNow(), before + 1);
  });

  it('holds an answer that no customer may read (C-1.3.4-03), whether or not it could be registered at once', async () => {
    for (const named of [{}, { kind: 'consultation', contactId: house.actors.technician.contactId }]) {
      const refused = await refusedWith('manager', { channel: 'phone', answer: '不知道', ...named });
      assert.deepEqual(
        [refused.code, refused.guards, refused.fields?.map(({ field, code }) => [field, code])],
        ['guardRefused', ['noForbiddenPhrase'], [['answer', 'invalid']]],
      );
      assert.ok(!refused.message.zh.includes('缺'), 'it is there, and wrong');
    }
  });
});

describe('many reports at once', { timeout: 120_000 }, () => {
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
