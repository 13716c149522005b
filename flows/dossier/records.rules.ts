import type { RecordState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { formTerms } from './forms.rules.ts';

export interface OpenedRecord {
  readonly id: string;
  readonly form: 'taskOrder' | 'serviceRecord';
  readonly state: 'draft' | 'open';
  readonly taskOrderId: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stored?: Readonly<Record<string, unknown>>;
}

/** Opens a record on the approved version of its form, with the customer's cells filled in. A step that opens one asks `approvedForm` before. */
export function openFormRecord(draft: Draft, record: OpenedRecord): void {
  const dossier = draft.dossier();
  const terms = formTerms(dossier, record.form);
  if (terms === undefined) throw new Error(`no approved version of ${record.form}`);
  draft.openRecord({
    id: record.id,
    form: record.form,
    state: record.state,
    taskOrderId: record.taskOrderId,
    documentNumber: terms.documentNumber,
    documentVersion: terms.documentVersion,
    recordNumber: null,
    values: filled({ ...customerCells(draft), ...record.values }),
    stored: { requestId: dossier.request.id, ...record.stored },
    signatures: [],
    voidReason: null,
    voidedAt: null,
    replacesId: null,
    createdAt: draft.now,
    version: 1,
  });
}

function customerCells(draft: Draft): RecordState['values'] {
  const { request, surroundings } = draft.dossier();
  const contact = surroundings.contacts.find((known) => known.id === request.contactId);
  const site = surroundings.sites.find((known) => known.id === request.siteId);
  return {
    customerName: surroundings.customer?.name,
    contactName: contact?.name,
    address: site?.address ?? site?.name,
    phoneOrFax: contact?.phone,
    email: contact?.email,
  };
}

/** An empty cell is an absent value. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
