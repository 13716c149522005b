import { sql, type Transaction } from 'kysely';
import {
  clocksOfRequest,
  clockRulesOf,
  clockViewOf,
  factsOf,
  gateBreachesOf,
  planIdAsOf,
  wholeStrip,
} from '#centre/commitments/index.ts';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { isAsked, isValid } from '#flows/site-visit/consents.rules.ts';
import { flowModules } from '#flows/registry.ts';
import { formOf } from '#forms/index.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { countUpTo } from './count-up-to.store.ts';
import { GLANCED_TO, type Counted } from './counted.schema.ts';
import { flowViewOf, pathOf } from './flow-view.ts';
import { namesOnOrders } from './names-on-orders.store.ts';
import { listRequests } from './request-list.store.ts';
import { requestRowOf } from './request-views.ts';
import type { RequestDetail } from './requests.schema.ts';
import { entitlementsOf, phasesOf } from './request-context.store.ts';
import { recordStateWords } from './record-state.texts.ts';
import { mayReadRecord } from './rights-context.ts';
import { stateWords } from './step.texts.ts';
import { visibleRequests } from './visibility.ts';
import { waitsOf } from './waits.ts';

/** Clocks of a dossier as of an instant, for people; those that were never owed are left out. */
async function clockViews(
  tx: Transaction<Tables>,
  dossier: Pick<Dossier, 'request' | 'surroundings'>,
  asOf: Instant,
): Promise<ClockView[]> {
  const { plan, planId } = dossier.surroundings;
  const clocks = await clocksOfRequest(tx, { id: dossier.request.id, planId }, asOf);
  const about = { rules: clockRulesOf({ id: planId, plan }), plan, now: asOf };
  return clocks.filter(({ clock }) => clock.countsForCommitments).map((clock) => clockViewOf(factsOf(clock), about));
}

/** The same as of an instant that may be long past: under the version of the plan that held then, which comes along. */
export async function clockViewsThen(
  tx: Transaction<Tables>,
  { request, surroundings }: Pick<Dossier, 'request' | 'surroundings'>,
  asOf: Instant,
): Promise<{ planId: string; views: ClockView[] }> {
  const planId = await planIdAsOf(tx, { requestId: request.id, planId: surroundings.planId, asOf });
  const { plan } = await planById(tx, planId);
  return { planId, views: await clockViews(tx, { request, surroundings: { ...surroundings, plan, planId } }, asOf) };
}

/** Whether the actor may see the request at all: asked before anything of it is told. */
export async function mayRead(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { requestId: string; now: Instant },
): Promise<boolean> {
  const { rows } = await sql<{
    id: string;
  }>`select request.id from pledge.service_request request where request.id = ${about.requestId}::uuid and ${visibleRequests(actor, about.now)}`.execute(
    tx,
  );
  return rows.length > 0;
}

