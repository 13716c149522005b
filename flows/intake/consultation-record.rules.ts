import { formOf } from '#centre/plan/plan.rules.ts';
import type { Draft } from '#flows/dossier/draft.ts';
import { dateIn } from '#platform/time/local.ts';

export interface ConsultationInput {
  readonly enquirerName?: string;
  readonly enquirerPhone?: string;
  readonly enquirerEmail?: string;
  readonly content?: string;
  readonly enquiryStage?: string;
  readonly serviceNumber?: string;
  readonly answer?: string;
  readonly recorder: string;
}

/** Opens the consultation record of a request and has it numbered: one for every request, at registration (forms.md A1). */
export function openConsultationRecord(draft: Draft, input: ConsultationInput): void {
  const { request, surroundings, records } = draft.dossier();
  if (records.some((record) => record.form === 'consultationRecord' && record.state !== 'voided')) return;
  const form = formOf(surroundings.plan, 'consultationRecord');
  draft.openRecord({
    id: draft.nextId(),
    form: 'consultationRecord',
    state: 'open',
    taskOrderId: null,
    documentNumber: form.documentNumber,
    documentVersion: form.documentVersion,
    recordNumber: 'next',
    values: present({
      enquirerName: input.enquirerName,
      phone: input.enquirerPhone,
      email: input.enquirerEmail,
      organisationName: surroundings.customer?.name,
      recordedOn: dateIn(surroundings.plan.plan.timezone, draft.at),
      projectOrProductName: surroundings.project?.name,
      // A customer under contract asks after the sale unless somebody says otherwise.
      enquiryStage: input.enquiryStage ?? (surroundings.project?.contractNumber ? 'afterSales' : 'other'),
      enquiryContent: input.content,
      serviceNumber: input.serviceNumber,
      answer: input.answer,
      recorder: input.recorder,
    }),
    stored: { requestId: request.id, channel: request.channel, receivedAt: request.receivedAt },
    signatures: [],
    voidReason: null,
    voidedAt: null,
    replacesId: null,
    createdAt: draft.now,
    version: 1,
  });
}

/** Leaves out what nobody filled: an empty cell is an absent value. */
export function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
