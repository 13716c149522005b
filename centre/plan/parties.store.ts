import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ServicePlan } from './plan.schema.ts';

interface House {
  readonly providerId: string;
  readonly now: Instant;
}

/** Stores the parties that a plan names: units of the provider, the customer with sites and contacts, project, contract, partners, phases. What is there by its code is kept and brought up to date. */
export async function storeParties(
  tx: Transaction<Tables>,
  plan: ServicePlan,
  house: House,
): Promise<{ customerId: string; projectId: string }> {
  const units = await storeUnits(tx, plan, house);
  const customerId = await storeCustomer(tx, plan, house);
  const sites = new Map<string, string>();
  for (const site of plan.customer.sites) {
    const row = await tx
      .insertInto('pledge.site')
      .values({
        provider_id: house.providerId,
        id: uuidv7(house.now),
        customer_id: customerId,
        code: site.id,
        name: JSON.stringify(site.name),
        is_central: site.isCentral ?? false,
        serving_unit_id: units.get(site.servingUnit ?? '') ?? null,
        travel_time: site.travelTime ?? null,
        address: site.address ?? null,
      })
      .onConflict((conflict) =>
        conflict.columns(['provider_id', 'customer_id', 'code']).doUpdateSet((old) => ({
          name: old.ref('excluded.name'),
          serving_unit_id: old.ref('excluded.serving_unit_id'),
          travel_time: old.ref('excluded.travel_time'),
          is_central: old.ref('excluded.is_central'),
          // A plan need not say where a site is, and whoever knows better said it elsewhere.
          address: old.fn.coalesce('excluded.address', 'pledge.site.address'),
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    sites.set(site.id, row.id);
  }
  await storeContacts(tx, plan, { ...house, customerId, sites });
  const projectId = await storeProject(tx, plan, { ...house, customerId });
  return { customerId, projectId };
}

/**
 * Units of the provider. Under whom a unit stands and its zone are not brought up to date: units of a plan agree with those that are stored
 * (check 7), so it could only say what holds, and where it names no zone its own would move the provider's people into the customer's.
 */
async function storeUnits(tx: Transaction<Tables>, plan: ServicePlan, house: House): Promise<Map<string, string>> {
  const units = new Map<string, string>();
  for (const unit of plan.organisation?.units ?? []) {
    const row = await tx
      .insertInto('pledge.org_unit')
      .values({
        provider_id: house.providerId,
        id: uuidv7(house.now),
        code: unit.id,
        kind: unit.kind,
        parent_id: units.get(unit.parent ?? '') ?? null,
        name: unit.name.zh,
        timezone: unit.timezone ?? plan.plan.timezone,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'code'])
          .doUpdateSet((old) => ({ name: old.ref('excluded.name'), kind: old.ref('excluded.kind') })),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    units.set(unit.id, row.id);
  }
  if (units.size === 0)
    for (const row of await tx.selectFrom('pledge.org_unit').select(['id', 'code']).execute()) units.set(row.code, row.id);
  return units;
}

async function storeCustomer(tx: Transaction<Tables>, plan: ServicePlan, house: House): Promise<string> {
  const row = await tx
    .insertInto('pledge.customer')
    .values({
      provider_id: house.providerId,
      id: uuidv7(house.now),
      code: plan.customer.id,
      name: JSON.stringify(plan.customer.name),
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'code']).doUpdateSet((old) => ({ name: old.ref('excluded.name') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function storeContacts(
  tx: Transaction<Tables>,
  plan: ServicePlan,
  at: House & { customerId: string; sites: ReadonlyMap<string, string> },
): Promise<void> {
  const known = new Set(
    (await tx.selectFrom('pledge.contact').select('code').where('customer_id', '=', at.customerId).execute()).map(
      (row) => row.code,
    ),
  );
  const fresh = plan.customer.contacts.filter((contact) => !known.has(contact.id));
  if (fresh.length === 0) return;
  await tx
    .insertInto('pledge.contact')
    .values(
      fresh.map((contact) => ({
        provider_id: at.providerId,
        id: uuidv7(at.now),
        customer_id: at.customerId,
        code: contact.id,
        name: contact.name.zh,
        role: contact.role,
        site_id: at.sites.get(contact.site ?? '') ?? null,
        phone: contact.phone ?? contact.mobile ?? null,
        email: contact.email ?? null,
      })),
    )
    .execute();
}

async function storeProject(tx: Transaction<Tables>, plan: ServicePlan, at: House & { customerId: string }): Promise<string> {
  const { project } = plan;
  const { id } = await tx
    .insertInto('pledge.project')
    .values({
      provider_id: at.providerId,
      id: uuidv7(at.now),
      customer_id: at.customerId,
      code: project.id,
      name: JSON.stringify(project.name),
      manager_id: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'code']).doUpdateSet((old) => ({ name: old.ref('excluded.name') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('pledge.contract')
    .values({
      provider_id: at.providerId,
      id: uuidv7(at.now),
      customer_id: at.customerId,
      project_id: id,
      number: project.contractNumber,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const partner of project.partners) {
    await tx
      .insertInto('pledge.partner')
      .values({
        provider_id: at.providerId,
        id: uuidv7(at.now),
        project_id: id,
        code: partner.id,
        kind: partner.kind,
        name: partner.name.zh,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const phase of plan.phases) {
    const from = phase.from.event === undefined ? undefined : plan.milestones[phase.from.event as keyof typeof plan.milestones];
    const to = phase.to?.event === undefined ? undefined : plan.milestones[phase.to.event as keyof typeof plan.milestones];
    await tx
      .insertInto('pledge.phase')
      .values({
        provider_id: at.providerId,
        customer_id: at.customerId,
        project_id: id,
        phase: phase.id,
        from_on: from ?? null,
        to_on: to ?? null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'project_id', 'phase'])
          .doUpdateSet((old) => ({ from_on: old.ref('excluded.from_on'), to_on: old.ref('excluded.to_on') })),
      )
      .execute();
  }
  return id;
}
