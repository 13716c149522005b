import type { Command } from 'commander';
import { applyPlan, checkPlanFile, diffPlans, planJsonSchema, readPlan } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { operator, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInput } from './input.ts';

export function planCommands(program: Command): void {
  const plan = program.command('plan').description('check, compare and apply service plans');
  plan
    .command('check')
    .description('diagnostics of a plan; status 1 if there is an error')
    .argument('<file>')
    .option('--json', 'for programs')
    .action(check);
  plan
    .command('diff')
    .description('what changes, by clause, weakening marked')
    .argument('<old>')
    .argument('<new>')
    .option('--json', 'for programs')
    .action(diff);
  plan
    .command('apply')
    .description('store a plan as a new version and activate it')
    .argument('<file>')
    .option('--json', 'for programs')
    .action(apply);
  plan
    .command('schema')
    .description('JSON Schema of the plan format')
    .action(() => print([JSON.stringify(planJsonSchema(), null, 2)]));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function check(file: string, options: { json?: boolean }): Promise<void> {
  const text = await readInput(file);
  const report = checkPlanFile(text, file, today());
  if (options.json === true) {
    const reading = readPlan(text, file, today());
    printJson({ file, diagnostics: 'diagnostics' in reading ? reading.diagnostics : reading.warnings });
  } else print(report.lines);
  process.exitCode = report.status;
}

async function diff(older: string, newer: string, options: { json?: boolean }): Promise<void> {
  const [before, after] = [readPlan(await readInput(older), older), readPlan(await readInput(newer), newer)];
  for (const [file, reading] of [
    [older, before],
    [newer, after],
  ] as const)
    if ('diagnostics' in reading) throw new CliError(1, `${file} has errors: run pledge plan check ${file}.`);
  if ('diagnostics' in before || 'diagnostics' in after) return;
  const differences = diffPlans(before.plan, after.plan);
  if (options.json === true) return printJson({ differences });
  print(differences.map((difference) => JSON.stringify(difference)));
}

async function apply(file: string, options: { json?: boolean }): Promise<void> {
  const text = await readInput(file);
  await withHouse(async (house) => {
    const providerId = house.providerId ?? (await foundProvider(house, text));
    const actor = operator(providerId);
    const answer = await runCommand({
      db: house.db,
      time: databaseTime,
      scope: { providerId, customerId: null },
      actorKey: `operator:${actor.name}`,
      path: 'pledge plan apply',
      envelope: { commandId: crypto.randomUUID() },
      body: { text },
      work: (run) => applyPlan(run, { actor, text }),
    });
    if (isRefusal(answer)) {
      if (answer.code === 'planHasErrors') print(checkPlanFile(text, file, today()).lines);
      throw new CliError(1, answer.message.en);
    }
    if (options.json === true) printJson(answer.body);
    else {
      const body = answer.body as { code: string; revision: number; status: string };
      print([`${body.code} revision ${body.revision} is ${body.status}.`]);
    }
  });
}

/** The first plan of an empty database names the provider. */
async function foundProvider(house: CommandHouse, text: string): Promise<string> {
  const reading = readPlan(text, 'plan');
  const name = 'plan' in reading ? reading.plan.organisation?.provider : undefined;
  if (name === undefined)
    throw new CliError(
      1,
      'The first plan of a service centre states its organisation. Add the block organisation, or mend the plan: pledge plan check FILE.',
    );
  const providerId = uuidv7(Date.now());
  await inTransaction(house.db, { providerId, customerId: null }, (tx, databaseNow) =>
    tx
      .insertInto('pledge.provider')
      .values({ provider_id: providerId, name: JSON.stringify(name), created_at: formatInstant(instant(databaseNow)) })
      .execute(),
  );
  return providerId;
}
