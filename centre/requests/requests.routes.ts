import { z } from 'zod';
import { explainedClock } from '#centre/commitments/index.ts';
import { clockExplanation, clockView } from '#centre/commitments/clock-view.schema.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { loadDossier } from './dossier.store.ts';
import { notFound } from './fire-step.ts';
import { messageInput, writeMessage } from './write-message.ts';
import { messagesOf } from './messages.store.ts';
import { nextSteps } from './next-steps.ts';
import { report } from './report.ts';
import { reportInput } from './report.schema.ts';
import { totalOf } from './counted.rules.ts';
import { listTotal } from './counted.schema.ts';
import { listedRequest, requestListQuery } from './request-list.schema.ts';
import { listRequests } from './request-list.store.ts';
import { clockViewsThen, requestDetail } from './request-detail.store.ts';
import { requestRows } from './request-views.ts';
import { messageView, nextEvent, requestDetail as requestDetailShape, timelineEntry } from './requests.schema.ts';
import { foundIn } from './text-index/search.ts';
import { explanationRoutes } from './explanation.routes.ts';
import { plansFor, reading } from './reading.ts';
import { asOfQuery, byId, READ, readingRequest } from './reading-request.ts';
import { timelineOf } from './timeline.store.ts';

export { byId } from './reading-request.ts';

export function requestRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, z.infer<typeof requestListQuery>, unknown>({
      method: 'GET',
      path: '/api/service-requests',
      tag: 'service requests',
      summary: 'Requests that the caller may see, a page at a time',
      access: 'signedIn',
      policy: READ,
      query: requestListQuery,
      answer: z.object({ items: z.array(listedRequest), nextCursor: z.string().nullable(), ...listTotal }),
      handle: ({ actor, query }) =>
        reading(
          house,
          actor,
          async (tx, now) => {
            const page = await listRequests(tx, actor, { query, now });
            if (isRefusal(page)) return page;
            const requestIds = page.rows.map((row) => row.id);
            const [rows, found] = await Promise.all([
              requestRows(tx, page.rows, { now, strip: query.strip }),
              foundIn(tx, actor, { q: query.q ?? '', now, requestIds }),
            ]);
            return {
              status: 200,
              body: {
                items: rows.map((row) => ({ ...row, found: found.get(row.id) })),
                nextCursor: page.nextCursor,
                ...totalOf(page.total),
              },
            };
          },
          plansFor([query]),
        ),
    }),
    route<Actor, unknown, unknown, z.infer<typeof reportInput>>({
      method: 'POST',
      path: '/api/service-requests',
      tag: 'service requests',
      summary: 'Report a need; registration follows at once where all is named',
      access: 'signedIn',
      policy: 'create serviceRequest, any staff on a customer’s behalf, customers for themselves',
      body: reportInput,
      handle: async ({ actor, body }) => {
        // A customer who writes here writes in the portal: only staff take a call or a fax.
        const input = actor.kind === 'customer' ? { ...body, channel: 'web' as const } : body;
        const answer = await report(house, { actor, input, path: '/api/service-requests' });
        if (!isRefusal(answer)) house.changed(['service-requests']);
        return answer;
      },
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/service-requests/:id',
      tag: 'service requests',
      summary: 'One request with what stands around it',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: requestDetailShape,
      handle: (call) =>
        // Whether the caller may read it is asked with its row, not before it as elsewhere: once is enough.
        reading(
          house,
          call.actor,
          async (tx, now) => {
            const loaded = await loadDossier(tx, call.params.id, { lock: false, now });
            const detail = loaded === null ? null : await requestDetail(tx, call.actor, { dossier: loaded.dossier, now });
            return detail === null ? notFound() : { status: 200, body: detail };
          },
          'byKeys',
        ),
    }),
    route<Actor, { id: string }, { asOf?: string }, unknown>({
      method: 'GET',
      path: '/api/service-requests/:id/clocks',
      tag: 'service requests',
      summary: 'Its clocks as of an instant, each with its explanation',
      access: 'signedIn',
      policy: READ,
      params: byId,
      query: asOfQuery,
      answer: z.object({ items: z.array(clockView.extend({ explanation: clockExplanation.optional() })) }),
      handle: (call) =>
        readingRequest(house, call, async (tx, { requestId, now }) => {
          const asOf = (call.query.asOf === undefined ? undefined : parseInstant(call.query.asOf)) ?? now;
          const loaded = await loadDossier(tx, requestId, { lock: false, now });
          if (loaded === null) return notFound();
          const { planId, views } = await clockViewsThen(tx, loaded.dossier, asOf);
          const items = [];
          for (const view of views)
            items.push({ ...view, explanation: await explainedClock(tx, { requestId, planId, view, asOf }) });
          return { status: 200, body: { items } };
        }),
    }),
    ...explanationRoutes(house),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/service-requests/:id/next',
      tag: 'service requests',
      summary: 'What the caller may fire now, and what is refused and why',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: z.object({ events: z.array(nextEvent) }),
      handle: (call) =>
        readingRequest(house, call, async (tx, { requestId, now }) => {
          const loaded = await loadDossier(tx, requestId, { lock: false, now });
          return loaded === null ? notFound() : { status: 200, body: { events: nextSteps(loaded.dossier, call.actor, now) } };
        }),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/service-requests/:id/timeline',
      tag: 'service requests',
      summary: 'What happened, newest first',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: z.object({ items: z.array(timelineEntry) }),
      handle: (call) =>
        readingRequest(house, call, async (tx, { requestId, now }) => ({
          status: 200,
          body: {
            items: await timelineOf(tx, {
              requestId,
              actor: call.actor,
              now,
              language: call.meta.language,
            }),
          },
        })),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/service-requests/:id/messages',
      tag: 'messages',
      summary: 'Everything said to or by the customer',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: z.object({ items: z.array(messageView) }),
      handle: (call) =>
        readingRequest(house, call, async (tx, { requestId }) => ({
          status: 200,
          body: { items: await messagesOf(tx, requestId) },
        })),
    }),
    route<Actor, { id: string }, unknown, z.infer<typeof messageInput>>({
      method: 'POST',
      path: '/api/service-requests/:id/messages',
      tag: 'messages',
      summary: 'Say something to the customer, note what was said, or note something for the house',
      access: 'signedIn',
      policy: 'execute serviceRequest; customers in their own',
      params: byId,
      body: messageInput,
      handle: async ({ actor, params, body }) => {
        const answer = await writeMessage(house, {
          actor,
          requestId: params.id,
          input: body,
          path: `/api/service-requests/${params.id}/messages`,
        });
        if (!isRefusal(answer)) house.changed([`service-requests/${params.id}`]);
        return answer;
      },
    }),
  ];
}
