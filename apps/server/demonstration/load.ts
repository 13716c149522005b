import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql, type Transaction } from 'kysely';
import { appoint, createPerson, saveCompetenceSheet, saveShift, type Position } from '#centre/people/index.ts';
import { applyPlan, foundProvider } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import type { Config } from '#platform/config/config.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { Assembled } from '../assemble.ts';
import { demonstrationAssets, demonstrationContacts, demonstrationPeople, type DemonstrationPerson } from './people.ts';
import { loadStories } from './stories.ts';
import type { DemonstrationSignIn } from '../greet.ts';

const PLAN = fileURLToPath(new URL('../../../plans/sample-plan.yaml', import.meta.url));

/** The one password of the demonstration; an installation with real customers starts with PLEDGE_DEMO=0. */
export const DEMONSTRATION_PASSWORD = 'shounuo-demo-2026';
const PROVIDER_NAME = { zh: '示例信息技术有限公司', en: 'Example Information Technology Co., Ltd.' };
const YEAR_MS = 366 * 86_400_000;

/** Loads the demonstration centre into an empty database, by the same commands that people use; tells its sign-ins on every start. */
export async function loadDemonstration(house: Assembled, config: Pick<Config, 'demo' | 'role'>): Promise<DemonstrationSignIn[]> {
  if (config.demo === false || config.role === 'worker') return [];
  const signIns = demonstrationPeople.map(({ login, who }) => ({ login, password: DEMONSTRATION_PASSWORD, who }));
  const there = await providerOf(house);
  if (there !== undefined && !(await isDemonstration(house, there))) return [];
  await unlessSomebodyLoads(house, async () => {
    const begun = await providerOf(house);
    if (begun !== undefined) return goOn(house, begun);
    process.stdout.write('正在装入演示数据… loading the demonstration\n');
    const providerId = await foundCentre(house);
    if (providerId !== null) await loadStories(house, providerId);
  });
  return signIns;
}

/** Held by a session for as long as it loads: it ends with its process, kill -9 included. */
const LOADING_LOCK = 7_245_304;

/** Past a pooler, which would lend the session to others. */
async function unlessSomebodyLoads(house: Assembled, work: () => Promise<void>): Promise<void> {
  await house.house.numbers.connection().execute(async (session) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${LOADING_LOCK}::bigint) as mine`.execute(session);
    if (rows[0]?.mine !== true) return;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${LOADING_LOCK}::bigint)`.execute(session);
    }
  });
}

async function providerOf(house: Assembled): Promise<string | undefined> {
  const [there] = await house.db.selectFrom('pledge.provider').select('provider_id').execute();
  return there?.provider_id;
}

async function isDemonstration(house: Assembled, providerId: string): Promise<boolean> {
  return inTransaction(
    house.db,
    { providerId, customerId: null },
    async (tx) =>
      (await tx.selectFrom('pledge.person_reach').select('login').where('login', '=', 'dispatcher').executeTakeFirst()) !==
      undefined,
  );
}

/** Takes up a loading that was cut off once the centre was founded: people who cannot sign in, stories of which none was told. */
async function goOn(house: Assembled, providerId: string): Promise<void> {
  const { people, isUntold } = await inTransaction(house.db, { providerId, customerId: null }, async (tx) => {
    const logins = demonstrationPeople.map(({ login }) => login);
    const known = await tx
      .selectFrom('pledge.person_reach')
      .select(['person_id as id', 'login'])
      .where('login', 'in', logins)
      .execute();
    const told = await tx.selectFrom('pledge.service_request').select('id').limit(1).executeTakeFirst();
    return { people: known, isUntold: told === undefined };
  });
  const entering = await house.auth.withPassword(people.map(({ login }) => login));
  const waiting = people.filter(({ login }) => !entering.has(login));
  await openAccounts(house, providerId, waiting);
  if (isUntold) await loadStories(house, providerId);
}

async function openAccounts(
  house: Assembled,
  providerId: string,
  people: readonly { readonly id: string; readonly login: string }[],
): Promise<void> {
  const accounts = people.map(async ({ id, login }) => {
    const made = await house.auth.createAccount({ personId: id, providerId, login, password: DEMONSTRATION_PASSWORD });
    if (!made.ok) throw new Error(`no account for ${login}: ${made.refusal}`);
  });
  await Promise.all(accounts);
}

/** Provider, plan, people, their accounts. Answers the provider's id; null where another process was first. */
async function foundCentre(house: Assembled): Promise<string | null> {
  const text = await readFile(PLAN, 'utf8');
  const providerId = uuidv7(Date.now());
  const actor = {
    kind: 'operator',
    providerId,
    personId: null,
    name: 'demonstration',
    positions: [],
    customerId: null,
    contactId: null,
    language: 'zh',
  } as const;
  const people = await inTransaction(house.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const now = house.house.time.now(instant(databaseNow));
    if ((await foundProvider(tx, { providerId, name: PROVIDER_NAME, now })) !== providerId) return null;
    const applied = await applyPlan({ tx, now, at: now, lateReason: null }, { actor, text });
    if (isRefusal(applied)) throw new Error(`the sample plan cannot be applied: ${applied.message.en}`);
    const { projectId, customerId } = applied.body as { projectId: string; customerId: string };
    await furnish(tx, { providerId, projectId, customerId, now });
    return hire(tx, { providerId, projectId, customerId, now });
  });
  if (people === null) return null;
  await openAccounts(house, providerId, people);
  return providerId;
}

