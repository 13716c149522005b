import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#centre/people/actor.schema.ts';
import { assessRow, assessStep } from '#centre/requests/assess-step.ts';
import { beginnings } from '#centre/requests/begin-step.ts';
import { handOf } from '#centre/requests/fire-step.ts';
import { loadDossier } from '#centre/requests/index.ts';
import { mayReadRequest, mayReadSubject } from '#centre/requests/rights-context.ts';
import { MAP } from '#centre/history/log.fixture.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { idPlaces, leastBody, schemaOf } from './testing/access/id-places.ts';
import {
  ANSWERS_CALLS,
  DOORS_BESIDE,
  READS,
  OPENED_BY_SECRET,
  REFUSED_LISTS,
  RELATIONS,
  TELLS_WHO_CALLS,
  WRITES_MESSAGES,
  type Relation,
  type Thing,
} from './testing/access/policy-table.ts';
import { openWorlds, type IdKind, type Worlds } from './testing/access/worlds.ts';
import { mountedDoors } from './testing/access/mounted-doors.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';
import { contractOf } from './routes.ts';

/** Every route × every person × whose the thing is. Made from the contract: a new route is walked by itself. */

let opened: TestServer;
let server: TestServer;
let worlds: Worlds;
let routes: readonly AnyRoute<Actor>[];
const everybody = Object.keys(READS) as HouseName[];

before(async () => {
  opened = await openTestServer();
  worlds = await openWorlds(opened);
  ({ server } = worlds);
  routes = contractOf(server.app.house, server.app.auth, () => undefined);
});
after(() => opened.close());

const reads = (who: HouseName, thing: Thing, relation: Relation): boolean => READS[who][thing].includes(relation);
const deviates = (list: string[], said: string, is: boolean): void => void (is || list.push(said));

/** What an address that reads by an id reads, by its resource: for records one of each form, and the row that each asks. */
const READ_BY_ID: Readonly<Record<string, readonly (readonly [kind: IdKind, thing: Thing])[]>> = {
  'service-requests': [['request', 'serviceRequest']],
  'site-visits': [['siteVisit', 'serviceRequest']],
  files: [['file', 'serviceRequest']],
  events: [['event', 'serviceRequest']],
  'task-orders': [['taskOrder', 'taskOrder']],
  'consultation-records': [['consultationRecord', 'consultationRecord']],
  'service-records': [['serviceRecord', 'serviceRecord']],
  records: [
    ['taskOrder', 'taskOrder'],
    ['consultationRecord', 'consultationRecord'],
    ['serviceRecord', 'serviceRecord'],
  ],
};

const SUBJECT_OF: Readonly<Record<string, SubjectKind>> = {
  'service-requests': 'serviceRequest',
  'task-orders': 'taskOrder',
  'site-visits': 'siteVisit',
  records: 'record',
};

const resourceOf = (path: string): string => path.split('/')[2] ?? '';
/** Plans have a row of their own in the matrix: access-plans.db.test.ts. Recounts are the provider's own: holiday-notices.db.test.ts. */
const isOfPlans = (path: string): boolean => ['plans', 'plan-drafts', 'clock-recounts'].includes(resourceOf(path));
const addressOf = (path: string, id: string): string => path.replace(':id', id).replace(':clock', 'response');

/** What an answer must not tell a person: words and ids of worlds of which the person reads nothing; what was asked by id is an echo. */
function leaks(who: HouseName, answer: HttpAnswer, call: { readonly path: string; readonly asked: readonly string[] }): string[] {
  const text = answer.raw.toString('utf8');
  const seesParties = TELLS_WHO_CALLS.includes(call.path) && ANSWERS_CALLS.includes(who);
  const hidden = RELATIONS.filter((relation) => Object.values(READS[who]).every((known) => !known.includes(relation)));
  return hidden.flatMap((relation) => {
    const { ids, word, party } = worlds.of[relation];
    const parties = seesParties && relation !== 'otherProvider' ? [] : [party];
    const things = [ids.request, ids.taskOrder, ids.siteVisit, ids.consultationRecord, ids.serviceRecord, ids.file];
    return [word, ...parties, ...things]
      .filter((one) => !call.asked.includes(one) && text.includes(one))
      .map((one) => `${relation} ${one}`);
  });
}

