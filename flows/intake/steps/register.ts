import { requestKindOf, severityOrder, unknownKind } from '#centre/plan/plan.rules.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { given } from '#platform/flow/step.ts';
import { openConsultationRecord } from '../consultation-record.rules.ts';
import { isRequestFlow } from '../request-flows.ts';

/** Registration: kind, site, owner and provisional severity are set; the flow of the kind goes on from here. */
export const register = step({
  event: 'register',
  versioned: true,
  fields: {
    kind: { type: 'choice', required: true, options: 'kinds' },
    projectId: { type: 'project', required: true },
    contactId: { type: 'contact' },
    siteId: { type: 'site', required: true },
    enquirerName: { type: 'text', required: true, max: 60 },
    enquirerPhone: { type: 'text', max: 40, oneOf: true },
    enquirerEmail: { type: 'text', max: 120, oneOf: true },
    content: { type: 'longText', required: true },
    symptom: { type: 'longText' },
    severity: { type: 'choice', options: 'severities' },
    enquiryStage: { type: 'choice', options: 'enquiryStage' },
    serviceNumber: { type: 'text', max: 200 },
    answer: { type: 'longText' },
  },
  guards: {
    approvedForm: approvedForm('consultationRecord'),
    registerComplete: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacks = given(
          input,
          'kind',
          'siteId',
          'enquirerName',
          'content',
          ...(isFault(dossier, input.kind) ? (['symptom'] as const) : []),
        );
        if (lacks !== true) return lacks;
        if (flowOfKind(dossier, input.kind) === undefined) return { fields: ['kind'], code: 'kind' };
        if (!isProjectOf(dossier, input.projectId)) return { fields: ['projectId'] };
        if (!dossier.surroundings.sites.some((site) => site.id === input.siteId)) return { fields: ['siteId'] };
        if (input.contactId !== undefined && !dossier.surroundings.contacts.some((contact) => contact.id === input.contactId))
          return { fields: ['contactId'] };
        return input.enquirerPhone || input.enquirerEmail ? true : { fields: ['enquirerPhone'], code: 'reach' };
      },
    },
    noForbiddenPhrase: noForbiddenPhrase('answer'),
    // Only a dedicated service manager or a support engineer sets another severity, and not before verification.
    severityProvisional: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const provisional = [
          dossier.request.details.proposedSeverity,
          unknownKind(dossier.surroundings.plan).severity,
          undefined,
        ];
        return provisional.includes(input.severity) ? true : { fields: ['severity'] };
      },
    },
  },
  initial: ({ dossier }) => {
    const { request, words, surroundings } = dossier;
    const enquirer = surroundings.contacts.find((contact) => contact.id === request.contactId);
    return {
      kind: request.kind ?? undefined,
      contactId: enquirer?.id,
      siteId: request.siteId ?? enquirer?.siteId ?? undefined,
      enquirerName: words.enquirerName ?? undefined,
      enquirerPhone: words.enquirerPhone ?? undefined,
      enquirerEmail: words.enquirerEmail ?? undefined,
      content: words.content,
      symptom: words.symptom ?? words.content,
      severity: request.details.proposedSeverity,
      enquiryStage: request.details.enquiryStage,
      serviceNumber: words.serviceNumber ?? undefined,
      answer: words.answer ?? undefined,
    };
  },
  decide: (draft, { input, dossier, actor }) => {
    const { request, surroundings } = dossier;
    const kind = input.kind ?? unknownKind(surroundings.plan).kind;
    const flow = draft.flow(requestKindOf(surroundings.plan, kind).flow);
    const severity = severityAtRegistration(dossier, kind);
    const siteId = input.siteId ?? request.siteId;
    const contactId = input.contactId ?? request.contactId;
    draft.request({
      customerId: request.customerId ?? surroundings.customer?.id ?? null,
      projectId: request.projectId ?? surroundings.project?.id ?? null,
      contactId,
      kind,
      flow: flow.id,
      flowVersion: flow.version,
      severity,
      siteId,
      ...ownerOf(dossier, siteId),
      details: { registeredAt: draft.at },
    });
    // Where the customer was reached before, a flow that has that state begins with it.
    const contacted = request.details.firstContactAt !== undefined && flow.states.includes('contacted');
    draft.fire({
      flow,
      subject: { kind: 'serviceRequest', id: request.id },
      event: 'register',
      ...(contacted ? { to: 'contacted' } : {}),
      data: { kind, severity, projectId: draft.dossier().request.projectId, siteId, enquiryStage: input.enquiryStage ?? null },
      fields: { kind, severity },
      // The form begins with the words of the report for both: a symptom is what a fault has.
      texts: {
        content: input.content,
        symptom: isFault(dossier, kind) ? input.symptom : undefined,
        enquirerName: input.enquirerName,
      },
      contactId,
    });
    openConsultationRecord(draft, { ...input, recorder: actor.kind === 'staff' ? actor.name : undefined });
  },
});

/**
 * Whether the request has a project, and no other is named. One that had none comes with the surroundings of the project
 * that the step names: whoever fires the step looks them up.
 */
function isProjectOf({ request, surroundings }: Dossier, named: string | undefined): boolean {
  const projectId = request.projectId ?? surroundings.project?.id;
  return projectId !== undefined && (named ?? request.projectId) === projectId;
}

/** The branch that serves the site, or the dedicated service manager where the customer went to headquarters. */
function ownerOf(
  { request, surroundings }: Dossier,
  siteId: string | null,
): { ownerUnitId: string | null; ownerPersonId: string | null } {
  if (request.details.headquartersFirst)
    return { ownerUnitId: request.ownerUnitId, ownerPersonId: surroundings.project?.managerId ?? null };
  const serving = surroundings.sites.find((site) => site.id === siteId)?.servingUnitId;
  return { ownerUnitId: serving ?? request.ownerUnitId, ownerPersonId: null };
}

/** The flow of a kind of the plan, as far as the house carries it out. */
function flowOfKind(dossier: Dossier, kind: string | undefined): string | undefined {
  const { plan } = dossier.surroundings;
  if (kind === undefined || !Object.hasOwn(plan.requestKinds, kind)) return undefined;
  const { flow } = requestKindOf(plan, kind);
  return isRequestFlow(flow) ? flow : undefined;
}

/** A fault is what the fault flow handles, whatever a plan calls the kind: its symptom is asked beside its content. */
function isFault(dossier: Dossier, kind: string | undefined): boolean {
  return flowOfKind(dossier, kind) === 'faultEmergency';
}

/** The severity that holds until somebody verifies: what the customer proposes or what the plan names for the unknown. */
function severityAtRegistration(dossier: Dossier, kind: string): string | null {
  const { plan } = dossier.surroundings;
  const applies = (severity: string | undefined): severity is string =>
    severity !== undefined && (plan.severities[severity]?.appliesTo.includes(kind) ?? false);
  const candidates = [
    dossier.request.details.proposedSeverity,
    dossier.request.severity ?? undefined,
    unknownKind(plan).severity,
    ...severityOrder(plan),
  ];
  return candidates.find(applies) ?? null;
}
