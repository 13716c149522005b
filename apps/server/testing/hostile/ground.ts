import { randomUUID } from 'node:crypto';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from '../course.ts';
import type { TestServer } from '../test-server.ts';
import type { Known } from './bodies.ts';

/** Who sends hostile cases: every side, and whoever may do most. What they send ends no access of one of these. */
export const ASKERS = [
  'manager',
  'supportEngineer',
  'branchEngineer',
  'approver',
  'technician',
  'siteStaff',
  'administrator',
  'stranger',
] as const satisfies readonly HouseName[];

/** Others of the house, whose access and data may be ended by a case. */
const SPARE = ['clerk', 'auditor', 'stockKeeper', 'representative'] as const satisfies readonly HouseName[];

/** A house at work, so that cases meet something at every address. */
export interface HostileGround {
  readonly server: TestServer;
  readonly known: () => Known;
  /** Ids that may stand in an address: of its kind of thing. */
  readonly idsFor: (path: string) => readonly string[];
  /** Before an endpoint: everybody is signed in, and a course that a case ended makes room for another. */
  readonly prepare: () => Promise<void>;
  /** Puts right what would turn away every case behind this one. */
  readonly afterCase: (path: string) => Promise<void>;
}

export async function openGround(server: TestServer): Promise<HostileGround> {
  const { house } = server;
  const others = await spareIds(server);
  let course = await aCourse(server);
  let ids = { ...others, ...idsOfCourse(course) };
  const clocks = [...new Set((await course.clocks()).map(({ id }) => id))];
  const known = (): Known => knownIn(server, course, { ids, clocks });
  return {
    server,
    known,
    idsFor: (path) => {
      const of = (ids as Record<string, readonly string[]>)[path.split('/')[2] ?? ''] ?? [];
      return of.length === 0 ? known().ids : of;
    },
    prepare: async () => {
      for (const who of ASKERS) server.signInAnew(who);
      const seen = await server.get('manager', `/api/service-requests/${course.id}`);
      if (seen.status === 200 && seen.body.closedAt === null) return;
      course = await aCourse(server);
      ids = { ...others, ...idsOfCourse(course) };
    },
    afterCase: async (path) => {
      // Whoever must show a second factor can do nothing else until it is set up.
      if (path === '/api/people/second-factor-positions')
        await house.within(null, (tx) => tx.deleteFrom('pledge.second_factor_rule').execute());
    },
  };
}

type IdsByKind = Readonly<Record<string, readonly string[]>>;

function idsOfCourse(course: Course): IdsByKind {
  const { taskOrders, visits, records } = course.now();
  return {
    'service-requests': [course.id],
    'task-orders': taskOrders.map(({ id }) => id),
    'site-visits': visits.map(({ id }) => id),
    records: records.map(({ id }) => id),
  };
}

/** Things of the house that cases may change and end, by the place where they stand in an address. */
async function spareIds(server: TestServer): Promise<IdsByKind> {
  const { house } = server;
  const spare = SPARE.map((who) => house.actors[who]);
  const people = spare.flatMap(({ personId }) => personId ?? []);
  const positions = await house.within(null, (tx) =>
    tx.selectFrom('pledge.position_held').select('id').where('person_id', 'in', people).execute(),
  );
  const made = async (who: HouseName, path: string, body: Record<string, unknown>): Promise<string> => {
    const answer = await server.post(who, path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.id as string;
  };
  return {
    people,
    contacts: [...spare.flatMap(({ contactId }) => contactId ?? []), randomUUID()],
    'positions-held': positions.map(({ id }) => id),
    'saved-views': [
      await made('manager', '/api/saved-views', { id: randomUUID(), name: '我的', query: 'state=open', unitId: null }),
    ],
    'plan-drafts': [await made('manager', '/api/plan-drafts', { projectId: house.projectId })],
    'api-keys': [await made('administrator', '/api/api-keys', { name: '程序', position: 'supportEngineer' })],
  };
}

function knownIn(server: TestServer, course: Course, about: { ids: IdsByKind; clocks: readonly string[] }): Known {
  const { ids, clocks } = about;
  const { actors, sites } = server.house;
  return {
    ids: [
      ...Object.entries(ids).flatMap(([kind, list]) => (kind === 'people' || kind === 'contacts' ? [] : list)),
      ...Object.values(sites),
      ...ASKERS.flatMap((who) => [actors[who].personId ?? [], actors[who].contactId ?? []].flat()),
    ],
    codes: [...CODES, ...clocks],
    fitting: {
      clock: clocks,
      q: ['交换机', '响应'],

      kind: ['fault', 'consultation'],
      severity: ['major', 'minor'],
      siteId: [sites['SITE-01'], undefined],
      enquirerPhone: ['+86 10 0000 0004'],
      contactId: [actors.siteStaff.contactId, actors.technician.contactId],
      personId: [actors.branchEngineer.personId, actors.supportEngineer.personId],
      people: [[{ personId: actors.branchEngineer.personId, level: 1 }]],
      signature: [drawn('陈工')],
      files: [[]],
      path: [`/api/service-requests/${course.id}/messages`, '/api/service-requests', '/api/commands'],
      of: ['state=open', 'state=all&q=交换机'],
      query: ['state=open', 'state=all&q=交换机'],
      login: ['manager', 'nobody@example.cn'],
      ids: [ids['saved-views']],
      unitId: [null],
    },
  };
}

/** Values that mean something somewhere. */
const CODES: readonly string[] =
  `fault consultation major minor none phone web email noAnswer customerUnreachable customerDeniedAccess fix standbyUnit line
  equipment operation other onSite remote customer approval review logIn adjust given refused noGifts satisfied
  workProcessAndResult taskContent answer outgoing zh en manager 已处理 未登记`.split(/\s+/);

/** A fault with engineers on site, so that every kind of subject is there. */
async function aCourse(server: TestServer): Promise<Course> {
  const { sites, actors } = server.house;
  const begun = await reported(server, 'technician', {
    kind: 'fault',
    siteId: sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '交换机没有响应',
    symptom: '无响应',
  });
  await begun.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  await begun.take('manager', 'dispatch', {
    people: [{ personId: actors.branchEngineer.personId, level: 1 }],
    taskContent: '检查',
  });
  await begun.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await begun.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-03T23:00:00+08:00' });
  await begun.take('branchEngineer', 'visit/arrive', { place: '东区', contactId: actors.siteStaff.contactId });
  return begun;
}
