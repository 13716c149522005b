import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Auth } from '#platform/auth/auth.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Actor } from './actor.schema.ts';
import { passwordRefusal, signInRefusals, tooManyAttempts } from './access/sign-in.texts.ts';
import { meOf, saveLanguage } from './me.store.ts';

const login = z.string().trim().min(1).max(120);
const signInBody = z.strictObject({
  login,
  password: z.string().min(1).max(200),
  code: z.string().trim().max(20).optional().describe('Of the second factor: asked for with 401 `secondFactorNeeded`.'),
});
const setPasswordBody = z.strictObject({ token: z.string().min(1).max(200), password: z.string().min(1).max(200) });
const resetBody = z.strictObject({ login });
const languageBody = z.strictObject({ language: z.enum(['zh', 'en']) });

/** Sign-in, sign-out, and who is signed in. */
export function peopleRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, z.infer<typeof signInBody>>({
      method: 'POST',
      path: '/api/sign-in',
      tag: 'people',
      summary: 'Sign in with name and password',
      access: 'public',
      policy: 'anyone; attempts are limited per name and source',
      body: signInBody,
      handle: async ({ body, meta }) => {
        const { address, headers } = meta;
        const { login: name, password, code } = body;
        const result = await auth.signIn(name, password, {
          address,
          headers,
          ...(typeof headers['user-agent'] === 'string' ? { userAgent: headers['user-agent'].slice(0, 300) } : {}),
          ...(code === undefined ? {} : { code }),
        });
        if (result.ok) {
          const me = (await told(house, result.holder)) as object;
          return { status: 200, body: { ...me, secondFactorDue: result.confined }, setCookie: result.setCookie };
        }
        if (result.refusal === 'tooManyAttempts') return tooManyAttempts(result.retryAfterSeconds);
        return signInRefusals[result.refusal];
      },
    }),
    route<Actor, unknown, unknown, z.infer<typeof setPasswordBody>>({
      method: 'POST',
      path: '/api/password/set',
      tag: 'people',
      summary: 'Set a password by the link of an invitation or a reset; every session of the account ends',
      access: 'public',
      policy: 'whoever has the link, once and as long as it lasts',
      body: setPasswordBody,
      handle: async ({ body }) => {
        const result = await auth.redeemLink(body.token, body.password);
        return result.ok ? { status: 200, body: {} } : passwordRefusal(result.refusal);
      },
    }),
    route<Actor, unknown, unknown, z.infer<typeof resetBody>>({
      method: 'POST',
      path: '/api/password/forgotten',
      tag: 'people',
      summary: 'Ask for a mail with a link that sets a new password',
      access: 'public',
      policy: 'anyone; one answer and one piece of work whether anybody has the name or not; limited per name and source',
      body: resetBody,
      handle: async ({ body, meta }) => {
        const wait = await auth.askForReset(body.login, meta.address);
        return wait === null ? { status: 202, body: {} } : tooManyAttempts(wait);
      },
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'POST',
      path: '/api/sign-out',
      tag: 'people',
      summary: 'End the session',
      access: 'public',
      policy: 'anyone',
      body: z.strictObject({}),
      handle: async ({ meta }) => ({ status: 200, body: {}, setCookie: await auth.signOut(meta.headers) }),
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/me',
      tag: 'people',
      summary: 'Who is signed in',
      access: 'signedIn',
      policy: 'oneself',
      openToConfined: true,
      handle: async ({ actor }) => ({ status: 200, body: await told(house, actor) }),
    }),
    route<Actor, unknown, unknown, z.infer<typeof languageBody>>({
      method: 'POST',
      path: '/api/me/language',
      tag: 'people',
      summary: 'Choose the language of the screens',
      access: 'signedIn',
      policy: 'oneself',
      openToConfined: true,
      body: languageBody,
      handle: async ({ actor, body }) => {
        await inTransaction(house.db, { providerId: actor.providerId, customerId: actor.customerId }, (tx) =>
          saveLanguage(tx, actor.personId, body.language),
        );
        return { status: 200, body: { language: body.language } };
      },
    }),
  ];
}

/** As far as the person's own scope lets see. */
function told(house: House, actor: Actor): Promise<unknown> {
  return inTransaction(house.db, { providerId: actor.providerId, customerId: actor.customerId }, (tx) => meOf(tx, actor));
}