describe('a policy stands behind every door', () => {
  it('each route of the contract says its own, and those beside it are these', () => {
    assert.deepEqual(
      routes.filter(({ policy }) => policy.trim() === '').map(({ path }) => path),
      [],
    );
    const known = new Set([...routes.map(({ method, path }) => `${method} ${path}`), ...Object.keys(DOORS_BESIDE)]);
    const doors = mountedDoors(server.app.server ?? assert.fail('no server'));
    assert.ok(doors.length > routes.length);
    assert.deepEqual(
      doors.filter((door) => !known.has(door) && !door.startsWith('GET /api/docs')),
      [],
    );
  });

  it('whoever is not signed in gets nothing but what is public', async () => {
    const deviations: string[] = [];
    for (const { method, path, access, body } of routes) {
      const address = addressOf(path, worlds.of.own.ids.request);
      const least = leastBody(schemaOf(body), () => randomUUID()) as Record<string, unknown>;
      const { status } = method === 'GET' ? await server.get(null, address) : await server.post(null, address, least);
      deviates(
        deviations,
        `${method} ${path}: ${status}`,
        (status === 401) === (access === 'signedIn') || path === '/api/sign-in',
      );
    }
    assert.deepEqual(deviations, []);
  });
});

describe('reading by an id', () => {
  it('answers those whom the matrix lets read, and to all others as if there were no such thing', async () => {
    const deviations: string[] = [];
    let asked = 0;
    for (const { method, path, policy } of routes) {
      if (method !== 'GET' || !path.includes(':id') || OWN.includes(policy)) continue;
      if (ADMINISTERED_READS[path] !== undefined || isOfPlans(path)) continue;
      const kinds =
        READ_BY_ID[resourceOf(path)] ?? assert.fail(`${path}: which row of the matrix reads this? Say it in READ_BY_ID.`);
      for (const [kind, thing] of kinds)
        for (const who of everybody) {
          // A sheet takes long to set: every refusal is asked for, of those that are printed one.
          const relations =
            path.endsWith('/pdf') && reads(who, thing, 'own') && who !== 'manager' ? RELATIONS.slice(3) : RELATIONS;
          const nothing = await server.get(who, addressOf(path, randomUUID()));
          for (const relation of relations) {
            const id = worlds.of[relation].ids[kind];
            const answer = await server.get(who, addressOf(path, id));
            asked += 1;
            const said = `${who} ${path} ${kind} ${relation}: ${answer.status}`;
            // The clock of an explanation may be another's: then it is not found by those who read, too.
            const mayMiss = path.includes(':clock') && answer.status === 404;
            if (reads(who, thing, relation)) deviates(deviations, said, answer.status === 200 || mayMiss);
            else {
              deviates(deviations, said, answer.status === 404);
              deviates(deviations, `${said} tells it from nothing`, answer.raw.equals(nothing.raw));
            }
            for (const leak of leaks(who, answer, { path, asked: [id] })) deviations.push(`${said} leaks ${leak}`);
          }
        }
    }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 2_000, `${asked} calls`);
  });
});

/** Queries whose shape does not tell what they may hold. */
const LEAST_QUERY: Readonly<Record<string, string>> = {
  '/api/service-requests/counts': '?of=state%3Dall',
  // What every world has in its texts.
  '/api/search': `?q=${encodeURIComponent('标记')}`,
};

/** Addresses that hold the name of something that every world has. */
const KNOWN_NAMES: Readonly<Record<string, string>> = {
  '/api/fulfilments/:commitment': '/api/fulfilments/C-1.1-06',
  '/api/fulfilments/:commitment/evidence': '/api/fulfilments/C-1.1-06/evidence',
  '/api/quality-objectives/:name/rows': '/api/quality-objectives/responseTime/rows',
};

const queryOf = (members: unknown): string => {
  const text = new URLSearchParams(members as Record<string, string>).toString();
  return text === '' ? '' : `?${text}`;
};

describe('lists, counts and look-ups', () => {
  it('tell nobody of what the matrix does not let them read, whatever ids they ask for', async () => {
    const deviations: string[] = [];
    let asked = 0;
    for (const route of routes) {
      if (route.method !== 'GET' || route.path.includes(':id')) continue;
      const places = idPlaces(route);
      for (const who of everybody) {
        const plain = LEAST_QUERY[route.path] ?? queryOf(leastBody(schemaOf(route.query), () => randomUUID()));
        const queries = [
          [plain, []] as const,
          ...places.flatMap(({ path, kind }) =>
            RELATIONS.map((relation) => {
              const id = worlds.of[relation].ids[kind];
              return [`${plain}${plain === '' ? '?' : '&'}${path[0]}=${id}`, [id]] as const;
            }),
          ),
        ];
        for (const [query, ids] of queries) {
          const answer = await server.get(who, `${KNOWN_NAMES[route.path] ?? route.path}${query}`);
          asked += 1;
          const said = `${who} ${route.path}${query}: ${answer.status}`;
          const refused = REFUSED_LISTS[route.path]?.includes(who) === true;
          if (refused) deviates(deviations, said, answer.status === 403);
          else if (OPENED_BY_SECRET[route.path] !== undefined) deviates(deviations, said, answer.status === 404);
          else if (ids.length === 0) deviates(deviations, said, answer.status === 200);
          else deviates(deviations, said, [200, 403, 404, 422].includes(answer.status));
          for (const leak of leaks(who, answer, { path: route.path, asked: ids })) deviations.push(`${said} leaks ${leak}`);
        }
      }
    }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 500, `${asked} calls`);
  });
});

