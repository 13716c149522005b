import type { Transaction } from 'kysely';
import { appoint, createPerson, saveCompetenceSheet, saveShift, type Position } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { normaliseLogin } from '#platform/auth/login.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { instant, type Instant } from '#platform/time/instant.ts';

/** Where a position of the house reaches: a unit or a site by its code, the project, or all. */
type Bound = { readonly unit: string } | { readonly site: string } | 'project' | 'all';

interface Employee {
  readonly name: string;
  readonly unit: string;
  readonly position: Position;
  readonly bound: Bound;
  /** Years after sales, where they have a competence sheet. */
  readonly years?: number;
  readonly onCall?: boolean;
}

interface CustomerPerson {
  readonly name: string;
  /** Code of the contact in the sample plan. */
  readonly contact: string;
  readonly position: Position;
  readonly bound: Bound;
}

/** The provider's people, one per position that the flows name, invented. */
export const EMPLOYEES = {
  manager: { name: '韩经理', unit: 'HQ', position: 'dedicatedServiceManager', bound: 'project', years: 8, onCall: true },
  supportEngineer: { name: '孙工', unit: 'SG', position: 'supportEngineer', bound: 'all', years: 6, onCall: true },
  secondSupportEngineer: { name: '吴工', unit: 'SG', position: 'supportEngineer', bound: 'all', years: 4 },
  seniorSupportEngineer: { name: '郑工', unit: 'HQ', position: 'seniorSupportEngineer', bound: 'all', years: 12 },
  branchEngineer: { name: '陈工', unit: 'BR-CD', position: 'branchEngineer', bound: { unit: 'BR-CD' }, years: 5, onCall: true },
  secondBranchEngineer: { name: '林工', unit: 'BR-CD', position: 'branchEngineer', bound: { unit: 'BR-CD' }, years: 3 },
  northEngineer: { name: '何工', unit: 'BR-MY', position: 'branchEngineer', bound: { unit: 'BR-MY' }, years: 5, onCall: true },
  /** Works in the branch and lacks the plan's years. */
  beginner: { name: '周工', unit: 'BR-CD', position: 'branchEngineer', bound: { unit: 'BR-CD' }, years: 1 },
  centreManager: { name: '罗主任', unit: 'CSC', position: 'centreManager', bound: 'all', years: 15, onCall: true },
  assistant: { name: '许助理', unit: 'CSC', position: 'centreManagerAssistant', bound: 'all', years: 3 },
  approver: { name: '唐经理', unit: 'HQ', position: 'approvingManager', bound: 'all', years: 10 },
  qualityController: { name: '冯工', unit: 'QG', position: 'qualityController', bound: 'all' },
  complaintHandler: { name: '蒋工', unit: 'QG', position: 'complaintHandler', bound: 'all' },
  clerk: { name: '秦文员', unit: 'CSC', position: 'messageDeskClerk', bound: 'all' },
  stockKeeper: { name: '吕管理员', unit: 'BR-CD', position: 'stockKeeper', bound: 'all' },
  planAuthor: { name: '施工', unit: 'CSC', position: 'planAuthor', bound: 'all' },
  administrator: { name: '钱管理员', unit: 'CSC', position: 'systemAdministrator', bound: 'all' },
  auditor: { name: '沈审计', unit: 'QG', position: 'auditor', bound: 'all' },
} as const satisfies Record<string, Employee>;

/** The sample plan's customer, by its contacts. */
export const CUSTOMER_PEOPLE = {
  technician: { name: '王工', contact: 'CT-01', position: 'customerTechnician', bound: 'project' },
  representative: { name: '李主任', contact: 'CT-02', position: 'customerRepresentative', bound: 'all' },
  siteStaff: { name: '赵工', contact: 'CT-03', position: 'customerSiteStaff', bound: { site: 'SITE-01' } },
} as const satisfies Record<string, CustomerPerson>;

/** Somebody of a second customer, who may see nothing of the first. */
export const STRANGER = 'stranger';

export type HouseName = keyof typeof EMPLOYEES | keyof typeof CUSTOMER_PEOPLE | typeof STRANGER;

/** By sign-in name, which is written small. */
export const HOUSE_NAMES: ReadonlyMap<string, string> = new Map(
  [...Object.keys(EMPLOYEES), ...Object.keys(CUSTOMER_PEOPLE), STRANGER].map((name) => [normaliseLogin(name), name]),
);

interface Parties {
  readonly providerId: string;
  readonly projectId: string;
  readonly now: Instant;
  /** Stands before the sign-in names, where another provider of the database has the same. */
  readonly prefix: string;
}

const FROM_ON = '2026-01-01';
const YEAR = 365 * 86_400_000;

/** Codes of a plan in place of those of the sample plan, by which people are told here where they belong. */
export type PlaceNames = Readonly<Record<string, string>>;

