import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { appoint, createPerson, loadActor, POSITIONS, type Position } from '#centre/people/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { createAuth } from '#platform/auth/auth.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, withHouse, type CommandHouse } from './house.ts';
import { print, printJson } from './input.ts';

interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly position: string[];
  readonly unit?: string;
  readonly password?: string;
  readonly json?: boolean;
}

export function userCommands(program: Command): void {
  const user = program.command('user').description('people of the centre');
  user
    .command('create')
    .description('a person with positions and a sign-in; a password is made and shown once where none is given')
    .requiredOption('--login <name>')
    .requiredOption('--name <name>')
    .requiredOption('--position <position...>', POSITIONS.join(', '))
    .option('--unit <code>', 'home unit, and what a branch engineer is bound to')
    .option('--password <password>')
    .option('--json', 'for programs')
    .action(createUser);
}

async function createUser(options: NewUser): Promise<void> {
  const unknown = options.position.find((position) => !(POSITIONS as readonly string[]).includes(position));
  if (unknown !== undefined) throw new CliError(2, `There is no position ${unknown}. One of: ${POSITIONS.join(', ')}.`);
  const password = options.password ?? randomBytes(12).toString('base64url');
  const id = await withHouse(async (house) => {
    const providerId = neededProvider(house);
    const personId = await hire(house, { ...options, providerId });
    const auth = createAuth<Actor>({
      connectionString: house.applicationUrl,
      secret: house.sessionKey,
      publicUrl: house.config.publicUrl,
      load: (account) =>
        inTransaction(house.db, { providerId: account.providerId, customerId: null }, (tx, now) =>
          loadActor(tx, account.personId, instant(now)),
        ),
    });
    try {
      const made = await auth.createAccount({ personId, providerId, login: options.login, password });
      if (!made.ok)
        throw new CliError(1, `No sign-in was made: ${made.refusal}. Choose another name or a longer password and try again.`);
    } finally {
      await auth.close();
    }
    return personId;
  });
  if (options.json === true) printJson({ id, login: options.login, ...(options.password === undefined ? { password } : {}) });
  else print([`${options.login} may sign in${options.password === undefined ? ` with the password ${password}` : ''}.`]);
}

async function hire(house: CommandHouse, user: NewUser & { providerId: string }): Promise<string> {
  return inTransaction(house.db, { providerId: user.providerId, customerId: null }, async (tx, databaseNow) => {
    const now = instant(databaseNow);
    const unit =
      user.unit === undefined
        ? undefined
        : await tx.selectFrom('pledge.org_unit').select('id').where('code', '=', user.unit).executeTakeFirst();
    if (user.unit !== undefined && unit === undefined)
      throw new CliError(2, `There is no unit ${user.unit}. Units are those of the plan.`);
    const made = await createPerson(tx, {
      providerId: user.providerId,
      name: user.name,
      login: user.login,
      homeUnitId: unit?.id ?? null,
      now,
    });
    if ('refusal' in made) throw new CliError(1, `${user.login}: ${made.refusal}. Choose another sign-in name.`);
    for (const position of user.position) {
      const bound = unit !== undefined && position === 'branchEngineer' ? { boundTo: { unitId: unit.id } } : {};
      const appointed = await appoint(tx, {
        providerId: user.providerId,
        personId: made.id,
        position: position as Position,
        fromOn: dateIn('UTC', now),
        now,
        ...bound,
      });
      if ('refusal' in appointed) throw new CliError(1, `${position}: ${appointed.refusal}.`);
    }
    return made.id;
  });
}
