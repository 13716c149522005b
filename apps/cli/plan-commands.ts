import type { Command } from 'commander';
import {
  checkPlanFile,
  differenceLines,
  differencesByClause,
  diffPlans,
  mayMove,
  planJsonSchema,
  readPlan,
} from '#centre/plan/index.ts';
import { CliError } from './cli-error.ts';
import { print, printJson } from './input.ts';
import { installedHolidays } from './installed-holidays.ts';
import { apply } from './plan-apply.ts';
import { approve } from './plan-approve.ts';
import { planText } from './plan-text.ts';

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
    .command('approve')
    .description('put on record that the customer’s representative approved this text of a plan')
    .argument('<file>')
    .requiredOption('--by <contact>', 'id of the representative in the plan')
    .requiredOption('--on <date>', 'the day of the approval, YYYY-MM-DD')
    .requiredOption('--evidence <file>', 'the writing that carries it; its SHA-256 is kept')
    .option('--json', 'for programs')
    .action(approve);
  plan
    .command('apply')
    .description('store a plan as a new version and activate it')
    .argument('<file>')
    .option('--dry-run', 'tell what would become of the requests that run, and change nothing')
    .option('--json', 'for programs')
    .action(apply);
  plan
    .command('schema')
    .description('JSON Schema of the plan format')
    .option('--json', 'JSON (always)')
    .action(() => print(JSON.stringify(planJsonSchema(), null, 2).split('\n')));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function check(file: string, options: { json?: boolean }): Promise<void> {
  const text = await planText(file);
  const report = checkPlanFile(text, file, { today: today(), table: await installedHolidays() });
  if (options.json === true) printJson({ file, diagnostics: report.diagnostics });
  else print(report.lines);
  process.exitCode = report.status;
}

async function diff(older: string, newer: string, options: { json?: boolean }): Promise<void> {
  const [before, after] = [readPlan(await planText(older), older), readPlan(await planText(newer), newer)];
  for (const [file, reading] of [
    [older, before],
    [newer, after],
  ] as const)
    if ('diagnostics' in reading) throw new CliError(1, `${file} has errors: run pledge plan check ${file}.`);
  if ('diagnostics' in before || 'diagnostics' in after) return;
  const differences = diffPlans(before.plan, after.plan);
  const groups = differencesByClause(differences, { older: before.plan, newer: after.plan });
  const moves = mayMove(after.plan);
  if (options.json === true) return printJson({ differences, byClause: groups, moves });
  print(differenceLines(groups));
  if (moves)
    print([`Requests that run go over to it: pledge plan apply ${newer} --dry-run tells how many, and which due times change.`]);
}
