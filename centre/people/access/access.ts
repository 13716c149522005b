import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { makeKey, revokeKey } from '#platform/auth/api-keys.store.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { dateIn } from '#platform/time/local.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import type { Actor } from '../actor.schema.ts';
import { may } from '../may.rights.ts';
import { appoint, createPerson, disablePerson, withdrawPosition } from '../people.store.ts';
import { notePerson } from '../person-events.store.ts';
import type { NewColleague, NewProgram, SecondFactorRule } from './access.schema.ts';
import { colleague, holderOfPosition, placeExists, setSecondFactorPositions, writeProgram } from './access.store.ts';
import { accessRefusals } from './access.texts.ts';

export interface AccessDeps {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
}

export interface AccessCommand<Input extends Envelope> {
  readonly actor: Actor;
  readonly path: string;
  readonly input: Input;
}

/** Whether the actor looks after accounts, sign-ins and keys. */
export function administers(actor: Actor): boolean {
  return may(actor, 'execute', 'accounts', { customerId: null, systemEvent: true });
}

function administering<Input extends Envelope>(
  deps: AccessDeps,
  command: AccessCommand<Input>,
  work: (run: CommandRun<Tables>) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const { actor, path, input } = command;
  if (!administers(actor)) return Promise.resolve(accessRefusals.administratorsOnly);
  return runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: null },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path,
    envelope: input,
    body: input,
    work,
  });
}

/** Adds what is shown once to the answer of the call that made it: an answer that is kept for repeats must not hold it. */
function shownOnce(answer: Answer | Refusal, secret: Readonly<Record<string, string | undefined>>): Answer | Refusal {
  return isRefusal(answer) ? answer : { ...answer, body: { ...(answer.body as object), ...secret } };
}

/** An actor for a program, with one position, and its key: answers `{id, key}`; a repeat of the command `{id}` alone. */
export async function admitProgram(deps: AccessDeps, command: AccessCommand<NewProgram>): Promise<Answer | Refusal> {
  const { actor, input } = command;
  const { providerId } = actor;
  let key: string | undefined;
  const answer = await administering(deps, command, async (run) => {
    const personId = uuidv7(run.now);
    await writeProgram(run.tx, { providerId, id: personId, name: input.name, now: run.now });
    const refused = await appointTo(run, { providerId, personId, input });
    if (refused !== null) return refused;
    const id = uuidv7(run.now);
    key = await makeKey(run.tx as never, { id, personId, providerId });
    await notePerson(run, { actor, personId, customerId: null, type: 'programAdmitted', data: { key: id, ...toldOf(input) } });
    return { status: 201, body: { id } };
  });
  return shownOnce(answer, { key });
}

/** From this instant the key opens nothing; streams that it holds open end. */
export function withdrawKey(
  deps: AccessDeps,
  command: AccessCommand<Envelope> & { readonly id: string },
): Promise<Answer | Refusal> {
  const { actor, id } = command;
  return administering(deps, command, async (run) => {
    const personId = await revokeKey(run.tx as never, { id, providerId: actor.providerId });
    if (personId === null) return accessRefusals.notFound;
    await notePerson(run, { actor, personId, customerId: null, type: 'keyRevoked', data: { key: id } });
    return { status: 200, body: { id, revoked: true } };
  });
}

/**
 * A person of the house with one position; the sign-in comes with the link that is made after. `isFree`: whether nobody of the installation
 * has the sign-in name. A repeat, of which the name is taken by the first, is not asked.
 */
export function admitColleague(
  deps: AccessDeps,
  command: AccessCommand<NewColleague>,
  isFree: boolean,
): Promise<Answer | Refusal> {
  const { actor, input } = command;
  const { providerId } = actor;
  const answer = administering(deps, command, async (run) => {
    if (!isFree) return accessRefusals.loginTaken;
    const { name, login, email = null, unitId } = input;
    if (!(await placeExists(run.tx, input))) return accessRefusals.unknownPlace;
    const made = await createPerson(run.tx, { providerId, name, login, email, homeUnitId: unitId ?? null, now: run.now });
    if ('refusal' in made) return accessRefusals.loginTaken;
    const refused = await appointTo(run, { providerId, personId: made.id, input });
    if (refused !== null) return refused;
    await notePerson(run, { actor, personId: made.id, customerId: null, type: 'personAdmitted', data: toldOf(input) });
    return { status: 201, body: { id: made.id } };
  });
  return answer.catch((error: unknown) => {
    // Of two administrators at once neither sees the other's person.
    if ((error as { constraint?: string }).constraint === 'person_reach_provider_id_login_key') return accessRefusals.loginTaken;
    throw error;
  });
}