/** Makes the people of the house. Their sign-in names are the names they have here: `manager`, `technician`. */
export async function peopleTheHouse(tx: Transaction<Tables>, parties: Parties, places: PlaceNames = {}): Promise<void> {
  const codes = await codesOf(tx, places);
  for (const [login, employee] of Object.entries<Employee>(EMPLOYEES)) await employ(tx, parties, { login, employee, codes });
  const manager = await tx
    .selectFrom('pledge.person_reach')
    .select('person_id')
    .where('login', '=', `${parties.prefix}manager`)
    .executeTakeFirstOrThrow();
  await tx.updateTable('pledge.project').set({ manager_id: manager.person_id }).where('id', '=', parties.projectId).execute();
  for (const [login, person] of Object.entries<CustomerPerson>(CUSTOMER_PEOPLE)) {
    const contact = await tx
      .selectFrom('pledge.contact')
      .select(['id', 'customer_id'])
      .where('code', '=', places[person.contact] ?? person.contact)
      .executeTakeFirstOrThrow();
    const id = await made(tx, parties, {
      login,
      name: person.name,
      contact: { customerId: contact.customer_id, contactId: contact.id },
    });
    await given(tx, parties, { personId: id, position: person.position, bound: person.bound, codes });
  }
  await admitStranger(tx, parties);
}

interface Codes {
  readonly units: ReadonlyMap<string, string>;
  readonly sites: ReadonlyMap<string, string>;
}

async function codesOf(tx: Transaction<Tables>, places: PlaceNames): Promise<Codes> {
  const units = await tx.selectFrom('pledge.org_unit').select(['code', 'id']).execute();
  const sites = await tx.selectFrom('pledge.site').select(['code', 'id']).execute();
  const sampleCode = new Map(Object.entries(places).map(([sample, own]) => [own, sample]));
  const byCode = (rows: readonly { code: string; id: string }[]) =>
    new Map(rows.map(({ code, id }) => [sampleCode.get(code) ?? code, id]));
  return { units: byCode(units), sites: byCode(sites) };
}

function known(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`the plan names nothing for ${code}`);
  return id;
}

async function employ(
  tx: Transaction<Tables>,
  parties: Parties,
  about: { login: string; employee: Employee; codes: Codes },
): Promise<void> {
  const { login, employee, codes } = about;
  const { providerId, now } = parties;
  const unitId = known(codes.units, employee.unit);
  const personId = await made(tx, parties, { login, name: employee.name, homeUnitId: unitId });
  await given(tx, parties, { personId, position: employee.position, bound: employee.bound, codes });
  if (employee.years !== undefined) {
    await saveCompetenceSheet(tx, {
      providerId,
      personId,
      now,
      years: { afterSalesYears: employee.years, integrationOrDevelopmentYears: employee.years + 1 },
      attested: ['independentProblemSolving', 'communication', 'conscientiousness'],
      skills: [{ product: 'SC-7706', level: 'senior' }],
      certificates: [],
    });
  }
  if (employee.onCall) {
    await saveShift(tx, {
      providerId,
      id: uuidv7(now),
      unitId,
      level: employee.position,
      personId,
      from: instant(now - YEAR),
      to: instant(now + 2 * YEAR),
    });
  }
}

async function made(
  tx: Transaction<Tables>,
  { providerId, now, prefix }: Parties,
  person: { login: string; name: string; homeUnitId?: string; contact?: { customerId: string; contactId: string } },
): Promise<string> {
  const result = await createPerson(tx, {
    providerId,
    now,
    mobile: '+86 139 0000 0000',
    email: `${person.login.toLowerCase()}@service.example.cn`,
    ...person,
    login: `${prefix}${person.login}`,
  });
  if ('refusal' in result) throw new Error(`${person.login}: ${result.refusal}`);
  return result.id;
}

async function given(
  tx: Transaction<Tables>,
  { providerId, projectId, now }: Parties,
  to: { personId: string; position: Position; bound: Bound; codes: Codes },
): Promise<void> {
  const { bound, codes } = to;
  const boundTo =
    bound === 'all'
      ? undefined
      : bound === 'project'
        ? { projectId }
        : 'unit' in bound
          ? { unitId: known(codes.units, bound.unit) }
          : { siteId: known(codes.sites, bound.site) };
  const result = await appoint(tx, {
    providerId,
    personId: to.personId,
    position: to.position,
    fromOn: FROM_ON,
    now,
    ...(boundTo === undefined ? {} : { boundTo }),
  });
  if ('refusal' in result) throw new Error(`${to.position}: ${result.refusal}`);
}

async function admitStranger(tx: Transaction<Tables>, parties: Parties): Promise<void> {
  const { providerId, now } = parties;
  const customerId = uuidv7(now);
  const contactId = uuidv7(now);
  await tx
    .insertInto('pledge.customer')
    .values({
      provider_id: providerId,
      id: customerId,
      code: 'CUST-OTHER',
      name: JSON.stringify({ zh: '另一客户', en: 'Another customer' }),
    })
    .execute();
  await tx
    .insertInto('pledge.contact')
    .values({
      provider_id: providerId,
      id: contactId,
      customer_id: customerId,
      code: null,
      name: '马工',
      role: 'customerTechnician',
      site_id: null,
      phone: null,
      email: null,
    })
    .execute();
  const personId = await made(tx, parties, { login: STRANGER, name: '马工', contact: { customerId, contactId } });
  const result = await appoint(tx, { providerId, personId, position: 'customerTechnician', fromOn: FROM_ON, now });
  if ('refusal' in result) throw new Error(`stranger: ${result.refusal}`);
}
