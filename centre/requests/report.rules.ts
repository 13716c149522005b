import { requestKindOf, unknownKind } from '#centre/plan/plan.rules.ts';
import type { RequestState, RequestWords, Surroundings } from '#flows/dossier/dossier.schema.ts';
import { flowDefinitions, flowModules } from '#flows/registry.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { liveChannels, type ReportInput } from './report.schema.ts';
import { reportTexts } from './report.texts.ts';
import type { Parties } from './request-words.schema.ts';
import { shortened } from '#platform/text/characters.rules.ts';

/** The request as a report begins it: received, with whatever the report names; the rest is set at registration. */
export function newRequest(from: {
  id: string;
  input: ReportInput;
  parties: Parties;
  surroundings: Surroundings;
  at: Instant;
  takenBy: { readonly kind: string; readonly personId: string | null };
}): RequestState {
  const { input, parties, surroundings, at, takenBy } = from;
  const { plan } = surroundings;
  const flow = flowDefinitions[requestKindOf(plan, input.kind ?? unknownKind(plan).kind).flow];
  if (flow === undefined) throw new Error(`no flow for the kind ${input.kind ?? unknownKind(plan).kind}`);
  const live = input.channel !== undefined && liveChannels.includes(input.channel);
  return {
    id: from.id,
    // Given once nothing refuses it any more.
    number: '',
    state: flow.initial,
    flow: flow.id,
    flowVersion: flow.version,
    version: 1,
    kind: input.kind ?? null,
    // Until somebody registers it, a request without a kind runs at the severity that the plan names for the unknown.
    severity:
      input.kind === undefined || input.kind === unknownKind(plan).kind ? (input.severity ?? unknownKind(plan).severity) : null,
    channel: input.channel,
    road: 'none',
    round: 1,
    customerId: parties.customerId,
    projectId: parties.projectId,
    siteId: parties.siteId,
    contactId: parties.contactId,
    assetId: input.assetId ?? null,
    ownerUnitId: surroundings.sites.find((site) => site.id === parties.siteId)?.servingUnitId ?? null,
    ownerPersonId: input.headquarters === true || parties.siteId === null ? (surroundings.project?.managerId ?? null) : null,
    receivedAt: at,
    closedAt: null,
    details: {
      ...(live ? { liveTalk: true, firstContactAt: at } : {}),
      ...(takenBy.kind === 'staff' && takenBy.personId !== null ? { takenById: takenBy.personId } : {}),
      ...(input.headquarters ? { headquartersFirst: true } : {}),
      ...(input.severity ? { proposedSeverity: input.severity } : {}),
      ...(input.enquiryStage ? { enquiryStage: input.enquiryStage } : {}),
    },
  };
}

/** Title and content as the enquirer gave them; a title that nobody gave is the first sentence. */
export function wordsOf(input: ReportInput, surroundings: Surroundings, parties: Parties): RequestWords {
  const contact = surroundings.contacts.find((known) => known.id === parties.contactId);
  const firstLine = (input.content.split(/[\n。！？!?]/u)[0] ?? input.content).trim();
  return {
    title: input.title ?? shortened(firstLine, TITLE_LENGTH),
    content: input.content,
    symptom: input.symptom ?? null,
    enquirerName: input.enquirerName ?? contact?.name ?? null,
    enquirerPhone: input.enquirerPhone ?? contact?.phone ?? null,
    enquirerEmail: input.enquirerEmail ?? contact?.email ?? null,
    serviceNumber: input.serviceNumber ?? null,
    answer: input.answer ?? null,
  };
}

/** A title made of the first sentence stays within what a list row can show. */
const TITLE_LENGTH = 60;

/** The report as it counts: a plan may leave the severity to the provider alone. */
export function asProposed(input: ReportInput, by: { readonly kind: string }, surroundings: Surroundings): ReportInput {
  if (by.kind !== 'customer' || surroundings.plan.severityRules.customerProposes) return input;
  const { severity: _severity, ...rest } = input;
  return rest;
}

/** A kind or severity that the plan does not know, or a kind whose process the house does not carry out. */
export function unknownWords(input: ReportInput, surroundings: Surroundings): Refusal | null {
  const { plan } = surroundings;
  const wrong = (field: string, words: { zh: string; en: string }): Refusal =>
    refusal(422, 'unknownValue', words, { fields: [{ field, code: 'unknownValue', message: words }] });
  if (input.kind !== undefined && !Object.hasOwn(plan.requestKinds, input.kind)) return wrong('kind', reportTexts.unknownKind);
  if (input.kind !== undefined && flowModules[plan.requestKinds[input.kind]?.flow ?? ''] === undefined)
    return wrong('kind', reportTexts.kindNotYet);
  if (input.severity !== undefined && !Object.hasOwn(plan.severities, input.severity))
    return wrong('severity', reportTexts.unknownSeverity);
  return null;
}
