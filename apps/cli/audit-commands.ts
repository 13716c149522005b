import type { Command } from 'commander';
import { auditNow } from '#centre/evidence/audit.ts';
import type { AuditFinding, AuditResult } from '#platform/evidence-log/verify.ts';
import { neededProvider, withHouse } from './house.ts';
import { print, printJson } from './input.ts';

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('verify the evidence');
  audit
    .command('verify')
    .description('recompute every chain and every seal; status 1 names the first record that does not hold')
    .option('--json', 'for programs')
    .action(verify);
}

async function verify(options: { json?: boolean }): Promise<void> {
  const result = await withHouse((house) =>
    auditNow(house.db, { url: house.applicationUrl, providerId: neededProvider(house), seals: { keys: house.sealingKeys } }),
  );
  if (options.json === true) printJson(result);
  else print(result.first === null ? holding(result) : [failing(result.first)]);
  process.exitCode = result.first === null ? 0 : 1;
}

function holding({ events, streams, texts, erased, seals, sealed }: AuditResult): string[] {
  return [
    `${events} events in ${streams} streams hold; ${texts} texts compared, ${erased} of them erased.`,
    `${seals} seals hold and cover ${sealed} of the events; ${events - sealed} wait for the next.`,
  ];
}

function failing({ fault, streamKind, streamId, seq, eventId }: AuditFinding): string {
  if (streamKind === 'seal') return `does not hold (${fault}): seal ${seq}`;
  return `does not hold (${fault}): ${streamKind} ${streamId}, event ${seq}${eventId === null ? '' : ` (${eventId})`}`;
}