/** Dossiers as they were when last something moved. */
const kept = new Map<string, Dossier>();
async function dossierOf(id: string): Promise<Dossier> {
  const known = kept.get(id);
  if (known !== undefined) return known;
  const now = server.house.time.current();
  const loaded = await server.house.within(null, (tx) => loadDossier(tx, id, { lock: false, now }));
  const dossier = loaded?.dossier ?? assert.fail('no such request');
  kept.set(id, dossier);
  return dossier;
}

type Verdict = 'unknown' | 'notOfThisFlow' | 'refused' | 'allowed';

/** Whether the person knows of the thing at all, and whether the flow's row and the matrix let the person do it. */
async function verdict(who: HouseName, about: { requestId: string; subject: { kind: SubjectKind; id: string }; path: string }) {
  const { subject, path } = about;
  const now = server.house.time.current();
  const dossier = await dossierOf(about.requestId);
  const actor = server.house.actors[who];
  if (!mayReadRequest(actor, dossier) && !mayReadSubject(actor, dossier, subject)) return 'unknown';
  if (path.endsWith('/messages')) return WRITES_MESSAGES.includes(who) ? 'allowed' : 'refused';
  // Whoever works on a request tells what a breach on it came from.
  if (path.endsWith('/explain-breach')) return actor.kind === 'staff' && WRITES_MESSAGES.includes(who) ? 'allowed' : 'refused';
  const beginning = beginnings().find((known) => known.path === path);
  if (beginning !== undefined) {
    const { module, step, row } = beginning;
    return assessRow({ module, step, dossier, subject, actor, at: now, now }, row, null).mayFire ? 'allowed' : 'refused';
  }
  const event = camel(path);
  const hand = handOf(dossier, { actor, subjectKind: subject.kind, subjectId: subject.id, event }, { at: now, now });
  if (hand === null) return 'notOfThisFlow';
  return assessStep(hand, null)?.mayFire === true ? 'allowed' : 'refused';
}

const EXPECTED: Readonly<Record<Verdict, (status: number) => boolean>> = {
  unknown: (status) => status === 404,
  notOfThisFlow: (status) => status === 404,
  refused: (status) => [403, 409, 422].includes(status),
  allowed: (status) => status < 300 || [409, 422].includes(status),
};

const camel = (path: string): string =>
  path
    .split('/')
    .at(-1)
    ?.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase()) ?? '';

/** What the system administrator alone reads by an id, and what the id is of. */
const ADMINISTERED_READS: Readonly<Record<string, IdKind>> = {
  '/api/history-imports/:id': 'historyImport',
  '/api/history-imports/:id/sample': 'historyImport',
  '/api/history-imports/:id/bad-rows': 'historyImport',
};

/** What the system administrator does by an id, and what the id is of. */
const ADMINISTERED: Readonly<Record<string, { readonly kind: IdKind; readonly body?: Record<string, unknown> }>> = {
  // In an order in which each is done to what the one before left.
  '/api/history-imports/:id/check': { kind: 'historyImport', body: { map: MAP } },
  '/api/history-imports/:id/start': { kind: 'historyImport' },
  '/api/history-imports/:id/cancel': { kind: 'historyImport' },
  '/api/history-imports/:id/look': { kind: 'historyImport', body: { map: MAP } },
  '/api/contacts/:id/erase': { kind: 'contact', body: { under: 'requestOfThePerson' } },
  '/api/positions-held/:id/withdraw': { kind: 'position' },
  '/api/api-keys/:id/revoke': { kind: 'apiKey' },
  '/api/people/:id/password-link': { kind: 'person' },
  '/api/people/:id/end-second-factor': { kind: 'person' },
  '/api/people/:id/end-sessions': { kind: 'person' },
  '/api/people/:id/end-access': { kind: 'person' },
};

/** Policies by which an id stands for something of the caller's own alone; the tests of those things show that another's is not found. */
const OWN = [
  'oneself',
  'staff, their own',
  'staff, their own; the system administrator, those that people share who have left',
  'create servicePlan: whoever may author plans, their own',
];

