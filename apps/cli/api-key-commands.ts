import type { Command } from 'commander';
import { admitProgram, withdrawKey } from '#centre/people/access/access.ts';
import { keysOfHouse } from '#centre/people/access/access.store.ts';
import { STAFF_POSITIONS, type StaffPosition } from '#centre/people/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, operator, withHouse } from './house.ts';
import { print, printJson } from './input.ts';
import { idOfCode } from './places.ts';

interface NewKey {
  readonly role: string;
  readonly name: string;
  readonly unit?: string;
  readonly site?: string;
  readonly json?: boolean;
}

export function apiKeyCommands(program: Command): void {
  const group = program.command('api-key').description('keys of programs');
  group
    .command('create')
    .description('a key for a program, which acts as itself in one position; the key is shown once')
    .requiredOption('--role <position>', STAFF_POSITIONS.join(', '))
    .requiredOption('--name <name>', 'what the program is called in events')
    .option('--unit <code>', 'what the position is bound to')
    .option('--site <code>', 'what the position is bound to')
    .option('--json', 'for programs')
    .action(createKey);
  group
    .command('list')
    .description('keys, with what each may and when it was last used')
    .option('--json', 'for programs')
    .action(listKeys);
  group
    .command('revoke')
    .description('from now on the key opens nothing')
    .argument('<id>')
    .option('--json', 'for programs')
    .action(revoke);
}

async function createKey(options: NewKey): Promise<void> {
  const position = STAFF_POSITIONS.find((known): known is StaffPosition => known === options.role);
  if (position === undefined)
    throw new CliError(2, `There is no position ${options.role} of the provider. Name one of: ${STAFF_POSITIONS.join(', ')}.`);
  const made = await withHouse(async (house) => {
    const providerId = neededProvider(house);
    const place = await inTransaction(house.db, { providerId, customerId: null }, async (tx) => ({
      unitId: await idOfCode(tx, 'org_unit', options.unit),
      siteId: await idOfCode(tx, 'site', options.site),
    }));
    const { unitId, siteId } = place;
    const input = {
      commandId: crypto.randomUUID(),
      name: options.name,
      position,
      ...(unitId === undefined ? {} : { unitId }),
      ...(siteId === undefined ? {} : { siteId }),
    };
    const deps = { db: house.db, time: databaseTime };
    return admitProgram(deps, { actor: operator(providerId), path: 'pledge api-key create', input });
  });
  if (isRefusal(made)) throw new CliError(1, made.message.en);
  const { id, key } = made.body as { id: string; key: string };
  if (options.json === true) printJson({ id, key });
  else print([`${id} ${key}`, 'The key is not shown again. Send it as Authorization: Bearer KEY.']);
}

async function listKeys(options: { json?: boolean }): Promise<void> {
  const keys = await withHouse((house) => {
    const providerId = neededProvider(house);
    return inTransaction(house.db, { providerId, customerId: null }, (tx) => keysOfHouse(tx, providerId));
  });
  if (options.json === true) printJson({ items: keys });
  else
    print(
      keys.map(
        (key) =>
          `${key.id} ${key.name} ${key.positions.map(({ position }) => position).join(' ')} ${key.revokedAt === null ? `last used ${key.lastUsedAt ?? 'never'}` : 'revoked'}`,
      ),
    );
}

async function revoke(id: string, options: { json?: boolean }): Promise<void> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new CliError(2, `${id} is no id of a key. See pledge api-key list.`);
  const answer = await withHouse((house) => {
    const actor = operator(neededProvider(house));
    const deps = { db: house.db, time: databaseTime };
    return withdrawKey(deps, { actor, path: `pledge api-key revoke ${id}`, input: { commandId: crypto.randomUUID() }, id });
  });
  if (isRefusal(answer)) throw new CliError(1, `There is no key ${id} that is in force. See pledge api-key list.`);
  if (options.json === true) printJson(answer.body);
  else print([`${id} is revoked.`]);
}
