import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { printRequestOf } from '#centre/records/print-record.ts';
import { loadDossier } from '#centre/requests/index.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { createPrinter } from '#platform/print/print.ts';
import type { PrintRequest } from '#platform/print/print.schema.ts';
import { instant } from '#platform/time/instant.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, withHouse } from './house.ts';
import { print, printJson } from './input.ts';

export function recordCommands(program: Command): void {
  const record = program.command('record').description('print records');
  record
    .command('print')
    .description('a record as PDF or DOCX')
    .argument('<number>', 'its record number')
    .requiredOption('--out <file>', 'ends in .pdf or .docx')
    .option('--json', 'for programs')
    .action(printRecord);
}

async function printRecord(number: string, options: { out: string; json?: boolean }): Promise<void> {
  const word = options.out.endsWith('.docx');
  if (!word && !options.out.endsWith('.pdf'))
    throw new CliError(
      2,
      `Records are printed as PDF or DOCX, and ${options.out} is neither. Name a file that ends in .pdf or .docx.`,
    );
  const request = await withHouse((house) =>
    inTransaction(house.db, { providerId: neededProvider(house), customerId: null }, async (tx, databaseNow) => {
      const row = await tx
        .selectFrom('pledge.record')
        .select(['id', 'request_id'])
        .where('record_number', '=', number)
        .executeTakeFirst();
      const loaded = row === undefined ? null : await loadDossier(tx, row.request_id, { lock: false, now: instant(databaseNow) });
      const found = loaded?.dossier.records.find((known) => known.id === row?.id);
      if (loaded === null || found === undefined)
        throw new CliError(1, `There is no record ${number}. Check the number on the sheet.`);
      return printRequestOf(loaded.dossier, found, house.config.publicUrl);
    }),
  );
  await writeFile(options.out, await printed(request, word ? 'word' : 'print')).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      3,
      `${options.out} cannot be written (${error.code ?? error.message}). Name a file in a folder that may be written.`,
    );
  });
  if (options.json === true) printJson({ number, out: options.out });
  else print([`${number} → ${options.out}`]);
}

async function printed(request: PrintRequest, as: 'print' | 'word'): Promise<Uint8Array> {
  const printer = createPrinter();
  try {
    return await printer[as](request);
  } finally {
    await printer.close();
  }
}