/** Notes that a link to set a password is made for somebody of the house; gives the sign-in name and whether a mailbox is on file. */
export function allowPasswordLink(
  deps: AccessDeps,
  command: AccessCommand<Envelope> & { readonly id: string },
): Promise<Answer | Refusal> {
  const { actor, id } = command;
  return administering(deps, command, async (run) => {
    const person = await colleague(run.tx, id);
    if (person === null || person.login === null) return accessRefusals.notFound;
    await notePerson(run, { actor, personId: id, customerId: null, type: 'passwordLinkMade', data: {} });
    return { status: 200, body: { id, login: person.login, byMail: person.email !== null } };
  });
}

/** Whoever leaves may do nothing from this instant: the person is nobody who acts, and sessions and streams end. */
export function endAccess(
  deps: AccessDeps,
  command: AccessCommand<Envelope> & { readonly id: string },
): Promise<Answer | Refusal> {
  const { actor, id } = command;
  return administering(deps, command, async (run) => {
    if (id === actor.personId) return accessRefusals.oneself;
    if ((await colleague(run.tx, id)) === null) return accessRefusals.notFound;
    await disablePerson(run.tx, id, run.now);
    await notePerson(run, { actor, personId: id, customerId: null, type: 'accessEnded', data: {} });
    return { status: 200, body: { id, disabled: true } };
  });
}

/**
 * Notes that an administrator takes the second factor of whoever lost the device, so that the person signs in without or enrols another; or
 * signs somebody out everywhere, who may sign in again.
 */
export function allowEnding(
  deps: AccessDeps,
  command: AccessCommand<Envelope> & { readonly id: string },
  type: 'secondFactorEnded' | 'sessionsEnded',
): Promise<Answer | Refusal> {
  const { actor, id } = command;
  return administering(deps, command, async (run) => {
    if ((await colleague(run.tx, id)) === null) return accessRefusals.notFound;
    await notePerson(run, { actor, personId: id, customerId: null, type, data: {} });
    return { status: 200, body: { id } };
  });
}

/** Takes one position at once; what else the person holds stays. */
export function takePosition(
  deps: AccessDeps,
  command: AccessCommand<Envelope> & { readonly id: string },
): Promise<Answer | Refusal> {
  const { actor, id } = command;
  return administering(deps, command, async (run) => {
    const held = await holderOfPosition(run.tx, id);
    if (held === null) return accessRefusals.notFound;
    if (held.personId === actor.personId && held.position === 'systemAdministrator') return accessRefusals.oneself;
    await withdrawPosition(run.tx, id, run.now);
    const { personId, position } = held;
    await notePerson(run, { actor, personId, customerId: null, type: 'positionWithdrawn', data: { position } });
    return { status: 200, body: { id, withdrawn: true } };
  });
}

/** Which positions ask for a second factor, from the next sign-in of those who have none: an event of whoever decided it. */
export function askSecondFactor(deps: AccessDeps, command: AccessCommand<SecondFactorRule>): Promise<Answer | Refusal> {
  const { actor, input } = command;
  return administering(deps, command, async (run) => {
    const positions = [...new Set(input.positions)].toSorted();
    await setSecondFactorPositions(run.tx, { providerId: actor.providerId, positions });
    const { personId } = actor;
    if (personId !== null)
      await notePerson(run, { actor, personId, customerId: null, type: 'secondFactorRuleSet', data: { positions } });
    return { status: 200, body: { positions } };
  });
}

type Bound = Pick<NewProgram, 'position' | 'unitId' | 'projectId' | 'siteId'>;

const toldOf = ({ position, unitId, projectId, siteId }: Bound): Record<string, string | null> => ({
  position,
  unitId: unitId ?? null,
  projectId: projectId ?? null,
  siteId: siteId ?? null,
});

async function appointTo(
  run: CommandRun<Tables>,
  to: { readonly providerId: string; readonly personId: string; readonly input: Bound },
): Promise<Refusal | null> {
  const { providerId, personId, input } = to;
  const { position, unitId, projectId, siteId } = input;
  if (!(await placeExists(run.tx, input))) return accessRefusals.unknownPlace;
  const bound =
    unitId !== undefined ? { unitId } : projectId !== undefined ? { projectId } : siteId !== undefined ? { siteId } : undefined;
  const appointed = await appoint(run.tx, {
    providerId,
    personId,
    position,
    fromOn: dateIn('UTC', run.now),
    now: run.now,
    ...(bound === undefined ? {} : { boundTo: bound }),
  });
  if (!('refusal' in appointed)) return null;
  return appointed.refusal === 'siteMissing' ? accessRefusals.siteMissing : accessRefusals.separationOfDuties;
}
