import type { Command } from 'commander';
import { importNotice } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, operator, withHouse } from './house.ts';
import { print, printJson, readInputUpTo } from './input.ts';

interface ImportOptions {
  readonly set: string;
  readonly json?: boolean;
}

/** A notice has forty days. */
const BYTES_AT_MOST = 1_000_000;

export function calendarCommands(program: Command): void {
  const calendar = program.command('calendar').description('the holidays that working hours are counted by');
  calendar
    .command('import')
    .description('a year’s notice of holidays and make-up days (JSON, the format of holiday-cn); again: changes nothing')
    .argument('<file>')
    .option('--set <name>', 'the holiday set that the plans’ calendars name', 'cnStatutory')
    .option('--json', 'for programs')
    .action(importYear);
}

/** `pledge calendar import`: the newest notice of a year holds, and clocks that run are counted anew. */
async function importYear(file: string, { set, json }: ImportOptions): Promise<void> {
  const text = await readInputUpTo(file, BYTES_AT_MOST);
  const answer = await withHouse((house) => {
    const providerId = neededProvider(house);
    const actor = operator(providerId);
    return runCommand({
      db: house.db,
      time: databaseTime,
      scope: { providerId, customerId: null },
      actorKey: `operator:${actor.name}`,
      path: 'pledge calendar import',
      envelope: { commandId: crypto.randomUUID() },
      body: { set, text },
      work: (run) => importNotice(run, { actor, set, text }),
    });
  });
  if (isRefusal(answer)) throw new CliError(1, `${file}: ${answer.message.en}`);
  if (json === true) return printJson(answer.body);
  const { year, off, makeUp, isNew } = answer.body as { year: number; off: string[]; makeUp: string[]; isNew: boolean };
  const days = `${set} ${year}: off ${off.join(', ')}; worked ${makeUp.join(', ') || 'no weekend day'}.`;
  print([isNew ? `${days} Clocks that run are counted anew by the workers.` : `${days} It was known already.`]);
}
