import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

/** What is known of somebody who calls; the first that is given counts. */
export interface CallerAsked {
  readonly contactId?: string | undefined;
  /** A number as it was dialled; compared by its digits, from the end, where there are three of them. */
  readonly number?: string | undefined;
  /** A part of the contact's or the customer's name. */
  readonly name?: string | undefined;
}

export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly site_id: string | null;
  readonly customer_id: string;
  readonly customer_name: { readonly zh: string };
}

/** Contacts whom a number or a name may mean, by name, twenty at most; any where nothing is known. */
export async function callersLike(tx: Transaction<Tables>, asked: CallerAsked): Promise<Caller[]> {
  const digits = (asked.number ?? '').replace(/\D/g, '');
  const name = `%${(asked.name ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const condition =
    asked.contactId !== undefined
      ? sql`contact.id = ${asked.contactId}::uuid`
      : digits.length >= 3
        ? sql`regexp_replace(coalesce(contact.phone, ''), '[^0-9]', '', 'g') like ${`%${digits}`}`
        : (asked.name ?? '') !== ''
          ? sql`(contact.name ilike ${name} or customer.name->>'zh' ilike ${name} or customer.name->>'en' ilike ${name})`
          : sql`true`;
  const { rows } = await sql<Caller>`
    select contact.id, contact.name, contact.role, contact.phone, contact.email, contact.site_id, contact.customer_id, customer.name as customer_name
    from pledge.contact contact join pledge.customer customer on customer.provider_id = contact.provider_id and customer.id = contact.customer_id
    where contact.erased_at is null and ${condition} order by contact.name limit 20`.execute(tx);
  return rows;
}

/** What a customer has: projects with their contracts, sites, assets. */
export async function holdingsOf(tx: Transaction<Tables>, customerId: string) {
  const projects = await tx
    .selectFrom('pledge.project as project')
    .leftJoin('pledge.contract as contract', (join) =>
      join.onRef('contract.provider_id', '=', 'project.provider_id').onRef('contract.project_id', '=', 'project.id'),
    )
    .select(['project.id', 'project.name', 'contract.number'])
    .where('project.customer_id', '=', customerId)
    .execute();
  const sites = await tx
    .selectFrom('pledge.site')
    .select(['id', 'name', 'is_central'])
    .where('customer_id', '=', customerId)
    .orderBy('code')
    .execute();
  const assets = await tx
    .selectFrom('pledge.asset')
    .select(['id', 'name', 'model', 'serial_number', 'site_id'])
    .where('customer_id', '=', customerId)
    .orderBy('name')
    .execute();
  return { projects, sites, assets };
}
