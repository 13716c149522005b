import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { plansInReach, readsPlans, type PlanInReach } from './plans-in-reach.store.ts';
import { notYours } from './read-register.ts';
import type { PlacesAnswer, PlacesQuery } from './register-places.schema.ts';

/** Named at once; who has more writes a part of the name. */
const NAMED_AT_MOST = 20;

type Place = PlacesAnswer['projects']['items'][number];

/** By which projects and customers the register can be narrowed: of the plans that the actor may read, those that fit the words. */
export async function readPlaces(tx: Transaction<Tables>, actor: Actor, query: PlacesQuery): Promise<PlacesAnswer | Refusal> {
  if (!readsPlans(actor)) return notYours();
  const { plans } = await plansInReach(tx, actor, {});
  const projects = distinct(plans, ({ projectId, projectCode, projectName }) => [projectId, projectCode, projectName]);
  const ofCustomer = plans.filter(({ customerId }) => query.customer === undefined || customerId === query.customer);
  const customers = distinct(plans, ({ customerId, customerCode, customerName }) => [customerId, customerCode, customerName]);
  const shown = new Set(ofCustomer.map(({ projectId }) => projectId));
  return {
    projects: {
      ...fitting(
        projects.filter(({ id }) => shown.has(id)),
        query.q,
      ),
      chosen: projects.find(({ id }) => id === query.project) ?? null,
    },
    customers: { ...fitting(customers, query.q), chosen: customers.find(({ id }) => id === query.customer) ?? null },
  };
}

function distinct(plans: readonly PlanInReach[], of: (plan: PlanInReach) => [string, string, Place['name']]): Place[] {
  const found = new Map(plans.map((plan) => of(plan)).map(([id, code, name]) => [id, { id, code, name }]));
  return [...found.values()].sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }));
}

function fitting(places: readonly Place[], words: string | undefined): { items: Place[]; fitting: number; total: number } {
  const asked = (words ?? '').trim().toLowerCase();
  const found = places.filter(({ code, name }) => [code, name.zh, name.en].some((text) => text.toLowerCase().includes(asked)));
  return { items: found.slice(0, NAMED_AT_MOST), fitting: found.length, total: places.length };
}
