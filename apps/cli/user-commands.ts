import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import {
  appoint,
  createPerson,
  loadActor,
  namesOfHouse,
  nearWords,
  STAFF_POSITIONS,
  type Position,
} from '#centre/people/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { createAuth } from '#platform/auth/auth.ts';
import { refuseNewPassword, type NearWords } from '#platform/auth/common-passwords.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '#platform/auth/password.rules.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInput } from './input.ts';
import { idOfCode } from './places.ts';

/** Why somebody was not made, and what to do. */
const refusals: Readonly<Record<string, string>> = {
  loginTaken: 'The sign-in name is taken. Choose another with --login.',
  passwordTooShort: `The password is too short. Give one of at least ${PASSWORD_MIN} characters, or give none and one is made.`,
  passwordTooLong: `The password is too long. Give one of at most ${PASSWORD_MAX} characters.`,
  passwordTooSimple: 'The password is too easy to guess. Give another, or give none and one is made.',
  passwordCommon:
    'The password is one that is tried first: many people use it, or it is made of the sign-in name or the name of the house. Give another, or give none and one is made.',
  siteMissing: 'A resident engineer belongs to a site. Name it with --site.',
};

interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly position: string[];
  readonly unit?: string;
  readonly site?: string;
  readonly password?: string;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

export function userCommands(program: Command): void {
  const user = program.command('user').description('people of the centre');
  user
    .command('create')
    .description('a person with positions and a sign-in; a password is made and shown once where none is given')
    .requiredOption('--login <name>')
    .requiredOption('--name <name>')
    .requiredOption('--position <position...>', STAFF_POSITIONS.join(', '))
    .option('--unit <code>', 'home unit, and what a branch engineer is bound to')
    .option('--site <code>', 'what a resident engineer is bound to')
    .option('--password-stdin', `read a password of at least ${PASSWORD_MIN} characters from standard input: its first line`)
    .option('--password <password>', 'the same in the call, where other people of this machine and its history can read it')
    .option('--json', 'for programs')
    .action(createUser);
}

async function createUser(options: NewUser): Promise<void> {
  const unknown = options.position.find((position) => !(STAFF_POSITIONS as readonly string[]).includes(position));
  if (unknown !== undefined)
    throw new CliError(2, `There is no position ${unknown} of the provider. Name one of: ${STAFF_POSITIONS.join(', ')}.`);
  const { login } = options;
  const given = await givenPassword(options);
  const password = given ?? randomBytes(12).toString('base64url');
  const refuseWeak = async (near: NearWords): Promise<void> => {
    const weak = await refuseNewPassword(password, near);
    if (weak !== null) throw refused(2, login, weak);
  };
  await refuseWeak({ login });
  const id = await withHouse(async (house) => {
    const providerId = neededProvider(house);
    // Asked before anybody is hired: a person without a sign-in would hold the name.
    await refuseWeak({ login, names: await namesOfHouse(house.db, providerId) });
    const personId = await hire(house, { ...options, providerId });
    const auth = createAuth<Actor>({
      connectionString: house.applicationUrl,
      secret: house.sessionKey,
      publicUrl: house.config.publicUrl,
      limits: house.config.limits,
      load: (account) =>
        inTransaction(house.db, { providerId: account.providerId, customerId: null }, (tx, now) =>
          loadActor(tx, account.personId, instant(now)),
        ),
      near: (account) => nearWords(house.db, account),
    });
    try {
      const made = await auth.createAccount({ personId, providerId, login, password });
      if (!made.ok) throw refused(1, login, made.refusal);
    } finally {
      await auth.close();
    }
    return personId;
  });
  if (options.json === true) printJson({ id, login, ...(given === undefined ? { password } : {}) });
  else print([`${login} may sign in${given === undefined ? ` with the password ${password}` : ''}.`]);
}

async function givenPassword({ password, passwordStdin = false }: NewUser): Promise<string | undefined> {
  if (!passwordStdin) return password;
  if (password !== undefined) throw new CliError(2, 'Give one of --password-stdin and --password, not both.');
  return (await readInput('-')).split(/\r?\n/, 1)[0] ?? '';
}

async function hire(house: CommandHouse, user: NewUser & { providerId: string }): Promise<string> {
  return inTransaction(house.db, { providerId: user.providerId, customerId: null }, async (tx, databaseNow) => {
    const now = instant(databaseNow);
    const unitId = await idOfCode(tx, 'org_unit', user.unit);
    const siteId = await idOfCode(tx, 'site', user.site);
    const made = await createPerson(tx, {
      providerId: user.providerId,
      name: user.name,
      login: user.login,
      homeUnitId: unitId ?? null,
      now,
    });
    if ('refusal' in made) throw refused(1, user.login, made.refusal);
    for (const position of user.position) {
      const bound =
        position === 'branchEngineer' && unitId !== undefined
          ? { boundTo: { unitId } }
          : position === 'residentEngineer' && siteId !== undefined
            ? { boundTo: { siteId } }
            : {};
      const appointed = await appoint(tx, {
        providerId: user.providerId,
        personId: made.id,
        position: position as Position,
        fromOn: dateIn('UTC', now),
        now,
        ...bound,
      });
      if ('refusal' in appointed)
        throw refused(1, position, appointed.refusal, 'conflictsWith' in appointed ? appointed.conflictsWith : undefined);
    }
    return made.id;
  });
}

function refused(status: 1 | 2, who: string, refusal: string, conflictsWith?: string): CliError {
  const words =
    conflictsWith === undefined
      ? refusals[refusal]
      : `One person may not hold this and ${conflictsWith}. Make two people, or leave one of the two out.`;
  return new CliError(status, `${who}: ${words ?? `${refusal}. See pledge user create --help.`}`);
}
