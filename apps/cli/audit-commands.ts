import type { Command } from 'commander';
import { auditNow } from '#centre/evidence/audit.ts';
import { neededProvider, withHouse } from './house.ts';
import { print, printJson } from './input.ts';

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('verify the evidence');
  audit
    .command('verify')
    .description('recompute every chain; status 1 names the first record that does not hold')
    .option('--json', 'for programs')
    .action(verify);
}

async function verify(options: { json?: boolean }): Promise<void> {
  const result = await withHouse((house) => auditNow(house.db, neededProvider(house)));
  const { first } = result;
  if (options.json === true) printJson(result);
  else if (first === null)
    print([
      `${result.events} events in ${result.streams} streams hold; ${result.texts} texts compared, ${result.erased} of them erased.`,
    ]);
  else
    print([
      `does not hold (${first.fault}): ${first.streamKind} ${first.streamId}, event ${first.seq}${first.eventId === null ? '' : ` (${first.eventId})`}`,
    ]);
  process.exitCode = first === null ? 0 : 1;
}
