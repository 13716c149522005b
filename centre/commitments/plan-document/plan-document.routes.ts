import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planToRead, readingPlans } from '#centre/plan/index.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { nameOfPaper } from '#platform/text/file-name.rules.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { chapterShape, type ChapterRequest } from '#platform/print/chapter.schema.ts';
import { WORD_TYPE } from '#platform/print/print.schema.ts';
import { printing } from '#platform/print/printing.ts';
import { fileWords, planChapter } from './plan-chapter.rules.ts';

const byId = z.strictObject({ id: z.uuid() });
const inLanguage = z.strictObject({
  language: z.enum(['zh', 'en']).optional().describe('Of the document; absent: the caller’s own.'),
});
type InLanguage = z.infer<typeof inLanguage>;

const KINDS = [
  { kind: 'version', path: '/api/plans/:id', what: 'A version of a plan' },
  { kind: 'draft', path: '/api/plan-drafts/:id', what: 'A draft of a plan' },
] as const;

/** Plans as the chapters that they are: to be read on a page, as PDF, as DOCX. */
export function planDocumentRoutes(house: House): AnyRoute<Actor>[] {
  const reading = {
    method: 'GET',
    tag: 'plans',
    access: 'signedIn',
    policy: 'read servicePlan; customers their own, and drafts that were offered to them',
    params: byId,
    query: inLanguage,
  } as const;
  return KINDS.flatMap(({ kind, path, what }) => {
    const written = (actor: Actor, id: string, query: InLanguage) =>
      chapterOf(house, actor, { kind, id, language: query.language ?? actor.language });
    return [
      route<Actor, { id: string }, InLanguage, unknown>({
        ...reading,
        path: `${path}/document`,
        summary: `${what} as a document: headings, paragraphs and tables`,
        answer: chapterShape,
        handle: async ({ actor, params, query }) => {
          const found = await written(actor, params.id, query);
          return isRefusal(found) ? found : { status: 200, body: found.request.chapter };
        },
      }),
      route<Actor, { id: string }, InLanguage, unknown>({
        ...reading,
        path: `${path}/pdf`,
        summary: `${what} as PDF, to be sent as the chapter that it is`,
        file: ['application/pdf'],
        handle: async ({ actor, params, query }) => printed(await written(actor, params.id, query), 'pdf'),
      }),
      route<Actor, { id: string }, InLanguage, unknown>({
        ...reading,
        path: `${path}/docx`,
        summary: `${what} as DOCX, to be worked into another document`,
        file: [WORD_TYPE],
        handle: async ({ actor, params, query }) => printed(await written(actor, params.id, query), 'word'),
      }),
    ];
  });
}

interface Written {
  readonly request: ChapterRequest;
  /** What the name of the file is made of. */
  readonly words: readonly string[];
}

async function chapterOf(
  house: House,
  actor: Actor,
  asked: { readonly kind: 'version' | 'draft'; readonly id: string; readonly language: 'zh' | 'en' },
): Promise<Written | Refusal> {
  const found = await readingPlans(house, actor, (tx) => planToRead(tx, actor, asked));
  if (isRefusal(found)) return found;
  const { plan, state, digest, writtenAt } = found;
  return {
    request: { chapter: planChapter({ plan, language: asked.language, state, digest }), createdAt: writtenAt },
    words: fileWords({ plan, language: asked.language, state }),
  };
}

async function printed(found: Written | Refusal, as: 'pdf' | 'word'): Promise<RouteAnswer | Refusal> {
  if (isRefusal(found)) return found;
  return printing(async (printer) => ({
    status: 200,
    file: {
      file: await printer.chapter(found.request, as),
      mediaType: as === 'pdf' ? 'application/pdf' : WORD_TYPE,
      name: nameOfPaper(found.words, as === 'pdf' ? 'pdf' : 'docx'),
      disposition: as === 'pdf' ? 'inline' : 'attachment',
    },
  }));
}
