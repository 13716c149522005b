/** What an imported history makes of a request: its state, its events, what the flow may ask of it later. Pure. */
import type { HistoryEvent, RequestHistory } from '#centre/history/history.schema.ts';
import { HISTORY_IMPORTED, toldClocks } from '#centre/history/told-clocks.rules.ts';
import { kindNames } from '../kinds.texts.ts';
import { requestKindOf } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { RequestDetails } from '#flows/dossier/details.schema.ts';
import type { RequestState, RequestWords, Surroundings } from '#flows/dossier/dossier.schema.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { openConsultationRecord } from '#flows/intake/consultation-record.rules.ts';
import type { FlowDefinition } from '#platform/flow/flow.ts';
import { shortened } from '#platform/text/characters.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import { REPORT_LINES } from '../report.schema.ts';

/** A history as it is sent to be imported: its rows with the words that stood in the log. */
export interface ImportedHistory extends Omit<RequestHistory, 'rows' | 'state' | 'unit'> {
  readonly state: string;
  readonly rows: readonly (Omit<RequestHistory['rows'][number], 'place'> & { readonly text: string })[];
}

export interface ImportFacts {
  readonly id: string;
  readonly flow: FlowDefinition;
  readonly customerId: string;
  readonly projectId: string;
  readonly projectCode: string;
  readonly siteId: string | null;
  readonly surroundings: Surroundings;
  readonly now: Instant;
}

/**
 * The number says where a request comes from and what it was called there. It takes nothing from a series: no gap is left by what is refused,
 * imports wait for no counter, and a repeat gives the same. A slash stands in no code of a project, so two numbers never meet.
 */
export function importedNumber(projectCode: string, externalId: string): string {
  return `IMP-${projectCode}/${externalId}`;
}

/** When each of these last happened, the flow asks later. */
const KEPT: Readonly<Record<string, keyof RequestDetails>> = {
  registered: 'registeredAt',
  firstContactMade: 'firstContactAt',
  verified: 'verifiedAt',
  substantiveResponseGiven: 'respondedAt',
  restored: 'restoredAt',
  answered: 'answeredAt',
  requestResolved: 'resolvedAt',
  resolutionReportSent: 'reportSentAt',
  knowledgeLinked: 'knowledgeLinkedAt',
};

/** The request as its history leaves it. */
export function importedRequest(history: ImportedHistory, facts: ImportFacts): RequestState {
  const { flow, surroundings, now } = facts;
  const first = atOf(history.rows[0]);
  const last = history.rows.at(-1);
  const isClosed = flow.final.includes(history.state);
  const means = history.rows.flatMap((row) => row.means);
  const open = isClosed ? {} : pausesAt(means);
  return {
    id: facts.id,
    number: importedNumber(facts.projectCode, history.externalId),
    state: history.state,
    flow: flow.id,
    flowVersion: flow.version,
    version: 1,
    kind: last?.kind ?? null,
    severity: last?.severity ?? null,
    channel: history.fields.channel ?? 'import',
    road: 'none',
    round: 1,
    customerId: facts.customerId,
    projectId: facts.projectId,
    siteId: facts.siteId,
    contactId: null,
    assetId: null,
    ownerUnitId: surroundings.sites.find((site) => site.id === facts.siteId)?.servingUnitId ?? null,
    ownerPersonId: facts.siteId === null ? (surroundings.project?.managerId ?? null) : null,
    receivedAt: first,
    closedAt: isClosed ? atOf(last) : null,
    details: {
      imported: { externalId: history.externalId, at: now },
      passed: passagesOf(history, flow),
      ...Object.fromEntries(means.flatMap(({ event, at }) => (KEPT[event] === undefined ? [] : [[KEPT[event], at]]))),
      ...open,
    },
  };
}

/** It came in with the first row and stands where it does since the last. */
function passagesOf(history: ImportedHistory, flow: FlowDefinition): RequestDetails['passed'] {
  const begun = { state: flow.initial, event: HISTORY_IMPORTED, at: atOf(history.rows[0]) };
  if (history.state === flow.initial) return [begun];
  return [begun, { state: history.state, event: HISTORY_IMPORTED, at: atOf(history.rows.at(-1)) }];
}

