import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { auditNow } from '#centre/evidence/audit.ts';
import { exportPackTo } from '#centre/evidence/pack/export-pack.ts';
import { projectOfPack } from '#centre/evidence/pack/pack.store.ts';
import { keptSeals } from '#platform/evidence-log/kept-seals.ts';
import { inReading } from '#platform/db/pool.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import type { AuditResult } from '#platform/evidence-log/verify.ts';
import { createPrinter } from '#platform/print/print.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInput } from './input.ts';
import { sealingKeyCommands } from './sealing-key-commands.ts';

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('verify the evidence');
  audit
    .command('verify')
    .description('recompute every chain and every seal; status 1 names the first record that does not hold')
    .option('--seals <file>', 'as they were written off the machine: each must be here')
    .option('--json', 'for programs')
    .action(verify);
  audit
    .command('export')
    .description('an evidence pack with a verifier that needs no server')
    .requiredOption('--out <file>', 'to be made: .tar.gz')
    .option('--project <id>', 'its id or code; all projects, where not given')
    .option('--from <date>', 'requests received from that day on, YYYY-MM-DD in the zone of their plan')
    .option('--to <date>', 'up to and with that day')
    .option('--without-paper', 'leave the PDF of the records out')
    .option('--json', 'for programs')
    .action(exportAll);
  sealingKeyCommands(audit);
}

async function verify(options: { seals?: string; json?: boolean }): Promise<void> {
  const kept = options.seals === undefined ? undefined : keptSeals(await readInput(options.seals));
  const result = await withHouse((house) =>
    auditNow(house.db, {
      url: house.directUrl,
      providerId: neededProvider(house),
      seals: { keys: house.sealing.known, ...(kept === undefined ? {} : { kept }) },
    }),
  );
  if (options.json === true) printJson(result);
  else print(result.first === null ? holding(result) : [failing(result.first)]);
  process.exitCode = result.first === null ? 0 : 1;
}

interface ExportOptions {
  readonly out: string;
  readonly project?: string;
  readonly from?: string;
  readonly to?: string;
  readonly withoutPaper?: boolean;
  readonly json?: boolean;
}

async function exportAll(options: ExportOptions): Promise<void> {
  const out = resolve(options.out);
  if (existsSync(out)) throw new CliError(2, `${options.out} is there already. Name a new file.`);
  const [from, to] = [dayOf('--from', options.from), dayOf('--to', options.to)];
  const counts = await withHouse(async (house) => {
    const providerId = neededProvider(house);
    const projectId = await projectNamed(house, options.project);
    const printer = options.withoutPaper === true ? null : createPrinter();
    try {
      const scope = { projectId, from, to };
      const { sealing, db, config } = house;
      return await exportPackTo(out, db, { providerId, scope, keys: sealing, publicUrl: config.publicUrl, printer });
    } catch (error) {
      const { syscall, code, message } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      throw new CliError(
        3,
        `${options.out} cannot be written (${code ?? message}). Name a file in a folder that may be written.`,
      );
    } finally {
      await printer?.close();
    }
  });
  if (options.json === true) printJson({ out, ...counts });
  else
    print([
      `${options.out}: ${counts.requests} requests, ${counts.events} events, ${counts.records} records, ${counts.seals} seals.`,
      ...(counts.unsealed === 0
        ? []
        : [`${counts.unsealed} events wait for their seal: exported again in a minute they have it.`]),
      'To verify it anywhere: unpack it, then node verify.mjs.',
    ]);
}

function dayOf(option: string, given: string | undefined): string | null {
  if (given === undefined) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given));
  if (!isDay) throw new CliError(2, `${option} ${given} is no day. Write it as YYYY-MM-DD.`);
  return given;
}

async function projectNamed(house: CommandHouse, named: string | undefined): Promise<string | null> {
  if (named === undefined) return null;
  const scope = { providerId: neededProvider(house), customerId: null };
  const project = await inReading(house.db, scope, (tx) => projectOfPack(tx, named));
  if (project === null) throw new CliError(1, `There is no project ${named}. Name its id or its code.`);
  return project.id;
}

function holding({ events, streams, texts, erased, erasedUnnamed, seals, sealed }: AuditResult): string[] {
  return [
    `${events} events in ${streams} streams hold; ${texts} texts compared, ${erased} of them erased.`,
    ...(erasedUnnamed === 0
      ? []
      : [
          `${erasedUnnamed} of these rest on erasures of an earlier version, which do not name their texts: one more taken away along with them would not be found.`,
        ]),
    `${seals} seals hold and cover ${sealed} of the events; ${events - sealed} wait for the next.`,
  ];
}

function failing({ fault, streamKind, streamId, seq, eventId }: AuditFinding): string {
  if (streamKind === 'seal') return `does not hold (${fault}): seal ${seq}`;
  return `does not hold (${fault}): ${streamKind} ${streamId}, event ${seq}${eventId === null ? '' : ` (${eventId})`}`;
}