/** What hangs on a project and on no request: `customers.db.test.ts` asks it as another customer, `duty-commitments.db.test.ts` as others of the house. */
const OF_PROJECTS = ['/api/duties/:id/report', '/api/duties/:id/explain-breach'];

describe('doing by an id', () => {
  it('is for those whom the flow names and the matrix lets see: every command, every person, whose ever the thing is', async () => {
    const deviations: string[] = [];
    let asked = 0;
    for (const { method, path, body } of routes) {
      const kind = SUBJECT_OF[resourceOf(path)];
      if (method !== 'POST' || !path.includes(':id') || kind === undefined) continue;
      for (const [idKind] of READ_BY_ID[resourceOf(path)] ?? [])
        for (const who of everybody)
          for (const relation of RELATIONS) {
            const world = worlds.of[relation];
            const subject = { kind, id: world.ids[idKind] };
            const outside = relation === 'gone' || relation === 'otherProvider';
            const expected = outside ? 'unknown' : await verdict(who, { requestId: world.ids.request, subject, path });
            const least = leastBody(schemaOf(body), () => randomUUID()) as Record<string, unknown>;
            const answer = await server.post(who, addressOf(path, subject.id), { version: 1, ...least, commandId: randomUUID() });
            if (answer.status < 300) kept.clear();
            asked += 1;
            const said = `${who} ${path} ${idKind} ${relation}: ${answer.status} ${answer.body?.code ?? ''}`;
            deviates(deviations, `${said}, but ${expected}`, EXPECTED[expected](answer.status));
            for (const leak of leaks(who, answer, { path, asked: [subject.id] })) deviations.push(`${said} leaks ${leak}`);
          }
    }
    assert.deepEqual(deviations, []);
    assert.ok(asked > 5_000, `${asked} calls`);
  });

  it('reading by the id of an import is for the system administrator, of the own provider', async () => {
    const deviations: string[] = [];
    for (const [path, kind] of Object.entries(ADMINISTERED_READS))
      for (const who of everybody) {
        const nothing = await server.get(who, addressOf(path, randomUUID()));
        for (const relation of RELATIONS) {
          const answer = await server.get(who, addressOf(path, worlds.of[relation].ids[kind]));
          const isOurs = ['own', 'otherUnit', 'otherCustomer'].includes(relation);
          const refused = answer.status === (who === 'administrator' ? 404 : 403) && answer.raw.equals(nothing.raw);
          deviates(
            deviations,
            `${who} ${path} ${relation}: ${answer.status}`,
            who === 'administrator' && isOurs ? answer.status === 200 : refused,
          );
        }
      }
    assert.deepEqual(deviations, []);
  });

  it('by the id of a person, a position or a key is for the system administrator, of the own provider', async () => {
    const deviations: string[] = [];
    let asked = 0;
    const theirs = Object.entries(ADMINISTERED);
    // The administrator last: what is ended so ends the sessions of those who would still ask.
    const others = everybody.filter((name) => name !== 'administrator');
    const calls = [...others, 'administrator' as const].flatMap((who) => theirs.map((one) => [who, one] as const));
    for (const [who, [path, { kind, body = {} }]] of calls) {
      const nothing = await server.post(who, addressOf(path, randomUUID()), body);
      for (const relation of RELATIONS) {
        const answer = await server.post(who, addressOf(path, worlds.of[relation].ids[kind]), body);
        asked += 1;
        const said = `${who} ${path} ${relation}: ${answer.status}`;
        const isOurs = ['own', 'otherUnit', 'otherCustomer'].includes(relation);
        // Two of the worlds have one engineer: what was ended with the first is not there for the second.
        if (who === 'administrator' && isOurs) deviates(deviations, said, answer.status === 200 || relation === 'otherCustomer');
        else
          deviates(deviations, said, answer.status === (who === 'administrator' ? 404 : 403) && answer.raw.equals(nothing.raw));
      }
    }
    assert.deepEqual(deviations, []);
    assert.ok(asked >= theirs.length * everybody.length * RELATIONS.length);
  });

  it('every address that acts by an id is one of these, or the caller’s own', () => {
    const others = routes.filter(
      ({ method, path, policy }) =>
        method === 'POST' &&
        path.includes(':id') &&
        SUBJECT_OF[resourceOf(path)] === undefined &&
        !isOfPlans(path) &&
        !OF_PROJECTS.includes(path) &&
        !OWN.includes(policy),
    );
    assert.deepEqual(others.map(({ path }) => path).toSorted(), Object.keys(ADMINISTERED).toSorted());
  });
});
