import type { Transaction } from 'kysely';
import { clockRows, clockStrips, gateBreachesOf, wholeStrip, type RowOfClocks } from '#centre/commitments/index.ts';
import type { GateBreachView } from '#centre/commitments/clock-view.schema.ts';
import { planById, requestKindOf, severityOrder, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { flowModules } from '#flows/registry.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { RequestListRow } from './request-list.store.ts';
import type { RequestRow } from './requests.schema.ts';
import { stateWords } from './step.texts.ts';
import { kindNames } from './kinds.texts.ts';

/** List rows for people: words of plan and flow, and of the strip of each request all or what a row shows. */
export async function requestRows(
  tx: Transaction<Tables>,
  rows: readonly RequestListRow[],
  about: { readonly now: Instant; readonly strip: 'whole' | 'row' },
): Promise<RequestRow[]> {
  const ids = rows.map((row) => row.id);
  const [clocks, broken] = await Promise.all([
    about.strip === 'row' ? clockRows(tx, ids, about.now) : wholeStrips(tx, ids, about.now),
    gateBreachesOf(tx, ids),
  ]);
  const views: RequestRow[] = [];
  for (const row of rows) {
    const { plan } = await planById(tx, row.plan_id);
    const strip = clocks.get(row.id) ?? wholeStrip([]);
    views.push(requestRowOf(row, { plan, ...strip, gateBreaches: broken.get(row.id) ?? [] }));
  }
  return views;
}

async function wholeStrips(tx: Transaction<Tables>, ids: readonly string[], now: Instant): Promise<Map<string, RowOfClocks>> {
  return new Map([...(await clockStrips(tx, ids, now))].map(([id, clocks]) => [id, wholeStrip(clocks)]));
}

export function requestRowOf(
  row: RequestListRow,
  about: RowOfClocks & { readonly plan: ServicePlan; readonly gateBreaches: readonly GateBreachView[] },
): RequestRow {
  const { plan } = about;
  const severity = row.severity === null ? undefined : plan.severities[row.severity];
  const module = flowModules[row.flow];
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    kindLabel: kindName(plan, row.kind),
    severity: row.severity,
    // A severity without criteria is set by the product and says nothing that the kind does not say.
    severityLabel: severity === undefined || severity.criteria.length === 0 ? null : { zh: severity.zh, en: severity.en },
    severityRank: row.severity === null ? null : severityOrder(plan).indexOf(row.severity),
    state: row.state,
    stateLabel: module === undefined ? { zh: row.state, en: row.state } : stateWords(module, row.state),
    road: row.road as RequestRow['road'],
    round: row.round,
    open: row.closed_at === null,
    customer: { id: row.customer_id ?? '', name: row.customer_name?.zh ?? '' },
    project: row.project_id === null ? null : { id: row.project_id, name: row.project_name?.zh ?? '' },
    site: row.site_id === null ? null : { id: row.site_id, name: row.site_name?.zh ?? '' },
    owner: row.owner_name,
    channel: row.channel,
    imported: row.external_id === null ? null : { externalId: row.external_id },
    receivedAt: formatInstant(row.received_at as Instant),
    version: row.version,
    clocks: [...about.clocks],
    marks: about.marks,
    pressing: row.closed_at === null && about.pressing,
    gateBreaches: about.gateBreaches.map(({ guard, name, subject, at, limit, commitments }) => ({
      guard,
      name,
      subject,
      at,
      limit,
      commitments,
    })),
  };
}

/** The plan's own words for a kind, the product's second; a request without a kind says so. */
export function kindName(plan: ServicePlan, kind: string | null): { zh: string; en: string } {
  if (kind === null) return kindNames.unknown;
  const written = requestKindOf(plan, kind);
  const known = kindNames.known[kind];
  return { zh: written.zh ?? known?.zh ?? kind, en: written.en ?? known?.en ?? kind };
}
