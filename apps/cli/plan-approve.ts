import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { approvePlan, reportLines, type PlanDiagnostic } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, operator, withHouse } from './house.ts';
import { cannotRead, print, printJson } from './input.ts';
import { planText } from './plan-text.ts';

interface ApproveOptions {
  readonly by: string;
  readonly on: string;
  readonly evidence: string;
  readonly json?: boolean;
}

/** `pledge plan approve`: the operator attests the customer's word on this text; `pledge plan apply` asks for it where the plan promises less. */
export async function approve(file: string, options: ApproveOptions): Promise<void> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(options.on) || Number.isNaN(Date.parse(options.on)))
    throw new CliError(2, `${options.on} is no date. Write --on as YYYY-MM-DD.`);
  const text = await planText(file);
  const evidenceDigest = await digestOf(options.evidence);
  const answer = await withHouse((house) => {
    const providerId = neededProvider(house);
    const actor = operator(providerId);
    const word = { contact: options.by, approvedOn: options.on, evidenceDigest };
    return runCommand({
      db: house.db,
      time: databaseTime,
      scope: { providerId, customerId: null },
      actorKey: `operator:${actor.name}`,
      path: 'pledge plan approve',
      envelope: { commandId: crypto.randomUUID() },
      body: { text, ...word },
      work: (run) => approvePlan(run, { actor, text, fileName: file, word }),
    });
  });
  if (isRefusal(answer)) {
    const diagnostics = (answer.details?.['diagnostics'] ?? []) as readonly PlanDiagnostic[];
    if (options.json === true) printJson({ code: answer.code, diagnostics });
    else print(reportLines(diagnostics, text));
    throw new CliError(1, answer.message.en);
  }
  if (options.json === true) return printJson(answer.body);
  const { code, revision, digest } = answer.body as { code: string; revision: number; digest: string };
  print([
    `${code} revision ${revision} is approved as it stands (SHA-256 ${digest}). Apply it unchanged: pledge plan apply ${file}`,
  ]);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch((error: NodeJS.ErrnoException) => cannotRead(file, error));
  return hash.digest('hex');
}
