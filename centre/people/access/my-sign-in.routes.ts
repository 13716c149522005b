import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Auth, ShownAgain } from '#platform/auth/auth.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { Actor } from '../actor.schema.ts';
import { secondFactorPositions } from './access.store.ts';
import { accessRefusals } from './access.texts.ts';
import { passwordRefusal, secondFactorRefusals, tooManyAttempts } from './sign-in.texts.ts';

const password = z.string().min(1).max(200);
const code = z.string().trim().min(1).max(20);
const changeBody = z.strictObject({ present: password, next: password });
const beginBody = z.strictObject({ password });
const confirmBody = z.strictObject({ code });
const endBody = z.strictObject({ password, code });

const session = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  userAgent: z.string(),
  here: z.boolean().describe('The one that asks.'),
});

/** Everybody's own sign-in: password, second factor, sessions. */
export function mySignInRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  const own = { tag: 'people', access: 'signedIn', policy: 'oneself' } as const;
  return [
    route<Actor, unknown, unknown, unknown>({
      ...own,
      method: 'GET',
      path: '/api/me/sign-in',
      summary: 'The own sign-in: sessions that are open, and whether a second factor is in force or needed',
      openToConfined: true,
      answer: z.object({ sessions: z.array(session), secondFactor: z.object({ inForce: z.boolean(), needed: z.boolean() }) }),
      handle: async ({ actor, meta }) => {
        const me = actor.personId ?? '';
        const [sessions, inForce, needed] = await Promise.all([
          auth.sessionsOf(me),
          auth.secondFactor.isInForce(me),
          needsSecondFactor(house, actor),
        ]);
        const told = sessions.map(({ id, createdAt, lastUsedAt, userAgent }) => ({
          id,
          createdAt: formatInstant(instant(createdAt)),
          lastUsedAt: formatInstant(instant(lastUsedAt)),
          userAgent,
          here: id === meta.sessionId,
        }));
        return { status: 200, body: { sessions: told, secondFactor: { inForce, needed } } };
      },
    }),
    route<Actor, { id: string }, unknown, unknown>({
      ...own,
      method: 'POST',
      path: '/api/me/sessions/:id/end',
      summary: 'End one of the own sessions, wherever it is open',
      params: z.object({ id: z.string().min(1).max(60) }),
      body: z.strictObject({}),
      handle: async ({ actor, params }) =>
        (await auth.endSession(actor.personId ?? '', params.id)) ? { status: 200, body: {} } : accessRefusals.notFound,
    }),
    route<Actor, unknown, unknown, z.infer<typeof changeBody>>({
      ...own,
      method: 'POST',
      path: '/api/me/password',
      summary: 'Change the own password; every session ends, this one too',
      body: changeBody,
      handle: async ({ actor, body }) => {
        const changed = await auth.changePassword(actor.personId ?? '', body.present, body.next);
        if (changed.ok) return { status: 200, body: {} };
        return changed.refusal === 'tooManyAttempts'
          ? tooManyAttempts(changed.retryAfterSeconds)
          : passwordRefusal(changed.refusal);
      },
    }),
    ...secondFactorRoutes(house, auth),
  ];
}

function secondFactorRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  const own = { tag: 'people', access: 'signedIn', policy: 'oneself' } as const;
  return [
    route<Actor, unknown, unknown, z.infer<typeof beginBody>>({
      ...own,
      method: 'POST',
      path: '/api/me/second-factor/begin',
      summary: 'Begin a second factor: a secret for the authenticator, not in force before it is confirmed',
      openToConfined: true,
      body: beginBody,
      answer: z.object({ secret: z.string(), url: z.string() }),
      handle: async ({ actor, body }) => {
        const me = actor.personId ?? '';
        const refused = refusalOf(await auth.showsAgain(me, { password: body.password }));
        if (refused !== null) return refused;
        const begun = await auth.secondFactor.begin(me, { issuer: '守诺 Pledge', name: actor.name });
        return begun === null ? secondFactorRefusals.inForce : { status: 200, body: begun };
      },
    }),
    route<Actor, unknown, unknown, z.infer<typeof confirmBody>>({
      ...own,
      method: 'POST',
      path: '/api/me/second-factor/confirm',
      summary: 'Put it in force with a first code; the recovery codes are shown once',
      openToConfined: true,
      body: confirmBody,
      answer: z.object({ recoveryCodes: z.array(z.string()) }),
      handle: async ({ actor, body }) => {
        const codes = await auth.secondFactor.confirm(actor.personId ?? '', body.code);
        return codes === null ? passwordRefusal('firstCodeRefused') : { status: 200, body: { recoveryCodes: codes } };
      },
    }),
    route<Actor, unknown, unknown, z.infer<typeof endBody>>({
      ...own,
      method: 'POST',
      path: '/api/me/second-factor/end',
      summary: 'Switch it off with password and code',
      body: endBody,
      handle: async ({ actor, body }) => {
        const me = actor.personId ?? '';
        const refused = refusalOf(await auth.showsAgain(me, body));
        if (refused !== null) return refused;
        if (await needsSecondFactor(house, actor)) return secondFactorRefusals.required;
        await auth.switchOffSecondFactor(me);
        return { status: 200, body: {} };
      },
    }),
  ];
}

function refusalOf(shown: ShownAgain): Refusal | null {
  if (shown.ok) return null;
  return shown.refusal === 'tooManyAttempts' ? tooManyAttempts(shown.retryAfterSeconds) : passwordRefusal(shown.refusal);
}

/** Whether one of the person's positions asks for a second factor. */
export function needsSecondFactor(house: Pick<House, 'db'>, actor: Actor): Promise<boolean> {
  return inTransaction(house.db, { providerId: actor.providerId, customerId: null }, async (tx) => {
    const asked = await secondFactorPositions(tx);
    return actor.positions.some(({ position }) => asked.includes(position));
  });
}