interface Place {
  readonly providerId: string;
  readonly projectId: string;
  readonly customerId: string;
  readonly now: Instant;
}

/** How contacts are reached, where sites are, what stands there: a plan does not say. */
async function furnish(tx: Transaction<Tables>, at: Place): Promise<void> {
  for (const [code, reach] of Object.entries(demonstrationContacts))
    await tx.updateTable('pledge.contact').set(reach).where('customer_id', '=', at.customerId).where('code', '=', code).execute();
  const sites = await tx
    .selectFrom('pledge.site')
    .select(['id', 'code', 'name'])
    .where('customer_id', '=', at.customerId)
    .execute();
  for (const site of sites)
    await tx
      .updateTable('pledge.site')
      .set({ address: `${site.name.zh}机房` })
      .where('id', '=', site.id)
      .execute();
  await tx
    .insertInto('pledge.asset')
    .values(
      demonstrationAssets.map((asset) => ({
        provider_id: at.providerId,
        id: uuidv7(at.now),
        customer_id: at.customerId,
        project_id: at.projectId,
        site_id: sites.find((site) => site.code === asset.site)?.id ?? null,
        name: asset.name,
        model: asset.model,
        serial_number: asset.serialNumber,
      })),
    )
    .execute();
}

async function hire(tx: Transaction<Tables>, at: Place): Promise<{ id: string; login: string }[]> {
  const units = await tx.selectFrom('pledge.org_unit').select(['id', 'code']).execute();
  const sites = await tx.selectFrom('pledge.site').select(['id', 'code']).where('customer_id', '=', at.customerId).execute();
  const contacts = await tx
    .selectFrom('pledge.contact')
    .select(['id', 'code'])
    .where('customer_id', '=', at.customerId)
    .execute();
  const idOf = (rows: readonly { id: string; code: string | null }[], code: string | undefined): string | null =>
    rows.find((row) => row.code === code)?.id ?? null;
  const hired = [];
  for (const person of demonstrationPeople) {
    const contactId = idOf(contacts, person.contact);
    const made = await createPerson(tx, {
      providerId: at.providerId,
      name: person.name,
      login: person.login,
      mobile: person.mobile ?? null,
      homeUnitId: idOf(units, person.unit),
      now: at.now,
      ...(contactId === null ? {} : { contact: { customerId: at.customerId, contactId } }),
    });
    if ('refusal' in made) throw new Error(`${person.login}: ${made.refusal}`);
    await engage(tx, at, { person, id: made.id, units, sites, idOf });
    hired.push({ id: made.id, login: person.login });
    if (person.login === 'dispatcher')
      await tx.updateTable('pledge.project').set({ manager_id: made.id }).where('id', '=', at.projectId).execute();
  }
  return hired;
}

async function engage(
  tx: Transaction<Tables>,
  at: Place,
  about: {
    person: DemonstrationPerson;
    id: string;
    units: readonly { id: string; code: string }[];
    sites: readonly { id: string; code: string }[];
    idOf: (rows: readonly { id: string; code: string | null }[], code: string | undefined) => string | null;
  },
): Promise<void> {
  const { person, id, units, sites, idOf } = about;
  for (const { position, bound } of person.positions) {
    const boundTo =
      bound === undefined
        ? undefined
        : bound === 'project'
          ? { projectId: at.projectId }
          : 'unit' in bound
            ? { unitId: idOf(units, bound.unit) ?? '' }
            : { siteId: idOf(sites, bound.site) ?? '' };
    const made = await appoint(tx, {
      providerId: at.providerId,
      personId: id,
      position: position as Position,
      fromOn: '2026-01-01',
      now: at.now,
      ...(boundTo === undefined ? {} : { boundTo }),
    });
    if ('refusal' in made) throw new Error(`${person.login}, ${position}: ${made.refusal}`);
  }
  if (person.years !== undefined) {
    await saveCompetenceSheet(tx, {
      providerId: at.providerId,
      personId: id,
      years: { afterSalesYears: person.years[0], integrationOrDevelopmentYears: person.years[1] },
      attested: ['independentProblemSolving', 'communication', 'conscientiousness'],
      now: at.now,
    });
  }
  const unitId = idOf(units, person.unit);
  if (person.onCall !== undefined && unitId !== null)
    await saveShift(tx, {
      providerId: at.providerId,
      id: uuidv7(at.now),
      unitId,
      level: person.onCall,
      personId: id,
      from: instant(at.now - YEAR_MS),
      to: instant(at.now + YEAR_MS),
    });
}
