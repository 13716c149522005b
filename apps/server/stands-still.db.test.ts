import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { runCommand, type CommandRun } from '#platform/command/run-command.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { STANDS_STILL_SECONDS } from '#platform/db/application-role.ts';
import { passingFault } from '#platform/http/faults.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let requestId: string;

before(async () => {
  server = await openTestServer();
  const made = await server.post('technician', '/api/service-requests', { content: '交换机没有响应' });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  requestId = made.body.id;
});
after(() => server.close());

/** As a process does that is stopped or whose machine is frozen: nothing of it runs, its connections stay open. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, (STANDS_STILL_SECONDS + 1) * 1_000);
}

describe('who stands still inside a transaction', { timeout: 120_000 }, () => {
  it('loses what it had locked: another command on the same request goes on', async () => {
    const still = new pg.Client({ connectionString: server.house.applicationUrl });
    still.on('error', () => undefined);
    await still.connect();
    await still.query('begin');
    await still.query(`select set_config('pledge.provider', $1, true)`, [server.house.providerId]);
    const locked = await still.query('select id from pledge.service_request where id = $1 for update', [requestId]);
    assert.equal(locked.rowCount, 1);
    const said = await server.post('technician', `/api/service-requests/${requestId}/messages`, {
      channel: 'web',
      direction: 'incoming',
      text: '还没有恢复',
    });
    assert.equal(said.status, 201, JSON.stringify(said.body));
    await assert.rejects(still.query('commit'));
    await still.end().catch(() => undefined);
  });

  const series = 'stands-still';
  const count = (run: CommandRun<Tables>): Promise<unknown> =>
    run.tx
      .insertInto('pledge.number_series')
      .values({ provider_id: server.house.providerId, series, year: 2026, last: 1 })
      .onConflict((conflict) => conflict.columns(['provider_id', 'series', 'year']).doUpdateSet({ last: 100 }))
      .execute();

  const instants: Readonly<Record<string, (run: CommandRun<Tables>) => Promise<void>>> = {
    'between two statements': async (run) => {
      standStill();
      await run.tx.selectFrom('pledge.provider').select('provider_id').execute();
    },
    'before its commit': async () => standStill(),
  };
  for (const [when, stands] of Object.entries(instants))
    it(`${when} of a command answers that the outcome is unknown; sent again it is done once`, async () => {
      const command = { commandId: randomUUID() };
      const send = (between: (run: CommandRun<Tables>) => Promise<void>): ReturnType<typeof runCommand> =>
        runCommand({
          db: server.house.db,
          time: server.house.time,
          scope: { providerId: server.house.providerId, customerId: null },
          actorKey: 'test',
          path: '/test',
          envelope: command,
          body: command,
          work: async (run) => {
            await count(run);
            await between(run);
            return { status: 201, body: 'done' };
          },
        });
      const numbers = (): Promise<readonly { last: number }[]> =>
        server.house.within(null, (tx) =>
          tx.selectFrom('pledge.number_series').select('last').where('series', '=', series).execute(),
        );
      await server.house.within(null, (tx) =>
        tx.updateTable('pledge.number_series').set({ last: 0 }).where('series', '=', series).execute(),
      );
      const before = await numbers();
      await assert.rejects(send(stands), (error: Error) => {
        assert.equal(passingFault(error)?.code, 'databaseAway', `${error.message} ${(error as { code?: string }).code}`);
        return true;
      });
      assert.deepEqual(await numbers(), before, 'nothing of it was kept');
      const again = await send(async () => undefined);
      assert.ok(!isRefusal(again) && again.status === 201);
      const once = await numbers();
      assert.notDeepEqual(once, before);
      assert.deepEqual(await send(stands), again, 'the first answer, without the work');
    });
});
