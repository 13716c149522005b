import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { HouseName } from '#centre/testing/house-people.ts';
import { admitSecondCustomer, openSecondProvider, SECOND_MANAGER } from '#centre/testing/second-parties.ts';
import { loadDossier } from '#centre/requests/index.ts';
import { makeKey } from '#platform/auth/api-keys.store.ts';
import { drawn, reported, type Course } from '../course.ts';
import { asProvider, type TestServer } from '../test-server.ts';
import { uploadFile } from '../upload-file.ts';
import { looked } from './looked-log.ts';
import type { Relation } from './policy-table.ts';

/** What a name of an id in a path, a query or a body stands for. */
export type IdKind =
  | 'request'
  | 'taskOrder'
  | 'siteVisit'
  | 'consultationRecord'
  | 'serviceRecord'
  | 'file'
  | 'contact'
  | 'person'
  | 'customer'
  | 'unit'
  | 'position'
  | 'apiKey'
  | 'historyImport'
  | 'event'
  | 'project'
  | 'site'
  | 'asset'
  | 'partner';

/** One thing of each kind that belongs together, and words that stand in its texts and nowhere else. */
export interface World {
  readonly ids: Readonly<Record<IdKind, string>>;
  /** In what was reported, said and written down. */
  readonly word: string;
  /** In the names of its contact and its asset. */
  readonly party: string;
}

export interface Worlds {
  readonly server: TestServer;
  /** The same server for the people of the second provider. */
  readonly second: TestServer;
  readonly of: Readonly<Record<Relation, World>>;
}

/** Who takes a fault to the site, by what they do there. */
interface Cast {
  readonly reporter: HouseName;
  readonly leader: HouseName;
  readonly engineer: HouseName;
  readonly siteId: string;
}

/** Two providers in one database: the first with two customers, each with a fault that has engineers on site. */
export async function openWorlds(opened: TestServer): Promise<Worlds> {
  const second = asProvider(opened, await openSecondProvider(opened.house));
  const { house, customerId, projectId } = await admitSecondCustomer(opened.house);
  const server = { ...opened, house };
  const { sites } = server.house;
  const siteOf = (code: string): string => sites[code] ?? assert.fail(code);
  const foreign = await siteOfCustomer(server, customerId);
  const theirs: Cast = { reporter: 'stranger', leader: SECOND_MANAGER, engineer: 'northEngineer', siteId: foreign };
  const own: Cast = { reporter: 'technician', leader: 'manager', engineer: 'branchEngineer', siteId: siteOf('SITE-01') };
  const north: Cast = { ...own, engineer: 'northEngineer', siteId: siteOf('SITE-02') };
  const ours = { customer: server.house.customerId, project: server.house.projectId };
  return {
    server,
    second,
    of: {
      own: await world(server, { word: '甲子标记', cast: own, ...ours }),
      otherUnit: await world(server, { word: '乙丑标记', cast: north, ...ours }),
      otherCustomer: await world(server, { word: '丙寅标记', cast: theirs, customer: customerId, project: projectId }),
      otherProvider: await world(second, {
        word: '丁卯标记',
        cast: { ...own, siteId: second.house.sites['SITE-01'] ?? assert.fail('no site') },
        customer: second.house.customerId,
        project: second.house.projectId,
      }),
      gone: { ids: goneIds(), word: '戊辰标记', party: partyOf('戊辰标记') },
    },
  };
}

