import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import { after, before, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { fireStep, type StepCommand } from './fire-step.ts';
import { messageInput, writeMessage } from './write-message.ts';

let house: TestHouse;
let owner: pg.Client;

before(async () => {
  house = await openTestHouse();
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await house.close();
});

const logged = { contactName: '王工', channel: 'phone', text: '您好' };

it('of two commands at once the one written later has the later time, whichever came first', async () => {
  const request = await storyIn(house).reports('technician', {
    content: '交换机没有响应',
    kind: 'fault',
    enquirerPhone: '+86 10 0000 0004',
    siteId: house.sites['SITE-01'] ?? '',
  });
  const deps = { ...house.deps, time: databaseTime };
  const held = randomUUID();
  const contacts = (commandId: string): Promise<Answer | Refusal> =>
    fireStep(deps, {
      actor: house.actors.branchEngineer,
      subjectKind: 'serviceRequest',
      subjectId: request,
      event: 'contact',
      envelope: { commandId },
      input: logged,
      body: logged,
      path: `/test/${request}/contact`,
    } satisfies StepCommand);
  // Somebody who holds its id keeps the first command waiting after it was told the time, until the others are written.
  await owner.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
  await owner.query('begin');
  await owner.query(
    `insert into pledge.command_receipt (provider_id, command_id, actor_key, path, body_digest, recorded_at) values ($1, $2, 'x', 'x', 'x', now())`,
    [house.providerId, held],
  );
  const first = contacts(held);
  await pass(60);
  assert.equal(isRefusal(await contacts(randomUUID())), false);
  const message = await writeMessage(deps, {
    actor: house.actors.manager,
    requestId: request,
    input: messageInput.parse({ commandId: randomUUID(), text: '已到机房', direction: 'internal' }),
    path: `/test/${request}/messages`,
  });
  assert.equal(isRefusal(message), false);
  await pass(20);
  await owner.query('rollback');
  assert.equal(isRefusal(await first), false);

  const { rows } = await owner.query<{ seq: number; occurred: number; recorded: number }>(
    `select seq, extract(epoch from occurred_at)::float8 as occurred, extract(epoch from recorded_at)::float8 as recorded from pledge.event
     where stream_kind = 'serviceRequest' and stream_id = $1 order by seq`,
    [request],
  );
  const last = rows.slice(-3);
  assert.equal(last.length, 3);
  for (const times of [last.map((row) => row.recorded), last.map((row) => row.occurred)])
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
      'in the order in which they were written',
    );
});