/** One request with what stands around it; null where the actor may not see it. */
export async function requestDetail(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { dossier: Dossier; now: Instant },
): Promise<RequestDetail | null> {
  const { dossier, now } = about;
  const { request, surroundings } = dossier;
  const { words } = dossier;
  const [listed, clocks, broken, path, asset, contract, open, names] = await Promise.all([
    oneRow(tx, actor, { id: request.id, now }),
    clockViews(tx, dossier, now),
    gateBreachesOf(tx, [request.id]),
    pathOf(tx, request.id),
    assetOf(tx, request.assetId),
    phasesOf(tx, { dossier, now }),
    openItems(tx, actor, { customerId: request.customerId, now }),
    namesOnOrders(tx, dossier),
  ]);
  // The row comes by the caller's rights; what was read beside it for somebody who has none is dropped here.
  if (listed === null) return null;
  const module = flowModules[request.flow];
  const contact = surroundings.contacts.find((known) => known.id === request.contactId);
  const site = surroundings.sites.find((known) => known.id === request.siteId);
  const onSite = dossier.visits.map((visit) => visit.details.contactId).findLast((id) => id !== undefined);
  const siteContact =
    surroundings.contacts.find((known) => known.id === onSite) ??
    surroundings.contacts.find((known) => known.siteId === request.siteId && known.siteId !== null);
  return {
    ...requestRowOf(listed, { plan: surroundings.plan, ...wholeStrip(clocks), gateBreaches: broken.get(request.id) ?? [] }),
    content: words.content,
    enquirer: {
      contactId: request.contactId,
      name: words.enquirerName ?? contact?.name ?? '',
      phone: words.enquirerPhone ?? contact?.phone ?? null,
      email: words.enquirerEmail ?? contact?.email ?? null,
      role: contact?.role ?? null,
    },
    siteContact: siteContact === undefined ? null : { name: siteContact.name, phone: siteContact.phone, role: siteContact.role },
    address: site?.address ?? null,
    travelTime: site?.travelTime ?? null,
    asset,
    contract,
    // What a contract entitles to is told of its own project alone.
    entitlements: surroundings.project === null ? [] : entitlementsOf(surroundings.plan),
    openItems: open.count,
    openItemsMore: open.more,
    waits: waitsOf(dossier, { now, byCustomer: actor.kind === 'customer' }),
    records: recordsFor(actor, dossier).map((record) => ({
      id: record.id,
      form: record.form,
      title: formOf(record.form)?.title ?? { zh: record.form, en: record.form },
      number: record.recordNumber,
      state: record.state,
      stateLabel: recordStateWords[record.state],
      url: `/api/records/${record.id}`,
    })),
    visits: dossier.visits.map((visit) => ({
      id: visit.id,
      state: visit.state,
      stateLabel: wordsOfState('siteVisit', visit.state),
      number: dossier.records.find((record) => record.id === visit.taskOrderId)?.recordNumber ?? null,
      people: (dossier.taskOrders.find((order) => order.id === visit.taskOrderId)?.assignees ?? []).map(
        (line) => names.get(line.personId) ?? '',
      ),
    })),
    consents: dossier.consents
      .filter((consent) => isAsked(consent) || isValid(consent, now))
      .map((consent) => ({
        visitId: consent.visitId,
        standing: isAsked(consent) ? ('asked' as const) : ('given' as const),
        why: consent.why,
        scope: consent.scope,
        label: consentWords(consent.scope),
        what: consent.what,
        by: consent.givenBy ?? '',
        at: formatInstant(consent.from),
        until: consent.until === null ? null : formatInstant(consent.until),
      })),
    flow:
      module === undefined
        ? { flow: request.flow, version: request.flowVersion, width: 0, height: 0, nodes: [], edges: [] }
        : await flowViewOf(module, path, { state: request.state, road: request.road }),
  };
}

/** The records of the request that the actor may read: a number that nobody may open tells nobody anything. */
function recordsFor(actor: Actor, dossier: Dossier): Dossier['records'] {
  return dossier.records.filter((record) => mayReadRecord(actor, dossier, record));
}

async function oneRow(tx: Transaction<Tables>, actor: Actor, about: { id: string; now: Instant }) {
  const page = await listRequests(tx, actor, {
    query: { state: 'all', sort: 'received', limit: 1 },
    now: about.now,
    only: about.id,
  });
  return 'refused' in page ? null : (page.rows[0] ?? null);
}

async function assetOf(tx: Transaction<Tables>, id: string | null): Promise<RequestDetail['asset']> {
  if (id === null) return null;
  const row = await tx
    .selectFrom('pledge.asset')
    .select(['id', 'name', 'model', 'serial_number as serialNumber'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

async function openItems(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { customerId: string | null; now: Instant },
): Promise<Counted> {
  if (about.customerId === null) return { count: 0, more: false };
  const rows = sql`from pledge.service_request request where request.closed_at is null
    and request.customer_id = ${about.customerId}::uuid and ${visibleRequests(actor, about.now)}`;
  return countUpTo(tx, rows, GLANCED_TO);
}

function wordsOfState(flow: string, state: string): { zh: string; en: string } {
  const module = flowModules[flow];
  return module === undefined ? { zh: state, en: state } : stateWords(module, state);
}

function consentWords(scope: string): { zh: string; en: string } {
  const words = (language: 'zh' | 'en'): string =>
    flowModules['siteVisit']?.texts[language].options['siteScopes']?.[scope] ??
    flowModules['faultEmergency']?.texts[language].options['remoteScopes']?.[scope] ??
    scope;
  return { zh: words('zh'), en: words('en') };
}

/** What a request is called. */
export async function requestTitle(tx: Transaction<Tables>, id: string): Promise<string> {
  const { title } = await tx.selectFrom('pledge.service_request').select('title').where('id', '=', id).executeTakeFirstOrThrow();
  return title;
}