/** What still holds its clocks: somebody of ours lifts it. */
function pausesAt(means: readonly HistoryEvent[]): Pick<RequestDetails, 'pausedFor' | 'pauseTurnedAt'> {
  const turned = new Map<string, HistoryEvent>();
  for (const one of means) {
    if (one.reason !== null && (one.event === 'pause' || one.event === 'resume')) turned.set(one.reason, one);
  }
  const held = [...turned.values()].filter(({ event }) => event === 'pause').map(({ reason }) => reason ?? '');
  if (held.length === 0) return {};
  return { pausedFor: held, pauseTurnedAt: Object.fromEntries([...turned].map(([reason, { at }]) => [reason, at])) };
}

/**
 * The words that the log gives, or what can be said without: what it is, and its name there. What stands on one line here has the room that
 * a report has; the whole stands in the text of its row, as the log has it.
 */
export function importedWords(history: ImportedHistory, plan: ServicePlan): RequestWords {
  const { fields, rows, externalId } = history;
  const kind = rows.at(-1)?.kind ?? null;
  const named = requestKindOf(plan, kind).zh ?? kindNames.known[kind ?? '']?.zh ?? kind ?? '';
  return {
    title: lineOf(fields.title ?? `${named} ${externalId}`.trim(), REPORT_LINES.title),
    content: fields.content ?? rows[0]?.text ?? externalId,
    enquirerName: fields.enquirerName === undefined ? null : lineOf(fields.enquirerName, REPORT_LINES.enquirerName),
    enquirerPhone: wholeLine(fields.enquirerPhone, REPORT_LINES.enquirerPhone),
    enquirerEmail: wholeLine(fields.enquirerEmail, REPORT_LINES.enquirerEmail),
    symptom: null,
    serviceNumber: null,
    answer: null,
  };
}

const BREAKS = /[\n\r\t\u2028\u2029]+/gu;

function lineOf(said: string, most: number): string {
  const line = said.replace(BREAKS, ' ');
  return line.length > most ? shortened(line, most - 1) : line;
}

/** A number or an address that was cut would be another one's. */
function wholeLine(said: string | undefined, most: number): string | null {
  return said === undefined || said.length > most || said.search(BREAKS) >= 0 ? null : said;
}

/** Writes each row of the history as an event of its own, with what it tells the clocks; what goes on here gets its consultation record. */
export function decideImport(draft: Draft, history: ImportedHistory): void {
  const { request, words } = draft.dossier();
  const told = toldClocks(history.rows);
  for (const [place, { at, means, text }] of history.rows.entries()) {
    const { facts, events } = told[place] ?? { facts: null, events: [] };
    draft.note({
      subject: { kind: 'serviceRequest', id: request.id },
      type: HISTORY_IMPORTED,
      at,
      data: {
        row: place + 1,
        means: means.map(({ event, at: when, reason }) => ({ event, at: when, reason })),
        ...facts,
        ...(place === 0 ? { externalId: history.externalId } : {}),
      },
      texts: { text, ...(place === 0 ? titleTexts(words) : {}) },
      contactId: null,
      visibility: 'internal',
      writes: events.map(({ event, at: when, reason, facts: fields }) => ({
        type: event,
        ...(when === at ? {} : { at: when }),
        ...(reason === null ? {} : { reason }),
        ...(fields === null ? {} : { fields }),
      })),
    });
  }
  const { flow, state } = request;
  if (request.closedAt !== null || state === draft.flow(flow).initial) return;
  openConsultationRecord(draft, {
    content: words.content,
    ...(words.enquirerName === null ? {} : { enquirerName: words.enquirerName }),
    ...(words.enquirerPhone === null ? {} : { enquirerPhone: words.enquirerPhone }),
    ...(words.enquirerEmail === null ? {} : { enquirerEmail: words.enquirerEmail }),
    recorder: undefined,
  });
}

function titleTexts({ title, enquirerName, enquirerPhone, enquirerEmail }: RequestWords): Record<string, string | undefined> {
  return {
    title,
    enquirerName: enquirerName ?? undefined,
    enquirerPhone: enquirerPhone ?? undefined,
    enquirerEmail: enquirerEmail ?? undefined,
  };
}

function atOf(row: { readonly at: Instant } | undefined): Instant {
  // A history is gathered from its rows: it has one at least.
  if (row === undefined) throw new Error('a history without rows');
  return row.at;
}