async function siteOfCustomer(server: TestServer, customerId: string): Promise<string> {
  const { id } = await server.house.within(null, (tx) =>
    tx
      .selectFrom('pledge.site')
      .select('id')
      .where('customer_id', '=', customerId)
      .where('code', '=', 'SITE-02')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

interface WorldPlan {
  readonly word: string;
  readonly cast: Cast;
  readonly customer: string;
  readonly project: string;
}

async function world(server: TestServer, plan: WorldPlan): Promise<World> {
  const { word, cast, customer, project } = plan;
  const course = await onSite(server, { word, cast });
  const file = await uploadFile(server, cast.reporter, { name: 'a.txt', text: word });
  const said = { text: `${word}：附现场照片`, files: [file] };
  assert.equal((await server.post(cast.reporter, `/api/service-requests/${course.id}/messages`, said)).status, 201);
  const { house } = server;
  const beside = await house.within(null, async (tx) => {
    const dossier = (await loadDossier(tx, course.id, { lock: false, now: house.time.current() }))?.dossier;
    const contact = { id: randomUUID(), provider_id: house.providerId, customer_id: customer, role: 'customerTechnician' };
    await tx
      .insertInto('pledge.contact')
      .values({ ...contact, code: null, name: partyOf(word), site_id: null, phone: null, email: null })
      .execute();
    const partner = await tx.selectFrom('pledge.partner').select('id').where('project_id', '=', project).executeTakeFirst();
    const asset = { id: randomUUID(), provider_id: house.providerId, customer_id: customer, name: partyOf(word) };
    await tx
      .insertInto('pledge.asset')
      .values({ ...asset, project_id: project, site_id: cast.siteId, model: 'SC-7706', serial_number: asset.id })
      .execute();
    const personId = house.actors[cast.engineer].personId ?? '';
    const position = await tx
      .selectFrom('pledge.position_held')
      .select(['id', 'unit_id'])
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    const event = await tx
      .selectFrom('pledge.event')
      .select('id')
      .where('stream_id', '=', course.id)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    const apiKey = randomUUID();
    await makeKey(tx as never, { id: apiKey, personId, providerId: house.providerId });
    const historyImport = await looked(tx, { server, providerId: house.providerId, personId });
    return {
      dossier,
      position,
      apiKey,
      historyImport,
      event: event.id,
      contact: contact.id,
      partner: partner?.id ?? assert.fail('no partner'),
      asset: asset.id,
    };
  });
  const record = (form: string): string => beside.dossier?.records.find((known) => known.form === form)?.id ?? assert.fail(form);
  return {
    word,
    party: partyOf(word),
    ids: {
      request: course.id,
      taskOrder: record('taskOrder'),
      siteVisit: beside.dossier?.visits[0]?.id ?? assert.fail('no visit'),
      consultationRecord: record('consultationRecord'),
      serviceRecord: record('serviceRecord'),
      file,
      contact: beside.contact,
      unit: beside.position.unit_id ?? assert.fail('no unit'),
      position: beside.position.id,
      apiKey: beside.apiKey,
      historyImport: beside.historyImport,
      event: beside.event,
      person: house.actors[cast.engineer].personId ?? '',
      customer,
      project,
      site: cast.siteId,
      asset: beside.asset,
      partner: beside.partner,
    },
  };
}

const partyOf = (word: string): string => `一方${word.slice(0, 2)}`;

async function onSite(server: TestServer, about: { word: string; cast: Cast }): Promise<Course> {
  const { cast, word } = about;
  const course = await reported(server, cast.reporter, {
    kind: 'fault',
    siteId: cast.siteId,
    enquirerPhone: '+86 10 0000 0004',
    content: `${word}：核心交换机无响应`,
    symptom: word,
  });
  await course.take(cast.leader, 'verify', {
    symptom: word,
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  const people = [{ personId: server.house.actors[cast.engineer].personId, level: 1 }];
  await course.take(cast.leader, 'dispatch', { people, taskContent: `${word}检查` });
  await course.take(cast.engineer, 'visit/accept-task', { siteRulesRead: true, signature: drawn('工程师') });
  await course.take(cast.engineer, 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  await course.take(cast.engineer, 'visit/arrive', {
    place: '机房',
    customerWord: '到了',
    contactId: server.house.actors[cast.reporter].contactId,
  });
  return course;
}

/** Ids that nothing has, or nothing any more. */
function goneIds(): Record<IdKind, string> {
  const kinds = ['request', 'taskOrder', 'siteVisit', 'consultationRecord', 'serviceRecord', 'file', 'contact'] as const;
  const more = [
    'person',
    'unit',
    'position',
    'apiKey',
    'historyImport',
    'event',
    'customer',
    'project',
    'site',
    'asset',
    'partner',
  ] as const;
  return Object.fromEntries([...kinds, ...more].map((kind) => [kind, randomUUID()])) as Record<IdKind, string>;
}
