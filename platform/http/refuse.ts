import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type Refusal } from '../command/refusal.ts';
import { learn } from './observe.ts';
import { problemOf } from './problem.ts';

export const NOT_SIGNED_IN = refusal(401, 'notSignedIn', {
  zh: '请先登录，再继续；没有发出的内容还在本页。',
  en: 'Sign in to go on; what you typed is still on this page.',
});

export const SECOND_FACTOR_MISSING = refusal(403, 'secondFactorMissing', {
  zh: '您的岗位要求第二步验证。请先在“我的登录”里开通，再继续。',
  en: 'Your position asks for a second step at sign-in. Set it up under “My sign-in” first.',
});

/** The language that a request asks for, where nobody is known who has one. */
export function asked(request: Pick<FastifyRequest, 'headers'>): 'zh' | 'en' {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

export function sendRefusal(reply: FastifyReply, why: Refusal, language: 'zh' | 'en'): FastifyReply {
  learn(reply.request, { refused: why.code });
  if (typeof why.details?.['retryAfterSeconds'] === 'number')
    reply.header('retry-after', String(why.details['retryAfterSeconds']));
  return reply
    .code(why.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(why, language)));
}
