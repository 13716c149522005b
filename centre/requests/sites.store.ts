import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import type { SitesAnswer, SitesQuery } from './sites.schema.ts';

/** Named at once; who has more writes a part of the name. */
const NAMED_AT_MOST = 20;

/** The sites that fit what is asked for: width, case and traditional characters make no difference. */
export async function sitesLike(tx: Transaction<Tables>, query: SitesQuery): Promise<SitesAnswer> {
  const sites = await tx
    .selectFrom('pledge.site as site')
    .innerJoin('pledge.customer as customer', (join) =>
      join.onRef('customer.provider_id', '=', 'site.provider_id').onRef('customer.id', '=', 'site.customer_id'),
    )
    .select(['site.id', 'site.code', 'site.name', 'site.customer_id as customerId', 'customer.name as customerName'])
    .orderBy('customer.code')
    .orderBy('site.code')
    .execute();
  const asked = fold(query.q ?? '');
  const found = sites.filter(
    ({ code, name, customerId, customerName }) =>
      (query.customer === undefined || customerId === query.customer) &&
      [code, ...Object.values(name), ...Object.values(customerName)].some((text) => fold(text).includes(asked)),
  );
  const named = ({ id, code, name, customerName }: (typeof sites)[number]) => ({
    id,
    code,
    name: name.zh,
    customer: customerName.zh,
  });
  const chosen = sites.find(({ id }) => id === query.site);
  return {
    items: found.slice(0, NAMED_AT_MOST).map(named),
    fitting: found.length,
    chosen: chosen === undefined ? null : named(chosen),
  };
}
