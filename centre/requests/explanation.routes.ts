import type { Transaction } from 'kysely';
import { z } from 'zod';
import { clockExplanation, type ClockExplanation } from '#centre/commitments/clock-view.schema.ts';
import { explainedClock, whyAnnex, whyAnnexFile } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { ChapterRequest } from '#platform/print/chapter.schema.ts';
import { printing } from '#platform/print/printing.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { loadDossier } from './dossier.store.ts';
import { notFound } from './fire-step.ts';
import { asOfQuery, byId, READ, readingRequest } from './reading-request.ts';
import { clockViewsThen, requestTitle } from './request-detail.store.ts';

const params = byId.extend({ clock: z.string().max(60) });
const whichQuery = asOfQuery.extend({
  subject: z.uuid().optional(),
  cycle: z.coerce.number().int().min(1).optional(),
});
const annexQuery = whichQuery.extend({
  language: z.enum(['zh', 'en']).optional().describe('Of the annex; absent: the caller’s own.'),
});
type Params = z.infer<typeof params>;

/** Why a clock of a request is due when it is: as data, and on paper. */
export function explanationRoutes(house: House): AnyRoute<Actor>[] {
  const about = { method: 'GET', tag: 'service requests', access: 'signedIn', policy: READ, params } as const;
  return [
    route<Actor, Params, z.infer<typeof whichQuery>, unknown>({
      ...about,
      path: '/api/service-requests/:id/clocks/:clock/explanation',
      summary: 'Why this due time',
      query: whichQuery,
      answer: clockExplanation,
      handle: (call) =>
        readingRequest(house, call, async (tx, { requestId, now }) => {
          const found = await explained(tx, { requestId, now, clock: call.params.clock, query: call.query });
          return found === undefined ? notFound() : { status: 200, body: found.explanation };
        }),
    }),
    route<Actor, Params, z.infer<typeof annexQuery>, unknown>({
      ...about,
      path: '/api/service-requests/:id/clocks/:clock/annex',
      summary: 'Why this due time, as an annex on paper: PDF',
      query: annexQuery,
      file: ['application/pdf'],
      handle: async (call) => {
        const found = await readingRequest(house, call, async (tx, { requestId, now }) => {
          const { language = call.actor.language, ...query } = call.query;
          const known = await explained(tx, { requestId, now, clock: call.params.clock, query });
          if (known === undefined) return notFound();
          const about = { explanation: known.explanation, language, request: known.request };
          const body: Annex = { request: { chapter: whyAnnex(about), createdAt: known.asOf }, name: whyAnnexFile(about) };
          return { status: 200, body };
        });
        if (isRefusal(found)) return found;
        const { request, name } = found.body as Annex;
        return printing(async (printer) => ({
          status: 200,
          file: {
            file: await printer.chapter(request, 'pdf'),
            mediaType: 'application/pdf',
            name,
            disposition: 'inline',
          },
        }));
      },
    }),
  ];
}

interface Annex {
  readonly request: ChapterRequest;
  /** Of the file. */
  readonly name: string;
}

interface Asked {
  readonly requestId: string;
  readonly clock: string;
  readonly query: z.infer<typeof whichQuery>;
  readonly now: Instant;
}

interface Explained {
  readonly explanation: ClockExplanation;
  readonly request: { readonly number: string; readonly title: string };
  readonly asOf: Instant;
}

/** The clock that is asked for, the newest where several are; undefined where the request has none, or nothing is to be explained yet. */
async function explained(tx: Transaction<Tables>, { requestId, clock, query, now }: Asked): Promise<Explained | undefined> {
  const asOf = (query.asOf === undefined ? undefined : parseInstant(query.asOf)) ?? now;
  const loaded = await loadDossier(tx, requestId, { lock: false, now });
  if (loaded === null) return undefined;
  const { planId, views } = await clockViewsThen(tx, loaded.dossier, asOf);
  const view = views.findLast(
    (one) =>
      one.id === clock &&
      (query.subject === undefined || one.subject.id === query.subject) &&
      (query.cycle === undefined || one.cycle === query.cycle),
  );
  if (view === undefined) return undefined;
  const explanation = await explainedClock(tx, { requestId, planId, view, asOf });
  const request = { number: loaded.dossier.request.number, title: await requestTitle(tx, requestId) };
  return explanation && { explanation, request, asOf };
}
