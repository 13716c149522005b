import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { holds, positionsOf, readingScopes } from '#centre/people/index.ts';
import { activePlan, severityOrder, type ServicePlan } from '#centre/plan/index.ts';
import { isRefusal, refusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { callersLike, holdingsOf } from './intake.store.ts';
import { kindNames } from './kinds.texts.ts';
import { refusedWithoutPlan } from './no-plan.ts';
import { kindName, requestRows } from './request-views.ts';
import { listRequests } from './request-list.store.ts';
import { reading } from './reading.ts';
import { sitesAnswer, sitesQuery, type SitesQuery } from './sites.schema.ts';
import { sitesLike } from './sites.store.ts';
import { reporting } from '#flows/intake/rows.ts';
import { flowModules } from '#flows/registry.ts';

const lookupQuery = z.strictObject({
  number: z.string().trim().max(40).optional(),
  name: z.string().trim().max(60).optional(),
  contactId: z.uuid().optional(),
});

/** Of a customer who is not known yet. */
const NOTHING_HELD: Awaited<ReturnType<typeof holdingsOf>> = { projects: [], sites: [], assets: [] };

/** What a caller's number or name leads to: contact → customer → projects and contracts → sites → open items. */
export function intakeRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, z.infer<typeof lookupQuery>, unknown>({
      method: 'GET',
      path: '/api/intake/callers',
      tag: 'intake',
      summary: 'Contacts by phone number or name',
      access: 'signedIn',
      policy: 'staff who read or take requests: whoever answers the phone must see who calls',
      query: lookupQuery,
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx) => {
          if (!answersCalls(actor)) return notForThem;
          const callers = await callersLike(tx, query);
          return {
            status: 200,
            body: {
              items: callers.map((row) => ({
                id: row.id,
                name: row.name,
                role: row.role,
                phone: row.phone,
                email: row.email,
                siteId: row.site_id,
                customer: { id: row.customer_id, name: row.customer_name.zh },
              })),
            },
          };
        }),
    }),
    route<Actor, unknown, SitesQuery, unknown>({
      method: 'GET',
      path: '/api/intake/sites',
      tag: 'intake',
      summary: 'Sites by a part of their name, number or customer',
      access: 'signedIn',
      policy: 'staff who read or take requests: whoever answers the phone must find where the caller is',
      query: sitesQuery,
      answer: sitesAnswer,
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx) =>
          answersCalls(actor) ? { status: 200, body: await sitesLike(tx, query) } : notForThem,
        ),
    }),
    route<Actor, unknown, { customerId?: string }, unknown>({
      method: 'GET',
      path: '/api/intake/context',
      tag: 'intake',
      summary: 'What an intake needs to know of a customer: projects, sites, assets, open items, words to say',
      access: 'signedIn',
      policy:
        'what the plan offers: any staff; of a customer: staff who read or take requests, customers their own, contracts by their own row',
      query: z.strictObject({ customerId: z.uuid().optional() }),
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx, now) => {
          const customerId = actor.customerId ?? query.customerId ?? null;
          if (query.customerId !== undefined && actor.kind !== 'customer' && !answersCalls(actor)) return notForThem;
          const contracts = readsContracts(actor);
          const { projects, sites, assets } = customerId === null ? NOTHING_HELD : await holdingsOf(tx, customerId);
          const stored = await refusedWithoutPlan(activePlan(tx, projects[0]?.id ?? null));
          if (isRefusal(stored)) return stored;
          const open =
            customerId === null
              ? null
              : await listRequests(tx, actor, {
                  query: { state: 'open', customer: customerId, sort: 'nextDue', limit: 20 },
                  now,
                });
          const isOffered = (siteId: string): boolean =>
            actor.kind !== 'customer' || mayReportAt(actor, { customerId, siteId, projects });
          return {
            status: 200,
            body: {
              projects: projects.map((project) => ({
                id: project.id,
                name: project.name.zh,
                contractNumber: contracts ? project.number : null,
              })),
              // Whoever may not report for a site is not offered it, nor what stands there.
              sites: sites
                .filter(({ id }) => isOffered(id))
                .map((site) => ({ id: site.id, name: site.name.zh, isCentral: site.is_central })),
              assets: assets
                .filter((asset) => asset.site_id === null || isOffered(asset.site_id))
                .map((asset) => ({
                  id: asset.id,
                  name: asset.name,
                  model: asset.model,
                  serialNumber: asset.serial_number,
                  siteId: asset.site_id,
                })),
              openItems: open === null || isRefusal(open) ? [] : await requestRows(tx, open.rows, { now, strip: 'row' }),
              ...choicesOf(stored.plan),
            },
          };
        }),
    }),
  ];
}

/** Whether one of the customer's may report for a site, in whichever project of theirs. */
function mayReportAt(
  actor: Actor,
  at: { customerId: string | null; siteId: string; projects: readonly { readonly id: string }[] },
): boolean {
  const { customerId, siteId, projects } = at;
  return [null, ...projects.map(({ id }) => id)].some((projectId) => holds(actor, reporting, { customerId, projectId, siteId }));
}

/** What the plan offers an intake: kinds whose flow is open, severities with their criteria, phrases to say and not to say, numbers to call. */
function choicesOf(plan: ServicePlan): Record<string, unknown> {
  return {
    // A stored plan keeps no order of kinds: the product's own order stands, the plan's further kinds after it.
    kinds: Object.keys(plan.requestKinds)
      .filter((kind) => flowModules[plan.requestKinds[kind]?.flow ?? ''] !== undefined)
      .sort((a, b) => placeOfKind(a) - placeOfKind(b))
      .map((kind) => ({ value: kind, label: kindName(plan, kind) })),
    severities: severityOrder(plan).flatMap((value) => {
      const severity = plan.severities[value];
      return severity === undefined
        ? []
        : [{ value, label: { zh: severity.zh, en: severity.en }, criteria: severity.criteria, appliesTo: severity.appliesTo }];
    }),
    ifUnknown: plan.intake.ifKindUnknown,
    phrases: plan.conduct.phrases,
    form:
      plan.forms?.['consultationRecord'] === undefined
        ? null
        : {
            documentNumber: plan.forms['consultationRecord'].documentNumber,
            documentVersion: plan.forms['consultationRecord'].documentVersion,
          },
    phone: plan.channels.phone?.number ?? null,
    // Where the number goes to whoever is on call outside its hours, and after how long without an answer to the next.
    onCall:
      plan.channels.phone?.afterHours?.forwardTo === 'onCall'
        ? { nextAfter: plan.onCall?.escalateUnansweredAfter ?? null }
        : null,
    clocks: Object.fromEntries(Object.entries(plan.requestKinds).map(([kind, known]) => [kind, known.clocks])),
  };
}

function placeOfKind(kind: string): number {
  const place = Object.keys(kindNames.known).indexOf(kind);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

const notForThem = refusal(403, 'notAllowed', {
  zh: '来电和站点查询只供服务中心使用。',
  en: 'Looking up callers and sites is for the service centre.',
});

function readsContracts(actor: Actor): boolean {
  return positionsOf(actor).some(({ position }) => readingScopes(position, 'contract').length > 0);
}

/** Who reads requests, or only takes them down, may see who calls; who runs the machines may not. */
function answersCalls(actor: Actor): boolean {
  return (
    actor.kind === 'staff' &&
    positionsOf(actor).some(
      ({ position }) => position === 'messageDeskClerk' || readingScopes(position, 'serviceRequest').length > 0,
    )
  );
}
