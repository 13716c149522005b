import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { clocksOfPlan } from '#centre/commitments/index.ts';
import { rowFaultWords, sampleLog } from '#centre/history/index.ts';
import { HISTORY_EVENTS } from '#centre/history/map.schema.ts';
import { suggestMap } from '#centre/history/suggest-map.rules.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { severitiesOfKind } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { csvRefusedWords } from '#platform/csv/refused-words.rules.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { asMapDiagnostic } from '../import-job/history-import.ts';
import { plainInput, sampleAnswer, sampleQuery, type PlainInput } from '../import-job/history-import.schema.ts';
import { kindWords, severityWords } from '../kind-words.rules.ts';
import { isEncoding, openLog } from '../open-log.ts';
import { unknownEncoding } from '../open-log.texts.ts';
import { byId } from '../requests.routes.ts';
import { authoredDrafts, authoredVersions, isAuthor, type Author } from './authored-plans.store.ts';
import { cancelReplay, checkQuestion, scopeOf, startReplay } from './log-replay.ts';
import {
  logReplayDetail,
  logReplays,
  replayChecked,
  replayChoices,
  replayInput,
  type LogReplay,
  type LogReplayDetail,
  type ReplayChecked,
  type ReplayInput,
} from './log-replay.schema.ts';
import { answerOf, findReplay, listReplays, type StoredReplay } from './log-replay.store.ts';
import { replayRefusals } from './log-replay.texts.ts';
import type { ReadQuestion } from './question.ts';

const authoring = {
  tag: 'history',
  access: 'signedIn',
  policy: 'create servicePlan: whoever may author plans, their own',
} as const;
const FAULTS_SHOWN = 20;

/** Logs of other systems, replayed against plans: what would they have cost? */
export function logReplayRoutes(house: House): AnyRoute<Actor>[] {
  return [...readingRoutes(house), ...sampleRoutes(house), ...actingRoutes(house)];
}

function readingRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      ...authoring,
      method: 'GET',
      path: '/api/log-replays',
      summary: 'Logs that one uploaded to be replayed, the latest first',
      answer: logReplays,
      handle: ({ actor }) =>
        answering(house, actor, async (tx, author) => ({ items: (await listReplays(tx, author.personId)).map(told) })),
    }),
    route<Actor, unknown, unknown, unknown>({
      ...authoring,
      method: 'GET',
      path: '/api/log-replays/choices',
      summary: 'Versions of plans that one may author, and the events that a map may name',
      answer: replayChoices,
      handle: ({ actor }) =>
        answering(house, actor, async (tx, author) => ({
          plans: (await authoredVersions(tx, author)).map(({ plan: _plan, ...version }) => version),
          drafts: await authoredDrafts(tx, author),
          events: [...HISTORY_EVENTS],
        })),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      ...authoring,
      method: 'GET',
      path: '/api/log-replays/:id',
      summary: 'One log: what was asked, how far it is, and what was answered last',
      params: byId,
      answer: logReplayDetail,
      handle: ({ actor, params }) =>
        answering(house, actor, async (tx, author): Promise<LogReplayDetail | Refusal> => {
          const found = await findReplay(tx, { id: params.id, personId: author.personId });
          const beside = found && (await answerOf(tx, found.id));
          if (found === undefined || beside === undefined) return replayRefusals.notFound;
          const faults = (beside.faults ?? []).slice(0, FAULTS_SHOWN).map((fault) => ({
            line: fault.line,
            column: fault.column,
            externalId: fault.externalId,
            reason: rowFaultWords(fault),
            cells: [...fault.cells],
          }));
          return { ...told(found), asked: found.asked, answered: beside.answered, answer: beside.answer, faults };
        }),
    }),
  ];
}

function sampleRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, z.infer<typeof sampleQuery>, unknown>({
      ...authoring,
      method: 'GET',
      path: '/api/log-replays/:id/sample',
      summary: 'The columns of a log with values that stand in them, and a first map guessed from both',
      params: byId,
      query: sampleQuery,
      answer: sampleAnswer,
      handle: async ({ actor, params, query }) => {
        const found = await looking(house, actor, async (tx, author) => {
          const job = await findReplay(tx, { id: params.id, personId: author.personId });
          return job === undefined ? replayRefusals.notFound : { job, plans: await authoredVersions(tx, author) };
        });
        if (isRefusal(found)) return found;
        if (query.encoding !== undefined && !isEncoding(query.encoding)) return unknownEncoding;
        const sample = await sampleLog(() => openLog(house, found.job.digest), query);
        if ('refused' in sample) return refusal(422, sample.refused.code, csvRefusedWords(sample.refused));
        return { status: 200, body: { ...sample, suggested: suggestMap(sample, suggestionOf(found.plans[0]?.plan)) } };
      },
    }),
    route<Actor, { id: string }, unknown, ReplayInput>({
      ...authoring,
      method: 'POST',
      path: '/api/log-replays/:id/check',
      summary:
        'What is wrong with a map, a plan and changed limits, each at its line, and what of the plan can be pointed at; changes nothing',
      params: byId,
      body: replayInput,
      answer: replayChecked,
      handle: async ({ actor, params, body: { map, plan, against, changes } }) => {
        const read = await checkQuestion(house, actor, { id: params.id, question: { map, plan, against, changes } });
        return isRefusal(read) ? read : { status: 200, body: checked(read) };
      },
    }),
  ];
}

function actingRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, ReplayInput>({
      ...authoring,
      method: 'POST',
      path: '/api/log-replays/:id/start',
      summary:
        'Replay the log by a plan, held against another or against itself before some limits were changed; stores no request and no plan',
      params: byId,
      body: replayInput,
      handle: ({ actor, params, body }) => startReplay(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, PlainInput>({
      ...authoring,
      method: 'POST',
      path: '/api/log-replays/:id/cancel',
      summary: 'End it before its end; the answer before stays',
      params: byId,
      body: plainInput,
      handle: ({ actor, params, body }) => cancelReplay(house, actor, { id: params.id, input: body }),
    }),
  ];
}

async function looking<Result>(
  house: House,
  actor: Actor,
  work: (tx: Transaction<Tables>, author: Author) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  return isAuthor(actor) ? inReading(house.db, scopeOf(actor), (tx) => work(tx, actor)) : replayRefusals.notAllowed;
}

async function answering(
  house: House,
  actor: Actor,
  work: (tx: Transaction<Tables>, author: Author) => Promise<unknown>,
): Promise<RouteAnswer | Refusal> {
  const body = await looking(house, actor, work);
  return isRefusal(body) ? body : { status: 200, body };
}

function told(found: StoredReplay): LogReplay {
  return {
    id: found.id,
    state: found.state,
    file: { name: found.file_name, size: found.file_size },
    uploadedAt: formatInstant(instant(found.uploaded_at)),
    done: found.done,
    requests: found.requests ?? null,
    why: found.why,
  };
}

function checked({ plan, wrong }: ReadQuestion): ReplayChecked {
  return {
    map: wrong.map.map(asMapDiagnostic),
    plan: wrong.plan.map(asMapDiagnostic),
    against: wrong.against.map(asMapDiagnostic),
    changes: [...wrong.changes],
    kinds: plan === null ? [] : kindsOf(plan),
    severities: plan === null ? [] : Object.keys(plan.severities).map((severity) => severityWords(plan, severity)),
    clocks: plan === null ? [] : clocksOfPlan(plan),
  };
}

function kindsOf(plan: ServicePlan): ReplayChecked['kinds'] {
  return Object.keys(plan.requestKinds).map((kind) => ({
    kind,
    name: kindWords(plan, kind),
    severities: severitiesOfKind(plan, kind).map((severity) => severityWords(plan, severity)),
  }));
}

/** The first kind of the first plan that has severities: somebody points at another where that is meant. What becomes of a request is not asked. */
function suggestionOf(plan: ServicePlan | undefined): Parameters<typeof suggestMap>[1] {
  const kinds = plan === undefined ? [] : kindsOf(plan);
  const kind = kinds.find(({ severities }) => severities.length > 1) ?? kinds[0];
  return {
    project: null,
    kind: kind?.kind ?? null,
    severities: kind?.severities.map(({ severity }) => severity) ?? [],
    closed: null,
    open: null,
    zone: plan?.plan.timezone ?? 'Asia/Shanghai',
  };
}
