import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Auth } from '#platform/auth/auth.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import type { Actor } from '../actor.schema.ts';
import { administers, admitColleague, allowEnding, admitProgram, allowPasswordLink, askSecondFactor } from './access.ts';
import { endAccess, takePosition, withdrawKey } from './access.ts';
import {
  accessEventQuery,
  accessEventRow,
  keyRow,
  newColleague,
  newProgram,
  personRow,
  plainCommand,
  places,
  secondFactorRule,
  type AccessEventQuery,
  type NewColleague,
  type NewProgram,
  type PlainCommand,
  type SecondFactorRule,
} from './access.schema.ts';
import { keysOfHouse, peopleOfHouse, placesOfHouse, secondFactorPositions } from './access.store.ts';
import { accessRefusals } from './access.texts.ts';
import { accessEvents } from './sign-in-log.store.ts';

const byId = z.object({ id: z.uuid() });
const administration = { tag: 'access', access: 'signedIn', policy: 'execute accounts: the system administrator' } as const;
const link = z.object({
  id: z.string(),
  sent: z.boolean().describe('The link went by mail.'),
  link: z.string().optional().describe('Shown once, where no mail goes.'),
});

/** People of the house and keys of programs: who may come in, and who may no more. */
export function accessRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  return [...peopleAccessRoutes(house, auth), ...keyRoutes(house)];
}

function peopleAccessRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/people',
      summary:
        'The people of the house with their positions, which positions ask for a second factor, and what one may be bound to',
      answer: z.object({ items: z.array(personRow), secondFactorPositions: z.array(z.string()), places }),
      handle: ({ actor }) =>
        administered(house, actor, async (tx) => ({
          items: await peopleOfHouse(tx),
          secondFactorPositions: await secondFactorPositions(tx),
          places: await placesOfHouse(tx),
        })),
    }),
    route<Actor, unknown, AccessEventQuery, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/people/access-events',
      summary:
        'What happened to people’s access, newest first: sign-ins, refused ones, passwords, second factors, keys, positions',
      query: accessEventQuery,
      answer: z.object({ items: z.array(accessEventRow), nextCursor: z.string().nullable() }),
      handle: ({ actor, query }) => administered(house, actor, (tx) => accessEvents(tx, query)),
    }),
    route<Actor, unknown, unknown, NewColleague>({
      ...administration,
      method: 'POST',
      path: '/api/people',
      summary: 'Invite somebody of the house; the link that sets the password goes by mail, or is shown once',
      body: newColleague,
      answer: link,
      handle: async ({ actor, body }) => {
        const isFree = administers(actor) && (await auth.isFree(body.login));
        const answer = await admitColleague(house, { actor, path: '/api/people', input: body }, isFree);
        if (isRefusal(answer)) return answer;
        const { id } = answer.body as { id: string };
        const opened = await auth.openAccount({ personId: id, providerId: actor.providerId, login: body.login });
        if (!opened.ok) return accessRefusals.loginTaken;
        const to = { id, login: body.login, byMail: body.email !== undefined };
        // A link is kept nowhere as it is shown: a repeat gets another, and the one before opens nothing any more.
        return { status: 201, body: await passwordLink({ house, auth }, actor, { ...to, kind: 'invitation' }) };
      },
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/people/:id/password-link',
      summary: 'A link that sets a new password, by mail or shown once; links made before open nothing any more',
      params: byId,
      body: plainCommand,
      answer: link,
      handle: async ({ actor, params, body }) => {
        const path = `/api/people/${params.id}/password-link`;
        const answer = await allowPasswordLink(house, { actor, path, input: body, id: params.id });
        if (isRefusal(answer)) return answer;
        const to = answer.body as { id: string; login: string; byMail: boolean };
        return { status: 200, body: await passwordLink({ house, auth }, actor, { ...to, kind: 'reset' }) };
      },
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/people/:id/end-second-factor',
      summary: 'Take the second factor of whoever lost the device; every session of the account ends',
      params: byId,
      body: plainCommand,
      handle: async ({ actor, params, body }) => {
        const path = `/api/people/${params.id}/end-second-factor`;
        const answer = await allowEnding(house, { actor, path, input: body, id: params.id }, 'secondFactorEnded');
        if (isRefusal(answer)) return answer;
        await auth.secondFactor.end(params.id);
        await auth.endSessions(params.id);
        return answer;
      },
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/people/:id/end-sessions',
      summary: 'Sign somebody out on every device; rights, password and second factor stay',
      params: byId,
      body: plainCommand,
      handle: async ({ actor, params, body }) => {
        const path = `/api/people/${params.id}/end-sessions`;
        const answer = await allowEnding(house, { actor, path, input: body, id: params.id }, 'sessionsEnded');
        if (!isRefusal(answer)) await auth.endSessions(params.id);
        return answer;
      },
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/people/:id/end-access',
      summary: 'End everything that somebody may, at once',
      params: byId,
      body: plainCommand,
      handle: async ({ actor, params, body }) => {
        const path = `/api/people/${params.id}/end-access`;
        const answer = await endAccess(house, { actor, path, input: body, id: params.id });
        if (!isRefusal(answer)) await auth.endSessions(params.id);
        return answer;
      },
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/positions-held/:id/withdraw',
      summary: 'Take one position from whoever holds it, at once',
      params: byId,
      body: plainCommand,
      handle: ({ actor, params, body }) =>
        takePosition(house, { actor, path: `/api/positions-held/${params.id}/withdraw`, input: body, id: params.id }),
    }),
    route<Actor, unknown, unknown, SecondFactorRule>({
      ...administration,
      method: 'POST',
      path: '/api/people/second-factor-positions',
      summary: 'Which positions ask for a second factor, from the next sign-in on',
      body: secondFactorRule,
      handle: ({ actor, body }) => askSecondFactor(house, { actor, path: '/api/people/second-factor-positions', input: body }),
    }),
  ];
}

function keyRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      ...administration,
      method: 'GET',
      path: '/api/api-keys',
      summary: 'Keys of programs, with what each may and when it was last used',
      answer: z.object({ items: z.array(keyRow) }),
      handle: ({ actor }) => administered(house, actor, async (tx) => ({ items: await keysOfHouse(tx, actor.providerId) })),
    }),
    route<Actor, unknown, unknown, NewProgram>({
      ...administration,
      method: 'POST',
      path: '/api/api-keys',
      summary: 'A key for a program, which acts as itself in one position; the key is shown once',
      body: newProgram,
      answer: z.object({ id: z.string(), key: z.string().optional() }),
      handle: ({ actor, body }) => admitProgram(house, { actor, path: '/api/api-keys', input: body }),
    }),
    route<Actor, { id: string }, unknown, PlainCommand>({
      ...administration,
      method: 'POST',
      path: '/api/api-keys/:id/revoke',
      summary: 'Revoke a key, at once',
      params: byId,
      body: plainCommand,
      handle: ({ actor, params, body }) =>
        withdrawKey(house, { actor, path: `/api/api-keys/${params.id}/revoke`, input: body, id: params.id }),
    }),
  ];
}

async function administered(
  house: House,
  actor: Actor,
  read: (tx: Parameters<typeof peopleOfHouse>[0]) => Promise<unknown>,
): Promise<RouteAnswer | Refusal> {
  if (!administers(actor)) return accessRefusals.administratorsOnly;
  return { status: 200, body: await inReading(house.db, { providerId: actor.providerId, customerId: null }, (tx) => read(tx)) };
}

/** Sends the link where mail goes and a mailbox is on file; else it is shown to whoever made it, once. */
async function passwordLink(
  parts: { readonly house: House; readonly auth: Auth<Actor> },
  actor: Actor,
  to: { readonly id: string; readonly login: string; readonly byMail: boolean; readonly kind: 'invitation' | 'reset' },
): Promise<{ id: string; sent: boolean; link?: string }> {
  const { house, auth } = parts;
  if (house.mail.enabled && to.byMail) {
    await auth.askForLetter(to.login, to.kind);
    return { id: to.id, sent: true };
  }
  const token = await auth.makeLink({ personId: to.id, providerId: actor.providerId }, to.kind);
  return { id: to.id, sent: false, link: passwordLinkOf(house.publicUrl, token) };
}

/** The token stands behind `#`, so that no server and no log on the way sees it. */
export function passwordLinkOf(publicUrl: string, token: string): string {
  return `${publicUrl}/set-password#${token}`;
}
