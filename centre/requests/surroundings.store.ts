import type { Transaction } from 'kysely';
import { clockRulesOf } from '#centre/commitments/index.ts';
import { loadStaff } from '#centre/people/index.ts';
import { activePlan, planById, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CandidateFact, Candidates, Surroundings } from '#flows/dossier/dossier.schema.ts';
import { remembered } from '#platform/db/standing-data.ts';
import type { Instant } from '#platform/time/instant.ts';

/** What stands around a request: plan, customer, sites, contacts, people who may be sent. Read, never written, by its commands. */
export async function loadSurroundings(
  tx: Transaction<Tables>,
  about: { customerId: string | null; projectId: string | null; planId: string | null; now: Instant },
): Promise<Surroundings> {
  const stored: StoredPlan = about.planId === null ? await activePlan(tx, about.projectId) : await planById(tx, about.planId);
  const { customerId, projectId } = about;
  const { organisation } = stored.plan;
  // A plan becomes active only where it or the provider states the organisation.
  if (organisation === undefined) throw new Error(`the plan ${stored.plan.plan.id} names no organisation`);
  const [parties, staff, candidates] = await Promise.all([
    remembered(tx, `parties ${customerId ?? ''} ${projectId ?? ''}`, () => partiesAround(tx, { customerId, projectId })),
    loadStaff(tx, { plan: { ...stored.plan, organisation }, now: about.now }),
    projectId === null ? candidatesOf(tx, customerId) : undefined,
  ]);
  return {
    plan: stored.plan,
    planId: stored.id,
    rules: clockRulesOf(stored),
    ...parties,
    staff,
    ...(candidates === undefined ? {} : { candidates }),
  };
}

/** What changes seldom around the requests of a customer and a project. */
async function partiesAround(
  tx: Tx,
  { customerId, projectId }: { customerId: string | null; projectId: string | null },
): Promise<Pick<Surroundings, 'customer' | 'project' | 'sites' | 'contacts' | 'assets' | 'partners' | 'units'>> {
  const [customer, project, sites, contacts, assets, partners, units] = await Promise.all([
    customerId === null ? undefined : customerById(tx, customerId),
    projectId === null ? undefined : projectById(tx, projectId),
    customerId === null ? [] : sitesOf(tx, customerId),
    customerId === null ? [] : contactsOf(tx, customerId),
    customerId === null ? [] : assetsOf(tx, customerId),
    projectId === null ? [] : partnersOf(tx, projectId),
    unitsOf(tx),
  ]);
  return {
    customer: customer === undefined ? null : { id: customer.id, name: customer.name.zh },
    project:
      project === undefined
        ? null
        : { id: project.id, name: project.name.zh, contractNumber: project.number, managerId: project.manager_id },
    sites: sites.map((site) => ({
      id: site.id,
      name: site.name.zh,
      servingUnitId: site.serving_unit_id,
      travelTime: site.travel_time,
      address: site.address,
    })),
    contacts: contacts.map((contact) => ({
      id: contact.id,
      name: contact.name ?? '',
      role: contact.role,
      siteId: contact.site_id,
      phone: contact.phone,
      email: contact.email,
    })),
    units,
    partners: partners.map((partner) => ({ id: partner.id, kind: partner.kind, name: partner.name })),
    assets: assets.map((asset) => ({ id: asset.id, name: asset.name, serialNumber: asset.serial_number, siteId: asset.site_id })),
  };
}

type Tx = Transaction<Tables>;

function customerById(tx: Tx, id: string) {
  return tx.selectFrom('pledge.customer').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
}

function projectById(tx: Tx, id: string) {
  return tx
    .selectFrom('pledge.project as project')
    .leftJoin('pledge.contract as contract', (join) =>
      join.onRef('contract.project_id', '=', 'project.id').onRef('contract.provider_id', '=', 'project.provider_id'),
    )
    .select(['project.id', 'project.name', 'project.manager_id', 'contract.number'])
    .where('project.id', '=', id)
    .executeTakeFirst();
}

function sitesOf(tx: Tx, customerId: string) {
  return tx.selectFrom('pledge.site').selectAll().where('customer_id', '=', customerId).orderBy('code').execute();
}

function contactsOf(tx: Tx, customerId: string) {
  return tx
    .selectFrom('pledge.contact')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute();
}

function assetsOf(tx: Tx, customerId: string) {
  return tx.selectFrom('pledge.asset').selectAll().where('customer_id', '=', customerId).orderBy('name').execute();
}

function partnersOf(tx: Tx, projectId: string) {
  return tx.selectFrom('pledge.partner').selectAll().where('project_id', '=', projectId).orderBy('code').execute();
}

/** What a request without a project may turn out to belong to: all of its customer, or of every customer where none is known. */
async function candidatesOf(tx: Tx, customerId: string | null): Promise<Candidates> {
  const [customers, projects, sites, contacts] = await Promise.all([
    tx.selectFrom('pledge.customer').select(['id', 'name']).execute(),
    tx.selectFrom('pledge.project').select(['id', 'customer_id', 'name']).orderBy('code').execute(),
    tx.selectFrom('pledge.site').select(['id', 'customer_id', 'name']).orderBy('code').execute(),
    tx
      .selectFrom('pledge.contact')
      .select(['id', 'customer_id', 'name'])
      .where('erased_at', 'is', null)
      .orderBy('name')
      .execute(),
  ]);
  const names = new Map(customers.map(({ id, name }) => [id, name.zh]));
  const named = (rows: readonly { id: string; customer_id: string; name: { zh: string } | string | null }[]): CandidateFact[] =>
    rows
      .filter((row) => customerId === null || row.customer_id === customerId)
      .map(({ id, customer_id: customer, name }) => ({
        id,
        name: (typeof name === 'string' ? name : name?.zh) ?? '',
        customerName: names.get(customer) ?? '',
      }));
  return { projects: named(projects), sites: named(sites), contacts: named(contacts) };
}

function unitsOf(tx: Tx) {
  return tx
    .selectFrom('pledge.org_unit')
    .select(['id', 'parent_id as parentId', 'code', 'kind', 'name'])
    .orderBy('code')
    .execute();
}
