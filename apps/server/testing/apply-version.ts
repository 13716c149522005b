import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { applyPlan } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { runCommand } from '#platform/command/run-command.ts';
import type { TestServer } from './test-server.ts';

/** Applies a version of the plan as an operator does at the command line; gives the recounts that it asked for. */
export async function applyVersion({ house }: TestServer, text: string): Promise<readonly string[]> {
  const answer = await runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: house.providerId, customerId: null },
    actorKey: 'operator:tester',
    path: 'test',
    envelope: { commandId: randomUUID() },
    body: {},
    work: (run) =>
      applyPlan(run, { actor: { ...house.actors.administrator, kind: 'operator', personId: null, name: 'root' }, text }),
  });
  assert.ok(!isRefusal(answer), JSON.stringify(answer));
  return (answer.body as { recounts: string[] }).recounts;
}
