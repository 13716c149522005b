import { z } from 'zod';
import type { House } from '#centre/house.ts';
import { refusal } from '#platform/command/refusal.ts';
import type { Auth } from '#platform/auth/auth.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Actor } from './actor.schema.ts';
import { meOf, saveLanguage } from './me.store.ts';

const signInBody = z.strictObject({ login: z.string().trim().min(1).max(120), password: z.string().min(1).max(200) });
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
        const result = await auth.signIn(body.login, body.password, { address: meta.address, headers: meta.headers });
        if (result.ok) return { status: 200, body: await told(house, result.holder), setCookie: result.setCookie };
        if (result.refusal === 'tooManyAttempts') {
          return refusal(
            429,
            'tooManyAttempts',
            {
              zh: '尝试次数太多。请过几分钟再试，或请管理员重设密码。',
              en: 'Too many attempts. Try again in a few minutes, or ask the administrator to reset the password.',
            },
            { details: { retryAfterSeconds: result.retryAfterSeconds } },
          );
        }
        return refusal(401, 'signInRefused', {
          zh: '登录名或密码不对。请核对后再试。',
          en: 'Name or password is not right. Check both and try again.',
        });
      },
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'POST',
      path: '/api/sign-out',
      tag: 'people',
      summary: 'End the session',
      access: 'public',
      policy: 'anyone',
      body: z.object({}).loose(),
      handle: async ({ meta }) => ({ status: 200, body: {}, setCookie: await auth.signOut(meta.headers) }),
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/me',
      tag: 'people',
      summary: 'Who is signed in',
      access: 'signedIn',
      policy: 'oneself',
      handle: async ({ actor }) => ({ status: 200, body: await told(house, actor) }),
    }),
    route<Actor, unknown, unknown, z.infer<typeof languageBody>>({
      method: 'POST',
      path: '/api/me/language',
      tag: 'people',
      summary: 'Choose the language of the screens',
      access: 'signedIn',
      policy: 'oneself',
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
