import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { CliError } from './cli-error.ts';

/** The unit or site of a code of the plan; undefined where none was named. */
export async function idOfCode(
  tx: Transaction<Tables>,
  what: 'org_unit' | 'site',
  code: string | undefined,
): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const rows = await tx.selectFrom(`pledge.${what}`).select(['id', 'code']).orderBy('code').execute();
  const found = rows.find((row) => row.code === code);
  if (found !== undefined) return found.id;
  const kind = what === 'site' ? 'site' : 'unit';
  throw new CliError(2, `There is no ${kind} ${code}. The plan has: ${rows.map((row) => row.code).join(', ')}.`);
}
