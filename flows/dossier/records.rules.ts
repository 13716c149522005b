import type { FormId } from '#forms/index.ts';
import type { RecordState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { definitionOf, formTerms } from './forms.rules.ts';

export interface OpenedRecord {
  readonly id: string;
  readonly form: FormId;
  /** `frozen`: it is whole with the step that writes it. */
  readonly state: 'draft' | 'open' | 'frozen';
  /** The order whose record it is; null where it is the request's own. */
  readonly taskOrderId: string | null;
  /** `next`: numbered with this very decision; else by a later step. */
  readonly recordNumber?: 'next';
  readonly values: Readonly<Record<string, unknown>>;
  readonly stored?: Readonly<Record<string, unknown>>;
}

/**
 * Opens a record on the approved version of its form; what is known of the customer fills the cells of that name that the form has and `values`
 * does not. A step that opens one asks `approvedForm` before.
 */
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
    recordNumber: record.recordNumber ?? null,
    values: filled({ ...customerCells(draft, record.form), ...record.values }),
    stored: { requestId: dossier.request.id, ...record.stored },
    signatures: [],
    voidReason: null,
    voidedAt: null,
    replacesId: null,
    createdAt: draft.now,
    version: 1,
  });
}

function customerCells(draft: Draft, form: FormId): RecordState['values'] {
  const { request, surroundings } = draft.dossier();
  const contact = surroundings.contacts.find((known) => known.id === request.contactId);
  const site = surroundings.sites.find((known) => known.id === request.siteId);
  const known = {
    customerName: surroundings.customer?.name,
    contactName: contact?.name,
    address: site?.address ?? site?.name,
    phoneOrFax: contact?.phone,
    email: contact?.email,
  };
  const { fields } = definitionOf(form);
  return Object.fromEntries(Object.entries(known).filter(([cell]) => Object.hasOwn(fields, cell)));
}

/** An empty cell is an absent value. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
