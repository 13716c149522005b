import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusal } from '#platform/command/refusal.ts';
import { asked, sendRefusal } from '#platform/http/refuse.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';

const NOT_FOR_YOU = refusal(403, 'metricsNotHere', {
  zh: '监控数据只给本机，或给持有PLEDGE_METRICS_TOKEN的监控程序（Authorization: Bearer …）。',
  en: 'Metrics are for this machine, or for a program that holds PLEDGE_METRICS_TOKEN (Authorization: Bearer …).',
});

/**
 * `GET /metrics`: with the token where one is set, else from this machine alone (decision 0037). Whoever comes through a proxy on this
 * machine comes from elsewhere, whatever the socket says.
 */
export function mountMetrics(server: FastifyInstance, parts: { metrics: Metrics; token: string | undefined }): void {
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request, parts.token)) return sendRefusal(reply, NOT_FOR_YOU, asked(request));
    return reply
      .header('cache-control', 'no-store')
      .type(parts.metrics.contentType)
      .send(await parts.metrics.text());
  });
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const OF_PROXIES = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined)
    return isSame((request.headers.authorization ?? '').replace(/^bearer /i, 'Bearer '), `Bearer ${token}`);
  return LOOPBACK.test(request.ip) && OF_PROXIES.every((name) => request.headers[name] === undefined);
}

/** Takes the same time however much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
