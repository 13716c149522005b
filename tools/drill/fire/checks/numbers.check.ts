import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

/** Record numbers have neither gap nor double, and their series stands where the last one was issued; request numbers are one each. */
export async function checkNumbers(tx: Transaction<Tables>): Promise<string[]> {
  const records = await tx
    .selectFrom('pledge.record')
    .select(['record_number', 'document_number'])
    .where('record_number', 'is not', null)
    .execute();
  const series = await tx
    .selectFrom('pledge.number_series')
    .select(['series', 'last'])
    .where('series', '<>', 'serviceRequest')
    .execute();
  const findings: string[] = [];
  const byDocument = Map.groupBy(records, (row) => row.document_number);
  // A series whose records are all gone has no record to be found by.
  for (const document of new Set([...byDocument.keys(), ...series.map((row) => row.series)])) {
    const issued = (byDocument.get(document) ?? [])
      .map((row) => Number(/(\d+)$/.exec(row.record_number ?? '')?.[1]))
      .sort((a, b) => a - b);
    const wrong = issued.findIndex((seq, index) => seq !== index + 1);
    if (wrong >= 0)
      findings.push(`${document}: number ${wrong + 1} is ${issued[wrong] === issued[wrong - 1] ? 'there twice' : 'missing'}`);
    const last = series.filter((row) => row.series === document).reduce((sum, row) => sum + row.last, 0);
    if (last !== issued.length) findings.push(`${document}: ${issued.length} numbers issued, the series stands at ${last}`);
  }
  const numbers = await tx.selectFrom('pledge.service_request').select('number').execute();
  if (new Set(numbers.map((row) => row.number)).size !== numbers.length) findings.push('a request number is there twice');
  return findings;
}
