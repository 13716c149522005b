import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import type { ConsentState, Dossier, RecordState, VisitState } from '#flows/dossier/dossier.schema.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { isServed } from '#flows/site-visit/departure.rules.ts';
import { isAsked, isValid, siteScopes } from '#flows/site-visit/consents.rules.ts';
import { flowModules } from '#flows/registry.ts';
import { formOf } from '#forms/index.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { departureChecks, type DepartureCheck, type VisitConsent, type VisitView } from './visits.schema.ts';
import type { LoggedStep, RoundBegun } from './visits.store.ts';

export interface VisitAtHand {
  readonly dossier: Dossier;
  readonly visit: VisitState;
  readonly title: string;
  readonly clocks: ClockView[];
  readonly steps: readonly LoggedStep[];
  readonly round: RoundBegun | null;
  /** What the people of its orders are called, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** A visit for the person on site: where and with whom, what was agreed, done and still lacks before anybody may leave. */
export function visitViewOf(hand: VisitAtHand): VisitView {
  const { dossier, visit, now } = hand;
  const { request, surroundings } = dossier;
  const order = dossier.taskOrders.find((known) => known.id === visit.taskOrderId);
  const sheet = recordOfOrder(dossier, 'taskOrder', visit.taskOrderId);
  const site = surroundings.sites.find((known) => known.id === visit.siteId);
  const asset = surroundings.assets.find((known) => known.id === request.assetId);
  const content = sheet?.values['taskContent'];
  const { details } = visit;
  return {
    id: visit.id,
    version: visit.version,
    level: visit.level,
    state: visit.state,
    stateLabel: words('states', visit.state),
    number: sheet?.recordNumber ?? null,
    request: { id: request.id, number: request.number, title: hand.title, state: request.state, open: request.closedAt === null },
    site: site === undefined ? null : { name: site.name, address: site.address },
    travelTime: site?.travelTime ?? null,
    people: (order?.assignees ?? []).map(({ personId }) => hand.names.get(personId) ?? ''),
    taskContent: typeof content === 'string' ? content : null,
    contact: contactOf(dossier, visit),
    asset: asset === undefined ? null : { name: asset.name, serialNumber: asset.serialNumber },
    requiredBy: iso(order?.requiredBy),
    expectedAt: iso(details.expectedAt),
    acceptedAt: iso(order?.details.acceptedAt),
    departedAt: iso(details.departedAt),
    arrivedAt: iso(details.arrivedAt),
    round:
      hand.round === null || request.round < 2
        ? null
        : { number: request.round, at: formatInstant(hand.round.at), by: hand.round.by, said: hand.round.said },
    attestedAt: iso(details.attestedAt),
    checkedAt: iso(details.checkedAt),
    leftAt: iso(details.leftAt),
    waived: details.waived === true,
    scopes: siteScopes.map((scope) => ({ scope, label: words('siteScopes', scope) })),
    consents: dossier.consents.filter((consent) => consent.visitId === visit.id).map((consent) => consentOf(consent, now)),
    steps: hand.steps.map((step) => ({
      id: step.id,
      text: step.texts['text'] ?? '',
      scope: step.scope === null ? null : words('siteScopes', step.scope),
      oldValue: step.texts['oldValue'] ?? null,
      newValue: step.texts['newValue'] ?? null,
      at: formatInstant(step.at),
      by: step.by,
    })),
    departure: departureOf(dossier, visit),
    serviceRecord: recordOf(dossier, visit),
    clocks: hand.clocks,
    asOf: formatInstant(now),
  };
}

/** Who was met on site; before that, whom the customer has there. */
function contactOf({ surroundings }: Dossier, visit: VisitState): VisitView['contact'] {
  const { contacts } = surroundings;
  const met = contacts.find((known) => known.id === visit.details.contactId);
  const known = met ?? contacts.find((contact) => contact.siteId !== null && contact.siteId === visit.siteId);
  return known === undefined ? null : { name: known.name, phone: known.phone, role: known.role };
}

function consentOf(consent: ConsentState, now: Instant): VisitConsent {
  const standing = isAsked(consent)
    ? 'asked'
    : consent.refused
      ? 'refused'
      : consent.withdrawnAt !== null
        ? 'withdrawn'
        : isValid(consent, now)
          ? 'given'
          : 'ended';
  return {
    scope: consent.scope,
    label: words('siteScopes', consent.scope),
    what: consent.what,
    why: consent.why,
    by: consent.givenBy ?? '',
    at: formatInstant(consent.from),
    until: iso(consent.until),
    standing,
  };
}

/** What the plan asks before departure, and what of it is done. */
function departureOf(dossier: Dossier, visit: VisitState): VisitView['departure'] {
  const done: Record<DepartureCheck, boolean> = {
    serviceRestored: isServed(dossier),
    siteCleaned: visit.details.siteCleaned === true,
    customerChecked: visit.details.checkedAt !== undefined,
    serviceRecordSigned: signatureOf(recordOfOrder(dossier, 'serviceRecord', visit.taskOrderId)) !== undefined,
  };
  const asked: readonly string[] = dossier.surroundings.plan.conduct.beforeDeparture;
  return departureChecks.filter((check) => asked.includes(check)).map((check) => ({ check, done: done[check] }));
}

function recordOf(dossier: Dossier, visit: VisitState): VisitView['serviceRecord'] {
  const record = recordOfOrder(dossier, 'serviceRecord', visit.taskOrderId);
  if (record === undefined) return null;
  const signed = signatureOf(record);
  const title = formOf(record.form)?.title ?? { zh: record.form, en: record.form };
  return {
    id: record.id,
    title,
    documentNumber: record.documentNumber,
    number: record.recordNumber,
    signedBy: signed?.signerName ?? null,
    signedAt: iso(signed?.at),
  };
}

function signatureOf(record: RecordState | undefined): RecordState['signatures'][number] | undefined {
  return record?.signatures.find((signature) => signature.block === 'customer');
}

function words(list: 'states' | 'siteScopes', value: string): { zh: string; en: string } {
  const texts = flowModules['siteVisit']?.texts;
  const of = (language: 'zh' | 'en') =>
    (list === 'states' ? texts?.[language].states : texts?.[language].options[list])?.[value] ?? value;
  return { zh: of('zh'), en: of('en') };
}

function iso(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : formatInstant(at);
}
